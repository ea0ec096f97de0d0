"""Whose turn it is among the chunks that are due.

Emergencies go before everything else, and with them what only has to be closed, because a correction or withdrawal waits
for it. Letters take two kinds of turns, one after the other: one for the newest dispatch that had none yet, so that a fresh
letter leaves at once however much waits; one for the dispatch whose last turn is longest ago, so that none waits for ever.

A letter leads to its article: for a few minutes (`rules.ARTICLE_FIRST`) it has no turn while portals do not show that yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import Q

from khen.egress import rules

DUE = """NOT (c.hold = 'done') AND ((c.hold = 'free' AND c.not_before <= %s) OR (c.hold = 'leased' AND c.lease_until < %s))"""
"""The first part is for the index: it holds nothing that is done."""
EARLIER = """SELECT 1 FROM egress_chunk b JOIN egress_dispatch e ON e.id = b.dispatch_id
  WHERE e.bulletin = d.bulletin AND e.channel = d.channel AND e.id < d.id AND NOT (b.hold = 'done')"""
LATER = """SELECT 1 FROM egress_dispatch l
  WHERE l.bulletin = d.bulletin AND l.channel = d.channel AND l.id > d.id AND l.change <> 'published'"""
UNSHOWN = """d.channel = 'email' AND d.frozen_at > %s AND EXISTS (SELECT 1 FROM egress_dispatch p
  WHERE p.entry_id = d.entry_id AND p.channel = 'portal' AND NOT (p.course = 'ended'))"""
FIRST = f"CASE WHEN w.klass = 'emergency' OR EXISTS ({LATER}) THEN 0 ELSE 1 END"


def due(now: datetime) -> Q:
    """What waits no longer; nothing is put off for longer than the longest wait, but by a clock that ran ahead."""
    return Q(not_before__lte=now) | Q(not_before__gt=now + rules.LONGEST_WAIT)


def cut_off(now: datetime, after: timedelta) -> Q:
    """What was begun too long ago to be under way still, or while the clock ran ahead."""
    return Q(moved_at__lt=now - after) | Q(moved_at__gt=now + after)


class Turn(StrEnum):
    """How those are ordered that do not go first."""

    ARRIVAL = "c.not_before, c.id"
    NEWEST = "d.served_at IS NOT NULL, d.served_at, d.id DESC, c.id"
    LONGEST = "coalesce(d.served_at, d.frozen_at), d.id, c.id"


def next_one(turn: Turn, channels: Sequence[str]) -> str:
    """The SELECT of the chunk whose turn it is; `asked` says what it asks for.

    A bulletin's dispatches by one channel go in their order. (SQLite begins where a CROSS JOIN begins: at what is due.)"""
    places = ", ".join("%s" for _ in channels)
    return f"""SELECT c.id FROM egress_chunk c CROSS JOIN egress_dispatch d CROSS JOIN egress_wording w
      WHERE {DUE} AND d.id = c.dispatch_id AND w.version = d.wording_id AND d.channel IN ({places})
        AND NOT EXISTS ({EARLIER}) AND NOT ({UNSHOWN})
      ORDER BY {FIRST}, {turn} LIMIT 1"""


def asked(channels: Sequence[str], now: datetime) -> list[Any]:
    """What `next_one` asks for: the present moment twice, the channels, and since when letters wait for their articles."""
    moment, since = (connection.ops.adapt_datetimefield_value(one) for one in (now, now - rules.ARTICLE_FIRST))
    return [moment, moment, *channels, since]

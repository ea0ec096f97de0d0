"""The worker's share: freeze what the book says, carry what is due, count the days of views that are over."""

import logging
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from itertools import cycle

from khen.atoms import clock
from khen.egress import beacon, freeze, leases, reads
from khen.egress.channels import CHANNELS, Channel
from khen.egress.faults import told
from khen.egress.models import Dispatch
from khen.egress.terms import ChannelKey, Lease
from khen.egress.turns import Turn

LOG = logging.getLogger(__name__)
LEASE = 120  # seconds
LETTERS = tuple(channel.key for channel in CHANNELS if channel.letters)
AT_ONCE = tuple(channel.key for channel in CHANNELS if not channel.letters)
TURNS = cycle((Turn.NEWEST, Turn.LONGEST))
BY_KEY = {channel.key: channel for channel in CHANNELS}


def work(*, limit: int = 50, lease: int = LEASE) -> int:
    """Read the book, carry at most `limit` chunks, each held for `lease` seconds. Returns how much was done, 0 when idle."""
    return freeze.follow() + _carry_on(tuple(BY_KEY), limit, lease) + count()


def show() -> int:
    """Carry everything but letters: nothing in it waits for anybody outside the house."""
    return _carry_on(AT_ONCE, 50, LEASE)


def count() -> int:
    """Count the days of views that are over."""
    return beacon.count_days(clock.today())


def mail() -> int:
    """Letters of one chunk, for a while: a mail server may be slow or silent, and nothing else waits for it."""
    return _carry_on(LETTERS, 1, LEASE, next(TURNS))


def _carry_on(channels: Collection[str], limit: int, lease: int, turn: Turn = Turn.ARRIVAL) -> int:
    leases.call_back()
    done = 0
    while done < limit and (held := leases.claim(seconds=lease, channels=channels, turn=turn)):
        carry(held)
        done += 1
    return done


def carry(held: Lease) -> None:
    """Hand a chunk to its channel. Whatever goes wrong there is written down and tried again later; other chunks go on."""
    dispatch = Dispatch.objects.select_related("wording", "body", "entry").get(pk=held.dispatch)
    with suppress(leases.LeaseLost):  # whoever took the chunk over has already written what is known
        _carried(BY_KEY[ChannelKey(dispatch.channel)], held, dispatch)


def _carried(channel: Channel, held: Lease, dispatch: Dispatch) -> None:
    try:
        channel.carry(held, dispatch)
    except leases.LeaseLost:
        raise
    except Exception as fault:
        LOG.exception("dispatch %s broke on its way by %s", dispatch.pk, channel.key)
        over = reads.taken_back(dispatch)
        channel.let_go(held, partial(leases.break_off, because=told(fault), over=over))

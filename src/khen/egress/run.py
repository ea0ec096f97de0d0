"""The worker's share: freeze what the book says, carry what is due, count the days of views that are over."""

from collections.abc import Collection
from contextlib import suppress
from itertools import cycle

from khen.atoms import clock
from khen.egress import beacon, freeze, leases
from khen.egress.channels import CHANNELS
from khen.egress.models import Dispatch
from khen.egress.terms import ChannelKey, Lease
from khen.egress.turns import Turn

LEASE = 120  # seconds
LETTERS = tuple(channel.key for channel in CHANNELS if channel.letters)
AT_ONCE = tuple(channel.key for channel in CHANNELS if not channel.letters)
TURNS = cycle((Turn.NEWEST, Turn.LONGEST))
CARRY = {channel.key: channel.carry for channel in CHANNELS}


def work(*, limit: int = 50, lease: int = LEASE) -> int:
    """Read the book, carry at most `limit` chunks, each held for `lease` seconds. Returns how much was done, 0 when idle."""
    return freeze.follow() + _carry_on(tuple(CARRY), limit, lease) + beacon.count_days(clock.today())


def show() -> int:
    """Everything but letters: nothing in it waits for anybody outside the house."""
    return freeze.follow() + _carry_on(AT_ONCE, 50, LEASE) + beacon.count_days(clock.today())


def mail() -> int:
    """Letters of one chunk, for a while: a mail server may be slow or silent, and nothing else waits for it."""
    return _carry_on(LETTERS, 1, LEASE, next(TURNS))


def _carry_on(channels: Collection[str], limit: int, lease: int, turn: Turn = Turn.ARRIVAL) -> int:
    done = 0
    while done < limit and (held := leases.claim(seconds=lease, channels=channels, turn=turn)):
        carry(held)
        done += 1
    return done


def carry(held: Lease) -> None:
    """Hand a chunk to its channel."""
    dispatch = Dispatch.objects.select_related("wording", "body").get(pk=held.dispatch)
    with suppress(leases.LeaseLost):  # whoever took the chunk over has already written what is known
        CARRY[ChannelKey(dispatch.channel)](held, dispatch)

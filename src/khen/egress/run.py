"""The worker's share: freeze what the book says, carry what is due, count the days of views that are over."""

from khen.atoms import clock
from khen.egress import acts, beacon, freeze, leases
from khen.egress.channels import CHANNELS
from khen.egress.models import Dispatch
from khen.egress.terms import ChannelKey, Course, Lease

LEASE = 120  # seconds
CARRY = {channel.key: channel.carry for channel in CHANNELS}


def work(*, limit: int = 50, lease: int = LEASE) -> int:
    """Read the book, carry at most `limit` chunks, each held for `lease` seconds. Returns how much was done, 0 when idle."""
    done = freeze.follow()
    for _ in range(limit):
        held = leases.claim(seconds=lease)
        if held is None:
            break
        carry(held)
        done += 1
    return done + beacon.count_days(clock.today())


def carry(held: Lease) -> None:
    """Hand a chunk to its channel; when its dispatch by e-mail has ended, the journal is told."""
    dispatch = Dispatch.objects.select_related("wording", "body").get(pk=held.dispatch)
    try:
        CARRY[ChannelKey(dispatch.channel)](held, dispatch)
    except leases.LeaseLost:
        return  # whoever took the chunk over has already written what is known
    tell(dispatch.pk)


def tell(pk: int) -> None:
    """Write the entry of an ended dispatch by e-mail if it would say anything new."""
    dispatch = Dispatch.objects.get(pk=pk)
    if dispatch.channel == ChannelKey.EMAIL and dispatch.course == Course.ENDED and any(acts.untold(dispatch).values()):
        acts.tell_mailed(dispatch, on=clock.today())

"""What every channel is: whom a publication reaches by it, and how a chunk is carried."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

from django.db import transaction

from khen.atoms.refusal import Refusal
from khen.egress import leases
from khen.egress.models import Dispatch
from khen.egress.terms import ChannelKey, Lease, News, Outcome, Recipient, Result

Audience = Callable[[News], Sequence[Recipient]]
LetGo = Callable[[Lease, Callable[[Lease], None]], None]
Show = Callable[[Dispatch, Sequence[str]], Mapping[str, str] | None]  # outlet that took nothing -> why; the others took it


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """`carry` works one chunk under its lease, `let_go` gives one back as it is told to; `letters` once sent stay sent."""

    key: ChannelKey
    audience: Audience
    carry: Callable[[Lease, Dispatch], None]
    letters: bool = False
    let_go: LetGo = lambda lease, how: how(lease)

    @classmethod
    def at_once(cls, key: ChannelKey, audience: Audience, show: Show) -> Self:
        """A channel inside the house: what `show` writes for these outlets and the outcome are one transaction."""
        return cls(key=key, audience=audience, carry=partial(_carry, show))


def outlets(keys: Sequence[str]) -> list[Recipient]:
    """Recipients that are outlets, by their keys."""
    return [Recipient(address=key) for key in dict.fromkeys(keys)]


def _carry(show: Show, lease: Lease, dispatch: Dispatch) -> None:
    keys = list(leases.rows(lease).order_by("position").values_list("address", flat=True))
    try:
        with transaction.atomic():
            leases.fence(lease)
            refused = show(dispatch, keys) or {}
            leases.settle(lease, Result(outcome=Outcome.ACCEPTED), refused)
    except Refusal as refusal:
        with transaction.atomic():
            leases.settle(lease, Result(outcome=Outcome.REFUSED, detail=str(refusal)))

"""Fees for bulletins: rates of a body, the monthly list of what it published, and what those acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khen.atoms.payload import Payload


class Work(TextChoices):
    """What sort of work a bulletin is paid as."""

    NEWS = "news", _("News item")
    ARTICLE = "article", _("Article")
    PICTURE = "picture", _("Picture")
    AUDIO = "audio", _("Sound recording")
    VIDEO = "video", _("Video")


class Standing(TextChoices):
    OPEN = "open", _("Being drawn up")
    CLOSED = "closed", pgettext_lazy("of a list", "Closed")


class Pay(TextChoices):
    """What a line of the list comes to."""

    PAID = "paid", _("Paid")
    UNMARKED = "unmarked", _("No coefficient chosen")
    WITHDRAWN = "withdrawn", _("Withdrawn, not paid")
    NO_RATE = "no_rate", _("No rate for that day")
    OUTSIDE = "outside", _("Coefficient outside the frame")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`base` in whole đồng for a coefficient of 1; holds from `since` up to, not including, `until`."""

    rate: int
    work: str
    base: Decimal
    lowest: Decimal
    highest: Decimal
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """As what a bulletin is paid, and the coefficient: at most two decimals."""

    work: str
    coefficient: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One bulletin of a monthly list. `day` is when it first went out, `entry` the entry that says so, `places` where in all.

    `amount` in whole đồng, None for what is not paid; `rate` the id of the rate by which it was reckoned."""

    bulletin: int
    version: int
    entry: int
    author: int
    author_name: str
    title: str
    day: date
    places: str
    pay: str
    withdrawn_on: date | None
    work: str
    coefficient: Decimal | None
    rate: int | None
    base: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, kw_only=True)
class RateEntered(Payload):
    """`base` in whole đồng; `until` the first day on which it no longer holds."""

    kind: ClassVar[str] = "newsroom.rate_entered"
    rate: int
    work: str
    base: int
    lowest: Decimal
    highest: Decimal
    since: date
    until: date | None
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class RateEnded(Payload):
    kind: ClassVar[str] = "newsroom.rate_ended"
    rate: int
    until: date


@dataclass(frozen=True, kw_only=True)
class RateAnnulled(Payload):
    kind: ClassVar[str] = "newsroom.rate_annulled"
    rate: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ListPayload(Payload):
    """`period` is the key of a month."""

    fee_list: int
    period: str


@dataclass(frozen=True, kw_only=True)
class ListDrawnUp(ListPayload):
    kind: ClassVar[str] = "newsroom.fee_list_drawn_up"


@dataclass(frozen=True, kw_only=True)
class FeesMarked(ListPayload):
    """`marks` are the ids of what was chosen: the coefficients themselves are for whoever may see the whole list."""

    kind: ClassVar[str] = "newsroom.fees_marked"
    number: int
    marks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ListClosed(ListPayload):
    """`lines` counts them; `fingerprint` is the SHA-256 of the list's salt and of every line's values and record ids."""

    kind: ClassVar[str] = "newsroom.fee_list_closed"
    lines: int
    fingerprint: str


OF_RATES = {
    RateEntered.kind: _("Rate entered"),
    RateEnded.kind: _("Rate ended"),
    RateAnnulled.kind: _("Rate annulled"),
}
OF_LISTS = {
    ListDrawnUp.kind: _("List drawn up"),
    FeesMarked.kind: _("Coefficients chosen"),
    ListClosed.kind: _("List closed"),
}
SAYINGS = {**OF_RATES, **OF_LISTS}

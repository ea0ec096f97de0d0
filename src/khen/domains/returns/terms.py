"""Words of returns: how a figure is answered, how far a return came, what its entries say."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload

LONGEST_SOURCE = 300
LONGEST_REASON = 500
LARGEST_FILE = 10 * 1024 * 1024


class State(TextChoices):
    DRAFT = "draft", _("being filled in")
    SUBMITTED = "submitted", _("sent, waiting")
    ACCEPTED = "accepted", _("accepted")
    SENT_BACK = "sent_back", _("sent back")


class Answer(TextChoices):
    """Nothing happened is not 0, and neither is the same as an item that this level does not have."""

    VALUE = "value", _("a number")
    NOTHING = "nothing", _("nothing occurred")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Rhythm(TextChoices):
    """For which sort of period an item is declared; for no other, so that nothing is declared twice."""

    HALF = "half", _("every half-year")
    MONTH = "month", _("every month")
    YEAR = "year", _("every year")


class Level(StrEnum):
    """The level of a body is the kind of its area."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Given:
    """What a body says about one item: the answer, its number when it is one, and where that stands written."""

    answer: str
    value: Decimal | None
    source: str


SET_ANEW = "Ra lại bài tập"
EXERCISES: dict[str, Given] = {  # key of an item -> what stands there for whoever practises accepting; the second is wrong
    "licences.granted": Given(
        Answer.VALUE, Decimal(40), "Bài tập 1: Sổ cấp giấy phép năm nay, từ số 01 đến số 40. Số này đúng: chấp nhận."
    ),
    "documents.signed_share": Given(
        Answer.VALUE,
        Decimal("9.27"),
        "Bài tập 2: Báo cáo số 12/BC-VHTT ghi 92,7%. Số khai lệch với báo cáo: trả lại, ghi lý do.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Asked(Payload):
    kind: ClassVar[str] = "returns.asked"
    form: str
    period: str
    due: str


@dataclass(frozen=True, kw_only=True)
class _Declared(Payload):
    """`number` is the version of the return; `value` is exact, None unless `state` is "value"."""

    record: int
    item: str
    period: str
    number: int
    state: str
    value: Decimal | None
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Entered(_Declared):
    """`paper` is where the file behind it is kept and `sha256` its digest, each "" where there is none (since shape 2)."""

    kind: ClassVar[str] = "returns.entered"
    shape: ClassVar[int] = 2
    source: str
    paper: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Submitted(_Declared):
    kind: ClassVar[str] = "returns.submitted"


@dataclass(frozen=True, kw_only=True)
class Accepted(_Declared):
    kind: ClassVar[str] = "returns.accepted"


@dataclass(frozen=True, kw_only=True)
class SentBack(_Declared):
    kind: ClassVar[str] = "returns.sent_back"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(_Declared):
    kind: ClassVar[str] = "returns.withdrawn"
    reason: str


SAYINGS: dict[str, str | Promise] = {
    Asked.kind: _("Asked for"),
    Entered.kind: _("Entered"),
    Submitted.kind: _("Sent"),
    Accepted.kind: _("Accepted"),
    SentBack.kind: _("Sent back"),
    Withdrawn.kind: _("Taken back by its body"),
}
SAID_ANEW = _("Entered anew")

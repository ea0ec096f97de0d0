"""What each channel carries of a bulletin: its words, how they were measured, and what the journal is told."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Carrier(TextChoices):
    """A channel by the form of its words. The house feeds the first three; the others are taken along by hand."""

    TICKER = "ticker", _("Ticker")
    POPUP = "popup", _("Pop-up")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    FACEBOOK = "facebook", _("Facebook")
    ZALO = "zalo", _("Zalo")


class Coding(TextChoices):
    """How a text message is written on its way (3GPP TS 23.038)."""

    GSM7 = "gsm7", _("without marks")
    UCS2 = "ucs2", _("with marks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the words of every channel are made of: `text` is plain, `numbered` the same with the numbers of its lists, as letters
    carry it, `topic` the topic's name, `files` the names of what stands with it on portals to be listened to or taken along."""

    title: str
    summary: str
    text: str
    topic: str
    source: str = ""
    numbered: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The words of one channel; a channel without a title of its own has only `text`."""

    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A bulletin as a letter says it: `notice` is what became of it since, `lead` stands before the text, `files` are named where
    there is a `link` to the page on which they stand, `leave` is where this reader leaves the list."""

    title: str
    text: str
    sender: str
    lead: str = ""
    notice: str = ""
    source: str = ""
    files: tuple[str, ...] = ()
    link: str = "[địa chỉ của bài, nếu bài được đăng trên cổng]"
    mailing: str = "[tên danh sách nhận tin]"
    leave: str = "[địa chỉ riêng của từng người nhận]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why a text was put right, and when, in words: "lúc 14:05 ngày 05/01/2020"."""

    reason: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One part of a channel's words: characters that it carries at most (0: counted in parts), and that are seen at once."""

    part: str
    most: int
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A text message as it is sent: its units (septets or UTF-16 units), and the parts that are paid."""

    coding: Coding
    units: int
    each: int
    parts: int
    twofold: int = 0  # of its characters, those that count twice


@dataclass(frozen=True, kw_only=True)
class Worded(Payload):
    """Somebody gave one channel words of its own; `words` is their row's id, `derived` when the house's own were taken back,
    `text_sha256`, since shape 2, their digest."""

    kind: ClassVar[str] = "newsroom.worded"
    shape: ClassVar[int] = 2
    bulletin: int
    version: int
    carrier: str
    words: int
    derived: bool
    text_sha256: str


SAYINGS = {Worded.kind: _("Worded for one channel")}

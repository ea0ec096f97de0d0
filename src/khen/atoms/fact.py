"""A countable thing, and where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Kind(IntEnum):
    """What a fact counts. Numbers are stored: never reuse one."""

    BULLETIN_WRITTEN = 1  # one bulletin begun by a body
    ARTICLE_POSTED = 2  # one bulletin on one portal; place = site key
    DOCUMENT_POSTED = 3  # one document on one portal; place = site key
    SITE_OPENED = 4  # one new portal; place = site key
    SYSTEM_TICKED = 5  # one ticker line on one system; place = system key
    SYSTEM_POPPED = 6  # one pop-up on one system; place = system key
    POSTED_ELSEWHERE = 7  # one publication made by hand; channel = facebook, zalo, radio; place = account
    REACHED_ELSEWHERE = 8  # its reach; quantity = readings reported by the channel
    LINK_PLACED = 9  # one link put on one system; place = system key
    MAIL_ACCEPTED = 10  # e-mails accepted by a mail server for one dispatch
    PAGES_VIEWED = 11  # page views of one body's site on one day; quantity = views
    DECLARED = 12  # one declared figure; place = item key; quantity = value * 10**decimals
    TASK_PLANNED = 13  # kept for programmes
    ORDER_MADE = 14  # one topic ordered from bodies and the press; body = who ordered
    PIECE_RETURNED = 15  # one published piece returned for an order; body = who returned it; channel = house, print, radio, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`quantity` is a whole number in the kind's own unit; `subject` tells things apart where a figure counts distinct ones."""

    kind: Kind
    on: date
    body: int
    quantity: int = 1
    channel: str = ""
    place: str = ""
    topic: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """Every fact proved so far by entries about this record no longer counts: of these kinds and this place, all when empty."""

    about: str
    about_id: int
    kinds: tuple[Kind, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """Facts proved so far are restated: from this entry on they bear this topic, and what has not begun begins on `begins` (its
    own day when None). They are those of entries about this record, of these kinds and this place, all when empty; where no
    record is named, those of these kinds that are told apart by `subject`."""

    topic: str
    begins: date | None = None
    about: str = ""
    about_id: int = 0
    kinds: tuple[Kind, ...] = ()
    place: str = ""
    subject: str = ""

    def now(self, on: date, today: date) -> date:
        """The day of a fact whose day was `on`, restated on `today`: what readers have had once keeps its first day."""
        return self.begins if self.begins and on > today else on


Said = Fact | Cancelled | Restated

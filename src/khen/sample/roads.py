"""Bulletins of the sample, each with its road from the first draft to its end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khen.domains.newsroom.terms import Klass, Origin


class Standing(StrEnum):
    """Where a bulletin stands when the sample has been told to its end."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """A place outside our own channels, where a publication is made by hand and then entered."""

    RADIO = "radio"
    FACEBOOK = "facebook"
    ZALO = "zalo"


@dataclass(frozen=True, slots=True)
class ElsewherePlan:
    """A publication made by hand elsewhere; `reach` is persons reached or views, None where nobody counts."""

    channel: Channel
    link: str
    on: date
    reach: int | None


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """What happens to a bulletin after it was submitted: returned, corrected or withdrawn, why, and the corrected text."""

    on: date
    reason: str
    body_html: str


@dataclass(frozen=True, slots=True)
class BulletinPlan:
    """One bulletin with its road. A day that never comes is None; `change` belongs to returned, corrected and withdrawn ones."""

    key: str
    title: str
    summary: str
    body_html: str
    topic: str
    campaign: str
    klass: Klass
    origin: Origin
    source: str
    area_code: str
    author_body_key: str
    author: str
    approver: str
    publisher: str
    written_on: date
    submitted_on: date | None
    approved_on: date | None
    published_on: date | None
    standing: Standing
    change: ChangePlan | None
    sites: tuple[str, ...]
    tickers: tuple[str, ...]
    popups: tuple[str, ...]
    mailing: tuple[str, ...]
    elsewhere: tuple[ElsewherePlan, ...]

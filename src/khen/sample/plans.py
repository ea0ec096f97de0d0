"""What the sample will do, as frozen values. Days are local days of Asia/Ho_Chi_Minh; keys are those of the data files."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khen.sample.roads import BulletinPlan


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """A province, district or commune; `title` is its Vietnamese kind (tỉnh, huyện, xã, ...), `name` goes without it."""

    code: str
    kind: str
    title: str
    name: str
    parent: str
    latitude: Decimal | None
    longitude: Decimal | None
    valid_from: date
    source: str


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A public body; `parent` and `area` are keys or empty."""

    key: str
    kind: str
    name: str
    parent: str
    area: str
    slug: str
    valid_from: date
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class PostPlan:
    """One role at one body. `reach` is `body` (the body's own subtree) or `area:<code>`."""

    body_key: str
    role: str
    reach: str


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Somebody who works in the sample; the name says the position, never a real person."""

    username: str
    full_name: str
    posts: tuple[PostPlan, ...]


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """A topic, as the sample's files call it."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign of a body on a topic; it is opened on its first day. `last` is None where nobody said when it ends.

    One that is renamed on a day was opened as `name_before`."""

    key: str
    topic: str
    body_key: str
    by: str
    name: str
    since: date
    last: date | None
    renamed_on: date | None
    name_before: str

    def runs(self, on: date) -> bool:
        """May a text written on that day belong to it?"""
        return self.since <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A site of a body. `opened_on` is empty for a site that stood before the sample begins."""

    key: str
    title: str
    body_key: str
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class SystemPlan:
    """An outside system that shows our ticker or pop-up."""

    key: str
    title: str
    shows: str


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """An address put on an outside system."""

    key: str
    system: str
    title: str
    url: str
    on: date


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """A directive document placed on a site; number and symbol are illustrative."""

    key: str
    number: str
    symbol: str
    title: str
    issuer: str
    signed_on: date
    placed_on: date
    site: str


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """A figure declared by a body with its source document; `value` is a decimal as text."""

    item_key: str
    body_key: str
    value: str
    source_document: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What a division writes into its part of the report; figures stand as their keys in braces."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the sample will do."""

    areas: tuple[AreaPlan, ...]
    bodies: tuple[BodyPlan, ...]
    people: tuple[PersonPlan, ...]
    topics: tuple[TopicPlan, ...]
    campaigns: tuple[CampaignPlan, ...]
    sites: tuple[SitePlan, ...]
    systems: tuple[SystemPlan, ...]
    links: tuple[LinkPlan, ...]
    bulletins: tuple[BulletinPlan, ...]
    documents: tuple[DocumentPlan, ...]
    returns: tuple[ReturnPlan, ...]
    report: tuple[PartPlan, ...]

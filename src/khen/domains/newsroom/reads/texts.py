"""Questions about bulletins: one text for those who carry it out of the house, and what waits for whom."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from khen.bodies.models import Outlet, Person
from khen.bodies.reads import in_reach, on_day, within
from khen.bodies.terms import Action, OutletKind
from khen.book.models import Entry
from khen.domains.newsroom.models import Attachment, Bulletin, BulletinVersion, Elsewhere
from khen.domains.newsroom.reads.counsel import without_initials
from khen.domains.newsroom.terms import MediaKind, Standing, Withdrawn

BY_HAND = Exists(Elsewhere.objects.filter(bulletin=OuterRef("pk"), annulled=False))
FED_KINDS = (OutletKind.SITE, OutletKind.TICKER, OutletKind.POPUP, OutletKind.MAILING)


@dataclass(frozen=True, slots=True)
class File:
    """A picture, recording or file of a text; `path` is its place in the storage, `alt` what a picture shows."""

    id: int
    kind: str
    name: str
    path: str
    mime: str
    sha256: str
    size: int
    alt: str
    caption: str

    def content(self) -> bytes:
        """Its bytes."""
        with default_storage.open(self.path) as opened:
            content: bytes = opened.read()
        return content


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a bulletin as it is carried out of the house. `topic` is a key, days are inclusive."""

    bulletin: int
    version: int
    number: int
    title: str
    summary: str
    body_html: str
    topic: str
    topic_title: str
    klass: str
    origin: str
    source: str
    area_id: int | None
    body_id: int
    body_name: str
    since: date | None
    until: date | None
    pictures: tuple[File, ...]
    attachments: tuple[File, ...]


def version(pk: int) -> Text:
    """The text of one version. Two queries. Raises BulletinVersion.DoesNotExist."""
    row = BulletinVersion.objects.select_related("bulletin__body", "topic").get(pk=pk)
    files = [_file(one) for one in attachments_of(row.bulletin_id, row.number)]
    return Text(
        bulletin=row.bulletin_id,
        version=row.pk,
        number=row.number,
        title=row.title,
        summary=row.summary,
        body_html=row.body_html,
        topic=row.topic.key,
        topic_title=row.topic.name,
        klass=row.klass,
        origin=row.origin,
        source=row.source,
        area_id=row.area_id,
        body_id=row.bulletin.body_id,
        body_name=row.bulletin.body.name,
        since=row.since,
        until=row.until,
        pictures=tuple(one for one in files if one.kind == MediaKind.PICTURE),
        attachments=tuple(one for one in files if one.kind != MediaKind.PICTURE),
    )


def _file(row: Attachment) -> File:
    return File(row.pk, row.kind, row.name, row.path, row.mime, row.sha256, row.size, row.alt, row.caption)


def attachments_of(bulletin: int, number: int) -> QuerySet[Attachment]:
    """The files that stand with this version of the bulletin. One query."""
    stands = Q(left_in__isnull=True) | Q(left_in__gt=number)
    return Attachment.objects.filter(stands, bulletin=bulletin, added_in__lte=number).order_by("pk")


def current(bulletin: Bulletin) -> BulletinVersion:
    """The newest version. One query."""
    return BulletinVersion.objects.select_related("topic", "campaign", "area", "by").get(
        bulletin=bulletin, number=bulletin.number
    )


def versions(bulletin: Bulletin) -> QuerySet[BulletinVersion]:
    """Every version, newest first. One query."""
    return bulletin.versions.select_related("by", "topic", "campaign", "area").order_by("-number")


def withdrawn_at(bulletin: Bulletin) -> datetime | None:
    """When it was withdrawn; None for what was not. One query, none for what stands."""
    if bulletin.standing != Standing.WITHDRAWN:
        return None
    entries = Entry.objects.filter(about="newsroom.bulletin", about_id=bulletin.pk, kind=Withdrawn.kind)
    return entries.latest("seq").moment


def standing_with(standing: Standing, person: Person, action: Action, day: date) -> QuerySet[Bulletin]:
    """Bulletins in this standing for whose bodies the person may do that. One query."""
    return within(Bulletin.objects.filter(standing=standing), person, action, day=day)


def corrected(rows: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Only those that stand in public in a version later than the one that first went out."""
    return rows.filter(standing=Standing.PUBLISHED, number__gt=F("released_number"))


def to_approve(person: Person, day: date) -> QuerySet[Bulletin]:
    """What waits for this person's approval, initialled where that is asked for. One query."""
    others = standing_with(Standing.SUBMITTED, person, Action.APPROVE, day).exclude(author=person)
    return others.exclude(pk__in=without_initials(Bulletin.objects.all(), day).values("pk"))


def returned_to(person: Person, day: date) -> QuerySet[Bulletin]:
    """The person's own texts that were returned, where they still write. One query."""
    return standing_with(Standing.RETURNED, person, Action.DRAFT, day).filter(author=person)


def to_publish(person: Person, day: date) -> QuerySet[Bulletin]:
    """Approved texts that wait to be published by this person: what is out by hand elsewhere waits for nobody. One query."""
    return standing_with(Standing.APPROVED, person, Action.PUBLISH, day).filter(~BY_HAND)


def approved(rows: QuerySet[Bulletin], *, by_hand: bool) -> QuerySet[Bulletin]:
    """Only those that are approved and out by hand elsewhere, or out nowhere yet."""
    return rows.filter(BY_HAND if by_hand else ~BY_HAND, standing=Standing.APPROVED)


def out_by_hand(rows: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """The same, each with whether somebody published it by hand on a channel that the house does not feed (`by_hand`)."""
    return rows.annotate(by_hand=BY_HAND)


def outlets_fed(person: Person, day: date) -> QuerySet[Outlet]:
    """Outlets that the house feeds, within the person's reach on that day."""
    bodies = in_reach(person, {Action.PUBLISH}, day)
    return Outlet.objects.filter(on_day(day), kind__in=FED_KINDS, body__in=bodies).order_by("kind", "collated", "pk")


def outlets_for(person: Person, bulletin: Bulletin, day: date) -> QuerySet[Outlet]:
    """Those of them where the bulletin does not stand yet."""
    return outlets_fed(person, day).exclude(pk__in=bulletin.placed.values("outlet"))


def outlets_by_hand(person: Person, day: date) -> QuerySet[Outlet]:
    """Outlets that people feed by hand, within the person's reach on that day."""
    bodies = in_reach(person, {Action.PUBLISH}, day)
    return Outlet.objects.filter(on_day(day), body__in=bodies).exclude(kind__in=FED_KINDS).order_by("kind", "collated", "pk")

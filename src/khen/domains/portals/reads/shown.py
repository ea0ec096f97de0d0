"""What portals show on a day. Each question is one query unless its docstring says more."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import BooleanField, Case, Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from khen.atoms import clock, pressing
from khen.atoms.text import fold
from khen.bodies.reads import on_day
from khen.book.models import Entry
from khen.domains.portals import rules
from khen.domains.portals.models import ArticlePicture, Document, Placement, Portal
from khen.domains.portals.terms import HOSTS, DocumentState, DocumentWithdrawn, State, TakenDown, generation_name, sign_of

LATEST = 40  # placements a home page is made of
STRIP, BLOCKS, BLOCK, SECOND, NEWEST, PAPERS, RELATED = 5, 6, 4, 2, 6, 6, 4
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    title: str
    count: int

    @property
    def sign(self) -> str:
        return sign_of(self.key)


@dataclass(frozen=True, slots=True)
class Block:
    """One topic of a home page with its latest placements."""

    topic: Topic
    placements: Sequence[Placement]


@dataclass(frozen=True, slots=True)
class Front:
    """A home page: what leads, what follows it, the strip of pressing texts, the newest, the topics, the documents."""

    lead: Placement | None
    second: Sequence[Placement]
    beside: Sequence[Placement]
    strip: Sequence[Placement]
    blocks: Sequence[Block]
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: articles and documents, those with the words as they were written first."""

    placements: QuerySet[Any]
    documents: QuerySet[Any]


def hosts(*, anew: bool = False) -> dict[str, str]:
    """Host name -> portal key; the bare "" names the portal that answers the house's own names. Kept in the shared cache.

    `anew` asks the database; while it does not answer, what was kept before stays."""
    kept: dict[str, str] | None = None if anew else cache.get(HOSTS)
    if kept is None:
        rows = list(Portal.objects.values_list("site__hostname", "key", "site__is_default_site"))
        kept = {host: key for host, key, _ in rows} | {"" if default else host: key for host, key, default in rows}
        cache.set(HOSTS, kept, HOUR)
    return kept


def generation(key: str) -> str:
    """The name of the portal's present generation; each change on the portal gives a new one."""
    name: str | None = cache.get(generation_name(key))
    if name is None:
        cache.add(generation_name(key), secrets.token_hex(8), None)
        name = cache.get(generation_name(key)) or ""
    return name


def portal(key: str) -> Portal | None:
    """The portal of this key, with its body, its site and its body's area; `has_documents`: whether any is posted there."""
    posted = Exists(Document.objects.filter(portal=OuterRef("pk"), state=DocumentState.STANDING))
    rows = Portal.objects.select_related("body__area", "site").annotate(has_documents=posted)
    return rows.filter(key=key).first()


def standing(place: Portal, day: date) -> QuerySet[Placement]:
    """What stands on the portal on a day, newest first, without the texts themselves. Three queries with pictures and tongues."""
    covers = Prefetch("article__pictures", ArticlePicture.objects.filter(position=1), to_attr="covers")
    return (
        Placement.objects.filter(on_day(day), portal=place, state=State.STANDING)
        .select_related("article")
        .defer("article__body_html", "article__exact", "article__folded", "article__files", "intro")
        .prefetch_related(covers)
        .annotate(is_pressing=_marked(day))
        .order_by("-since", "-id")
    )


def _pressing(day: date) -> Q:
    """Of what stands on a day: what leads readers still; see khen.atoms.pressing."""
    oldest = pressing.oldest(day)
    lasting = Q(until__gt=day) | Q(until=None) & (Q(since__gte=oldest) | Q(article__corrected_at__gte=clock.midnight(oldest)))
    return Q(lasting, article__klass__in=pressing.LEADING)


def _marked(day: date) -> Case:
    return Case(When(_pressing(day), then=True), default=False, output_field=BooleanField())


def topics(place: Portal, day: date) -> list[Topic]:
    """The topics that have something standing, the fullest first."""
    rows = (
        Placement.objects.filter(on_day(day), portal=place, state=State.STANDING)
        .values_list("topic", "article__topic_title")
        .annotate(count=Count("pk"))
        .order_by("-count", "topic")
    )
    found: dict[str, Topic] = {}
    for key, title, count in rows:
        before = found.get(key)
        found[key] = Topic(key, before.title if before else title, count + (before.count if before else 0))
    return list(found.values())


def left_empty(place: Portal, key: str, day: date) -> Topic | None:
    """A topic of which something once stood on the portal, and nothing stands now."""
    once = Placement.objects.filter(portal=place, topic=key, since__lte=day, state__in=[State.STANDING, State.TAKEN_DOWN])
    title = once.order_by("-since", "-id").values_list("article__topic_title", flat=True).first()
    return None if title is None else Topic(key, title, 0)


def front(place: Portal, day: date, known: Sequence[Topic]) -> Front:
    """The home page. Four queries: placements, their pictures, the strip, documents."""
    latest = list(standing(place, day)[:LATEST])
    pinned = [row for row in latest if row.pinned_until and row.pinned_until > day]
    lead = next(iter([*pinned, *latest]), None)
    rest = [row for row in latest if row is not lead]
    used = SECOND + NEWEST
    return Front(
        lead=lead,
        second=rest[:SECOND],
        beside=rest[SECOND:used],
        strip=list(strip(place, day)),
        blocks=_blocks(rest[used:], known),
        documents=list(documents(place)[:PAPERS]),
    )


def strip(place: Portal, day: date) -> QuerySet[Placement]:
    """What one should know now: emergencies, then notices, the newest first, each as long as it is pressing. One query."""
    rank = Case(*(When(article__klass=klass, then=Value(first)) for first, klass in enumerate(pressing.LEADING)))
    rows = standing(place, day).prefetch_related(None).filter(_pressing(day))
    return rows.order_by(rank, "-since", "-id")[:STRIP]


def _blocks(rows: Sequence[Placement], known: Sequence[Topic]) -> list[Block]:
    blocks = [Block(topic, [row for row in rows if row.topic == topic.key][:BLOCK]) for topic in known]
    return [block for block in blocks if block.placements][:BLOCKS]


def article(place: Portal, pk: int, day: date) -> Placement | None:
    """An article's placement on this portal, standing or not on this day, with its canonical home. Two queries, with pictures."""
    return (
        Placement.objects.filter(portal=place, article=pk)
        .annotate(is_pressing=_marked(day))
        .select_related("article__home__site", "article__origin")
        .prefetch_related("article__pictures", "article__tongues")
        .first()
    )


def shown(placement: Placement, day: date) -> bool:
    """Does it stand on this day? No query."""
    begun, ended = placement.since <= day, placement.until is not None and placement.until <= day
    return placement.state == State.STANDING and begun and not ended


def gone(placement: Placement, day: date) -> bool:
    """Did it once stand, and stands no more: taken down, or its time is over? No query."""
    over = placement.until is not None and placement.until <= day
    return placement.state == State.TAKEN_DOWN or (placement.state == State.STANDING and over)


def taken_down_at(placement: Placement) -> datetime | None:
    """When it was taken down, by the portal's entry; None where only its time is over. One query."""
    if placement.ended_on is None:
        return None
    told = Entry.objects.filter(
        about="portals.article", about_id=placement.article_id, kind=TakenDown.kind, on=placement.ended_on
    )
    entry = told.order_by("seq").last()
    return entry.moment if entry else clock.midnight(placement.ended_on)


def stands(key: str, page: str, said: Mapping[str, Any], day: date) -> bool:
    """Does the portal show this page on this day? `page` is the name of its address, `said` what stands in it. One query."""
    placed = Placement.objects.filter(on_day(day), portal__key=key, state=State.STANDING)
    match page:
        case "portals:home" | "portals:latest" | "portals:documents" | "portals:search":
            return Portal.objects.filter(key=key).exists()
        case "portals:article":
            return placed.filter(article=said["pk"]).exists()
        case "portals:topic":
            return placed.filter(topic=said["key"]).exists()
        case "portals:document":
            return Document.objects.filter(portal__key=key, pk=said["pk"], state=DocumentState.STANDING).exists()
    return False


def ever_placed(key: str) -> set[int]:
    """Ids of all articles that stand or once stood on the portal of this key. One query."""
    return set(Placement.objects.filter(portal__key=key).values_list("article", flat=True))


def related(placement: Placement, day: date) -> QuerySet[Placement]:
    """Others of the same topic on the same portal."""
    return standing(placement.portal, day).filter(topic=placement.topic).exclude(pk=placement.pk)[:RELATED]


def documents(place: Portal) -> QuerySet[Document]:
    """The documents that stand on the portal, the latest signed first, without their searchable words."""
    standing = Document.objects.filter(portal=place, state=DocumentState.STANDING)
    return standing.defer("exact", "folded").order_by("-signed_on", "-id")


def document(place: Portal, pk: int) -> Document | None:
    """A document that stands, or once stood, on this portal."""
    return Document.objects.filter(portal=place, pk=pk).defer("exact", "folded").first()


def withdrawal(document: Document) -> Entry | None:
    """The entry that tells when and why a document was withdrawn. One query."""
    told = Entry.objects.filter(about=document._meta.label_lower, about_id=document.pk, kind=DocumentWithdrawn.kind)
    return told.order_by("seq").last()


def picture(place: Portal, digest: str, day: date) -> bool:
    """May this picture be seen on this portal: does an article that shows it stand there?"""
    return standing(place, day).filter(article__pictures__digest=digest).exists()


def file(portal: Portal, pk: int, digest: str, place: int, day: date) -> dict[str, Any] | None:
    """A recording or paper of an article that stands on this portal; None for any other. One query.

    Of several files of the same bytes, which may bear other names, it is the one at this place, else the first."""
    kept = standing(portal, day).prefetch_related(None).filter(article=pk).values_list("article__files", flat=True).first()
    alike = [(number, one) for number, one in enumerate(kept or (), 1) if one["digest"] == digest]
    return next((one for number, one in alike if number == place), alike[0][1] if alike else None)


def search(place: Portal, query: str, day: date) -> Found:
    """Texts that hold every word asked for, whole syllables, with or without marks; nothing for a query without words.

    Words as they were written come before folded ones, a phrase before scattered words, then the newest."""
    asked = rules.asked_words(query)
    if not asked:
        return Found(Placement.objects.none(), Document.objects.none())
    placements = _ranked(standing(place, day), asked, "article__").order_by("rank", "-since", "-id")
    return Found(placements, _ranked(documents(place), asked, "").order_by("rank", "-signed_on", "-id"))


def _ranked(rows: QuerySet[Any], asked: Sequence[str], prefix: str) -> QuerySet[Any]:
    plain = [fold(word) for word in asked]
    steps = [
        Q(**{f"{prefix}exact__contains": rules.padded(asked)}),
        _holding(f"{prefix}exact", asked),
        Q(**{f"{prefix}folded__contains": rules.padded(plain)}),
    ]
    whens = [When(step, then=Value(rank)) for rank, step in enumerate(steps)]
    rank = Case(*whens, default=Value(len(whens)), output_field=IntegerField())
    return rows.filter(_holding(f"{prefix}folded", plain)).annotate(rank=rank)


def _holding(column: str, words: Sequence[str]) -> Q:
    held = Q()
    for word in words:
        held &= Q(**{f"{column}__contains": rules.padded([word])})
    return held

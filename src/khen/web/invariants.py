"""What is so in every house though no entry tells it: whatever else stands there was put in past every act."""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, Model, OuterRef
from wagtail.models import APIToken, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from khen.bodies import trees
from khen.bodies.models import Body, Outlet, Person
from khen.bodies.terms import OutletKind
from khen.book.models import Bookmark, Entry
from khen.domains.organisation.terms.places import OutletOpened
from khen.domains.portals.models import BodyFolder, HomePage
from khen.egress import freeze, invitations
from khen.egress.models import Dispatch, InvitationLetter
from khen.facts import gather
from khen.facts.models import Cancellation, StoredFact
from khen.tidings import reading
from khen.tidings.models import Notice

EMPTY: tuple[type[Model], ...] = (  # who may see and do what is asked of posts alone
    Person.groups.through,
    Person.user_permissions.through,
    PageViewRestriction,
    PageViewRestriction.groups.through,
    CollectionViewRestriction,
    CollectionViewRestriction.groups.through,
    APIToken,
)
MADE: Mapping[str, Callable[[], int]] = {  # the last entry of which each reader made anything
    freeze.READER: lambda: _last(Dispatch),
    invitations.READER: lambda: _last(InvitationLetter),
    reading.READER: lambda: _last(Notice),
    gather.BOOKMARK: lambda: max(_last(StoredFact), _last(Cancellation)),
}
UNUSED = {  # what acts never put into a page
    **dict.fromkeys(("latest_revision_id", "live_revision_id", "latest_revision_created_at", "alias_of_id", "owner_id")),
    **dict.fromkeys(("go_live_at", "expire_at", "locked_at", "locked_by_id")),
    **dict.fromkeys(("expired", "locked", "has_unpublished_changes", "show_in_menus"), False),
    **dict.fromkeys(("seo_title", "search_description"), ""),
}


def filled() -> Iterator[str]:
    """The tables into which this house never writes and in which something stands."""
    yield from (one._meta.db_table for one in EMPTY if one._default_manager.exists())


def areas_misplaced() -> Iterator[int]:
    """The numbers of areas that the multiplied-out tree, of which figures and reach are asked, has elsewhere than their edges."""
    yield from trees.untrue(trees.AREAS)


def bodies_misplaced() -> Iterator[int]:
    """The same of bodies."""
    yield from trees.untrue(trees.BODIES)


def bookmarks_differing() -> Iterator[str]:
    """The names of readers of the journal who have come less far than what they made of it, or whom nobody knows."""
    stands = dict(Bookmark.objects.values_list("reader", "seq"))
    yield from sorted(name for name, made in MADE.items() if stands.get(name, 0) < made())
    yield from sorted(stands.keys() - MADE.keys())


def sites_differing() -> Iterator[int]:
    """The numbers of sites that belong to no portal."""
    yield from Site.objects.filter(portal=None).order_by("pk").values_list("pk", flat=True)


def outlets_differing() -> Iterator[int]:
    """The numbers of outlets of the kind of portals that belong to none and that nobody opened by themselves, as for training."""
    opened = Entry.objects.filter(kind=OutletOpened.kind, about_id=OuterRef("pk"))
    alone = Outlet.objects.filter(~Exists(opened), kind=OutletKind.SITE, portal=None)
    yield from alone.order_by("pk").values_list("pk", flat=True)


def pages_differing() -> Iterator[int]:
    """The numbers of pages that are neither the root of all, nor a body's folder, nor a portal's first page, or that do not
    stand as acts make them. Six queries."""
    pages = {one.path: one for one in Page.objects.order_by("path")}
    below = Counter(path[: -Page.steplen] for path in pages)
    folders = {one.pk: one.body for one in BodyFolder.objects.select_related("body")}
    languages = {*Locale.objects.filter(language_code="vi").values_list("pk", flat=True)}
    first = {*HomePage.objects.filter(portal__isnull=False).values_list("pk", flat=True)}
    for path, page in pages.items():
        kind = BodyFolder if page.pk in folders else HomePage if page.pk in first else Page
        made = _made(page, kind, pages.get(path[: -Page.steplen]), folders.get(page.pk), languages)
        if any(getattr(page, name) != value for name, value in made.items()) or page.numchild != below[path]:
            yield page.pk
    orphans = HomePage.objects.filter(portal=None) | HomePage.objects.filter(pk__in=folders)
    yield from orphans.order_by("pk").values_list("pk", flat=True)


def _made(page: Page, kind: type[Page], above: Page | None, body: Body | None, languages: Container[int]) -> dict[str, object]:
    """How a page of this kind was made, below another; what a portal's first page is called its entry tells."""
    made = {**UNUSED, "content_type_id": ContentType.objects.get_for_model(kind).pk, "draft_title": page.title}
    made |= {"depth": above.depth + 1 if above else 1, "url_path": f"{above.url_path}{page.slug}/" if above else "/"}
    if (above is None) != (kind is Page) or page.locale_id not in languages:
        made["pk"] = None  # it cannot stand there at all
    return made | ({"title": body.name, "slug": body.key, "live": False} if body else {})


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("entry"))["last"] or 0

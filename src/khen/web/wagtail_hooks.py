"""The one list of what stands in the officers' menu, and the end of everything of Wagtail's own in it."""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem

from khen.bodies.models import Person
from khen.book.needs import know
from khen.desk.counter import Counter
from khen.desk.holdings import keep
from khen.desk.home import Desktop, Waits
from khen.desk.sorts import Listed
from khen.domains.newsroom import screens as newsroom
from khen.domains.organisation import screens as organisation
from khen.domains.portals import screens as portals
from khen.domains.returns import screens as returns
from khen.egress import panels, subscribers, viewed
from khen.egress import screens as egress
from khen.figures.screens import Figures
from khen.reports import screens as reports
from khen.tidings import screens as tidings
from khen.tidings.notices import unread
from khen.tidings.panels import of_letters
from khen.web.hints import hints
from khen.web.tour import Tour

COUNTERS: tuple[Counter, ...] = (
    newsroom.BULLETINS,
    newsroom.RENDERINGS,
    newsroom.OPINIONS,
    newsroom.ORDERS,
    newsroom.ASKED,
    newsroom.TOPICS,
    newsroom.CAMPAIGNS,
    newsroom.ELSEWHERE,
    portals.SITES,
    portals.PLACEMENTS,
    portals.DOCUMENTS,
    newsroom.PATTERNS,
    newsroom.REGULATIONS,
    newsroom.FEE_LISTS,
    newsroom.RATES,
    egress.DISPATCHES,
    egress.LETTERS,
    subscribers.SUBSCRIBERS,
    returns.RETURNS,
    returns.ASKS,
    Figures("so-lieu", counters=lambda: COUNTERS),
    reports.REPORTS,
    reports.BLOCKS,
    organisation.AREAS,
    organisation.BODIES,
    organisation.PEOPLE,
    organisation.ROLLS,
    organisation.LEAVES,
    organisation.DELEGATIONS,
    organisation.SIGNINGS,
    organisation.NETWORKS,
    organisation.LOCKS,
    organisation.REBUFFS,
    tidings.DOINGS,
)
LISTS: tuple[Listed, ...] = (*newsroom.LISTS, *portals.LISTS, *returns.LISTS, *reports.LISTS)  # shown to whoever stands in
WAITS: tuple[Waits, ...] = (
    newsroom.waiting,
    portals.waiting,
    egress.waiting,
    returns.waiting,
    reports.waiting,
    organisation.waiting,
)

newsroom.BULLETINS.beside = (egress.of_bulletin, viewed.of_bulletin)
organisation.PEOPLE.lists = LISTS
organisation.REBUFFS.counters = lambda: COUNTERS
keep((*newsroom.HOLDINGS, *organisation.HOLDINGS))
for counter in COUNTERS:
    know(counter.needs)
organisation.PEOPLE.beside = (of_letters, panels.of_invited, tidings.of_person)


@hooks.register("register_admin_viewset")
def counters() -> list[Counter]:
    return list(COUNTERS)


@hooks.register("construct_admin_api")
def names_that_the_frame_asks_for(router: Any) -> None:
    """Wagtail's frame reverses these addresses on every page; behind the gate they do not exist."""
    router.register_endpoint("documents", PagesAdminAPIViewSet)
    router.register_endpoint("images", PagesAdminAPIViewSet)


@hooks.register("construct_main_menu")
def only_ours(request: Any, items: list[Any]) -> None:
    """Pages, reports, settings and help of Wagtail's own lead nowhere here."""
    names = {counter.menu_name for counter in COUNTERS}
    items[:] = [item for item in items if item.name in names]


@hooks.register("construct_main_menu", order=1000)
def and_notices(request: Any, items: list[Any]) -> None:
    """With how many are unread; that number came in by the door with the person."""
    count = unread(request.user)
    label = f"{_('Notices')} ({count})" if count else str(_("Notices"))
    items.append(MenuItem(label, reverse("notices"), name="thong-bao_", icon_name="info-circle", order=50))
    items.append(MenuItem(_("Guide"), reverse("guide"), name="huong-dan_", icon_name="help", order=9000))


@hooks.register("construct_homepage_panels", order=1000)
def our_first_page(request: Any, panels: list[Any]) -> None:
    panels[:] = [Desktop(WAITS, starts, hints, LISTS, Tour())]


@hooks.register("insert_global_admin_css")
def our_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


def starts(person: Person, *, practising: bool) -> Sequence[tuple[Any, str]]:
    """The verbs with which this person may begin something, and their addresses."""
    return [
        (verb, reverse(counter.get_url_name(verb.name)))
        for counter in COUNTERS
        for verb in counter.begins
        if verb.is_for(person, practising=practising)
    ]

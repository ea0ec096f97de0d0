"""What is so in every house though no entry tells it is asked by `khen verify --deep`."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from khen.bodies.models import AreaLineage, BodyLineage, Outlet, Person
from khen.bodies.terms import AreaKind
from khen.bodies.tests.makers import LONG_AGO, a_body, an_area
from khen.book.models import Bookmark
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.portals.models import BodyFolder, HomePage
from khen.domains.portals.tests.makers import a_portal
from khen.egress.run import work
from khen.facts.gather import gather
from khen.web import invariants

pytestmark = pytest.mark.django_db
PAST: dict[str, Callable[[], Any]] = {
    "a bookmark set back": lambda: Bookmark.objects.filter(reader="egress").update(seq=0),
    "a bookmark deleted": lambda: Bookmark.objects.filter(reader="facts").delete(),
    "a bookmark of nobody": lambda: Bookmark.objects.create(reader="la", seq=1),
    "a page that asks for a password": lambda: PageViewRestriction.objects.create(
        page=HomePage.objects.get(), restriction_type="password", password="la"
    ),
    "somebody in a group": lambda: Person.groups.through.objects.create(person=Person.objects.latest("pk"), group_id=1),
    "a page of nobody": lambda: HomePage.objects.get().add_child(instance=Page(title="Bịa", slug="bia")),
    "a folder that readers see": lambda: BodyFolder.objects.update(live=True),
    "a page that is to be taken down": lambda: HomePage.objects.update(expire_at="2020-01-01T00:00:00Z"),
    "a page elsewhere": lambda: HomePage.objects.update(url_path="/la/"),
    "an outlet as portals have them": lambda: Outlet.objects.create(
        key="bia", kind="site", name="Bịa", body=HomePage.objects.get().portal.body, since="2020-01-01"
    ),
    "a body below nobody": lambda: BodyLineage.objects.filter(depth__gt=0).delete(),
    "a body that does not even stand below itself": lambda: BodyLineage.objects.filter(depth=0).delete(),
    "a body above another one": lambda: BodyLineage.objects.create(
        above=a_body("Sở khác"), body=HomePage.objects.get().portal.body, depth=1, since=LONG_AGO
    ),
    "an area twice below another": lambda: AreaLineage.objects.create(
        **AreaLineage.objects.filter(depth=1).values("above_id", "area_id", "depth", "since", "until").latest("pk")
    ),
    "a site of nobody": lambda: Site.objects.create(hostname="la.example", root_page=HomePage.objects.get()),
}


def found() -> list[object]:
    named = (invariants.filled, invariants.bookmarks_differing)
    numbered = (invariants.sites_differing, invariants.pages_differing, invariants.areas_misplaced, invariants.bodies_misplaced)
    return [*invariants.outlets_differing(), *(one for find in (*named, *numbered) for one in find())]


@pytest.mark.parametrize("past", PAST.values(), ids=PAST)
def test_what_was_put_in_past_every_act_is_named(past: Callable[[], Any]) -> None:
    above = an_area()
    district = an_area("Huyện Đồng Văn", kind=AreaKind.DISTRICT, parent=above)
    room = Newsroom(body=a_body("Phòng", parent=a_body("Sở", area=above), area=district))
    room.published(a_portal(body=room.body).outlet)
    work()
    gather()
    assert found() == []
    past()
    assert found()


def test_a_house_that_has_not_yet_read_its_journal_holds() -> None:
    room = Newsroom()
    room.published(a_portal(body=room.body).outlet)
    assert found() == []

"""What leaves the house is what the newsroom's versions say: what was changed on the way is found."""

from collections.abc import Callable

import pytest

from khen.atoms import clock
from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.portals.tests.makers import a_portal
from khen.egress.freeze import follow
from khen.egress.kept import dispatches_differing, showings_differing, wordings_differing
from khen.egress.models import Delivery, Dispatch, Showing, Wording
from khen.egress.run import work

pytestmark = pytest.mark.django_db
LINES: dict[str, Callable[[], object]] = {
    "a line": lambda: Showing.objects.filter(kind="ticker").update(text="Lời giả"),
    "a pop-up": lambda: Showing.objects.filter(kind="popup").update(text="Lời giả"),
    "what stands below it": lambda: Showing.objects.filter(kind="popup").update(more="Lời giả"),
    "the days": lambda: Showing.objects.filter(kind="ticker").update(until=None, since="2020-01-01"),
    "the class": lambda: Showing.objects.filter(kind="ticker").update(klass="emergency"),
    "where it leads": lambda: Showing.objects.filter(kind="ticker").update(link="http://gia.example/tin/1-gia/"),
    "to which article it leads": lambda: Showing.objects.filter(kind="feed").update(link="http://tinh.localhost/tin/9-gia/"),
    "another bulletin": lambda: Showing.objects.filter(kind="popup", ended_at=None).update(bulletin=9_999),
    "another outlet": lambda: Showing.objects.filter(kind="popup").update(outlet=Outlet.objects.filter(kind="mailing").first()),
    "ended by hand": lambda: Showing.objects.filter(kind="ticker").update(ended_at=clock.now()),
    "gone": lambda: Showing.objects.all().delete(),
    "begun again": lambda: Showing.objects.exclude(ended_at=None).update(ended_at=None),
}
SENT: dict[str, Callable[[], object]] = {
    "to another": lambda: Delivery.objects.filter(dispatch__channel="popup").update(address="noi-khac"),
    "refused, though nobody did": lambda: Delivery.objects.filter(dispatch__channel="portal").update(state="refused"),
    "on other days": lambda: Dispatch.objects.filter(channel="ticker").update(since="2020-01-01"),
    "for another reason": lambda: Dispatch.objects.filter(change="corrected").update(reason="Lý do giả"),
    "in another text": lambda: Dispatch.objects.filter(change="corrected").update(wording=Wording.objects.earliest("version")),
    "in words of nobody": lambda: Wording.objects.update(words={"ticker": {"title": "", "text": "Lời giả"}}),
    "though nothing was told": lambda: _made_up(),
}


def _made_up() -> None:
    one = Dispatch.objects.filter(channel="feed").first() or Dispatch.objects.first()
    assert one is not None
    one.pk, one.channel = None, "popup" if one.channel != "popup" else "ticker"
    one.save(force_insert=True)


def a_house() -> Bulletin:
    """What was published, corrected and withdrawn on every channel inside the house, and has gone out."""
    room = Newsroom()
    ticker, popup, site = room.outlet(OutletKind.TICKER), room.outlet(OutletKind.POPUP), a_portal(body=room.body).outlet
    room.outlet(OutletKind.MAILING)
    made = room.published(ticker, popup)
    room.published(site)
    acts.correct(room.published(ticker, site), by=room.publisher, on=DAY, reason="Sai số", title="Nhan đề đúng")
    acts.withdraw(room.published(popup, site), by=room.publisher, on=DAY, reason="Hết cần")
    while work():
        pass
    return made


def found() -> list[int]:
    return [*showings_differing(), *wordings_differing(), *dispatches_differing()]


def test_what_an_honest_house_sent_and_shows_is_as_it_was_told() -> None:
    a_house()
    assert Showing.objects.count() == 7 and found() == []


def test_what_is_still_on_its_way_is_not_missed() -> None:
    room = Newsroom()
    room.published(room.outlet(OutletKind.TICKER))
    assert found() == []
    follow()
    assert Dispatch.objects.exclude(course="ended").exists() and found() == []


@pytest.mark.parametrize("change", LINES.values(), ids=LINES)
def test_what_stands_outside_and_says_something_else_is_named_by_its_bulletin(change: Callable[[], object]) -> None:
    a_house()
    change()
    assert list(showings_differing())


@pytest.mark.parametrize("change", SENT.values(), ids=SENT)
def test_what_left_otherwise_than_its_entry_says_is_named_by_the_entry(change: Callable[[], object]) -> None:
    a_house()
    change()
    assert list(dispatches_differing())


def test_a_text_that_no_version_says_is_named_by_its_bulletin() -> None:
    made = a_house()
    Wording.objects.filter(bulletin=made.pk).update(body_html="<p>giả</p>")
    assert list(wordings_differing()) == [made.pk]

"""What leaves the house is what the newsroom's versions say: what was changed on the way is found."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from khen.atoms import clock
from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.portals.tests.makers import a_portal
from khen.egress.freeze import follow
from khen.egress.kept import dispatches_differing, wordings_differing
from khen.egress.kept_lines import showings_differing
from khen.egress.models import Chunk, Delivery, Dispatch, Showing, Wording
from khen.egress.run import work

pytestmark = pytest.mark.django_db


def _leading(link: str) -> None:
    for one in Showing.objects.exclude(link=""):
        found = urlsplit(one.link)
        path = found.path.removeprefix("/tin/")
        Showing.objects.filter(pk=one.pk).update(link=link.format(host=found.hostname, path=path, number=path.partition("-")[0]))


def _of_another(number: int) -> None:
    one = Showing.objects.filter(ended_at=None).first()
    assert one
    one.pk, one.bulletin = None, number
    one.save(force_insert=True)


def _said_to_wait() -> int:
    return Dispatch.objects.update(course="waiting", next_try="2099-01-01T00:00Z")


LINES: dict[str, Callable[[], object]] = {
    "a line": lambda: Showing.objects.filter(kind="ticker").update(text="Lời giả"),
    "a pop-up": lambda: Showing.objects.filter(kind="popup").update(text="Lời giả"),
    "what stands below it": lambda: Showing.objects.filter(kind="popup").update(more="Lời giả"),
    "the days": lambda: Showing.objects.filter(kind="ticker").update(until=None, since="2020-01-01"),
    "the class": lambda: Showing.objects.filter(kind="ticker").update(klass="emergency"),
    "where it leads": lambda: Showing.objects.filter(kind="ticker").update(link="http://gia.example/tin/1-gia/"),
    "to which article it leads": lambda: Showing.objects.filter(kind="feed").update(link="http://tinh.localhost/tin/9-gia/"),
    **{
        f"where it leads: {link or 'nowhere'}": partial(_leading, link)
        for link in (
            "",
            "javascript://{host}/tin/{path}",
            "ftp://{host}/tin/{path}",
            "http://{host}:8000/tin/{path}?a=1",
            "http://{host}:8000/tin/{path}#a",
            "http://{host}:8000@gia.example/tin/{path}",
            "http://a:b@{host}:8000/tin/{path}",
            "http://{host}:8000/tin/{path}../../quan-tri/dang-xuat/",
            "http://{host}:8000/tin/{path}\n",
            "http://{host}:8000/tin/{number}-ten-khac/",
            "http://{host}:8000/tin/{number}-",
        )
    },
    "made up, of a bulletin that cannot be": partial(_of_another, -5),
    "made up, of a bulletin that is not": partial(_of_another, 900_000_000),
    "forged while it is said to be on its way": lambda: (_said_to_wait(), Showing.objects.update(text="Lời giả")),
    "removed while it is said to be on its way": lambda: (_said_to_wait(), Showing.objects.all().delete()),
    "standing again while it is said to be on its way": lambda: (_said_to_wait(), Showing.objects.update(ended_at=None)),
    "removed while what was done is said to be done again": lambda: (_said_to_be_free(), Showing.objects.all().delete()),
    "ended while what was done is said to be done again": lambda: (
        _said_to_be_free(),
        Showing.objects.filter(kind="ticker").update(ended_at=clock.now()),
    ),
    "another bulletin": lambda: Showing.objects.filter(kind="popup", ended_at=None).update(bulletin=9_999),
    "another outlet": lambda: Showing.objects.filter(kind="popup").update(outlet=Outlet.objects.filter(kind="mailing").first()),
    "ended, of another bulletin": lambda: Showing.objects.exclude(ended_at=None).update(bulletin=9_999),
    "ended by hand": lambda: Showing.objects.filter(kind="ticker").update(ended_at=clock.now()),
    "gone": lambda: Showing.objects.all().delete(),
    "begun again": lambda: Showing.objects.exclude(ended_at=None).update(ended_at=None),
}
SENT: dict[str, Callable[[], object]] = {
    "to another": lambda: Delivery.objects.filter(dispatch__channel="popup").update(address="noi-khac"),
    "refused, though nobody did": lambda: Delivery.objects.filter(dispatch__channel="portal").update(state="refused"),
    "no longer, though nobody took it back": lambda: Delivery.objects.filter(dispatch__channel="popup").update(state="cancelled"),
    "refused while it is said to be carried out again": lambda: (
        _said_to_be_free(),
        Delivery.objects.filter(dispatch__channel="portal").update(state="refused"),
    ),
    "still on its way for years": lambda: _waiting_for_years(),
    "on other days": lambda: Dispatch.objects.filter(channel="ticker").update(since="2020-01-01"),
    "for another reason": lambda: Dispatch.objects.filter(change="corrected").update(reason="Lý do giả"),
    "in another text": lambda: Dispatch.objects.filter(change="corrected").update(wording=Wording.objects.earliest("version")),
    "in words of nobody": lambda: Wording.objects.update(words={"ticker": {"title": "", "text": "Lời giả"}}),
    "though nothing was told": lambda: _made_up(),
}


def _said_to_be_free() -> int:
    return Chunk.objects.update(hold="free", not_before=clock.now())


def _waiting_for_years() -> None:
    _said_to_wait()
    Delivery.objects.update(state="pending")
    Chunk.objects.update(hold="free", not_before="2099-01-01T00:00Z")


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


@pytest.fixture(scope="class")
def _sent(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The house below, made once for all tests of a class; each finds it as it was made."""
    with django_db_blocker.unblock(), transaction.atomic():
        a_house()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("_sent")
class TestOfAHouseThatSent:
    @pytest.mark.parametrize("change", LINES.values(), ids=LINES)
    def test_what_stands_outside_and_says_something_else_is_named_by_its_bulletin(self, change: Callable[[], object]) -> None:
        change()
        assert list(showings_differing())

    @pytest.mark.parametrize("change", SENT.values(), ids=SENT)
    def test_what_left_otherwise_than_its_entry_says_is_named_by_the_entry(self, change: Callable[[], object]) -> None:
        change()
        assert list(dispatches_differing())

    @pytest.mark.parametrize("number", [0, -3, 900_000_000])
    def test_a_dispatch_of_no_entry_is_named_by_the_number_under_which_it_stands(self, number: int) -> None:
        with transaction.atomic():
            one = Dispatch.objects.filter(channel="feed").latest("pk")
            one.pk, one.entry_id = None, number
            one.save(force_insert=True)
            assert number in list(dispatches_differing())
            transaction.set_rollback(True)


def test_while_it_is_carried_out_again_the_old_line_may_stand_and_no_other() -> None:
    room = Newsroom()
    ticker = room.outlet(OutletKind.TICKER)
    made = room.published(ticker)
    while work():
        pass
    acts.correct(made, by=room.publisher, on=DAY, reason="Sai số", title="Nhan đề đúng")
    follow()
    assert found() == []
    Showing.objects.update(text="Lời giả")
    assert list(showings_differing()) == [made.pk]
    while work():
        pass
    assert found() == []


def test_a_text_that_no_version_says_is_named_by_its_bulletin() -> None:
    made = a_house()
    Wording.objects.filter(bulletin=made.pk).update(body_html="<p>giả</p>")
    assert list(wordings_differing()) == [made.pk]

"""Readers meet what was published and still stands, on the portal where it stands; the signed word of a letter opens its
own subscription alone; files lie at no address of their own; a rehearsal's pages are there in a rehearsal alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.signing import Signer
from pytest_django import Settings

from khen.atoms import media
from khen.domains.newsroom.models import Attachment
from khen.domains.portals.models import ArticlePicture, Document, Placement
from khen.domains.returns.models import Version
from khen.egress import reads
from khen.egress.models import Showing, Subscriber
from khen.web.access import Who
from tests.isolation.place import Place
from tests.isolation.probing import Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
Words = Sequence[dict[str, Any]]
ROUTES = [route for route in routes() if not route.pattern.startswith("quan-tri/")]
PUBLIC = [route for route in ROUTES if route.access.who is Who.ANYBODY and route.pattern != "_xem"]
ON_ONE_PORTAL = [route for route in PUBLIC if not route.pattern.startswith(("loa/", "nguon-tin/"))]
FED = [route for route in PUBLIC if route not in ON_ONE_PORTAL]
REHEARSED = [route for route in ROUTES if route.access.who is Who.REHEARSAL]
SEARCHES = ("BIMAT", "DADANG")


def articles(place: Place) -> list[Placement]:
    """Everything that ever stood on the place's portal, withdrawn or not."""
    return list(Placement.objects.filter(portal__body=place.body).select_related("article"))


def topics(place: Place) -> Words:
    return [{"key": key} for key in sorted({one.topic for one in articles(place)})]


def documents(place: Place) -> Words:
    return [{"pk": pk} for pk in Document.objects.filter(portal__body=place.body).values_list("pk", flat=True)]


def pictures(place: Place) -> Words:
    kept = ArticlePicture.objects.filter(article__placements__portal__body=place.body).values_list("digest", flat=True)
    return [{"digest": digest, "width": width} for digest in kept for width in (media.WIDE, media.NARROW)]


def files(place: Place) -> Words:
    return [{"pk": one.article_id, "digest": file["digest"]} for one in articles(place) for file in one.article.files]


def sites(place: Place) -> Words:
    return [{"site": place.site, "topic": one["key"]} for one in topics(place)]


ABOUT: dict[str, Callable[[Place], Words]] = {
    "tin/<number:pk>/": lambda place: [{"pk": one.article_id} for one in articles(place)],
    "tin/<number:pk>-<slug:title>/": lambda place: [{"pk": one.article_id, "title": one.article.slug} for one in articles(place)],
    "chuyen-muc/<slug:key>/": topics,
    "van-ban/<number:pk>/": documents,
    "van-ban/<number:pk>/tep/": documents,
    "anh/<slug:digest>-<number:width>.webp": pictures,
    "tin/<number:pk>/tep/<slug:digest>-<number:place>": lambda place: [{**one, "place": 1} for one in files(place)],
    "tin/<number:pk>/tep/<slug:digest>": files,
    "loa/ticker/<slug:key>.json": lambda place: [{"key": f"ticker-{place.key.lower()}"}],
    "loa/popup/<slug:key>.json": lambda place: [{"key": f"popup-{place.key.lower()}"}],
}


def addresses(route: Route, place: Place) -> list[str]:
    """Every address of the route about the place."""
    if not route.words:
        return [route.filled()]
    words = ABOUT.get(route.pattern, sites)(place)
    assert words, f"{place.key} has published nothing for {route}"
    return [route.filled(**one) for one in words]


@pytest.mark.parametrize("route", ON_ONE_PORTAL, ids=str)
def test_a_portal_shows_what_was_published_there_and_nothing_else(world: World, route: Route) -> None:
    for here in world.places:
        others = tuple(mark for place in world.places if place is not here for mark in place.marks)
        prober = Prober(forbidden=(*others, here.secret, *here.numbers), host=f"{here.site}.localhost")
        for place in world.places if route.words else (here,):
            for address in addresses(route, place):
                answers = [prober.look(address), *(prober.look(address, q=word) for word in SEARCHES if not route.words)]
                assert place is here or "<slug:key>" in route.pattern or answers[0].status == 404


@pytest.mark.parametrize("route", [one for one in ON_ONE_PORTAL if one.words], ids=str)
def test_on_its_own_portal_it_is_there(world: World, route: Route) -> None:
    """Else its absence elsewhere would prove nothing; what was withdrawn is gone for good."""
    prober = Prober(host=f"{world.own.site}.localhost")
    statuses = {prober.look(address).status for address in addresses(route, world.own)}
    assert statuses & {200, 301} and statuses <= {200, 301, 404, 410}


@pytest.mark.parametrize("route", FED, ids=str)
def test_channels_say_what_was_published_and_still_stands(world: World, route: Route) -> None:
    for place in world.places:
        everywhere = "chu-de" in route.pattern
        others = () if everywhere else tuple(mark for one in world.places if one is not place for mark in one.marks)
        prober = Prober(forbidden=(*world.secrets, *others))
        for address in addresses(route, place):
            answer = prober.look(address)
            assert answer.status == 200 and place.told in answer.text
            assert prober.send(address, {}).status == 405


def test_the_channels_held_what_was_withdrawn(world: World) -> None:
    """Else its absence would prove nothing."""
    for place in world.places:
        gone = Showing.objects.filter(outlet__body=place.body, text__contains=place.secret).exclude(ended_at=None)
        assert {showing.kind for showing in gone} == {"ticker", "popup", "feed"}


def test_the_report_of_a_view_says_nothing_and_writes_nothing(world: World) -> None:
    for person in (None, world.own.officer):
        prober = Prober(person, forbidden=world.everything, host=f"{world.beside.site}.localhost")
        assert (prober.look("/_xem").status, prober.send("/_xem", {"path": "/tin/1/"}).status) == (405, 204)


def test_a_letters_word_opens_its_own_subscription_alone(world: World) -> None:
    for place in world.places:
        subscriber = Subscriber.objects.filter(outlet__body=place.body).latest("pk")
        others = tuple(mark for one in world.places if one is not place for mark in one.marks)
        answer = Prober(forbidden=others).look(f"/huy-nhan-tin/{reads.unsubscribe_token(subscriber.pk)}/")
        assert answer.status == 200 and place.secret.casefold() in answer.text.casefold()


def test_a_forged_word_opens_nothing_for_anybody(world: World) -> None:
    pk, own = (Subscriber.objects.filter(outlet__body=place.body).latest("pk").pk for place in (world.beside, world.own))
    seal = reads.unsubscribe_token(own).partition(".")[2]
    for forged in (f"{pk}.{seal}", str(pk), f"{pk}.", "0.0", Signer(salt="khac", sep=".").sign(str(pk))):
        for person in (None, world.own.officer, world.above.officer):
            prober = Prober(person, forbidden=world.everything)
            assert {prober.look(f"/huy-nhan-tin/{forged}/").status, prober.send(f"/huy-nhan-tin/{forged}/", {}).status} == {404}


@pytest.mark.parametrize("route", REHEARSED, ids=str)
def test_a_rehearsals_pages_are_there_in_a_rehearsal_alone(
    world: World, route: Route, settings: Settings, tmp_path: Path
) -> None:
    letter = tmp_path / "mail"
    letter.mkdir()
    address = route.filled(name="thu", key=f"ticker-{world.own.key.lower()}")
    for sink in (False, True):
        settings.ENV = replace(settings.ENV, home=tmp_path, sink=sink)
        answers = [Prober(person, forbidden=world.secrets).look(address) for person in (None, world.above.officer)]
        assert {answer.status for answer in answers} == ({200} if sink and "<slug:name>" not in route.pattern else {404})


def test_files_lie_at_no_address_of_their_own(world: World) -> None:
    kept = [*Attachment.objects.values_list("path", flat=True), *Version.objects.values_list("paper", flat=True)]
    kept += Document.objects.exclude(file="").values_list("file", flat=True)
    assert len(kept) > 20
    for person in (None, world.own.officer, world.above.officer):
        prober = Prober(person)
        for path in kept[::3]:
            for root in ("", "/media", "/static", "/quan-tri"):
                answer = prober.look(f"{root}/{path}")
                last = prober.look(answer.place) if answer.status == 301 else answer  # a slash put behind it
                assert last.status in {302, 404}

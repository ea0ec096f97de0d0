"""Whoever writes more than a line loses nothing of it: such forms of the counters are kept in the browser and sent by script."""

from typing import Any

import lxml.html
import pytest

from khen.web.access import Who
from tests.isolation.addresses import records
from tests.isolation.probing import Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World, rows

pytestmark = pytest.mark.django_db
FEW = 2  # typed fields of a form that may be typed anew
TYPED = "textarea", "text", "number", "email", "url", "tel", "search", "date"
OFFICERS = {Who.OFFICER, Who.BEGINNER}
PAGES = [route for route in routes() if route.counter and route.takes_posts and route.access.who in OFFICERS]
LONG = {"so-lieu-khai:sheet", "ban-tin:soan", "ban-tin:sua", "van-ban-tren-trang:dinh-chinh"}  # else the test looks at nothing


def long_forms(text: str) -> list[Any]:
    """Forms of a page that are sent and take more than a few typed fields."""
    page: Any = lxml.html.document_fromstring(text)
    forms = [one for one in page.forms if one.method == "POST"]
    return [one for one in forms if sum(getattr(field, "type", "textarea") in TYPED for field in one.inputs) > FEW]


def pages(route: Route, world: World, prober: Prober) -> list[str]:
    """Up to three of the route's pages that are open to the officer."""
    assert route.counter is not None
    found = []
    for words, _row in records(route, world.own):
        asked = {"chon": [one.pk for one in rows(world.own, route.counter.model, route.counter.body)]} if route.bulk else {}
        answer = prober.look(route.at(**words), **asked)
        if answer.status == 200 and "<!doctype html>" in answer.text:
            found.append(answer.text.partition("<!doctype html>")[2])
        if len(found) == 3:
            break
    return found


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_a_form_of_more_than_a_few_typed_fields_is_kept_and_sent_like_every_other(world: World, route: Route) -> None:
    long = 0
    for text in pages(route, world, Prober(world.own.officer)):
        for form in long_forms(text):
            long += 1
            assert "data-sending" in form.attrib, f"{route}: what is typed here is lost when the line breaks"
            assert all(one in text for one in ("desk/kept", "desk/sending", 'class="desk-kept"', 'class="desk-line"'))
    assert long or route.name not in LONG

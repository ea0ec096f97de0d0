"""The facts behind a figure are read: records by their names, what was declared by its title, form, period and document."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from khen.atoms.fact import Fact, Kind
from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.returns.models import Item
from khen.domains.returns.tests.makers import SOURCE
from khen.facts.models import StoredFact
from khen.figures.catalogue import FIGURES
from khen.figures.naming import Reader
from khen.figures.proving import told
from khen.figures.sight import key_of
from khen.figures.tests.makers import taken_in
from khen.figures.tests.test_screens import HERE, a_told_world, a_viewer, as_, asked

pytestmark = pytest.mark.django_db
ASKED = "it.infrastructure.district"
ON_FACEBOOK, POPPED = f"{HERE}facebook.posts/bang-chung/", f"{HERE}popups.systems/bang-chung/"


def on_facebook(room: Newsroom, bulletin: Bulletin) -> Fact:
    return Fact(kind=Kind.POSTED_ELSEWHERE, on=DAY, body=room.body.pk, channel="facebook", subject=str(bulletin.pk))


def here(room: Newsroom) -> dict[str, str]:
    return {"noi": key_of(room.body), "ky": "2020-H1"}


def page_of(client: Client, address: str, about: dict[str, str]) -> str:
    answer = client.get(address, about)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_bulletin_is_named_and_opens_to_its_page() -> None:
    room = Newsroom()
    bulletin = room.submitted(title="Lịch tiêm chủng")
    taken_in(room.body, on_facebook(room, bulletin))
    client = as_(room.author)
    assert f'<a href="/quan-tri/ban-tin/{bulletin.pk}/">Lịch tiêm chủng</a>' in page_of(client, ON_FACEBOOK, here(room))
    sheet = load_workbook(BytesIO(client.get(f"{ON_FACEBOOK}xlsx/", here(room)).content)).worksheets[0]
    assert "Lịch tiêm chủng" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_bulletin_of_another_house_keeps_its_number() -> None:
    room, other = Newsroom(), Newsroom("UBND huyện Mèo Vạc")
    foreign = other.submitted(title="Chuyện riêng của huyện")
    taken_in(room.body, on_facebook(room, foreign))
    page = page_of(as_(room.author), ON_FACEBOOK, here(room))
    assert f"số {foreign.pk}<" in page and "Chuyện riêng của huyện" not in page


def test_a_system_is_called_by_its_name() -> None:
    room = Newsroom()
    room.outlet(OutletKind.POPUP, "mot-cua")
    Outlet.objects.filter(key="mot-cua").update(name="Phần mềm một cửa")
    taken_in(room.body, Fact(kind=Kind.SYSTEM_POPPED, on=DAY, body=room.body.pk, place="mot-cua", subject="mot-cua"))
    page = page_of(as_(room.author), POPPED, here(room))
    assert page.count("Phần mềm một cửa") == 2 and ">mot-cua<" not in page


def test_the_list_costs_the_same_however_many_records_it_names() -> None:
    room, costs = Newsroom(), []
    client = as_(room.author)
    for number in (1, 1, 5):  # the first time the frame warms up
        taken_in(room.body, *(on_facebook(room, room.submitted(title=f"Tin {one}")) for one in range(number)))
        with CaptureQueriesContext(connection) as queries:
            page_of(client, ON_FACEBOOK, here(room))
        costs.append(len(queries))
    assert costs[1] == costs[2]


def test_a_declared_figure_says_its_title_period_form_and_document() -> None:
    world = a_told_world()
    entry, client = Entry.objects.filter(kind="returns.accepted").latest("seq"), as_(a_viewer(world))
    title = str(FIGURES[ASKED].title)
    page = page_of(client, f"{HERE}{ASKED}/bang-chung/", asked(world.area))
    form = Item.objects.get(key=ASKED).form.title
    assert f"{title} · 6 tháng đầu năm 2020" in page and f"{form} · {SOURCE}" in page
    assert 'data-label="Biểu và tài liệu"' in page and 'data-label="Chỉ tiêu và kỳ"' in page
    assert f">{ASKED}<" not in page.partition("<tbody")[2] and ">2020-H1<" not in page
    counted = page_of(client, f"{HERE}but-toan/{entry.seq}/", {})
    assert f"{title} · 6 tháng đầu năm 2020" in counted[counted.index("Dữ kiện") :].partition("</li>")[0]


def test_the_document_of_a_body_that_is_out_of_reach_is_not_told() -> None:
    world = a_told_world()
    facts, reader = StoredFact.objects.filter(kind=Kind.DECLARED), Reader(a_viewer(world), DAY, ())
    (known,), (hidden,) = (told(FIGURES[ASKED], facts, reader, seen) for seen in ({world.bodies[2].pk}, ()))
    assert known.where == f"{hidden.where} · {SOURCE}"

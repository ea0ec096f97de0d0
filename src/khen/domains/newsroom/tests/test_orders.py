"""A topic is ordered from bodies and the press; they return what they published, and it is counted."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.fact import Cancelled, Fact, Kind
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import AreaKind, BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts, facts
from khen.domains.newsroom.models import Asked, Bulletin, Order, Piece
from khen.domains.newsroom.reads import orders as reads
from khen.domains.newsroom.screens import waiting
from khen.domains.newsroom.terms.orders import Gone, Run, State
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
DUE = DAY + timedelta(days=14)
AFTER = DUE + timedelta(days=1)
PAPER: dict[str, Any] = {"title": "Phòng, chống dịch ở Lũng Cú", "medium": "print", "day": DAY}
ONE = {"wanted": "Một tin", "topic": "khac", "campaign": ""}
ORDERS, ASKED = "dat-tuyen-truyen", "tuyen-truyen-duoc-dat"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


class Province:
    """A department that orders, a commune with a newsroom below it, and a newspaper of the province without anybody here."""

    def __init__(self) -> None:
        area = an_area()
        self.room = Newsroom(body=a_body(area=area))
        self.commune = Newsroom(body=a_body("Ủy ban nhân dân xã Lũng Cú", parent=self.room.body))
        self.press = a_body("Báo Hà Giang", kind=BodyKind.PRESS_AGENCY, area=area)
        self.editor = a_person(Role.PUBLISHER, body=self.room.body, area=area)
        self.editor.posts.create(body=self.room.body, role=Role.PUBLISHER, since=date(2019, 1, 1))

    def order(self, **more: Any) -> Order:
        wanted = {"subject": "Phòng, chống dịch COVID-19", "wanted": "Mỗi xã hai tin", "topic": "covid-19", "campaign": ""}
        given = {"pieces": 2, "due": DUE, "bodies": [self.commune.body, self.press], **wanted, **more}
        return acts.order(by=self.editor, body=self.room.body, on=DAY, **given)

    def asked(self, **more: Any) -> Asked:
        return self.order(**more).asked.get(body=self.commune.body)

    def paper(self, asked: Asked, on: date = DAY, **more: Any) -> Piece:
        return acts.return_piece(asked, by=self.commune.author, on=on, **{**PAPER, **more})


@pytest.fixture
def here() -> Province:
    return Province()


def seen(person: Person, name: str, *args: Any, **asked: Any) -> str:
    answer = signed_in(person).get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def proved() -> list[Fact | Cancelled]:
    kinds = {Kind.ORDER_MADE, Kind.PIECE_RETURNED}
    told = [fact for entry in Entry.objects.order_by("seq") for fact in facts.read(entry)]
    return [one for one in told if isinstance(one, Cancelled) or (isinstance(one, Fact) and one.kind in kinds)]


def test_an_order_asks_each_body_once_and_each_has_an_entry_of_its_own(here: Province) -> None:
    order = here.order()
    assert {one.body for one in order.asked.all()} == {here.commune.body, here.press}
    asked = Entry.objects.filter(kind="newsroom.pieces_asked").order_by("seq")
    assert [entry.body for entry in asked] == [here.commune.body, here.press]
    with pytest.raises(Refusal, match="Báo Hà Giang"):
        acts.ask_more(order, by=here.editor, on=DAY, bodies=[here.press])
    acts.ask_more(order, by=here.editor, on=DAY, bodies=[here.room.body])
    assert order.asked.count() == 3


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({"link": "https://vidu.example/bai-1"}, {"link": "http://VIDU.example/bai-1/"}),
        ({"link": "https://vidu.example/bai-1"}, {"link": "https://vidu.example/bai-1?utm_source=zalo", "title": "Tên khác"}),
        ({"title": "Bài báo in"}, {"title": "bài  BÁO in "}),
    ],
)
def test_a_piece_is_returned_once_however_its_address_or_title_is_written(
    here: Province, first: dict[str, Any], again: dict[str, Any]
) -> None:
    asked = here.asked()
    here.paper(asked, **first)
    with pytest.raises(Refusal):
        here.paper(asked, **again)
    assert Asked.objects.get(pk=asked.pk).returned == 1
    here.paper(asked, title="Bài thứ hai", link="https://vidu.example/bai-2" if "link" in first else "")
    assert Asked.objects.get(pk=asked.pk).returned == 2


def test_nobody_orders_beyond_their_reach_or_without_a_post_for_it(here: Province) -> None:
    stranger = Newsroom("Sở Y tế", body=a_body("Sở Y tế"))
    with pytest.raises(Refusal, match="Sở Y tế"):
        here.order(bodies=[here.press, stranger.body])
    wanted: dict[str, Any] = {
        "subject": "Tiêm chủng mở rộng",
        "wanted": "Một tin",
        "topic": "covid-19",
        "campaign": "",
        "pieces": 1,
        "due": DUE,
    }
    for person in (here.room.author, here.room.approver, stranger.publisher):
        with pytest.raises(Refusal):
            acts.order(by=person, body=here.room.body, on=DAY, bodies=[here.room.body], **wanted)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "ngắn"},
        {"wanted": " "},
        {"wanted": "x" * 5_001},
        {"topic": "khong-co"},
        {"campaign": "khong-co"},
        {"pieces": 0},
        {"pieces": 101},
        {"due": DAY - timedelta(days=1)},
        {"bodies": []},
    ],
)
def test_an_order_that_says_too_little_is_refused(here: Province, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        here.order(**wrong)
    assert not Order.objects.exists()


def test_a_body_returns_a_bulletin_of_its_own_and_something_in_a_newspaper(here: Province) -> None:
    asked, bulletin = here.asked(), here.commune.published()
    piece = acts.return_bulletin(asked, by=here.commune.author, on=DAY, bulletin=bulletin)
    asked.refresh_from_db()
    assert (piece.title, piece.medium, piece.on) == (bulletin.title, "house", DAY)
    assert (asked.returned, asked.state_on(DAY)) == (1, State.SOME)
    here.paper(asked)
    asked.refresh_from_db()
    assert (asked.returned, asked.state_on(AFTER)) == (2, State.DONE)
    made = [fact for fact in proved() if isinstance(fact, Fact) and fact.kind == Kind.PIECE_RETURNED]
    assert [(fact.body, fact.channel, fact.topic) for fact in made] == [
        (here.commune.body.pk, "house", "covid-19"),
        (here.commune.body.pk, "print", "covid-19"),
    ]


def test_only_what_the_body_itself_published_since_the_order_is_returned_and_once(here: Province) -> None:
    asked, room = here.asked(), here.commune
    before = room.published()
    Bulletin.objects.filter(pk=before.pk).update(published_on=DAY - timedelta(days=1))
    gone = acts.withdraw(room.published(), by=room.publisher, on=DAY, reason="Sai")
    for bulletin in (here.room.published(), before, gone, room.approved()):
        with pytest.raises(Refusal):
            acts.return_bulletin(asked, by=room.author, on=DAY, bulletin=bulletin)
    good = room.published()
    assert list(reads.returnable(asked)) == [good]
    acts.return_bulletin(asked, by=room.author, on=DAY, bulletin=good)
    with pytest.raises(Refusal):
        acts.return_bulletin(asked, by=room.author, on=DAY, bulletin=good)
    assert not reads.returnable(asked).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x"},
        {"medium": "house"},
        {"medium": "online"},
        {"medium": "social", "link": "javascript:alert(1)"},
        {"day": DAY - timedelta(days=1)},
        {"day": AFTER},
    ],
)
def test_a_piece_elsewhere_names_what_where_and_when(here: Province, wrong: dict[str, Any]) -> None:
    asked = here.asked()
    with pytest.raises(Refusal):
        here.paper(asked, **wrong)
    here.paper(asked)
    with pytest.raises(Refusal):
        here.paper(asked)
    linked: dict[str, Any] = {"medium": "online", "link": "https://bao.example/1"}
    here.paper(asked, **linked)
    with pytest.raises(Refusal):
        here.paper(asked, **linked, title="Cùng địa chỉ này")
    assert Piece.objects.count() == 2


def test_whoever_publishes_for_the_press_from_above_enters_what_it_brought(here: Province) -> None:
    asked = here.order().asked.get(body=here.press)
    acts.return_piece(asked, by=here.editor, on=DAY, **PAPER)
    for person in (here.commune.author, a_person(Role.CLERK, Role.VIEWER, body=here.press)):
        with pytest.raises(Refusal):
            acts.return_piece(asked, by=person, on=DAY, **{**PAPER, "title": "Bài thứ hai"})
    assert Piece.objects.get().by == here.editor


def test_a_withdrawn_bulletin_is_shown_as_withdrawn_and_no_longer_counted_even_after_the_close(here: Province) -> None:
    asked, bulletin = here.asked(), here.commune.published()
    piece = acts.return_bulletin(asked, by=here.commune.author, on=DAY, bulletin=bulletin)
    acts.close_order(asked.order, by=here.editor, on=DAY)
    acts.withdraw(bulletin, by=here.commune.publisher, on=DAY, reason="Sai số liệu")
    piece.refresh_from_db()
    asked.refresh_from_db()
    assert (piece.gone, asked.returned) == (Gone.WITHDRAWN, 0)
    assert proved()[-2] == Cancelled(about="newsroom.piece", about_id=piece.pk)
    for person, name, key in ((here.editor, ORDERS, asked.order_id), (here.commune.author, ASKED, asked.pk)):
        assert "Đã gỡ, không tính" in seen(person, f"{name}:record", key)
    assert "0/4" in seen(here.editor, f"{ORDERS}:record", asked.order_id)


def test_a_piece_returned_by_mistake_is_taken_back_by_its_own_body_alone(here: Province) -> None:
    asked = here.asked()
    piece = here.paper(asked)
    other = here.order().asked.get(body=here.press)
    with pytest.raises(Refusal):
        acts.take_back(other, by=here.editor, on=DAY, piece=piece, reason="Nhầm")
    with pytest.raises(Refusal):
        acts.take_back(asked, by=here.commune.author, on=DAY, piece=piece, reason=" ")
    acts.take_back(asked, by=here.commune.author, on=DAY, piece=piece, reason="Nhầm đợt")
    with pytest.raises(Refusal):
        acts.take_back(asked, by=here.commune.author, on=DAY, piece=piece, reason="Nhầm đợt")
    asked.refresh_from_db()
    assert asked.returned == 0 and proved()[-1] == Cancelled(about="newsroom.piece", about_id=piece.pk)
    assert here.paper(asked).pk != piece.pk


def test_a_body_says_that_it_cannot_and_may_do_it_after_all(here: Province) -> None:
    asked = here.asked()
    with pytest.raises(Refusal):
        acts.decline(asked, by=here.commune.author, on=DAY, reason="")
    asked = acts.decline(asked, by=here.commune.approver, on=DAY, reason="Không có cán bộ đi cơ sở")
    assert asked.state_on(AFTER) == State.UNABLE and not reads.to_return(here.commune.author, DAY).exists()
    with pytest.raises(Refusal):
        acts.decline(asked, by=here.commune.author, on=DAY, reason="Lần nữa")
    assert "Không có cán bộ đi cơ sở" in seen(here.editor, f"{ORDERS}:record", asked.order_id)
    here.paper(asked)
    asked.refresh_from_db()
    assert (asked.unable_on, asked.reason, asked.state_on(DAY)) == (None, "", State.SOME)


def test_an_order_is_changed_called_off_or_closed_and_then_rests(here: Province) -> None:
    asked, closed = here.asked(), here.order()
    wanted: dict[str, Any] = {
        "subject": "Phòng, chống dịch mùa hè",
        "wanted": "Một tin",
        "topic": "khac",
        "campaign": "",
        "due": AFTER,
    }
    order = acts.change_order(asked.order, by=here.editor, on=DAY, pieces=1, **wanted)
    assert (order.pieces, order.due, order.topic.key, order.folded) == (1, AFTER, "khac", "phong, chong dich mua he")
    with pytest.raises(Refusal):
        acts.call_off(order, by=here.editor, on=DAY, reason="")
    acts.call_off(order, by=here.editor, on=DAY, reason="Đã có chỉ đạo khác")
    asked.refresh_from_db()
    assert asked.state_on(AFTER) == State.CALLED_OFF
    assert proved()[-1] == Cancelled(about="newsroom.order", about_id=order.pk)
    acts.close_order(closed, by=here.editor, on=AFTER)
    assert Entry.objects.get(kind="newsroom.order_closed").payload["missing"] == [here.commune.body.name, "Báo Hà Giang"]
    for one in (order, closed):
        row = one.asked.get(body=here.commune.body)
        steps: list[Any] = [
            lambda one=one: acts.change_order(one, by=here.editor, on=AFTER, pieces=1, **wanted),
            lambda one=one: acts.ask_more(one, by=here.editor, on=AFTER, bodies=[here.room.body]),
            lambda one=one: acts.call_off(one, by=here.editor, on=AFTER, reason="Nữa"),
            lambda one=one: acts.close_order(one, by=here.editor, on=AFTER),
            lambda row=row: here.paper(row, on=AFTER),
            lambda row=row: acts.decline(row, by=here.commune.author, on=AFTER, reason="Không kịp"),
        ]
        for step in steps:
            with pytest.raises(Refusal):
                step()
    for person in (here.room.author, here.commune.publisher):
        with pytest.raises(Refusal):
            acts.close_order(here.order(), by=person, on=DAY)


def ended(here: Province, step: str, end: str) -> None:
    """A body asked that came so far, and an order that ended so."""
    asked = here.asked()
    for number in range({"some": 1, "all": 2}.get(step, 0)):
        here.paper(asked, title=f"Bài số {number}")
    if step == "cannot":
        acts.decline(asked, by=here.commune.author, on=DAY, reason="Không có người")
    if step == "taken out":
        acts.take_out(asked.order, by=here.editor, on=DAY, asked=asked, reason="Đã sáp nhập")
    if end == "off":
        acts.call_off(asked.order, by=here.editor, on=DAY, reason="Thôi")
    elif end != "runs":
        acts.close_order(asked.order, by=here.editor, on=AFTER if end == "late" else DUE)


def test_the_rule_and_the_database_tell_the_same_of_every_row(here: Province) -> None:
    for step in ("nothing", "some", "all", "cannot", "taken out"):
        for end in ("runs", "off", "in time", "late"):
            ended(here, step, end)
    rows, met = Asked.objects.select_related("order"), set[State]()
    for day in (DAY, DUE, AFTER):
        told = {row.pk: row.state_on(day) for row in rows}
        assert {row.pk: row.state for row in reads.in_states(rows, day)} == told
        found = {pk: one for one in State for pk in rows.filter(reads.in_state(one, day)).values_list("pk", flat=True)}
        assert found == told
        met |= set(told.values())
    assert met == set(State)


def test_an_order_counts_what_its_rows_say(here: Province) -> None:
    for step in ("nothing", "some", "all", "cannot"):
        ended(here, step, "runs")
    for order in reads.counted(Order.objects.all(), AFTER):
        rows = list(order.asked.select_related("order"))
        answered = [row for row in rows if row.returned or row.unable_on]
        told = (order.bodies, order.answered, order.late, order.asked_for, order.came)
        late = [row for row in rows if row.state_on(AFTER) == State.LATE]
        assert told == (2, len(answered), len(late), 4, sum(row.returned for row in rows))


def test_what_one_body_returns_beyond_the_number_wanted_does_not_stand_for_a_body_that_returned_nothing(here: Province) -> None:
    asked = here.asked(bodies=[here.commune.body, here.press, here.room.body])
    for count in range(6):
        here.paper(asked, title=f"Bài thứ {count}")
    order = reads.counted(Order.objects.all(), DAY).get()
    assert (order.came, order.asked_for, order.beyond, order.answered) == (2, 6, 4, 1)
    for said in (seen(here.editor, f"{ORDERS}:record", asked.order_id), seen(here.editor, f"{ORDERS}:index")):
        assert "2/6, thêm 4 ngoài số đặt" in said and "6/6" not in said
    answer = signed_in(here.editor).get(reverse(f"{ORDERS}:index"), {"export": "csv"})
    heads, row = list(csv.reader(StringIO(answer.getvalue().decode())))[:2]
    told = dict(zip(heads, row, strict=True))
    assert (told["Số tin, bài đã trả"], told["Tin, bài ngoài số đặt"]) == ("2", "4")


def test_what_waits_stands_on_the_first_page_of_whoever_writes_and_of_whoever_ordered(here: Province) -> None:
    def waits(person: Person) -> dict[str, int]:
        return {one.url.rpartition("/quan-tri/")[2]: one.count for one in waiting(person) if one.count}

    asked = here.asked()
    assert waits(here.commune.author) == {f"{ASKED}/?cho=tra-bai": 1} and not waits(here.editor)
    with clock.held(datetime(2020, 3, 14, 5, tzinfo=UTC)):
        assert waits(here.commune.author)[f"{ASKED}/?cho=toi-han"] == 1
    with clock.held(datetime(2020, 4, 1, 5, tzinfo=UTC)):
        assert waits(here.editor) == {f"{ORDERS}/?cho=qua-han": 1}
        assert "2 quá hạn" in seen(here.editor, f"{ORDERS}:index", cho="qua-han")
    here.paper(asked)
    here.paper(asked, title="Bài thứ hai của xã")
    assert not waits(here.commune.author)


def test_lists_are_searched_filtered_and_taken_along(here: Province) -> None:
    asked = here.asked()
    here.paper(asked)
    for person, name in ((here.editor, ORDERS), (here.commune.author, ASKED)):
        assert "Phòng, chống dịch COVID-19" in seen(person, f"{name}:index", q="phong chong dich")
        assert "COVID-19" not in seen(person, f"{name}:index_results", q="le hoi")
    assert "Báo Hà Giang" not in seen(here.commune.author, f"{ASKED}:index")
    state = {"state": State.SOME}
    assert "Lũng Cú" in seen(here.editor, f"{ASKED}:index_results", **state)
    assert "Lũng Cú" not in seen(here.editor, f"{ASKED}:index_results", state=State.LATE)
    sheets = []
    for name in (ORDERS, ASKED):
        answer = signed_in(here.editor).get(reverse(f"{name}:index"), {"export": "csv"})
        sheets.append(answer.getvalue().decode())
    assert "Số đơn vị được đặt,Đã trả lời,Quá hạn," in sheets[0] and ",2,1,0,4,1" in sheets[0]
    assert "Đã trả một phần" in sheets[1] and "Chưa trả" in sheets[1]


def test_an_order_is_made_and_answered_on_the_screens(here: Province) -> None:
    editor, writer = signed_in(here.editor), signed_in(here.commune.author)
    address = reverse(f"{ORDERS}:dat")
    page = editor.get(address).content.decode()
    assert page.rindex("cơ quan báo chí") < page.rindex("Ủy ban nhân dân xã Lũng Cú")
    told: dict[str, Any] = {"body": here.room.body.pk, "subject": "Tuần lễ áo dài", "wanted": "Một bài", "topic": "khac"}
    told |= {"pieces": "1", "due": DUE.isoformat()}
    assert "Hãy chọn đơn vị được đặt." in editor.post(address, told).content.decode() and not Order.objects.exists()
    told |= {"bodies": [here.commune.body.pk], "groups": [BodyKind.PRESS_AGENCY]}
    assert editor.post(address, told).status_code == 302
    order = Order.objects.get()
    assert {one.body for one in order.asked.all()} == {here.commune.body, here.press}
    asked = order.asked.get(body=here.commune.body)
    assert signed_in(here.editor).get(reverse(f"{ASKED}:tra-tin", args=[asked.pk])).status_code == 409
    bulletin = here.commune.published()
    answer = writer.post(reverse(f"{ASKED}:tra-tin", args=[asked.pk]), {"bulletin": bulletin.pk})
    assert answer.status_code == 302 and Asked.objects.get(pk=asked.pk).returned == 1
    piece = {"title": "Áo dài ngày hội", "medium": "online", "published_on": DAY.isoformat(), "link": ""}
    refused = writer.post(reverse(f"{ASKED}:tra-bai", args=[asked.pk]), piece).content.decode()
    assert 'role="alert"' in refused and "https://" in refused
    piece["link"] = "https://bao.example/ao-dai"
    assert writer.post(reverse(f"{ASKED}:tra-bai", args=[asked.pk]), piece).status_code == 302
    back = {"piece": Piece.objects.latest("pk").pk, "reason": "Nhầm bài"}
    assert writer.post(reverse(f"{ASKED}:rut-bai", args=[asked.pk]), back).status_code == 302
    assert "Đã rút" in seen(here.editor, f"{ORDERS}:record", order.pk)
    change = {**told, "subject": "Tuần lễ áo dài 2020"}
    assert editor.post(reverse(f"{ORDERS}:sua", args=[order.pk]), change).status_code == 302
    assert editor.post(reverse(f"{ORDERS}:dat-them", args=[order.pk]), {"bodies": [here.room.body.pk]}).status_code == 302
    assert editor.post(reverse(f"{ORDERS}:ket-thuc", args=[order.pk])).status_code == 302
    order.refresh_from_db()
    assert (order.standing, order.subject, order.asked.count()) == (Run.CLOSED, "Tuần lễ áo dài 2020", 3)


def test_the_committees_of_all_communes_are_asked_at_once(here: Province) -> None:
    district = an_area("Đồng Văn", kind=AreaKind.DISTRICT, parent=here.press.area)
    communes = [an_area(name, kind=AreaKind.COMMUNE, parent=district) for name in ("Lũng Cú", "Sà Phìn")]
    made = [
        a_body(f"Ủy ban nhân dân {area}", kind=BodyKind.PEOPLE_COMMITTEE, parent=here.room.body, area=area)
        for area in (district, *communes)
    ]
    order = here.order(bodies=[made[1]])
    page = seen(here.editor, f"{ORDERS}:dat-them", order.pk)
    assert "ủy ban nhân dân xã, phường, thị trấn" in page and "ủy ban nhân dân huyện, thành phố" in page
    told = {"groups": ["people_committee.commune"]}
    assert signed_in(here.editor).post(reverse(f"{ORDERS}:dat-them", args=[order.pk]), told).status_code == 302
    assert {one.body for one in order.asked.all()} == set(made[1:])


def test_a_body_sees_its_own_part_and_a_stranger_nothing(here: Province) -> None:
    order = here.order()
    own, press = (order.asked.get(body=body) for body in (here.commune.body, here.press))
    commune, stranger = signed_in(here.commune.author), signed_in(a_person(*Role.values, body=a_body("Sở Y tế")))
    assert commune.get(reverse(f"{ASKED}:record", args=[own.pk])).status_code == 200
    for client, name, key in (
        (commune, ORDERS, order.pk),
        (commune, ASKED, press.pk),
        (stranger, ORDERS, order.pk),
        (stranger, ASKED, own.pk),
    ):
        assert client.get(reverse(f"{name}:record", args=[key])).status_code == 404
    for verb in ("tra-tin", "tra-bai", "khong-thuc-hien", "rut-bai"):
        assert stranger.post(reverse(f"{ASKED}:{verb}", args=[own.pk]), {"reason": "Nhầm"}).status_code == 404
    viewer = signed_in(a_person(Role.VIEWER, body=here.commune.body))
    assert viewer.post(reverse(f"{ASKED}:khong-thuc-hien", args=[own.pk]), {"reason": "Bận"}).status_code == 403
    assert Asked.objects.get(pk=own.pk).unable_on is None
    near = signed_in(a_person(Role.AUTHOR, body=here.room.body))  # of the department, for whom the newspaper is out of reach
    page = near.get(reverse(f"{ORDERS}:record", args=[order.pk])).content.decode()
    assert "Báo Hà Giang" in page and reverse(f"{ASKED}:record", args=[press.pk]) not in page


def test_the_pages_cost_the_same_however_many_are_asked(here: Province) -> None:
    order = here.order()
    client, costs = signed_in(here.editor), []
    bodies = [a_body(f"Ủy ban nhân dân xã {number}", parent=here.room.body) for number in range(12)]
    for more in ([], bodies):
        if more:
            acts.ask_more(order, by=here.editor, on=DAY, bodies=more)
        for asked in order.asked.all():
            acts.return_piece(asked, by=here.editor, on=DAY, **{**PAPER, "title": f"Bài {len(more)} của {asked.body}"})
        for address in (reverse(f"{ORDERS}:record", args=[order.pk]), reverse(f"{ORDERS}:index"), reverse(f"{ASKED}:index")):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            costs.append(len(queries))
    assert costs[:3] == costs[3:]


def test_the_database_refuses_what_the_rules_refuse(here: Province) -> None:
    asked = here.asked()
    piece = here.paper(asked)
    for rows, wrong in (
        (Order.objects.all(), {"pieces": 0}),
        (Order.objects.all(), {"standing": "closed"}),
        (Order.objects.all(), {"due": DAY - timedelta(days=1)}),
        (Asked.objects.all(), {"unable_on": DAY}),
        (Asked.objects.all(), {"reason": "Không rõ"}),
        (Piece.objects.all(), {"medium": "house"}),
        (Piece.objects.all(), {"gone": "withdrawn"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        Asked.objects.create(order=asked.order, body=asked.body, on=DAY)
    assert str(piece) == PAPER["title"]

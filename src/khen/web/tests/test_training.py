"""Officers practise with the real screens; nothing of it leaves the house, counts, or is met by anybody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Outlet, Person, Post, Trainee
from khen.bodies.reads import reach
from khen.bodies.terms import Action, AreaKind, BodyKind, OutletKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads import to_approve
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts
from khen.domains.organisation.terms import NewBody
from khen.egress.models import Delivery, Dispatch, Showing
from khen.egress.run import work
from khen.facts.checking import differing
from khen.facts.gather import gather, rebuild
from khen.facts.models import StoredFact
from khen.tidings import reading
from khen.tidings.models import Parcel
from khen.web.training import entered

pytestmark = pytest.mark.django_db
HOME, PAGE, NOTE, LIST = "/quan-tri/", "/quan-tri/tap-huan/", "/quan-tri/ban-tin/tin-nhanh/", "/quan-tri/ban-tin/"
TITLE = "Chợ phiên Đồng Văn họp sớm"
BANNER = 'class="desk-practice'


class House:
    """A province with an administrator, a department that publishes, and a district whose administrator governs it alone."""

    def __init__(self) -> None:
        self.area = an_area()
        self.department = a_body(area=self.area)
        self.admin = a_person(Role.ADMINISTRATOR, body=self.department, area=self.area)
        self.room = Newsroom(body=self.department)
        district = an_area("Huyện Đồng Văn", kind=AreaKind.DISTRICT, parent=self.area)
        self.district = a_body("UBND huyện Đồng Văn", kind=BodyKind.PEOPLE_COMMITTEE, area=district)
        self.below = a_person(Role.ADMINISTRATOR, body=self.district, area=district)

    def opened(self) -> Body:
        return acts.open_training(by=self.admin, on=clock.today())


def test_names_that_training_would_give_and_others_bear_already_stop_no_training(house: House) -> None:
    officer = a_person(Role.AUTHOR, body=house.department)
    for name in ("tap-huan-1.bai-tap", f"tap-huan-1.{officer.pk}", f"tap-huan-1.{officer.pk}-2"):
        Person.objects.create(username=name, full_name="Có từ trước")
    body = house.opened()
    trainee = acts.join_training(by=officer, on=clock.today())
    assert trainee.account.username == f"tap-huan-1.{officer.pk}-3"
    assert Person.objects.filter(posts__body=body, username="tap-huan-1.bai-tap-2").exists()


def test_a_key_that_an_outlet_of_others_bears_already_stops_no_training(house: House) -> None:
    told = {"kind": OutletKind.TICKER, "name": "Dòng chữ chạy", "since": clock.today()}
    Outlet.objects.create(body=house.department, key="tap-huan-1-dong-chu", **told)
    assert house.opened().key == "tap-huan-2"


@pytest.fixture
def house() -> House:
    return House()


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, "khen.desk.backend.PostBackend")
    return client


def practising(person: Person) -> Client:
    client = as_(person)
    assert client.post(PAGE, {"viec": "vao"}).status_code == 302
    return client


def at(bulletin: Bulletin, verb: str = "") -> str:
    return f"{LIST}{bulletin.pk}/{verb}"


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def wrote(client: Client) -> Bulletin:
    """Written and submitted by the quick note, as the form stands there."""
    assert client.post(NOTE, noted(client)).status_code == 302
    return Bulletin.objects.get(title=TITLE)


def noted(client: Client) -> dict[str, Any]:
    """What the quick note sends."""
    body = client.get(NOTE).context["form"]["body"].value()
    return {"body": body, "title": TITLE, "text": "Chợ họp từ 5 giờ.", "topic": "khac", "then": "further"}


def published_by(client: Client, bulletin: Bulletin, verbs: tuple[str, ...] = ("duyet/", "dang/")) -> None:
    """Approved and published everywhere that the form offers."""
    for verb in verbs:
        form = client.get(at(bulletin, verb)).context["form"]
        where = [str(one.pk) for one in form.fields["outlets"].queryset] if "outlets" in form.fields else []
        assert client.post(at(bulletin, verb), {"seen": form["seen"].value(), "outlets": where}).status_code == 302


def everything_that_left() -> int:
    while work(limit=50):
        pass
    reading.follow()
    letters = Parcel.objects.count() + len(mail.outbox)
    return Dispatch.objects.count() + Delivery.objects.count() + Showing.objects.count() + letters


def test_two_officers_practise_from_draft_to_published_and_nothing_leaves_the_house_or_counts(house: House) -> None:
    house.room.published(house.room.outlet(OutletKind.TICKER))
    house.opened()
    Person.objects.update(email=Concat("username", Value("@hagiang.example")))
    left, before = everything_that_left(), facts()
    writes, reads = practising(house.room.author), practising(house.room.approver)
    bulletin = wrote(writes)
    assert bulletin.author.full_name == f"{house.room.author.full_name} (tập huấn)"
    assert writes.get(at(bulletin, "duyet/")).status_code == 409, "nobody approves their own text, here too"
    published_by(reads, bulletin)
    bulletin.refresh_from_db()
    assert bulletin.standing == Standing.PUBLISHED and bulletin.placed.count() == 4
    assert writes.post(at(bulletin, "dinh-chinh/"), {}).status_code in {200, 422}
    assert everything_that_left() == left
    assert facts() == before
    rebuild()
    assert facts() == before and list(differing()) == [] and verify(deep=True).flaw is None


def facts() -> list[Any]:
    gather()
    return sorted(StoredFact.objects.values_list("kind", "on", "body", "quantity", "place", "subject"))


def test_whoever_is_alone_approves_publishes_and_returns_what_the_house_has_written(house: House) -> None:
    house.opened()
    client = practising(house.room.author)
    first, second = Bulletin.objects.order_by("pk")
    assert first.title in words(client, HOME)
    published_by(client, first)
    assert client.post(at(second, "tra-lai/"), {"reason": "Tháng 4 không có ngày 31"}).status_code == 302
    assert {one.standing for one in Bulletin.objects.all()} == {Standing.PUBLISHED, Standing.RETURNED}
    client.post(PAGE, {"viec": "vao"})
    assert Bulletin.objects.filter(standing=Standing.SUBMITTED).count() == 2, "there is something to approve again"


def test_a_banner_with_the_way_back_stands_on_every_page_while_practising_and_on_none_else(house: House) -> None:
    house.opened()
    client = practising(house.room.author)
    bulletin = wrote(client)
    places = (HOME, LIST, at(bulletin), at(bulletin, "kenh/"), NOTE, "/quan-tri/so-lieu/", "/quan-tri/thong-bao/", PAGE)
    for place in (*places, "/quan-tri/doi-mat-khau/"):
        assert BANNER in words(client, place), place
    assert client.post(PAGE, {"viec": "ra"})["Location"] == HOME
    for place in (HOME, LIST, PAGE):
        assert BANNER not in words(client, place), place
    assert client.get(at(bulletin)).status_code == 404


def test_work_and_practice_never_stand_on_one_page(house: House) -> None:
    real = house.room.approved(title="Bài thật của Sở")
    house.room.outlet(key="trang-that")
    house.opened()
    client = practising(house.room.publisher)
    exercise = Bulletin.objects.exclude(pk=real.pk).order_by("pk")[0]
    assert client.get(at(real)).status_code == 404 and "Bài thật của Sở" not in words(client, LIST)
    published_by(client, exercise, ("duyet/",))
    assert "Kênh trang-that" not in words(client, at(exercise, "dang/"))
    mine = as_(house.room.publisher)
    assert exercise.title not in words(mine, LIST) and mine.get(at(exercise)).status_code == 404
    assert "tập huấn" not in words(mine, at(real, "dang/"))
    assert client.post(at(real, "dang/"), {"seen": 1, "outlets": [Outlet.objects.get(key="trang-that").pk]}).status_code == 404


def test_a_page_of_the_other_world_that_was_left_open_does_nothing(house: House) -> None:
    house.opened()
    client = practising(house.room.author)
    told = noted(client)
    client.post(PAGE, {"viec": "ra"})
    assert client.post(NOTE, told).status_code != 302 and not Bulletin.objects.filter(title=TITLE).exists()


@pytest.mark.parametrize("who", ["admin", "below"])
def test_nobody_else_meets_the_body_its_people_or_its_texts(house: House, who: str) -> None:
    body = house.opened()
    entered(house.room.author)
    person = getattr(house, who)
    for role in (*Role.values,):
        Post.objects.get_or_create(person=person, body=house.department, role=role, since=date(2019, 1, 1))
    client = as_(person)
    texts, people = Bulletin.objects.filter(body=body), Person.objects.filter(posts__body=body).distinct()
    rows: dict[str, list[Any]] = {"ban-tin": list(texts), "co-quan": [body], "can-bo": list(people)}
    for counter, some in rows.items():
        assert [client.get(f"/quan-tri/{counter}/{row.pk}/").status_code for row in some] == [404] * len(some)
        for asked in ("", "?q=tap", "?export=csv"):
            answer = client.get(f"/quan-tri/{counter}/{asked}")
            content = b"".join(answer) if answer.streaming else answer.content
            assert "tập huấn" not in content.decode().replace(">Tập huấn<", "").casefold(), (counter, asked)
    assert not reach(person, set(Action)).filter(pk=body.pk).exists()


def test_what_is_practised_on_is_no_address_for_readers(house: House) -> None:
    body = house.opened()
    outside = Client()
    for outlet in body.outlets.all():
        for place in ("loa/ticker/{}.json", "loa/popup/{}.json", "nguon-tin/{}.atom", "nguon-tin/{}.rss"):
            assert outside.get("/" + place.format(outlet.key)).status_code == 404, outlet.key


def test_opinions_are_asked_for_within_one_world(house: House) -> None:
    body = house.opened()
    real, trainee = house.room.submitted(), entered(house.room.approver)
    exercise = Bulletin.objects.filter(body=body)[0]
    until = clock.today() + timedelta(days=2)
    names = {"whom": f"{body.name}\n{trainee.account}", "until": until.isoformat()}
    answer = as_(house.room.author).post(at(real, "xin-y-kien/"), names).content.decode()
    assert f"{body.name}; {trainee.account}" in answer and "Không tìm thấy" in answer
    for text, by, whom in ((real, house.room.author, trainee.account), (exercise, trainee.account, house.room.author)):
        with pytest.raises(Refusal, match="không giữ vị trí"):
            newsroom.ask_opinions(text, by=by, on=clock.today(), until=until, people=[whom])
    with pytest.raises(Refusal, match="không giữ vị trí"):
        newsroom.ask_opinions(real, by=house.room.author, on=clock.today(), until=until, bodies=[body])


def test_a_round_is_opened_and_ended_by_who_governs_the_whole_province_alone(house: House) -> None:
    for person in (house.below, house.room.author):
        answers = [as_(person).post(PAGE, {"viec": doing, "reason": "Thử"}) for doing in ("mo", "ket-thuc")]
        assert [answer.status_code for answer in answers] == [404, 404]
        with pytest.raises(Refusal, match="quản trị viên của toàn tỉnh"):
            acts.open_training(by=person, on=clock.today())
    assert "Đề nghị quản trị viên của tỉnh" in words(as_(house.below), PAGE)
    admin = as_(house.admin)
    assert admin.post(PAGE, {"viec": "mo"}).status_code == 302
    assert "đang mở" in words(admin, PAGE) and "Lý do kết thúc" not in words(as_(house.below), PAGE)
    with pytest.raises(Refusal, match="Đang có một đợt tập huấn"):
        house.opened()
    assert as_(a_person()).get(PAGE).status_code == 404
    admin.post(PAGE, {"viec": "ket-thuc", "reason": " "})
    assert Body.objects.get(kind=BodyKind.TRAINING).valid_to is None
    admin.post(PAGE, {"viec": "ket-thuc", "reason": "Hết lớp"})
    assert [one.on for one in Entry.objects.filter(kind="organisation.training_ended", body=house.department)] == [clock.today()]


def test_when_a_round_ends_whoever_practises_is_led_back_and_nothing_is_done_in_their_name(house: House) -> None:
    body = house.opened()
    client = practising(house.room.author)
    told, before = noted(client), Bulletin.objects.count()
    acts.end_training(by=house.admin, on=clock.today(), reason="Hết lớp")
    answer = client.post(NOTE, told, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)] and "đã kết thúc" in answer.content.decode()
    assert Bulletin.objects.count() == before and BANNER not in words(client, HOME)
    assert Bulletin.objects.filter(body=body).exists(), "nothing is deleted"
    house.opened()
    again = entered(house.room.author)
    assert to_approve(again.account, clock.today()).count() == 2, "a new round begins empty, on the same day too"
    assert Trainee.objects.filter(person=house.room.author).count() == 2


def test_an_account_for_practice_opens_no_door_and_a_closed_account_practises_no_more(house: House) -> None:
    house.opened()
    client = practising(house.room.author)
    account = Trainee.objects.get().account
    assert not account.has_usable_password() and account.email == ""
    assert set(Post.objects.filter(person=account).values_list("body__kind", flat=True)) == {BodyKind.TRAINING}
    with pytest.raises(Refusal):
        acts.issue_password(account, by=house.admin, on=clock.today())
    with pytest.raises(Refusal, match="Chỉ cán bộ đang giữ vị trí"):
        acts.join_training(by=account, on=clock.today())
    acts.close_account(house.room.author, reason="Thôi việc", by=house.admin, on=clock.today())
    assert client.get(LIST).status_code == 302


def test_a_body_for_training_is_offered_nowhere_and_nothing_stands_below_it(house: House) -> None:
    body = house.opened()
    admin = as_(house.admin)
    for place in ("/quan-tri/co-quan/mo/", "/quan-tri/co-quan/", "/quan-tri/co-quan/cay/", "/quan-tri/can-bo/"):
        assert "ơ quan tập huấn" not in words(admin, place), place
    new = NewBody(key="to-moi", kind=BodyKind.DIVISION, name="Tổ mới", parent=body.key, valid_from=clock.today())
    with pytest.raises(Refusal, match="thuộc"):
        acts.open_bodies([new], by=house.admin, on=clock.today())


class TestFacts(TestCase):
    """However the days of work and of practice are mixed, the facts are those of work alone."""

    @settings(max_examples=6)
    @given(st.lists(st.booleans(), min_size=1, max_size=5))
    def test_facts_are_those_of_work_alone(self, days: list[bool]) -> None:
        house = House()
        body = house.opened()
        tutor = Person.objects.get(username=f"{body.key}.bai-tap")
        for is_work in days:
            by, where = (house.room.author, house.department) if is_work else (tutor, body)
            newsroom.write(by=by, body=where, on=clock.today(), title=TITLE, body_html="<p>Chợ họp.</p>", topic="khac")
        gather()
        assert StoredFact.objects.count() == sum(days) and list(differing()) == []

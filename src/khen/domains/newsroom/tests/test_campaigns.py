"""Campaigns: a body's own and those from above, asked for while they run, kept by what belongs to them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Campaign
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
NAME, LATER = "Cao điểm chuyển đổi số", date(2020, 3, 20)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def of_nobody(key: str = "ocop-2020") -> Campaign:
    """One of those with which a house once opened."""
    return Campaign.objects.create(key=key, name="Quảng bá sản phẩm OCOP", since=date(2020, 1, 1))


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def opened(room: Newsroom, **given: Any) -> Campaign:
    return acts.open_campaign(by=room.publisher, body=room.body, on=DAY, **{"name": NAME, "since": DAY, **given})


def asked(person: Person, place: str = "ban-tin:soan", *args: int) -> str:
    return str(signed_in(person).get(reverse(place, args=args)).content.decode())


def test_a_campaign_is_opened_renamed_and_ended_through_acts() -> None:
    room = Newsroom()
    campaign = acts.rename_campaign(opened(room), by=room.publisher, on=DAY, name="Tháng  chuyển đổi số")
    assert (campaign.name, campaign.key, campaign.last) == ("Tháng chuyển đổi số", "cao-diem-chuyen-doi-so", None)
    assert acts.end_campaign(campaign, by=room.publisher, on=DAY, last=LATER).last == LATER
    assert acts.end_campaign(campaign, by=room.publisher, on=LATER, last=date(2020, 4, 1)).until == date(2020, 4, 2)
    entries = Entry.objects.order_by("seq").values_list("kind", "about", "about_id")
    steps = ("opened", "renamed", "ended", "ended")
    assert list(entries) == [(f"newsroom.campaign_{step}", "newsroom.campaign", campaign.pk) for step in steps]


def test_one_opened_by_a_department_is_chosen_by_all_below_and_nobody_beside() -> None:
    above, beside = Newsroom("Sở Thông tin và Truyền thông"), Newsroom("Sở Y tế")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    campaign, own = opened(above), opened(below, name="Đợt của trung tâm")
    assert NAME in asked(below.author) and own.name in asked(below.author) and own.name in asked(above.author)
    assert NAME in asked(below.publisher, "dat-tuyen-truyen:index")  # its filter
    assert 'name="campaign"' not in asked(beside.author)
    assert below.draft(campaign=campaign.key).campaign == campaign
    for room, foreign in ((beside, campaign), (above, own)):
        with pytest.raises(Refusal, match="không diễn ra"):
            room.draft(campaign=foreign.key)


def test_it_is_asked_for_from_its_first_day_to_its_last_and_never_in_the_short_form() -> None:
    room = Newsroom()
    campaign = opened(room, since=date(2020, 3, 3), last=date(2020, 3, 4))
    for day, runs in ((2, False), (3, True), (4, True), (5, False)):
        with clock.held(datetime(2020, 3, day, 5, tzinfo=UTC)):
            assert ((NAME in asked(room.author)), day) == (runs, day)
            assert NAME not in asked(room.author, "ban-tin:tin-nhanh")
    with pytest.raises(Refusal):
        room.draft(campaign=campaign.key)


def test_a_correction_offers_the_campaign_that_the_text_has_and_those_that_run() -> None:
    room = Newsroom()
    first = opened(room, last=DAY)
    text = room.published(campaign=first.key)
    with clock.held(datetime(2020, 3, 10, 5, tzinfo=UTC)):
        second = opened(room, name="Đợt sau", since=date(2020, 3, 10))
        form = asked(room.publisher, "ban-tin:dinh-chinh", text.pk)
        assert f'value="{first.key}" selected' in form and f'value="{second.key}"' in form
    correct: dict[str, Any] = {"by": room.publisher, "on": date(2020, 3, 10), "reason": "Nhầm tên xã"}
    assert reads.current(acts.correct(text, title="Hướng dẫn nộp hồ sơ tại xã", **correct)).campaign == first
    assert reads.current(acts.correct(text, campaign=second.key, **correct)).campaign == second


@pytest.mark.parametrize(
    "given", [{"name": " "}, {"name": "x" * 121}, {"last": date(2020, 3, 1)}, {"name": "cao diem chuyen doi so", "since": LATER}]
)
def test_what_has_no_name_or_ends_before_it_begins_or_is_there_already_is_refused(given: dict[str, Any]) -> None:
    room = Newsroom()
    standing = opened(room, last=LATER)
    with pytest.raises(Refusal):
        opened(room, **given)
    assert opened(room, since=date(2020, 3, 21)).key == f"{standing.key}-2"  # the same name again once the first is over
    with pytest.raises(Refusal):
        acts.end_campaign(standing, by=room.publisher, on=DAY, last=date(2020, 3, 30))


def test_what_is_over_keeps_its_name_and_days() -> None:
    room = Newsroom()
    campaign, after = opened(room, last=DAY), date(2020, 3, 3)
    with pytest.raises(Refusal, match="mở đợt mới"):
        acts.end_campaign(campaign, by=room.publisher, on=after, last=LATER)
    with pytest.raises(Refusal, match="mở đợt mới"):
        acts.rename_campaign(campaign, by=room.publisher, on=after, name="Tên khác")


def test_nobody_from_elsewhere_and_no_author_keeps_campaigns() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    campaign = opened(room)
    for person in (room.author, other.publisher):
        with pytest.raises(Refusal):
            acts.open_campaign(by=person, body=room.body, on=DAY, name="Đợt khác", since=DAY)
        with pytest.raises(Refusal):
            acts.end_campaign(campaign, by=person, on=DAY, last=LATER)
    stranger = a_person(*Role.values, body=other.body)
    client = signed_in(stranger)
    for name in ("record", "ket-thuc", "doi-ten"):
        assert client.get(reverse(f"dot-tuyen-truyen:{name}", args=[campaign.pk])).status_code == 404
    assert NAME not in asked(stranger, "dot-tuyen-truyen:index") + asked(stranger, "dat-tuyen-truyen:index")
    with pytest.raises(Refusal):  # what belongs to no body is nobody's to end
        acts.end_campaign(of_nobody(), by=room.publisher, on=DAY, last=LATER)


def test_the_list_is_narrowed_to_a_campaign_that_one_meets_and_by_no_other() -> None:
    above, beside = Newsroom("Sở Thông tin và Truyền thông"), Newsroom("Sở Y tế")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    campaign, foreign = opened(above, last=DAY), opened(beside, name="Đợt của cơ quan bên cạnh")
    below.draft(title="Tin trong đợt", campaign=campaign.key), below.draft(title="Tin ngoài đợt")
    beside.draft(title="Tin của bên cạnh", campaign=foreign.key)
    client = signed_in(below.author)

    def shown(asked: Campaign, **more: str) -> str:
        answer: Any = client.get(reverse("ban-tin:index"), {"campaign": str(asked.pk), **more})
        return str(answer.getvalue().decode())

    with clock.held(datetime(2020, 3, 10, 5, tzinfo=UTC)):  # what is over is looked for as well
        page, sheet = shown(campaign), shown(campaign, export="csv")
        assert f'<option value="{campaign.pk}" selected>{NAME}</option>' in page and foreign.name not in page
        assert all("Tin trong đợt" in one and "Tin ngoài đợt" not in one for one in (page, sheet))
        forged = shown(foreign)
        assert foreign.name not in forged and "Tin của bên cạnh" not in forged and "Tin trong đợt" in forged


def test_a_house_opens_without_a_campaign_and_keeps_of_the_old_ones_what_a_text_belongs_to() -> None:
    assert not Campaign.objects.exists()
    room, chosen, corrected, _unused = Newsroom(), of_nobody(), of_nobody("ocop-cu"), of_nobody("khong-ai-dung")
    text = room.draft(campaign=corrected.key)
    acts.change(text, by=room.author, on=DAY, campaign=chosen.key)
    import_module("khen.domains.newsroom.migrations.0024_no_campaigns_of_nobody").clear(apps, None)
    assert set(Campaign.objects.all()) == {chosen, corrected}


def test_campaigns_are_kept_on_the_screens() -> None:
    room = Newsroom()
    client = signed_in(room.publisher)
    address = reverse("dot-tuyen-truyen:mo")
    assert address in client.get(reverse("dot-tuyen-truyen:index")).content.decode()
    told = {"body": room.body.pk, "name": NAME, "since": "2020-03-02"}
    refused = client.post(address, {**told, "last": "2020-03-01"}).content.decode()
    assert 'role="alert"' in refused and "02/03/2020" in refused and not Campaign.objects.exclude(body=None).exists()
    assert client.post(address, {**told, "last": ""}).status_code == 302
    campaign = Campaign.objects.get(body=room.body)
    verb = {name: reverse(f"dot-tuyen-truyen:{name}", args=[campaign.pk]) for name in ("record", "ket-thuc", "doi-ten")}
    assert client.post(verb["doi-ten"], {"name": "Tháng chuyển đổi số"}).status_code == 302
    assert client.post(verb["ket-thuc"], {"last": "2020-03-02"}).status_code == 302
    shown = client.get(verb["record"]).content.decode()
    assert "Đang thực hiện" in shown and "02/03/2020" in shown and "Tháng chuyển đổi số" in shown
    with clock.held(datetime(2020, 3, 3, 5, tzinfo=UTC)):
        assert "Đã kết thúc" in client.get(reverse("dot-tuyen-truyen:index") + "?q=chuyen+doi").content.decode()
        assert client.get(verb["ket-thuc"]).status_code == 409

"""Campaigns: a body's own and those from above, asked for while they run, kept by what belongs to them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.tests.makers import a_body, page_of, signed_in
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


def opened(room: Newsroom, **given: Any) -> Campaign:
    return acts.open_campaign(by=room.publisher, body=room.body, on=DAY, **{"name": NAME, "since": DAY, **given})


def test_it_is_asked_for_from_its_first_day_to_its_last_and_never_in_the_short_form() -> None:
    room = Newsroom()
    campaign = opened(room, since=date(2020, 3, 3), last=date(2020, 3, 4))
    for day, runs in ((2, False), (3, True), (4, True), (5, False)):
        with clock.held(datetime(2020, 3, day, 5, tzinfo=UTC)):
            assert ((NAME in page_of(room.author, "ban-tin:soan")), day) == (runs, day)
            assert NAME not in page_of(room.author, "ban-tin:tin-nhanh")
    with pytest.raises(Refusal):
        room.draft(campaign=campaign.key)


def test_a_correction_offers_the_campaign_that_the_text_has_and_those_that_run() -> None:
    room = Newsroom()
    first = opened(room, last=DAY)
    text = room.published(campaign=first.key)
    with clock.held(datetime(2020, 3, 10, 5, tzinfo=UTC)):
        second = opened(room, name="Đợt sau", since=date(2020, 3, 10))
        form = page_of(room.publisher, "ban-tin:dinh-chinh", text.pk)
        assert f'value="{first.key}" selected' in form and f'value="{second.key}"' in form
    correct: dict[str, Any] = {"by": room.publisher, "on": date(2020, 3, 10), "reason": "Nhầm tên xã"}
    assert reads.current(acts.correct(text, title="Hướng dẫn nộp hồ sơ tại xã", **correct)).campaign == first
    assert reads.current(acts.correct(text, campaign=second.key, **correct)).campaign == second


def test_what_belongs_to_no_body_is_nobodys_to_end() -> None:
    with pytest.raises(Refusal):
        acts.end_campaign(of_nobody(), by=Newsroom().publisher, on=DAY, last=LATER)


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
        assert foreign.name not in forged and "Tin của bên cạnh" not in forged and "Tin trong đợt" not in forged


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

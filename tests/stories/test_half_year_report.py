"""The half-year report of 2020, sentence by sentence: from the returns of divisions to the signed copy and what came after."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from khen.bodies.models import Person
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.returns import acts as returns
from khen.domains.returns.tests.makers import a_clerk, a_leader, an_accepted, given
from khen.facts.gather import gather
from khen.reports import acts, fingerprints, reads
from khen.reports.findings import Found, findings
from khen.reports.models import FrozenFigure, Paper, Report
from khen.reports.tests.makers import DAY, NUMBERED, SCAN, House, an_open, block_of
from khen.sample import weave

pytestmark = pytest.mark.django_db

AS_PRINTED = {
    "so-tttt-cntt": {
        "it.infrastructure.all": "104.06",
        "it.infrastructure.province": "115.5",
        "it.infrastructure.district": "9.27",
        "it.internet.all": "91.14",
        "it.internet.province": "94.4",
        "it.internet.district": "87.74",
        "documents.per_day": "5115",
        "documents.signed_share": "58",
        "documents.interagency_electronic_share": "50",
        "documents.internal_electronic_share": "90",
        "certificates.issued": "5885",
        "certificates.personal_tokens": "4379",
        "certificates.organisation_tokens": "707",
        "certificates.sim_pki": "799",
    },
    "so-tttt-bcxb": {
        "licences.granted": "40",
        "licences.agencies": "31",
        "licences.books": "23",
        "licences.book_copies": "4630",
        "licences.leaflets": "17",
        "licences.leaflet_copies": "2317313",
    },
}


class Story:
    """The department in June 2020: what its divisions declared was accepted, and its clerk has opened the report."""

    def __init__(self) -> None:
        self.house = House()
        self.returns = {
            key: an_accepted(value, key=key, body=self.house.divisions[division])
            for division, said in AS_PRINTED.items()
            for key, value in said.items()
        }
        gather()
        self.report: Report = an_open(self.house, {part.key: part.text for part in weave.report()})

    def told(self, rule: str) -> list[Found]:
        return [one for one in findings(self.report) if one.finding.rule == rule]

    def confirm(self) -> None:
        for block in self.report.blocks.select_related("division").exclude(text=""):
            acts.confirm_block(block, by=self.house.writer(block), on=DAY)

    def let_pass(self) -> None:
        kinds: dict[str, list[str]] = {}
        for one in findings(self.report):
            if one.warns:
                kinds.setdefault(one.finding.rule, []).append(one.key)
        for keys in kinds.values():
            reason = "Đã hỏi lại phòng khai số; giữ như bản in."
            acts.pass_warnings(self.report, by=self.house.leader, findings=keys, reason=reason, on=DAY)

    def correct(self, key: str, value: str) -> None:
        """The division takes its figure back and declares another; somebody else accepts it."""
        record = self.returns[key]
        clerk = a_clerk(record.body)
        returns.withdraw(record, by=clerk, on=NUMBERED, reason="Gõ thiếu một chữ số")
        returns.change(record, by=clerk, on=NUMBERED, given=given(value))
        returns.submit(record, by=clerk, on=NUMBERED)
        returns.accept(record, by=a_leader(record.body), on=NUMBERED)
        gather()

    def page(self, person: Person) -> str:
        client = Client()
        client.force_login(person)
        return client.get(f"/quan-tri/bao-cao/{self.report.pk}/").content.decode()


@pytest.fixture(scope="module")
def told_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Story]:
    """Every sentence of this module speaks of one story; none finds what another did to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Story()
        transaction.set_rollback(True)


@pytest.fixture
def story(told_once: Story) -> Story:
    return deepcopy(told_once)


def frozen() -> list[Any]:
    return [list(FrozenFigure.objects.order_by("pk").values()), [bytes(one.data) for one in Paper.objects.order_by("pk")]]


def test_cap_huyen_dat_9_27_phan_tram_is_doubted_with_its_interval_and_what_may_have_been_meant(story: Story) -> None:
    """ "Hạ tầng kỹ thuật CNTT ... đạt 104,06% (cấp tỉnh 115,5%, cấp huyện đạt 9,27%)" """
    (doubted,), (hint,) = story.told("mean.impossible"), story.told("mean.slip")
    assert doubted.finding.where == hint.finding.where == "it.infrastructure.district"
    assert doubted.warns and not doubted.blocks and not hint.warns
    assert all(words in doubted.finding.message for words in ("9,27%", "104,06%", "115,5%", "91,82 – 92,42; 94,10 – 94,53"))
    assert "92,27 / 94,27" in hint.finding.message
    assert [one.finding.where for one in story.told("share.over_100")] == ["it.infrastructure.all", "it.infrastructure.province"]
    page = story.page(story.house.viewer())
    assert "92,27 / 94,27" in page and ">9,27%</a>" in page
    assert reads.waiting(story.report) and story.returns["it.infrastructure.district"].value == Decimal("9.27")


def test_muc_iii_thu_hai_is_found_and_iv_would_follow(story: Story) -> None:
    """ "III. PHƯƠNG HƯỚNG ..." and again "III. ĐÁNH GIÁ HOẠT ĐỘNG CỦA CÁC ĐƠN VỊ ..." """
    (twice,) = story.told("outline.duplicated")
    assert twice.finding.where == "III. Đánh giá hoạt động của các đơn vị huyện, thành phố"
    assert (twice.finding.data["numeral"], twice.finding.data["expected"]) == ("III", "IV")
    assert [block.numeral for block in story.report.blocks.filter(level=1)] == ["I", "II", "III", "III", "IV"]


def test_771_705_nguoi_tiep_can_is_told_to_be_a_sum_of_reach(story: Story) -> None:
    """ "364 tin, bài viết ... với 771.705 người tiếp cận các bài viết" """
    (called,) = story.told("narrative.reach_called_people")
    assert called.warns and called.finding.where.startswith("II.4") and "“lượt”" in called.finding.message


def test_cap_40_giay_phep_gom_23_sach_va_17_to_roi_blocks_when_its_sum_breaks(story: Story) -> None:
    """ "đã cấp 40 giấy phép ... (23 giấy phép đầu sách ...; 17 giấy phép tờ rơi ...)" """
    assert not story.told("sum.broken")
    story.correct("licences.leaflets", "71")
    (broken,) = story.told("sum.broken")
    assert broken.blocks and "23 + 71 = 94" in broken.finding.message
    story.confirm()
    story.let_pass()
    with pytest.raises(Exception, match="1"):
        acts.approve(story.report, by=story.house.leader, on=DAY)
    assert not FrozenFigure.objects.exists()


def test_from_the_divisions_words_to_the_signed_copy_and_a_correction_that_came_too_late(story: Story) -> None:
    """The report goes out as it was approved; the mended share stands beside it and changes nothing that was printed."""
    house, press = story.house, block_of(story.report, "II.3")
    words = press.text + "\nHồ sơ cấp phép được trả kết quả qua mạng."
    acts.edit_block(press, by=house.writer(press), text=words, on=DAY)
    story.confirm()
    story.let_pass()
    report = acts.approve(story.report, by=house.leader, on=DAY)
    assert report.figures.get(key="it.infrastructure.district").value == Decimal("9.27")
    entry = Entry.objects.get(kind="returns.accepted", about_id=story.returns["licences.granted"].pk)
    assert report.figures.get(key="licences.granted").facts == f"{entry.facts.get().pk},{entry.seq}"

    report = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
    report = acts.enter_scan(report, by=house.clerk, data=SCAN, on=NUMBERED)
    assert (report.number, report.signed_on, report.standing) == (58, date(2020, 6, 15), "signed")
    kept = frozen()

    story.correct("it.infrastructure.district", "92.27")
    (moved,) = reads.drift(report)
    assert (moved.printed.printed(), moved.now.printed(), moved.difference) == ("9,27%", "92,27%", Decimal("83.00"))
    page = story.page(house.viewer())
    assert ">9,27%</a></td>" in page and ">92,27%</a></td>" in page and page.count(">9,27%</a>") > 1
    assert frozen() == kept
    assert fingerprints.altered(report) == []
    assert verify(deep=True).flaw is None

"""A kept paper whose bytes were altered behind the house is never handed out as the one that was approved."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client

from khen.atoms.payload import canonical
from khen.atoms.period import parse
from khen.atoms.refusal import Refusal
from khen.book.guards import ENTRIES
from khen.book.models import Entry
from khen.reports import acts, fingerprints, writing
from khen.reports.fingerprints import AlteredError
from khen.reports.models import Report
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import DAY, NUMBERED, OPENED, PERIOD, SCAN, approved_of_31
from khen.reports.tests.test_screens import REPORTS, as_, body_of

pytestmark = pytest.mark.django_db
ALTERED = b"%PDF-1.7 altered"
HEAD_IN_WORDS = "Số, ngày, người duyệt, tình hình gửi biểu và các cảnh báo đã cho qua"


def place(report: Report, name: str) -> str:
    return f"{REPORTS}{report.pk}/ban/{name}"


def put(report: Report, stage: str, form: str, data: bytes) -> None:
    report.papers.filter(stage=stage, format=form).update(data=data, sha256=sha256(data).hexdigest())


class TestOfASignedReport:
    """What becomes of a paper that was altered."""

    @pytest.mark.parametrize(
        ("stage", "form", "called"),
        [
            ("approved", "pdf", "Bản đã duyệt, PDF"),
            ("approved", "docx", "Bản đã duyệt, Word (.docx)"),
            ("numbered", "pdf", "Bản đã vào số, PDF"),
            ("signed", "pdf", "Bản ký (quét), PDF"),
        ],
    )
    def test_an_altered_paper_is_answered_by_what_happened_since_when_and_what_to_do(
        self, stage: str, form: str, called: str, signed: Made
    ) -> None:
        house, report = signed
        viewer: Client = as_(house.viewer())
        put(report, stage, form, ALTERED)
        answer = viewer.get(place(report, f"{stage}.{form}"))
        page = body_of(answer)
        assert answer.status_code == 409 and answer.headers["Content-Type"].startswith("text/html")
        assert "Content-Disposition" not in answer.headers
        day = "12/06/2020" if stage == "approved" else "15/06/2020"
        assert all(words in page for words in (called, day, "quản trị", "khen verify --deep", "bản sao lưu"))
        assert f"{stage}.{form}" not in page.partition("<main")[2]
        whole = body_of(viewer.get(f"{REPORTS}{report.pk}/")).partition("<main")[2]
        assert f"<li>{called}</li>" in whole and f">{stage}.{form}" not in whole
        assert viewer.get(place(report, "approved.docx" if form == "pdf" else "approved.pdf")).status_code == 200

    def test_a_paper_that_is_gone_is_missed_and_an_earlier_round_does_not_stand_in_for_it(self, signed: Made) -> None:
        house, report = signed
        report.papers.filter(stage="signed").delete()
        answer = as_(house.clerk).get(place(report, "signed.pdf"))
        assert answer.status_code == 409 and "bản này không còn trong kho" in body_of(answer)
        assert as_(house.clerk).get(place(report, "signed.docx")).status_code == 404

    @pytest.mark.parametrize("text", ["'abc'", "substr(data, 1, length(data) - 1) || x'00'"])
    def test_a_paper_that_became_a_text_is_named_like_any_other(self, text: str, signed: Made) -> None:
        house, report = signed
        if connection.vendor == "sqlite":  # PostgreSQL keeps no text in a column of bytes
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE reports_paper SET data = {text} WHERE stage = 'signed'")
            assert [one.key for one in fingerprints.altered(report)] == ["signed.pdf"]
            assert as_(house.clerk).get(place(report, "signed.pdf")).status_code == 409
            assert as_(house.clerk).get(f"{REPORTS}{report.pk}/").status_code == 200

    def test_a_paper_that_was_brought_back_is_handed_out_again(self, signed: Made) -> None:
        house, report = signed
        put(report, "signed", "pdf", ALTERED)
        assert as_(house.clerk).get(place(report, "signed.pdf")).status_code == 409
        put(report, "signed", "pdf", SCAN)
        assert as_(house.clerk).get(place(report, "signed.pdf")).content == SCAN

    def test_the_command_writes_no_altered_paper(self, tmp_path: Path, signed: Made) -> None:
        _house, report = signed
        put(report, "numbered", "pdf", ALTERED)
        with pytest.raises(AlteredError, match="Bản đã vào số, PDF"):
            writing.write(parse(PERIOD), tmp_path, lambda done, total: None)
        assert not (tmp_path / "bao-cao-2020-H1.pdf").exists()


FIGURE: tuple[dict[str, Any], ...] = (
    *({"before": 1}, {"state_before": "no_return"}, {"state": "no_return"}),
    *({"source": "Bịa"}, {"count": 9999}, {"sha256": "00"}),
)
HEADS: tuple[dict[str, Any], ...] = (
    *({"number": 999}, {"signed_on": DAY}, {"as_of": 1}, {"approved_on": OPENED}),
    *({"completeness": "Bịa"}, {"period": "2019-H1"}),
)


class TestOfAnApprovedReport:
    """What was altered of it behind the house."""

    make = approved_of_31

    def test_figures_altered_behind_the_house_are_not_printed_into_a_numbered_paper(self, made: Made) -> None:
        house, report = made
        report.figures.update(value=93)
        answer = as_(house.clerk).post(f"{REPORTS}{report.pk}/vao-so/", {"number": "58", "signed_on": str(report.approved_on)})
        assert "không còn khớp với sổ việc" in body_of(answer)
        assert list(report.papers.values_list("stage", flat=True).distinct()) == ["approved"]
        report.figures.update(value=31)
        numbered = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        report.figures.update(value=93)
        with pytest.raises(Refusal, match="không còn khớp"):
            acts.correct_number(numbered, by=house.clerk, number=61, signed_on=NUMBERED, reason="Ghi nhầm số khác.", on=NUMBERED)

    def test_whatever_an_approved_report_prints_is_covered_by_its_fingerprints(self, made: Made) -> None:
        house, report = made
        report = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        (figure,) = report.figures.all()
        tampered: list[tuple[QuerySet[Any], dict[str, Any], str]] = [
            *((report.figures.all(), change, figure.key) for change in FIGURE),
            *((Report.objects.all(), change, "head") for change in (*HEADS, {"approved_by": house.other_leader})),
            (report.passed.all(), {"reason": "Bịa"}, "head"),
        ]
        for rows, change, named in tampered:
            with transaction.atomic():
                rows.update(**change)
                assert [one.key for one in fingerprints.altered(report)] == [named], change
                assert [one.key for one in fingerprints.altered(report, papers=False)] == [named], change
                transaction.set_rollback(True)
        with transaction.atomic():
            assert report.passed.all().delete()[0] > 1
            assert [str(one) for one in fingerprints.altered(report)] == [HEAD_IN_WORDS]
            with pytest.raises(Refusal, match="không còn khớp"):
                acts.correct_number(report, by=house.clerk, number=61, signed_on=NUMBERED, reason="Ghi nhầm.", on=NUMBERED)
            transaction.set_rollback(True)
        assert not fingerprints.altered(report)

    def test_a_report_that_was_frozen_before_is_proved_by_the_fingerprints_of_its_day(self, made: Made) -> None:
        _house, report = made
        entry = Entry.objects.get(kind="reports.approved")
        (figure,) = report.figures.all()
        first = fingerprints.first_figure_digest(figure)
        told = json.loads(entry.canon)
        told["payload"]["proofs"][figure.key] = first
        del told["payload"]["completeness"]
        disarmed()
        Entry.objects.filter(pk=entry.pk).update(version=4, canon=canonical(told))
        report.figures.update(sha256=first)
        assert not fingerprints.altered(report)
        report.figures.update(value=93)
        assert [one.key for one in fingerprints.altered(report)] == [figure.key]

    @pytest.mark.parametrize("change", [{"text": "Chưa ai duyệt câu này."}, {"title": "Tiêu đề khác"}, {"position": 99}])
    def test_a_text_altered_behind_the_house_is_named_and_not_printed_into_a_numbered_paper(
        self, change: dict[str, Any], made: Made
    ) -> None:
        house, report = made
        assert not fingerprints.altered(report)
        report.blocks.filter(key="II.1").update(**change)
        (altered,) = fingerprints.altered(report)
        assert str(altered) == f"Nội dung mục II.1. {change.get('title', 'Công nghệ thông tin')}"
        with pytest.raises(Refusal, match="không còn khớp"):
            acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)


def disarmed() -> None:
    """Take the triggers away, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER entries_refuse_change ON book_entry")
            return
        for name in ENTRIES.on_sqlite():
            cursor.execute(f"DROP TRIGGER {name}")

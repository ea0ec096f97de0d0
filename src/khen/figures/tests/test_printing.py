"""The table on the command line names its columns and says how many figures are equal."""

from datetime import date

import pytest
from django.utils import translation

from khen.domains.returns.terms import Answer
from khen.domains.returns.tests.makers import an_accepted
from khen.facts.gather import gather
from khen.figures import printing
from khen.figures.catalogue import FIGURES
from khen.figures.tests.makers import HALF, a_province

pytestmark = pytest.mark.django_db
AFTER = date(2020, 7, 1)


def test_the_table_has_a_head_and_a_last_line_that_counts() -> None:
    a_province()
    with translation.override("vi"):
        head, *rows, last = printing.lines(HALF, today=AFTER, printed=dict.fromkeys(FIGURES, "0.5"))
    assert head.split() == ["Số", "Chỉ", "tiêu", "Tính", "được", "Báo", "cáo", "in", "Nguồn"]
    assert len(rows) == len(FIGURES)
    assert {row.find("≠") == head.find("Nguồn") - 3 for row in rows} == {True}
    assert last == f"{len(FIGURES)} số liệu, 0 bằng, {len(FIGURES)} khác"


def test_without_a_printed_report_nothing_is_compared() -> None:
    a_province()
    with translation.override("vi"):
        *_rows, last = printing.lines(HALF, today=AFTER)
    assert last == f"{len(FIGURES)} số liệu"


@pytest.mark.parametrize(("today", "said"), [(date(2020, 6, 30), "chưa kết thúc"), (date(2019, 12, 31), "chưa bắt đầu")])
def test_a_period_that_is_not_over_says_so_first(today: date, said: str) -> None:
    a_province()
    with translation.override("vi"):
        first = next(printing.lines(HALF, today=today))
    assert said in first


def test_what_did_not_occur_is_told_apart_from_0_and_from_what_nobody_said() -> None:
    world = a_province()
    division = world.bodies[2]
    an_accepted(None, key="licences.granted", body=division, answer=Answer.NOTHING)
    an_accepted("0", key="licences.agencies", body=division)
    an_accepted(None, key="documents.per_day", body=division, answer=Answer.NOTHING)
    gather()
    told = {row["key"]: (row["computed"], row["state"]) for row in printing.as_json(HALF)["figures"]}
    assert (told["licences.granted"], told["licences.agencies"]) == (("0", "nothing"), ("0", "value"))
    assert (told["documents.per_day"], told["lines.health_sites"]) == ((None, "nothing"), (None, "missing"))
    with translation.override("vi"):
        rows = {line[5:73].rstrip(): line[73:90].strip() for line in printing.lines(HALF, today=AFTER)}
    words = {"licences.granted": "không phát sinh", "licences.agencies": "0", "lines.health_sites": "chưa có"}
    for key, word in {**words, "documents.per_day": "không phát sinh"}.items():
        assert rows[str(FIGURES[key].title)[:68]] == word


def test_what_several_declared_and_cannot_be_added_up_says_so_behind_its_dash() -> None:
    world = a_province()
    for body in world.bodies[1:3]:
        an_accepted("50", key="it.internet.district", body=body)
    gather()
    with translation.override("vi"):
        (line,) = [one for one in printing.lines(HALF, today=AFTER) if str(FIGURES["it.internet.district"].title)[:60] in one]
    assert line[73:90].strip() == "-" and line.endswith("không cộng được")

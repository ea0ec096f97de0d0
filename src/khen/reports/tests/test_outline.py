"""An outline begins a report of any period: figures, and hints in square brackets for what only the division can say."""

import re
from datetime import date

import pytest

from khen.atoms.refusal import Refusal
from khen.atoms.text import fold
from khen.deeds.numerals import ordinal
from khen.figures.catalogue import FIGURES
from khen.reports import acts, chips
from khen.reports.checks import outline as numbering
from khen.reports.checks.sheet import Passage, Sheet
from khen.reports.forms import OpenForm
from khen.reports.outline import Outline, outline, outlines
from khen.reports.tests.makers import DAY, OUTLINE, House, an_open, block_of

ONCE_ONLY = ("covid", "chong dich", "dai hoi", "hoang su phi", "dong van", "quang binh", "bac quang", "quan ba")


@pytest.mark.parametrize("plan", outlines(), ids=lambda plan: plan.key)
def test_an_outline_says_nothing_that_is_true_of_one_period_alone(plan: Outline) -> None:
    for part in plan.parts:
        said = fold(" ".join(piece for piece in chips.split(part.text) if isinstance(piece, str)))
        assert not re.search(r"\d", said), f"{part.key}: {part.text}"
        assert [word for word in ONCE_ONLY if re.search(rf"\b{word}\b", said)] == []
        assert set(chips.keys(part.text)) <= FIGURES.keys() and not chips.has_stray_brace(part.text)


def test_what_only_the_division_can_say_stands_as_a_hint() -> None:
    hinted = {part.key for part in outline(OUTLINE).parts if chips.hints(part.text)}
    assert {"I", "II.2", "II.3", "III.1", "III.danh-gia", "IV"} <= hinted
    assert chips.hints("Một câu [nêu hai\nviệc chính]. {licences.granted} [nơi].") == ("nêu hai\nviệc chính", "nơi")
    assert chips.hints("Một câu. {licences.granted:02}") == ()


@pytest.mark.django_db
def test_an_outline_is_chosen_by_a_name_and_no_template_shows() -> None:
    house = House()
    page = str(OpenForm(person=house.leader, day=DAY)["outline"])
    assert f'<option value="{OUTLINE}">Báo cáo sáu tháng của Sở Thông tin và Truyền thông</option>' in page


def proposed(house: House, day: date) -> object:
    return OpenForm(person=house.clerk, day=day)["period"].initial


@pytest.mark.django_db
def test_the_half_year_that_is_over_is_offered_first_until_a_report_of_it_stands() -> None:
    house, july = House(), date(2020, 7, 9)
    assert proposed(house, july) == "2020-H1"
    report = an_open(house)
    assert proposed(house, july) == "2020-H2"
    acts.call_off(report, by=house.clerk, reason="Mở nhầm mẫu báo cáo", on=july)
    assert proposed(house, july) == "2020-H1"


@pytest.mark.django_db
def test_a_part_is_not_confirmed_while_a_hint_stands_in_it() -> None:
    house = House()
    block = block_of(an_open(house), "IV")
    (hint, *_more) = chips.hints(block.text)
    with pytest.raises(Refusal, match="gợi ý") as refused:
        acts.confirm_block(block, by=house.writer(block), on=DAY)
    assert hint in str(refused.value)
    acts.edit_block(block, by=house.writer(block), text="Kỳ này ghi nhận {shortcomings.listed:02} tồn tại.", on=DAY)
    assert acts.confirm_block(block, by=house.writer(block), on=DAY).confirmed_by is not None


@pytest.mark.parametrize("plan", outlines(), ids=lambda plan: plan.key)
def test_the_sections_of_an_outline_are_numbered_one_after_the_other(plan: Outline) -> None:
    passages = tuple(Passage(one.numeral, one.level, one.title) for one in plan.parts)
    assert [ordinal(one.numeral, 1) for one in plan.parts if one.level == 1] == [1, 2, 3, 4, 5]
    assert not list(numbering.findings(Sheet(passages=passages)))

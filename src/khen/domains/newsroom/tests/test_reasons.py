"""What a reason that readers are told may hold."""

import pytest

from khen.domains.newsroom.rules import reasons_about_reason
from khen.domains.newsroom.rules.post_checks import reasons_about_verdict
from khen.domains.newsroom.terms.post_checks import Verdict


@pytest.mark.parametrize("reason", ["Nhầm <b>giờ</b>", "Nhầm&nbsp;giờ", "Nhầm<br/>giờ", "Nhầm &#60;giờ"])
def test_marks_of_a_web_page_in_a_reason_are_refused_since_readers_would_see_them(reason: str) -> None:
    for reasons in (reasons_about_reason(reason), reasons_about_verdict(verdict=Verdict.REMOVED, reason=reason)):
        assert "trang web" in " ".join(map(str, reasons))


@pytest.mark.parametrize("reason", ["Nhầm giờ: 7 < 8 & 9", "Nhầm <giờ> tiêm", "Sửa “A & B” thành “A&B”"])
def test_signs_that_are_no_marks_stand_in_a_reason(reason: str) -> None:
    assert not [*reasons_about_reason(reason), *reasons_about_verdict(verdict=Verdict.REMOVED, reason=reason)]

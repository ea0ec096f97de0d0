"""What speaks against a declaration, said to the person who made it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from khen.atoms.media import Flaw
from khen.atoms.tests.papers import a_pdf, an_office_file
from khen.domains.returns import rules
from khen.domains.returns.rules import Wanted
from khen.domains.returns.terms import LARGEST_FILE, Answer, Given

LAST = date(2020, 6, 30)


def wanted(**changed: Any) -> Wanted:
    usual: dict[str, Any] = {
        "title": "Tỷ lệ",
        "unit": "%",
        "decimals": 2,
        "nature": "ratio",
        "rhythm": "half",
        "levels": ["province"],
        "kinds": ["division"],
        "since": date(2020, 1, 1),
        "until": None,
    }
    return Wanted(**(usual | changed))


def reasons(given: Given, *, period: str = "2020-H1", asked: bool = True, **changed: Any) -> list[object]:
    body: dict[str, Any] = {"kind": "division", "level": "province", "asked": asked}
    return list(rules.reasons_not_to_declare(wanted(**changed), given, period=period, last=LAST, **body))


def test_what_nobody_asked_for_is_neither_declared_nor_accepted() -> None:
    assert len(reasons(a_share("104.06"), asked=False)) == 1
    asked: dict[str, Any] = {"state": "submitted", "own": False, "title": "Giấy phép"}
    assert len(list(rules.reasons_not_to_accept(**asked, asked=False))) == 1
    assert not list(rules.reasons_not_to_accept(**asked, asked=True))


def a_share(value: str) -> Given:
    return Given(Answer.VALUE, Decimal(value), "Báo cáo")


def test_a_good_figure_meets_no_reason() -> None:
    assert reasons(a_share("104.06")) == []


def test_a_share_may_exceed_a_hundred_but_not_a_thousand() -> None:
    assert reasons(a_share("115.5")) == []
    assert reasons(a_share("1000")) == []
    assert len(reasons(a_share("1000.01"))) == 1


def test_the_impossible_district_share_is_not_refused_for_it_is_the_checks_that_doubt_it() -> None:
    assert reasons(a_share("9.27")) == []


def test_more_decimals_than_the_item_keeps_are_refused() -> None:
    assert len(reasons(a_share("9.271"))) == 1
    assert len(reasons(a_share("9.2"), decimals=0)) == 1


def test_an_item_is_asked_for_only_between_its_days() -> None:
    assert len(reasons(a_share("1"), since=date(2020, 7, 1))) == 1
    assert len(reasons(a_share("1"), until=date(2020, 6, 30))) == 1
    assert reasons(a_share("1"), until=date(2020, 7, 1)) == []


def test_a_figure_without_its_document_is_refused() -> None:
    assert len(reasons(Given(Answer.VALUE, Decimal(1), "  "))) == 1
    assert len(reasons(Given(Answer.VALUE, Decimal(1), "x" * 301))) == 1


def test_an_answer_nobody_knows_is_refused() -> None:
    assert reasons(Given("maybe", None, "Báo cáo"))
    assert reasons(Given(Answer.NOTHING, Decimal(3), "Báo cáo"))


WHOLE = a_pdf("kiem ke")


def test_a_file_is_what_it_holds_and_reaches_its_end() -> None:
    assert not list(rules.reasons_against_file("a.PDF", WHOLE))
    wrong = [
        ("a.exe", WHOLE),
        ("a.png", WHOLE),
        ("a.docx", b"PK\x03\x04" + b"0" * 90),
        ("a.jpeg", b"\xff\xd8\xff\xe0" + b"0" * 90),
        ("a.pdf", WHOLE[:-6]),
        ("a.pdf", WHOLE[:-6] + b"0" * LARGEST_FILE + b"%%EOF"),
        ("", b""),
    ]
    assert all(list(rules.reasons_against_file(*one)) for one in wrong)


def test_a_table_that_fetches_or_hides_something_is_refused_and_says_what_to_do() -> None:
    assert not list(rules.reasons_against_file("a.xlsx", an_office_file("xlsx")))
    for part, flaw in (
        ("xl/vbaProject.bin", Flaw.MACROS),
        ("xl/embeddings/oleObject1.bin", Flaw.EMBEDDED),
        ("xl/connections.xml", Flaw.FETCHED),
    ):
        told = rules.reasons_against_file("a.xlsx", an_office_file("xlsx", **{part: "<x/>"}))
        assert [str(one) for one in told] == [gettext(flaw.value)] and gettext(flaw.value) != flaw.value

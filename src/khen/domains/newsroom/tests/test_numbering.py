"""A numbered list keeps the numbers that a reader sees, on pages, in letters and where versions are compared."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.domains.newsroom import rules

DECREE = '<ol start="3" type="a"><li>Hộ nghèo</li><li value="7">Hộ cận nghèo<ol type="I"><li>Xã</li></ol></li><li>Khác</li></ol>'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (DECREE, DECREE),
        (
            "<ol start='3' class=x type=a style='margin:0'><li value=' 7x'>Bảy</ol>",
            '<ol start="3" type="a"><li value="7">Bảy</li></ol>',
        ),
        ("<ol start=12345 type=disc><li value=x>Một</ol>", "<ol><li>Một</li></ol>"),
        ("<ol start=-0007 type=AA><li value=+0>Một</ol>", '<ol start="-7"><li value="0">Một</li></ol>'),
        ("<ul type=a start=5><li type=i>Một</ul>", "<ul><li>Một</li></ul>"),
        ("<ol start=٥><li value=''>Một</ol>", "<ol><li>Một</li></ol>"),
        ("<p start=5 value=6 type=a>Một</p>", "<p>Một</p>"),
        ("<ol reversed start=3><li>Ba</ol>", '<ol reversed="" start="3"><li>Ba</li></ol>'),
        ("<ol REVERSED=có><li>Một<s>Hai</s></ol>", '<ol reversed=""><li>Một</li></ol>'),
        ("<ul reversed><li reversed>Một</ul>", "<ul><li>Một</li></ul>"),
    ],
)
def test_of_a_list_only_its_numbers_and_their_signs_are_kept(given: str, kept: str) -> None:
    assert rules.cleaned(given) == kept == rules.cleaned(kept)


@pytest.mark.parametrize(
    ("html", "read"),
    [
        (DECREE, "c. Hộ nghèo\ng. Hộ cận nghèo\nI. Xã\nh. Khác"),
        ("<p>Gồm:</p><ol><li>một</li><li> </li><li><p><b>ba</b></p><p>và</p></li></ol>", "Gồm:\n1. một\n3. ba\nvà"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "a\n1. b\nc"),
        ("<ol><li><ol><li>x</li></ol></li><li><br></li><li>y</li></ol>", "1. 1. x\n3. y"),
        ('<ol type="A" start="26"><li>z</li><li>aa</li></ol><ol><li>một</li></ol>', "Z. z\nAA. aa\n1. một"),
        ('<ol type="i" start="3999"><li>x</li><li>y</li></ol>', "mmmcmxcix. x\n4000. y"),
        ('<ol type="a" start="-1"><li>x</li><li>y</li><li>z</li></ol>', "-1. x\n0. y\na. z"),
        ("<li>ngoài</li>5 &lt; 6", "ngoài\n5 < 6"),
        ('<ol reversed=""><li>ba<ul><li>x</li></ul></li><li></li><li>một</li></ol><ol><li>y</li></ol>', "3. ba\nx\n1. một\n1. y"),
        ('<ol reversed="" start="2" type="a"><li>b</li><li value="5">e</li><li>d</li></ol>', "b. b\ne. e\nd. d"),
    ],
)
def test_read_without_marks_each_item_bears_its_number(html: str, read: str) -> None:
    assert rules.numbered(html) == read
    assert rules.plain(html).split() == re.sub(r"(?m)^(?:-?\w+\.\s)+", "", read).split()


LISTS = st.recursive(
    st.sampled_from(["một", "<b>hai</b>", "<p>ba</p>", " "]),
    lambda inner: st.builds(
        lambda begun, items: f"{begun}{''.join(items)}</{begun[1:3]}>",
        st.sampled_from(["<ol>", "<ul>", "<ol start=5>", "<ol type=a>", "<ol reversed>", "<ol type=I start=0>"]),
        st.lists(st.builds("{0}{1}</li>".format, st.sampled_from(["<li>", "<li value=9>"]), inner), min_size=1, max_size=3),
    ),
    max_leaves=9,
)
NUMBER = re.compile(r"-?\w+\.")


@given(st.lists(LISTS, max_size=3).map("".join))
def test_however_lists_stand_in_each_other_no_word_is_lost_beside_the_numbers(html: str) -> None:
    kept = rules.cleaned(html)
    assert rules.cleaned(kept) == kept
    read = [word for word in rules.numbered(kept).split() if not NUMBER.fullmatch(word)]
    assert read == rules.plain(kept).split()


def test_words_are_quoted_from_a_list_with_its_numbers_and_without() -> None:
    for quote in ("Hộ nghèo", "c. Hộ nghèo g. Hộ cận nghèo", "Hộ nghèo Hộ cận nghèo"):
        assert rules.remarks.stands_in(quote, title="", summary="", body_html=DECREE)
    assert not rules.remarks.stands_in("d. Hộ cận nghèo", title="", summary="", body_html=DECREE)

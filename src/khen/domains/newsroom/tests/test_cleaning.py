"""Whatever is typed or pasted: cleaned once is cleaned for good, and no word of it is lost."""

import re
from html import unescape
from typing import Any

import html5lib
import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khen.domains.newsroom import rules

GONE = ("div", "h1", "h6", "table", "tr", "td", "section", "span", "script", "img src=x onerror=y")
MARKS = (*GONE, "p", "h3", "b", "i", "ul", "li", "blockquote", "a", "br", "hr")
OPENED, CLOSED = [f"<{mark}>" for mark in MARKS], [f"</{mark}>" for mark in MARKS]
COUNTED = ["<ol start=5>", "<ol type=a start='0x'>", "<li value=7>", "<ol type=disc start=99999>"]
WORDS = ["một", "hai", "9", "27", "a < b", "&lt;p&gt;", "·&nbsp;", "o&nbsp;&nbsp;", "&nbsp;", " ", "\x1e"]
BITS = st.sampled_from(
    [*OPENED, *CLOSED, *COUNTED, "</ol>", "<p class='x>y'>", '<a href="https://v.example/?a=>">']
) | st.sampled_from(WORDS)
SIGNS = re.compile(r"[\s|·o]+")  # of lists and tables; no word of these texts holds an o


@given(st.lists(BITS, max_size=14).map("".join))
@example("<b><div>a</div><p>b</p></b>")
@example("<li>a<div>b</div>")
@example("<h1><div><h1>")
@example("<h1> <div>")
@example("<h3>9 <div> <i> <td>27")
@example("<h3>" * 9 + "<div>" * 9 + "<h3>a<p>b<div><li>c")
def test_cleaning_keeps_every_word_is_done_once_and_for_all_and_leaves_no_script(html: str) -> None:
    kept = rules.cleaned(html)
    assert rules.cleaned(kept) == kept
    assert not re.search(r"<(?:script|img|div|h1|h6|table|tr|td|span)|onerror", kept)
    every = unescape(nh3.clean(html.replace("\x1e", ""), tags=set()))
    stood, typed = SIGNS.sub("", rules.plain(kept)), SIGNS.sub("", every)
    assert stood == typed or ("<t" in html and sorted(stood) == sorted(typed))  # words beside the cells of a table move


BLOCKS = ("p", "h3", "h4", "ul", "ol", "li", "blockquote", "div", "h1", "h6", "section", "dl", "dd", "pre", "td", "table", "menu")
NUMBERS = st.sampled_from(["9", "27", "300"])
NESTED = st.recursive(
    NUMBERS | st.sampled_from(["<br>", "<hr>"]),
    lambda inner: st.builds(
        lambda mark, parts: f"<{mark}>{''.join(parts)}</{mark}>", st.sampled_from(BLOCKS), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=9,
)
MARK = re.compile(r"<[^>]*>")


@given(st.lists(NESTED, min_size=1, max_size=4))
@example(["<ul><li>Đồng Văn: 9<ul><li>27 hộ nghèo</li></ul></li></ul>"])
@example(["Tổng 27", "<p>300 ca</p>"])
@example(["300 ca", "<ul><li>5 hộ</li></ul>"])
@example(["<blockquote>9<p>27</p></blockquote>"])
def test_however_blocks_stand_in_each_other_no_two_words_of_them_run_together(parts: list[str]) -> None:
    parted = [one for at, one in enumerate(parts) if not (at and parts[at - 1][-1].isdigit() and one[0].isdigit())]
    html = "".join(parted)
    words = MARK.sub(" ", html).split()
    stood = rules.plain(html).split()
    assert stood == words or ("<t" in html and sorted(stood) == sorted(words))  # words beside the cells of a table move
    read = MARK.sub(" ", nh3.clean(html, tags={*BLOCKS, "br", "hr"})).split()  # a mark that closes nothing is none
    assert sorted(word for word in rules.plain(rules.cleaned(html)).split() if word != "|") in (sorted(words), sorted(read))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p><del>9</del><ins>27</ins> ca</p>", "<p>27 ca</p>"),
        ("<p><s>9</s>27 <strike>300</strike>ca</p>", "<p>27 ca</p>"),
        ("<div><del cite='x'><div>9</div></del><div>27</div></div>", "<p>27</p>"),
        (
            "<p>10<sup>2</sup>, 150<SUP style='x'>2</SUP> ca, CO<sub>2</sub>, 10<sup>-3</sup></p>",
            "<p>10², 150² ca, CO₂, 10⁻³</p>",
        ),
        ("<p>9<sup><b>27</b></sup>300<sub>a</sub></p>", "<p>9 <b>27</b> 300 a </p>"),
        ("<p>9<img src='x'>27</p>", "<p>9 27</p>"),
        (
            "<p>9<span class='x MsoDel'>8</span>, <span style='color:red; text-decoration: line-through'>7</span>27</p>",
            "<p>9, 27</p>",
        ),
        ("<p>10<sup style='text-decoration:line-through'>2</sup></p>", "<p>10</p>"),
        ("<p>10<span style='font-size:6pt;vertical-align:super'>2</span></p>", "<p>10²</p>"),
        ("<td style='text-line-through:single'>9</td><td style='text-line-through:\nnone'>27</td>", "<p>27</p>"),
        (
            "<style>.font5\n{text-decoration:line-through}</style><p>Có <font class='font5'>92 </font>94</p>",
            "<p>Có 94</p>",
        ),
        ("9<del><p>8</p></del>27", "<p>9</p><p>27</p>"),
        ("<p>9<del>8<br></del>27</p>", "<p>9<br>27</p>"),
        ("<ul><li>9<del><ul><li>8</li></ul></del>27</li><li class=msoDel>7</li></ul>", "<ul><li>9<br>27</li></ul>"),
        ("<blockquote>9<em> <div>27</div></em></blockquote>", "<blockquote>9<em> <br>27</em></blockquote>"),
        (
            "<blockquote><em><strong><div>27</div></strong></em></blockquote>",
            "<blockquote><em><strong>27</strong></em></blockquote>",
        ),
        ("<p>1<math><mn>9</mn><mn>27</mn></math>3<svg><text>4</text></svg>5</p>", "<p>1 3 5</p>"),
        ("<p>9<noscript><p>5</p></noscript> ca</p>", "<p>9 ca</p>"),
        ("<select><option>9<option>27</select>", "<p>9</p><p>27</p>"),
        ("<option>12<option>13</select>14", "<p>12</p><p>13</p><p>14</p>"),
        ("1<select><optgroup><option>12<optgroup><option>13</select>14", "<p>1</p><p>12</p><p>13</p><p>14</p>"),
        ("<table><tr><td>9<table><tr><td>8<td>7</table><td>6</table>", "<p>9</p><p>8 | 7</p><p>6</p>"),
    ],
)
def test_what_is_struck_out_goes_and_what_is_raised_or_shown_runs_into_no_number(given: str, kept: str) -> None:
    assert rules.cleaned(given) == kept and rules.cleaned(kept) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>Có <span style='display:none;mso-hide:all'>12</span>13 hộ nghèo</p>", "<p>Có 13 hộ nghèo</p>"),
        ("<p>Có <span style='VISIBILITY: hidden'>12</span>13<b hidden>4</b> hộ</p>", "<p>Có 13 hộ</p>"),
        ("<p>Có <span style='font-size:0'>12</span>13<i style='font-size:0.0pt'>4</i> hộ</p>", "<p>Có 13<i></i> hộ</p>"),
        ("<p>Có <span style='mso-hide:all'>12 </span>13<input hidden value=4> hộ</p>", "<p>Có 13  hộ</p>"),
        ("9<p hidden>8</p>27", "<p>9</p><p>27</p>"),
        ("<table><tr><td>9</td></tr><tr style='display:none'><td>8</td></tr><tr><td>7</td></tr></table>", "<p>9</p><p>7</p>"),
        ("<table><col><col style='display:none'><tr><td>9</td><td>8</td></tr></table>", "<p>9</p>"),
        ("<style>.a{display:none}</style><p>Có <span class=a>12</span>13 hộ</p>", "<p>Có 13 hộ</p>"),
        (
            "<style>.a{font-size:0}</style><p>Có <span class=a>12<b style='font-size:9pt'>5</b></span>13 hộ</p>",
            "<p>Có <b>5</b>13 hộ</p>",
        ),
        ("<div style='font-size:0px'>8<p style='font-size:13px'>9 hộ</p>8<p>7</p></div>", "<p>9 hộ</p><p></p>"),
        (
            "<p style='font-size:0'>8<b style='font-size:2em'>7</b><b style='font:inherit'>6</b><b style='font:1em/2 a'>5</b>",
            "<p><b></b><b></b><b></b></p>",
        ),
        ("<p style='visibility:hidden'>8 <b style='visibility:visible'>9 hộ</b></p>", "<p><b>9 hộ</b></p>"),
        (
            "<p>10<span style='font-size:6pt;vertical-align:super'>2</span>, <a href='del'>27</a></p>",
            '<p>10², <a rel="noopener noreferrer">27</a></p>',
        ),
        ("<table><tr style='display:none'><td>8<tr><td>9<td hidden>7<tr><td>6</table>5", "<p>9</p><p>6</p><p>5</p>"),
        ("<select><option hidden>8<option>9</select>7", "<p>9</p><p>7</p>"),
        ("<p>hidden, display:none, font-size:0</p>", "<p>hidden, display:none, font-size:0</p>"),
        (
            "<style>.a{text-decoration:line-through}.a{text-decoration:none}</style><p class=a>9 ca</p>",
            "<p>9 ca</p>",
        ),
    ],
)
def test_what_is_hidden_goes_like_what_is_struck_out(given: str, kept: str) -> None:
    assert rules.cleaned(given) == kept and rules.cleaned(kept) == kept


HOLDING, LINES = ("div", "section", "blockquote"), ("p", "h3", "h1", "pre")
OVER = (
    "<section hidden>",
    "<i style='x:y;display:none'>",
    "<del>",
    "<s>",
    "<strike cite='>'>",
    '<span class="a msoDel">',
    "<u style='x:y;text-decoration:underline line-through'>",
)


def closed(mark: str, inner: str) -> str:
    return f"{mark}{inner}</{mark[1:].split(' ')[0].rstrip('>')}>"


WORD_BY_WORD = st.lists(
    st.sampled_from(["<b>9</b> ", "27 ", "300<br>", "<i>6 </i>"]) | st.builds(closed, st.sampled_from(OVER), st.just("8 ")),
    max_size=3,
).map("".join)
LINE = st.builds(lambda name, inner: f"<{name}>{inner}</{name}>", st.sampled_from(LINES), WORD_BY_WORD)
LISTED = st.lists(WORD_BY_WORD | LINE, min_size=1, max_size=2).map(
    lambda items: f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"
)
STRICKEN = st.recursive(
    WORD_BY_WORD | LINE | LISTED,
    lambda inner: st.builds(
        closed,
        st.sampled_from(OVER)
        | st.sampled_from([f"<{name}>" for name in HOLDING] + ["<section style='text-decoration:line-through'>"]),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ),
    max_leaves=6,
)


def left(node: Any) -> str:
    """The words that a reader sees as not struck out, those of blocks apart."""
    over = node.tag in {"del", "s", "strike"} or "msoDel" in node.get("class", "") or "hidden" in node.attrib
    over = over or any(said in node.get("style", "") for said in ("line-through", "display:none"))
    apart = " " if node.tag in {*HOLDING, *LINES, "ul", "li", "br"} else ""
    words = "" if over else (node.text or "") + "".join(map(left, node))
    parting = " " if any(one.tag in {*HOLDING, *LINES, "ul", "li", "br"} for one in node.iter()) else ""
    return (parting if over else f"{apart}{words}{apart}") + (node.tail or "")


@given(st.lists(STRICKEN, min_size=1, max_size=3).map("".join))
@example("9<del><p>8</p></del>27")
@example("<s>9<div>8</div></s>27")
@example("<div>27 <u style='x:y;text-decoration:underline line-through'><ul><li>8</li></ul></u>300</div>")
def test_however_deep_it_stands_what_is_struck_out_goes_and_its_neighbours_stay_apart(html: str) -> None:
    kept = rules.cleaned(html)
    assert rules.cleaned(kept) == kept
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    assert rules.plain(kept).split() == left(tree).split()


@given(
    st.lists(BITS | st.sampled_from([*OVER, "</del>", "</s>", "</u>", "<sup>8</sup>", "<td class=msoDel>"]), max_size=14).map(
        "".join
    )
)
def test_whatever_marks_are_left_open_or_closed_out_of_turn_once_cleaned_is_cleaned_for_good(html: str) -> None:
    kept = rules.cleaned(html)
    assert rules.cleaned(kept) == kept and not re.search(r"[\x1e\x1f]|<(?:del|s|u|span)\b|style=|class=", kept)

"""Whatever is typed or pasted: cleaned once is cleaned for good, and no word of it is lost."""

import re
from html import unescape

import nh3
from hypothesis import example, given
from hypothesis import strategies as st

from khen.domains.newsroom import rules

GONE = ("div", "h1", "h6", "table", "tr", "td", "section", "span", "script", "img src=x onerror=y")
MARKS = (*GONE, "p", "h3", "b", "i", "ul", "li", "blockquote", "a", "br", "hr")
OPENED, CLOSED = [f"<{mark}>" for mark in MARKS], [f"</{mark}>" for mark in MARKS]
WORDS = ["một", "hai", "9", "27", "a < b", "&lt;p&gt;", "·&nbsp;", "o&nbsp;&nbsp;", "&nbsp;", " ", "\x1e"]
BITS = st.sampled_from([*OPENED, *CLOSED, "<p class='x>y'>", '<a href="https://v.example/?a=>">']) | st.sampled_from(WORDS)
SIGNS = re.compile(r"[\s|·o]+")  # of lists and tables; no word of these texts holds an o


@given(st.lists(BITS, max_size=14).map("".join))
@example("<b><div>a</div><p>b</p></b>")
@example("<li>a<div>b</div>")
@example("<h1><div><h1>")
@example("<h3>" * 9 + "<div>" * 9 + "<h3>a<p>b<div><li>c")
def test_cleaning_keeps_every_word_is_done_once_and_for_all_and_leaves_no_script(html: str) -> None:
    kept = rules.cleaned(html)
    assert rules.cleaned(kept) == kept
    assert not re.search(r"<(?:script|img|div|h1|h6|table|tr|td|span)|onerror", kept)
    every = unescape(nh3.clean(html.replace("\x1e", ""), tags=set()))
    assert SIGNS.sub("", rules.plain(kept)) == SIGNS.sub("", every)

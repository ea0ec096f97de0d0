"""What cannot be seen does not turn a text round or hide in it; pictures made of several characters stay whole."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khen.atoms.text import shortened, visible
from khen.domains.newsroom import rules

FAMILY, HEART, FLAG = (
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f3f4\U000e0067\U000e007f",
)
JOINER, OVERRIDE = "\u200d", "\u202e"
HELD = "\U0001f468\U0001f469\U0001f467\u2764\U0001f525\U0001f3f4"  # the pictures among these texts
JOINED = re.compile(rf"[{HELD}\ufe0f\U000e007f]{JOINER}[{HELD}]")
CONTROLS = "\u00ad\u061c\u200b\u200c\u200e\u200f\u202a\u202b\u202d\u202e\u2060\u2066\u2069\ufeff\U000e0041\x07"
TEXTS = st.lists(st.sampled_from([FAMILY, HEART, FLAG, JOINER, "\ufe0f", *CONTROLS, *"aĐ\u0302 1#\n"])).map("".join)


@pytest.mark.parametrize("picture", [FAMILY, HEART, FLAG])
def test_a_picture_of_several_characters_stays_whole_in_titles_texts_and_channels(picture: str) -> None:
    assert rules.line(f"Ngày gia đình {picture}") == f"Ngày gia đình {picture}"
    assert rules.cleaned(f"<p>{picture}</p>") == f"<p>{picture}</p>"
    assert shortened(f"Ngày gia đình {picture}", 60) == f"Ngày gia đình {picture}"


@given(TEXTS)
@example(f"{OVERRIDE}{FAMILY}a{JOINER}b")
def test_nothing_unseen_is_kept_but_what_holds_a_picture_together(text: str) -> None:
    for kept in (rules.line(text), rules.cleaned(text), rules.cleaned("".join(f"&#{ord(c)};" for c in text if c > " "))):
        assert not set(kept) & set(CONTROLS)
        assert all(JOINED.match(kept, at - 1) for at, c in enumerate(kept) if c == JOINER)
        assert visible(kept) == kept


def test_what_is_dropped_never_makes_a_link_dangerous() -> None:
    for address in (f"java{OVERRIDE}script:alert(1)", "java&#x202e;script:alert(1)"):
        assert "javascript" not in rules.cleaned(f'<a href="{address}">a</a>')

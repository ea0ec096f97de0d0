"""What a class strikes out is known by the sheet of styles beside it."""

import time

import pytest

from khen.atoms import strikes
from khen.atoms.strikes import by_class

SHEET = "<style>\n.xl65\n\t{color:black;\n\ttext-decoration:line-through;}\n.font0 {text-decoration:none;}\n</style>"


@pytest.mark.parametrize("said", ["class=xl65", 'class="a xl65"', "class='xl65'", "CLASS = xl65"])
def test_whatever_bears_the_class_is_struck(said: str) -> None:
    assert 'class="msoDel ' in by_class(f"{SHEET}<td {said} width=64>92</td>")


@pytest.mark.parametrize("html", ["<td class=xl65>92</td>", f"{SHEET}<td class=font0>92</td>", f"{SHEET}<td class=xl650>92</td>"])
def test_nothing_else_is(html: str) -> None:
    assert by_class(html) == html


def test_every_class_of_a_rule_is_known() -> None:
    sheet = "<style>td.a, .b{text-line-through:single}</style>"
    assert by_class(f"{sheet}<b class=a>1</b><b class=b>2</b>").count("msoDel") == 2


@pytest.mark.parametrize("piece", ["<style>", ".a", "{", ".a{", "class=", "<style>.a{}"])
def test_what_was_made_to_take_long_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    by_class(f"{SHEET}<style>" + piece * (200_000 // len(piece)))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("html", "struck"),
    [
        ("<s>9 ca</s>", True),
        ('<p style="text-decoration: underline line-through">9 ca</p>', True),
        ('<p class="a msoDel">9 ca</p>', True),
        ('<p class="xmsoDelta">9 ca</p>', False),
        ('<p style="text-decoration:no-xline-through">9 ca</p>', False),
        ("<p>text-decoration: line-through</p>", False),
    ],
)
def test_what_is_told_as_struck_out_is_what_a_text_loses(html: str, struck: bool) -> None:
    assert bool(strikes.STRUCK_OUT.search(html)) == struck

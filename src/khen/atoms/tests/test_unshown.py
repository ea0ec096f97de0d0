"""What its author does not show is known by marks, styles, attributes, columns, and by the sheet of styles beside it."""

import time

import pytest

from khen.atoms.unshown import declared, is_unshown, told

SHEET = "<style>\n.xl65\n\t{color:black;\n\ttext-decoration:line-through;}\n.font0 {text-decoration:none;}\n</style>"


@pytest.mark.parametrize("said", ["class=xl65", 'class="a xl65"', "class='xl65'", "CLASS = xl65"])
def test_whatever_bears_the_class_is_struck(said: str) -> None:
    assert 'class="msoDel ' in told(f"{SHEET}<td {said} width=64>92</td>")


@pytest.mark.parametrize(
    "html",
    [
        "<td class=xl65>92</td>",
        f"{SHEET}<td class=font0>92</td>",
        f"{SHEET}<td class=xl650>92</td>",
        "<style>.a{text-decoration:line-through}.a{text-decoration:none}</style><b class=a>1</b>",
        "<style>.a{display:none;display:block}</style><b class=a>1</b>",
        "<style>@media print{.b{} .a{display:none}}</style><b class=a>1</b>",
        "<style>/* .a{display:none} */</style><b class=a>1</b>",
        "<style>.list .a{display:none}</style><b class=a>1</b>",
        "<style>.a.b{display:none}</style><b class=a>1</b>",
    ],
)
def test_nothing_else_is(html: str) -> None:
    assert not is_unshown(told(html))


@pytest.mark.parametrize(
    "html",
    [
        "<style>.a{text-decoration:none}.a{text-decoration:line-through}</style><b class=a>1</b>",
        "<style>.a{text-decoration:line-through} .x .a{text-decoration:none}</style><p class=x></p><b class=a>1</b>",
        "<style>.x .a{display:none}</style><p class=x><b class=a>1</b></p>",
        "<style>.b{text-decoration:none} .a{text-decoration:line-through}</style><b class='a b'>1</b>",
        "<style><!-- /* x */ @page A {size:1} p.a {mso-hide:all} --></style><b class=a>1</b>",
        "<style>@media print{.b{}}.a{visibility:hidden}</style><b class=a>1</b>",
    ],
)
def test_the_last_rule_of_a_class_counts(html: str) -> None:
    assert is_unshown(told(html))


def test_every_class_of_a_rule_is_known() -> None:
    sheet = "<style>td.a, .b{text-line-through:single}</style>"
    assert told(f"{sheet}<b class=a>1</b><b class=b>2</b>").count("msoDel") == 2


LONG = [
    "<style>",
    ".a",
    "{",
    ".a{",
    "class=",
    "<style>.a{}",
    "/*",
    "<!--",
    "@media{",
    "<table><col hidden><td rowspan=9 colspan=99>",
]


@pytest.mark.parametrize(
    "piece", [*LONG, "<td hidden", "font-size:0 ", "<col span=9 hidden>", ".a{display:none}", "<b class=xl65>"]
)
def test_what_was_made_to_take_long_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    for before in (f"{SHEET}<style>", f"{SHEET}<table><col hidden>", "<b style='"):
        assert is_unshown(told(before + piece * (200_000 // len(piece)))) in {True, False}
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("html", "unshown"),
    [
        ("<s>9 ca</s>", True),
        ('<p style="text-decoration: underline line-through">9 ca</p>', True),
        ('<p class="a msoDel">9 ca</p>', True),
        ('<p class="xmsoDelta">9 ca</p>', False),
        ('<p style="text-decoration:no-xline-through">9 ca</p>', False),
        ("<p>text-decoration: line-through</p>", False),
        ("<p hidden>9 ca</p>", True),
        ("<p title='a hidden thing' data-hidden>9 ca, hidden</p>", False),
        ("<span style='display:none;mso-hide:all'>9 ca</span>", True),
        ("<span style='font-size:0pt'>9 ca</span>", True),
        ("<span style='font:0/0 a'>9 ca</span>", True),
        ("<span style='font-size:10.0pt;visibility:visible;display:inline'>9 ca</span>", False),
        ("<span style='font:400 10pt/1.5 Arial'>9 ca</span>", False),
        ("<table><col><col style='display:none'><tr><td>9</td><td>8</td></tr></table>", True),
    ],
)
def test_what_is_told_as_not_shown_is_what_a_text_loses(html: str, unshown: bool) -> None:
    assert is_unshown(told(html)) == unshown


ROWS = "<tr><td>1</td><td>2</td><td>3</td></tr>"


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        (f"<col><col style='display:none'><col>{ROWS}", "2"),
        (f"<colgroup><col span=2 hidden></colgroup>{ROWS}", "12"),
        (f"<colgroup hidden><col></colgroup><col>{ROWS}", "1"),
        ("<col><col hidden><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td><td>5</td></tr>", "235"),
        ("<col><col hidden><tr><td colspan=2>1</td></tr>", ""),
        (f"<col hidden><tr><td>8<table>{ROWS}</table></td><td>9</td></tr>", "8"),
    ],
)
def test_a_cell_in_a_hidden_column_is_hidden(table: str, hidden: str) -> None:
    cells = told(f"<TABLE>{table}</TABLE>").split('<td class="msoDel"')[1:]
    assert "".join(cell.partition(">")[2][0] for cell in cells) == hidden


def test_the_last_word_of_a_style_counts() -> None:
    assert declared("display:none; DISPLAY : block!important;font:0/0 a;mso-hide:all") == {
        "display": False,
        "font-size": True,
        "mso-hide": True,
    }

"""A PDF that does more than show pages is refused, however that is written; one that only speaks of it is not."""

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms import media
from khen.atoms.tests.papers import OBJECTS, a_pdf
from khen.atoms.tests.test_pages import WHOLE, listed, packed, stream

REFUSED = {media.Flaw.ACTIVE, media.Flaw.OBSCURE, media.Flaw.DAMAGED}
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
SPOKEN_OF = b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://vi.example/S/JavaScript/Launch)>>>>"


def rooted(more: bytes, *others: bytes) -> bytes:
    """A paper whose root says more."""
    return listed(dict(enumerate((OBJECTS[0].replace(b"/Type", more + b"/Type", 1), *OBJECTS[1:], *others), 1)))


@pytest.mark.parametrize(
    "paper",
    [
        rooted(b"/OpenAction" + SCRIPT),
        rooted(b"/OpenAction 4 0 R", SCRIPT),
        rooted(b"/OpenAction 4 0 R", b"<</S 5 0 R/JS(x)>>", b"/JavaScript"),
        rooted(b"/OpenAction<</S/J#61vaScript/#4aS(x)>>"),
        rooted(b"/OpenAction<</S%\n/JavaScript/J#53(x)>>"),
        rooted(b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
        rooted(b"/AA<</WC<</S/SubmitForm/F(https://x.example)>>>>"),
        rooted(
            b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>",
            b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>",
            stream(zlib.compress(b"MZ")),
        ),
        rooted(b"/AcroForm<</XFA 4 0 R>>", stream(zlib.compress(b"<xdp/>"))),
        packed(more=b"/OpenAction" + SCRIPT),
    ],
    ids=["script", "apart", "its kind apart", "coded", "remark", "program", "sends", "file", "form", "packed"],
)
def test_what_acts_is_refused(paper: bytes) -> None:
    assert media.flaw(paper) is media.Flaw.ACTIVE


ELSEWHERE = {
    "an address": b"<</S/URI/URI(https://x.example)>>",
    "another paper": b"<</S/GoToR/F(\\\\x.example\\a.pdf)/D[0/Fit]>>",
    "a printer": b"<</S/Named/N/Print>>",
    "layers": b"<</S/SetOCGState/State[/ON 9 0 R]>>",
    "what follows": b"<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(https://x.example)>>>>",
    "the last of several": b"<</S/GoTo/D[3 0 R/Fit]/Next[<</S/GoTo/D(a)>><</S/GoToR/F(a.pdf)>>]>>",
    "its kind coded": b"<</S/#55RI/URI(https://x.example)>>",
}


@pytest.mark.parametrize("action", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_opens_something_by_itself_is_refused(action: bytes) -> None:
    page = OBJECTS[2].replace(b"/MediaBox", b"/AA<</O 4 0 R>>/MediaBox")
    for paper in (
        rooted(b"/OpenAction" + action),
        rooted(b"/OpenAction 4 0 R", action),
        rooted(b"/O#70enAction 4 0 R", action),
        rooted(b"/AA 5 0 R", action, b"<</WP 4 0 R>>"),
        listed({1: OBJECTS[0], 2: OBJECTS[1], 3: page, 4: action}),
        packed(more=b"/OpenAction" + action),
    ):
        assert media.flaw(paper) is media.Flaw.ACTIVE


SHOWN = (b"[3 0 R/XYZ 0 9 0]", b" null", b"<</S/GoTo/D[3 0 R/Fit]>>", b"<</S/GoTo/D(a)/Next[4 0 R]>>")


@pytest.mark.parametrize("action", SHOWN)
def test_what_opens_at_a_place_of_its_own_is_not(action: bytes) -> None:
    turning = b"<</S/GoTo/D[3 0 R/Fit]/Next 4 0 R>>"
    for more in (b"/OpenAction" + action, b"/AA<</O%s>>" % action):
        assert media.flaw(rooted(more, turning)) is None


def test_what_is_only_called_like_a_moment_is_no_action() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times/AA 5 0 R>>"
    assert media.flaw(rooted(b"", b"<</Font<</AA 5 0 R>>>>", font, b"<</Group<</S/Transparency>>>>")) is None


def test_what_may_begin_by_itself_is_not_taken_where_there_is_too_much_to_look_through() -> None:
    much = OBJECTS[1].replace(b"/Count", b"/Much[" + b"1 " * 3_100_000 + b"]/Count")
    assert media.flaw(listed({1: OBJECTS[0], 2: much, 3: OBJECTS[2]})) is None
    page = OBJECTS[2].replace(b"/MediaBox", b"/AA<</O 4 0 R>>/MediaBox")
    assert media.flaw(listed({1: OBJECTS[0], 2: much, 3: page, 4: ELSEWHERE["an address"]})) is media.Flaw.OBSCURE


@pytest.mark.parametrize(
    "paper",
    [
        *WHOLE.values(),
        a_pdf("/S/Ja va Script"),
        rooted(b"/Lang(vi /JS /EF)/OpenAction[3 0 R/Fit]", SPOKEN_OF.replace(b"/S/JavaScript", b"/JavaScript")),
        rooted(b"/AcroForm<</SigFlags 3/Fields[4 0 R]>>", b"<</FT/Sig/V<</Type/Sig/SubFilter/adbe.pkcs7.detached>>>>"),
        rooted(b"/PageMode/UseNone/ViewerPreferences<</FitWindow true>>"),
    ],
)
def test_what_only_shows_pages_is_not(paper: bytes) -> None:
    assert media.flaw(paper) is None


STRAY = {
    "a number before": b"<<1 /S%s>>",
    "a sign before": b"<<}/S%s>>",
    "half a word before": b"<<nul /S%s>>",
    "a text that is none": b"<</X<zz>/S%s>>",
    "nothing in signs": b"<</X{}/S%s>>",
    "signs in a row": b"<</X[{ 1 }]/S%s>>",
    "a number too many": b"<</X 1 2 /S%s>>",
    "a number behind a link": b"<</X 1 0 R 5/S%s>>",
    "a text before": b"<<(x)/S%s>>",
    "nothing before": b"<<null/S%s>>",
    "a row that ends otherwise": b"<</X[1>>/S%s>>",
    "a name twice": b"<</S/GoTo/S%s>>",
    "an end before": b"<<>>/S%s>>",
    "a sign before all": b"} <</S%s>>",
    "the end of all before": b"endobj <</S%s>>",
}
ACTS = (b"/JavaScript/JS(app.alert\\(1\\))", b"/Launch/F(cmd.exe)", b"/URI/URI(https://x.example)", b" 3 0 R/F(a)")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("stray", STRAY.values(), ids=STRAY)
def test_a_stray_sign_hides_no_action(stray: bytes, act: bytes) -> None:
    for more in (b"/OpenAction 4 0 R", b"/AA<</O 4 0 R>>", b"/AcroForm<</Fields[<</AA<</F 4 0 R>>>>]>>"):
        for paper in (rooted(more, stray % act), in_stream(more, stray % act)):
            assert media.flaw(paper) in REFUSED


def in_stream(more: bytes, *others: bytes) -> bytes:
    """A paper whose root says more, all of it in a stream of objects."""
    return packed(more=more, others=others)


ACTIONS = (
    b"<< /S /JavaScript /JS (x) >>",
    b"<< /S /Launch /F (cmd.exe) >>",
    b"<< /S /URI /URI (https://x.example) /X [ 1 0 R ] >>",
)
TOKENS = b"1 0 -1. R obj endobj stream null nul true /X /S / ( ) < > <61> <zz> (x) << >> [ ] { } % %\n # \0 3 0 R".split(b" ")


@given(st.sampled_from(ACTIONS), st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=3), st.integers(0, 12), st.booleans())
def test_no_stray_sign_anywhere_makes_an_action_pass(action: bytes, token: bytes, place: int, ended: bool) -> None:
    words = action.split(b" ")
    words.insert(place, token)
    written = b" ".join(words) + (b"\n" if ended else b"")
    assert media.flaw(in_stream(b"/OpenAction 4 0 R", written)) in REFUSED


def test_what_links_to_an_action_by_way_of_another_object_is_no_way_round() -> None:
    for more in (b"/OpenAction 4 0 R", b"/AA<</O 4 0 R>>"):
        for made in (rooted, in_stream):
            assert media.flaw(made(more, b"5 0 R", ELSEWHERE["an address"])) in REFUSED


def test_what_a_list_does_not_name_but_a_stream_of_objects_holds_is_looked_at() -> None:
    unlisted = packed(others=(b"<</S/Laun#63h/F(cmd.exe)>>",), named=3)
    assert media.flaw(unlisted) is media.Flaw.ACTIVE
    assert media.flaw(packed(others=(b"<</Title(a)>>",), named=3)) is None


@pytest.mark.parametrize(
    "other",
    [
        b"<</Title(x)/Title(y)/N -.5/M 4./R 1e-5/L --3>>",
        b"[true false null[]<</A<>>><</A<</B 1 0 R>>>>]",
        b"<</A/#41/B(\\()/C//D 1>>",
        b"%% remark\n<</A 1>>% another",
    ],
)
def test_whatever_an_ordinary_object_is_made_of_it_is_taken(other: bytes) -> None:
    assert media.flaw(in_stream(b"", other)) is None
    assert media.flaw(rooted(b"", other + b"\n")) is None


def test_an_object_that_holds_nothing_is_taken_where_it_stands_by_itself() -> None:
    assert media.flaw(rooted(b"/OpenAction 4 0 R", b"")) is None


def test_a_list_of_places_that_is_packed_in_a_way_that_is_not_read_is_refused() -> None:
    whole = packed(predictor=False, more=b"/OpenAction[3 0 R/Fit]")
    assert media.flaw(whole) is None
    at = whole.rindex(b"[/FlateDecode]")
    assert media.flaw(whole[:at] + b"[/ASCIIHexDec]" + whole[at + 14 :]) in REFUSED


def in_rows(kind: int) -> bytes:
    """With a script, packed, and its list of places told in rows of this kind (PNG, 9.2)."""
    return packed(more=b"/OpenAction" + SCRIPT, kind=kind)


@pytest.mark.parametrize("kind", range(5))
def test_however_the_rows_of_places_are_told_they_are_read(kind: int) -> None:
    assert media.flaw(packed(kind=kind)) is None
    assert media.flaw(in_rows(kind)) is media.Flaw.ACTIVE


def test_objects_in_a_stream_that_is_not_packed_are_read() -> None:
    plain = packed(predictor=False, plain=True)
    assert media.flaw(plain) is None
    assert media.flaw(packed(predictor=False, plain=True, more=b"/AA<</O<</S 9 0 R/JS()>>>>")) is media.Flaw.ACTIVE


def test_a_file_packed_in_a_way_that_is_not_read_is_refused() -> None:
    odd = packed(predictor=False).replace(b"[/FlateDecode]", b"[/ASCII85Decode/FlateDecode]")
    assert media.flaw(odd) in {media.Flaw.OBSCURE, media.Flaw.BROKEN}


def test_of_a_file_with_too_much_to_look_through_what_stands_there_plainly_is_found() -> None:
    many = listed({**dict(enumerate(OBJECTS, 1)), 4: b"[" + b"1 " * 3_100_000 + b"]", 5: SCRIPT})
    assert media.flaw(many) is media.Flaw.ACTIVE


@pytest.mark.parametrize("piece", [b"%", b"/S%", b"/S\n%", b"/S ", b"/OpenAction%", b"/S%\n%", b"%\n", b"/EF%/EmbeddedFiles"])
def test_remarks_that_were_made_to_take_long_take_no_time(piece: bytes) -> None:
    long = piece * (2_000_000 // len(piece))
    begun = time.process_time()
    for paper in (a_pdf().replace(b"\n", b"\n/S" + long + b"\n", 1), rooted(b"", b"<</S" + long + b"\n/X>>"), rooted(b"", long)):
        media.flaw(paper)
    assert time.process_time() - begun < 5

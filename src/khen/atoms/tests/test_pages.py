"""A PDF that is damaged in its middle is told from a whole one, whoever wrote it and whatever stands in it."""

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms import media, pages
from khen.atoms.tests.papers import OBJECTS, a_pdf

WORDS = zlib.compress(b"BT (8 gi\xe1\xbb\x9d, nh\xc3\xa0 v\xc4\x83n h\xc3\xb3a) Tj ET " * 400, 0)  # as long as what it holds


def listed(objects: dict[int, bytes], *, trailer: bytes = b"/Root 1 0 R", first: int = 0) -> bytes:
    """With a table of places, in which the first number is `first`: some programs count from one."""
    made, places = b"%PDF-1.4\n", []
    for number, one in objects.items():
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n%d %d\n0000000000 65535 f \n" % (first, len(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + table + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(made))


def stream(data: bytes, said: bytes = b"") -> bytes:
    return b"<</Filter[/FlateDecode]/Length %d%s>>\nstream\n%s\nendstream" % (len(data), said, data)


def written(words: bytes = WORDS) -> bytes:
    page = OBJECTS[2].replace(b"/MediaBox", b"/Contents 4 0 R/MediaBox")
    return listed({1: OBJECTS[0], 2: OBJECTS[1], 3: page, 4: stream(words)})


def differing(rows: list[bytes], kind: int) -> list[bytes]:
    """Rows told by what differs from the bytes before and above (PNG, 9.2)."""
    made, above = [], bytes(len(rows[0]))
    for row in rows:
        before = bytes(1) + row[:-1]
        corners = bytes(1) + above[:-1]
        guesses = [
            (0, left, over, (left + over) // 2, min((left, over, corner), key=lambda one: abs(left + over - corner - one)))[kind]
            for left, over, corner in zip(before, above, corners, strict=True)
        ]
        made.append(bytes([kind]) + bytes((one - guess) & 255 for one, guess in zip(row, guesses, strict=True)))
        above = row
    return made


def packed(
    *,
    predictor: bool = True,
    kids: bytes = b"3 0 R",
    more: bytes = b"",
    kind: int = 2,
    plain: bool = False,
    others: tuple[bytes, ...] = (),
    named: int | None = None,
) -> bytes:
    """As newer programs write it: objects in a stream, places in another; `plain`, neither is packed. Of the objects as many are
    listed as `named` says, all where it does not."""
    objects = (OBJECTS[0].replace(b"/Type", more + b"/Type", 1), OBJECTS[1].replace(b"3 0 R", kids), OBJECTS[2], *others)
    begins, held, count = b"", b"", len(objects)
    for number, one in enumerate(objects, 1):
        begins += b"%d %d " % (number, len(held))
        held += one + b" "
    made, holder, listing = b"%PDF-1.7\n", count + 1, count + 2
    said = b"/Type/ObjStm/N %d/First %d" % (count, len(begins))
    first, made = len(made), made + b"%d 0 obj\n" % holder + held_in(begins + held, said, plain) + b"\nendobj\n"
    rows = [
        bytes(4),
        *(bytes([2, 0, holder, at]) if at < (named or count) else bytes(4) for at in range(count)),
        b"\1" + first.to_bytes(2) + b"\0",
        b"\1" + len(made).to_bytes(2) + b"\0",
    ]
    parms = b"/DecodeParms<</Predictor 12/Columns 4>>" if predictor else b""
    rows = differing(rows, kind) if predictor else rows
    said = b"/Type/XRef/Size %d/W[1 2 1]/Root 1 0 R" % (listing + 1) + parms
    places = b"%d 0 obj\n" % listing + held_in(b"".join(rows), said, plain)
    return made + places + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(made)


def held_in(data: bytes, said: bytes, plain: bool) -> bytes:
    packed_up = stream(zlib.compress(data), said)
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), said, data) if plain else packed_up


def revised() -> bytes:
    """Changed later by what was added behind its end, as signatures are."""
    before = written()
    place = len(before)
    added = b"3 0 obj\n%s\nendobj\n" % OBJECTS[2]
    table = b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Prev %d>>\n" % (place, before.rindex(b"xref\n0"))
    return before + added + table + b"startxref\n%d\n%%%%EOF" % (place + len(added))


WHOLE = {
    "plain": a_pdf(),
    "written": written(),
    "packed": packed(),
    "packed, without differences": packed(predictor=False),
    "revised": revised(),
    "counted from one": listed(dict(enumerate(OBJECTS, 1)), first=1),
    "an unused place": listed(dict(enumerate(OBJECTS, 1))).replace(b" 65535 f \n", b" 00000 n \n"),
    "a page that leads to nothing": listed({1: OBJECTS[0], 2: OBJECTS[1], 3: OBJECTS[2].replace(b"]", b"]/Contents 77 0 R")}),
}


@pytest.mark.parametrize("paper", WHOLE.values(), ids=WHOLE)
def test_whole_papers_are_whole_however_they_are_written(paper: bytes) -> None:
    assert pages.can_be_read(paper) and media.flaw(paper) is None


@pytest.mark.parametrize("at", [0.2, 0.5, 0.7])
@pytest.mark.parametrize("paper", [written(), revised()], ids=["written", "revised"])
def test_a_part_that_was_lost_or_written_over_is_noticed(paper: bytes, at: float) -> None:
    place = int(WORDS.__len__() * at) + 300
    for lost in (paper[:place] + paper[place + 900 :], paper[:place] + bytes(900) + paper[place + 900 :]):
        assert media.flaw(lost) in {media.Flaw.DAMAGED, media.Flaw.BROKEN}
    assert media.flaw(paper[:place] + bytes(900) + paper[place + 900 :]) is media.Flaw.DAMAGED


@pytest.mark.parametrize(
    "paper",
    [
        listed({1: OBJECTS[0], 2: OBJECTS[1].replace(b"3 0 R", b"3 0 R 5 0 R"), 3: OBJECTS[2]}),
        packed(kids=b"3 0 R 9 0 R"),
        listed({1: OBJECTS[0], 2: b"<</Type/Pages/Kids[2 0 R]>>", 3: OBJECTS[2]}),
        listed(dict(enumerate(OBJECTS, 1)), trailer=b"/Root 3 0 R"),
        listed(dict(enumerate(OBJECTS, 1)), trailer=b"/Root 1 0 R/Prev 20"),
        a_pdf().replace(b"2 0 obj", b"7 0 obj"),
        a_pdf().replace(b"/Kids[3 0 R]", b"/Kids(3 0 R]"),
    ],
    ids=["a page that is not there", "the same, packed", "no page", "no root", "no earlier list", "another object", "garbled"],
)
def test_a_page_that_cannot_be_reached_is_a_damage(paper: bytes) -> None:
    assert media.flaw(paper) is media.Flaw.DAMAGED


def test_of_an_encrypted_file_only_the_places_are_looked_at() -> None:
    locked = written(b"no words").replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R")
    assert media.flaw(locked) is media.Flaw.LOCKED
    assert media.flaw(locked.replace(b"4 0 obj", b"8 0 obj")) is media.Flaw.DAMAGED


@given(st.sampled_from(list(WHOLE.values())), st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=12)), max_size=4))
def test_whatever_became_of_a_file_it_is_judged(paper: bytes, changes: list[tuple[int, bytes]]) -> None:
    for place, put in changes:
        paper = paper[:place] + put + paper[place + len(put) :]
    assert pages.can_be_read(paper) in {True, False}


def ended(body: bytes, place: int) -> bytes:
    return body + b"startxref\n%d\n%%%%EOF" % place


BEGUN = b"%PDF-1.7\n"
MANY = 400_000


@pytest.mark.parametrize(
    "paper",
    [
        ended(BEGUN + b"xref\n" + b"0 0 \n" * MANY, 9),
        ended(BEGUN + b"xref\n0 999999999\n" + b"0000000009 00000 n \n" * MANY + b"trailer<</Root 1 0 R>>", 9),
        *(
            ended(BEGUN + b"xref\n0 0\ntrailer<<" + one * (2_000_000 // len(one)) + b">>", 9)
            for one in (b"<<", b"/A 1", b"(", b"%\n")
        ),
        ended(BEGUN + b"xref\n0 0\ntrailer<</Prev 9>>", 9),
        listed({1: OBJECTS[0], 2: b"<</Kids[" + b"2 0 R " * MANY + b"]>>"}),
        listed({**dict(enumerate(OBJECTS, 1)), 4: stream(zlib.compress(bytes(200_000_000)))}),
        ended(BEGUN + b"1 0 obj" + stream(zlib.compress(bytes(20_000_000)), b"/W[1 1 1]/Size 9999999"), 9),
    ],
    ids=["runs", "entries", "open", "names", "texts", "remarks", "loop", "pages", "bomb", "bomb of places"],
)
def test_what_was_made_to_take_long_takes_no_time(paper: bytes) -> None:
    begun = time.process_time()
    assert pages.can_be_read(paper) in {True, False}
    assert time.process_time() - begun < 5


BEFORE = {
    "a byte-order mark": b"\xef\xbb\xbf",
    "blank lines": b"\r\n\r\n \n",
    "words for a printer": b'\x1b%-12345X@PJL JOB NAME = "Report"\r\n@PJL ENTER LANGUAGE = PDF\r\n',
    "as many as are passed over": b"\n" * 1024,
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("paper", [written(), packed(), revised()], ids=["written", "packed", "revised"])
def test_what_was_put_before_a_paper_is_passed_over(paper: bytes, before: bytes) -> None:
    assert media.examine(before + paper) is media.PDF and media.flaw(before + paper) is None
    script = b"/OpenAction<</S/URI/URI(https://x.example)>>"
    assert media.flaw(before + packed(more=script)) is media.Flaw.ACTIVE
    assert media.flaw(before + paper[: len(paper) // 2]) is media.Flaw.BROKEN


@pytest.mark.parametrize("before", [b"\n" * 1025, b"MZ\n", b"<script>1</script>\n", b"@PJL <script>\r\n", b"Xin ch\xc3\xa0o\n"])
def test_what_could_be_another_thing_to_another_program_is_no_paper(before: bytes) -> None:
    assert media.flaw(before + written()) is media.Flaw.STRANGE


def test_a_paper_whose_places_can_be_counted_in_two_ways_is_not_taken() -> None:
    before, other = b"\n" * 100, b"xref\n0 0\ntrailer\n<</Root 1 0 R>>\n"
    paper = listed({**dict(enumerate(OBJECTS, 1)), 4: b"<</Length 600>>\nstream\n%s\nendstream" % (b" " * 600)})
    place = int(paper.rpartition(b"startxref\n")[2].split()[0]) - len(before)
    two = paper[:place] + other + paper[place + len(other) :]
    assert media.flaw(two) is None and media.flaw(before + paper) is None
    assert media.flaw(before + two) is media.Flaw.OBSCURE

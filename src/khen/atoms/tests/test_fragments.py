"""A recording kept in fragments is whole when each has its sound and together they are as long as the file says, if it does."""

import struct
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms import media
from khen.atoms.media import Flaw
from khen.atoms.tests.sounds import a_box, a_fragmented_m4a, an_m4a

TOLD = (("mehd",), ("sidx",), ("mfra",), ("mehd", "sidx", "mfra"))
PIECES = Flaw.PIECES
each = pytest.mark.parametrize("tells", TOLD, ids="-".join)


def boxes(content: bytes) -> list[tuple[bytes, bytes]]:
    """The boxes of a file, outermost alone."""
    found, place = [], 0
    while place < len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        found.append((kind, content[place : place + size]))
        place += size
    return found


def joined(found: list[tuple[bytes, bytes]]) -> bytes:
    return b"".join(box for _kind, box in found)


def ends_of_pieces(whole: bytes) -> set[int]:
    """Where in the file the sound of a fragment ends."""
    found = boxes(whole)
    return {len(joined(found[: at + 1])) for at, (kind, _box) in enumerate(found) if kind == b"mdat"}


def whole_without_its_end(whole: bytes, tells: tuple[str, ...]) -> set[int]:
    """Where it may be cut: an index at the end that alone told the length is gone with it, any other leaves every sound there."""
    ends = ends_of_pieces(whole)
    return ends if tells == ("mfra",) else {max(ends)} if len(tells) > 1 else set()


@each
def test_a_recording_in_fragments_that_add_up_is_accepted(tells: tuple[str, ...]) -> None:
    for whole in (a_fragmented_m4a(*tells), a_fragmented_m4a(*tells, single=True), a_fragmented_m4a(*tells, fragments=2)):
        assert media.examine(whole) is media.M4A and media.flaw(whole) is None


@each
def test_cut_off_at_any_byte_it_is_refused(tells: tuple[str, ...]) -> None:
    whole = a_fragmented_m4a(*tells)
    passing = {cut for cut in range(12, len(whole)) if not media.flaw(whole[:cut])}
    assert passing == whole_without_its_end(whole, tells)
    assert all(media.flaw(whole[:cut]) == PIECES for cut in range(whole.index(b"moof") + 4, len(whole)) if cut not in passing)


@given(st.sampled_from(TOLD), st.integers(2, 9), st.integers(1, 5), st.booleans(), st.data())
def test_whatever_its_size_no_beginning_of_it_passes(
    tells: tuple[str, ...], fragments: int, frames: int, single: bool, data: st.DataObject
) -> None:
    whole = a_fragmented_m4a(*tells, fragments=fragments, frames=frames, single=single)
    assert media.flaw(whole) is None
    sound = joined([one for one in boxes(whole) if one[0] != b"mfra"])
    cut = data.draw(st.integers(12, (len(sound) if len(tells) > 1 else len(whole)) - 1))
    assert media.flaw(whole[:cut]) or cut in whole_without_its_end(whole, tells)


@each
def test_a_fragment_that_was_taken_out_or_doubled_is_noticed(tells: tuple[str, ...]) -> None:
    found = boxes(a_fragmented_m4a(*tells))
    first = [kind for kind, _box in found].index(b"moof")
    for at in (first, first + 2, first + 6):
        assert media.flaw(joined(found[:at] + found[at + 2 :])) == PIECES
    assert media.flaw(joined(found[: first + 2] + found[first:])) == PIECES


@each
def test_a_fragment_without_its_sound_and_sound_without_its_fragment_are_refused(tells: tuple[str, ...]) -> None:
    found = boxes(a_fragmented_m4a(*tells))
    first = [kind for kind, _box in found].index(b"moof")
    for at in (first, first + 1, first + 4, first + 5):
        assert media.flaw(joined(found[:at] + found[at + 1 :])) == PIECES
    swapped = found[:first] + [found[first + 1], found[first]] + found[first + 2 :]
    empty = found[: first + 1] + [(b"mdat", a_box(b"mdat", bytes(2)))] + found[first + 2 :]
    assert media.flaw(joined(swapped)) == media.flaw(joined(empty)) == PIECES


def test_one_that_says_nowhere_how_long_it_is_is_as_long_as_its_fragments() -> None:
    """As a browser's recorder writes it. Cut between two fragments it is a shorter recording, as an MP3 is between two frames."""
    for fragments in (1, 2, 5):
        whole = a_fragmented_m4a(fragments=fragments)
        assert {cut for cut in range(12, len(whole) + 1) if not media.flaw(whole[:cut])} == ends_of_pieces(whole)


def test_without_a_length_one_that_lacks_a_fragment_has_one_twice_or_begins_later_is_refused() -> None:
    found = boxes(a_fragmented_m4a())
    head, pieces = found[:2], [found[at : at + 2] for at in range(2, len(found), 2)]
    assert media.flaw(joined([*head, *chain(*pieces)])) is None
    for others in (pieces[1:], pieces[:1] + pieces[2:], pieces[:2] + pieces[1:], pieces[::-1], []):
        assert media.flaw(joined([*head, *chain(*others)])) == PIECES


def test_a_recording_in_one_piece_is_told_so_in_its_own_words() -> None:
    assert media.flaw(an_m4a()[:-1]) == Flaw.NO_SOUND
    assert media.flaw(an_m4a(samples=0)) == Flaw.NO_SOUND


@given(st.sampled_from(TOLD), st.data())
def test_no_altered_bytes_break_the_check(tells: tuple[str, ...], data: st.DataObject) -> None:
    whole = bytearray(a_fragmented_m4a(*tells))
    for place in data.draw(st.lists(st.integers(12, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    assert media.flaw(bytes(whole)) in {None, *Flaw}


def test_what_was_made_to_take_long_takes_no_time() -> None:
    head = a_fragmented_m4a("mehd")
    many = struct.pack(">I", 8) + b"moof" + struct.pack(">I", 8) + b"mdat"
    assert media.flaw(head + many * 100_000)
    for flags in (0x1, 0xF01):  # so many samples are named of which none is there
        trun = a_box(b"trun", struct.pack(">III", flags, 0xFFFFFFFF, 0))
        traf = a_box(b"traf", a_box(b"tfhd", struct.pack(">II", 0, 1)), trun)
        moof = a_box(b"moof", a_box(b"mfhd", struct.pack(">II", 0, 9)), traf)
        assert media.flaw(head + moof + a_box(b"mdat", bytes(9))) == PIECES

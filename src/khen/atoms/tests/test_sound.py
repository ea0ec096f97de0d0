"""What only begins like a recording is none; what recorders really write is."""

import struct
import zipfile
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms import media, sound
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_box, a_page, a_wav, an_m4a, an_mp3, an_ogg

WHOLE = {"wav": a_wav(), "mp3": an_mp3(), "ogg": an_ogg(), "m4a": an_m4a()}
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
each = pytest.mark.parametrize("suffix", WHOLE)


def a_zip() -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("a.exe", b"MZ")
    return kept.getvalue()


@each
def test_a_whole_recording_is_accepted(suffix: str) -> None:
    found = media.examine(WHOLE[suffix])
    assert found is not None and (found.kind, found.suffix) == (media.AUDIO, suffix)
    assert media.flaw(WHOLE[suffix]) is None


@each
def test_a_recording_cut_off_anywhere_is_refused(suffix: str) -> None:
    whole = WHOLE[suffix]
    ends = set(range(0, len(whole), 417)) if suffix == "mp3" else set()  # at the edge of a frame nothing tells
    left = [cut for cut in range(12, len(whole)) if cut not in ends and not media.flaw(whole[:cut])]
    assert not left


@each
@pytest.mark.parametrize("more", [HTML, a_zip(), a_pdf(), b"x", b"\0" * 5000 + b"MZ"], ids=["html", "zip", "pdf", "x", "exe"])
def test_what_stands_before_or_behind_the_sound_is_found(suffix: str, more: bytes) -> None:
    assert media.flaw(WHOLE[suffix] + more)
    assert not sound.is_whole(more + WHOLE[suffix], suffix)


@pytest.mark.parametrize("said", [HTML, a_zip(), a_pdf()], ids=["html", "zip", "pdf"])
def test_what_hides_in_a_note_of_a_well_formed_recording_is_found(said: bytes) -> None:
    note = said + b"\0" * (len(said) % 2)
    chunk = b"LIST" + struct.pack("<I", len(note)) + note
    wav = a_wav()
    hidden = {
        "mp3": an_mp3(tag=said),
        "m4a": an_m4a() + a_box(b"free", said),
        "wav": b"RIFF" + struct.pack("<I", len(wav) - 8 + len(chunk)) + b"WAVE" + chunk + wav[12:],
    }
    assert all(media.examine(one) and media.flaw(one) for one in hidden.values())


@each
def test_a_recording_of_another_kind_is_not_what_it_is_called(suffix: str) -> None:
    others = [whole for other, whole in WHOLE.items() if other != suffix]
    assert not any(sound.is_whole(whole, suffix) for whole in [*others, b"", b"\0" * 2000, a_pdf(), HTML])


@pytest.mark.parametrize(
    "empty",
    [
        a_wav(samples=0),
        an_mp3(frames=1),
        an_mp3(frames=0, tag=b"TIT2"),
        an_ogg()[: -len(a_page(2, b"abc"))],
        an_m4a(samples=0),
        b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
    ],
)
def test_a_recording_in_which_nothing_is_heard_is_refused(empty: bytes) -> None:
    assert media.flaw(empty)


def test_a_film_is_no_recording() -> None:
    assert media.flaw(an_m4a(handler=b"vide"))
    assert media.flaw(an_ogg(head=b"\x80theora\x03\x02\x01" + bytes(30)))


def test_a_page_that_was_altered_or_left_out_is_found() -> None:
    whole = an_ogg()
    assert media.flaw(whole.replace(b"khen", b"khem"))
    places = [place for place in range(len(whole)) if whole[place : place + 4] == b"OggS"] + [len(whole)]
    pages = [whole[begun:ended] for begun, ended in pairwise(places)]
    assert not media.flaw(b"".join(pages)) and media.flaw(pages[0] + pages[2])


def test_the_wav_that_real_recorders_write_may_miss_its_last_filler_and_carry_their_notes() -> None:
    odd = b"data" + struct.pack("<I", 3) + b"abc"
    held = b"WAVE" + b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"bext\x02\0\0\0ab" + odd
    assert sound.is_whole(b"RIFF" + struct.pack("<I", len(held)) + held, "wav")
    assert sound.is_whole(b"RIFF" + struct.pack("<I", len(held) + 1) + held + b"\0", "wav")


def test_an_mp3_that_counts_its_frames_must_have_them() -> None:
    first = b"\xff\xfb\x90\x00" + bytes(32) + b"Xing\0\0\0\x01" + struct.pack(">I", 4)
    counted = first + bytes(417 - len(first)) + an_mp3(frames=4)
    assert sound.is_whole(counted, "mp3")
    assert not sound.is_whole(counted[: -2 * 417], "mp3")  # whether the frame that counts is counted differs by one


@given(st.sampled_from([b"", b"ID3", b"\xff\xfb", b"RIFF\0\0\0\0WAVE", b"OggS", b"\0\0\0\x20ftypM4A "]), st.binary(max_size=600))
def test_no_bytes_whatever_break_the_check(begun: bytes, rest: bytes) -> None:
    assert media.flaw(begun + rest) is not None
    assert not any(sound.is_whole(begun + rest, suffix) for suffix in WHOLE)


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_no_altered_bytes_break_the_check(suffix: str, data: st.DataObject) -> None:
    whole = WHOLE[suffix]
    place = data.draw(st.integers(0, len(whole) - 1))
    said = sound.is_whole(whole[:place] + data.draw(st.binary(max_size=9)) + whole[place:], suffix)
    assert isinstance(said, bool)


def test_what_was_made_to_take_long_takes_no_time() -> None:
    for begun, one in (
        (b"", b"\0\0\0\x08free"),
        (b"RIFF\0\0\0\0WAVE", b"LIST\0\0\0\0"),
        (b"", b"\xff\xfb\x90\x00"),
        (b"", b"OggS"),
    ):
        taken = begun + one * (2_000_000 // len(one))
        assert not any(sound.is_whole(taken, suffix) for suffix in WHOLE)

"""Headers of letters in encoded words (RFC 2047): cut at spaces, never inside a word that fits, never inside a letter."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP, compat32

from hypothesis import given
from hypothesis import strategies as st

from khen.egress.channels.letter import encoded

WORDS = st.lists(
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=40), min_size=1, max_size=12
)
OFFICE = "Sở Thông tin và Truyền thông tỉnh Hà Giang phối hợp với Ủy ban nhân dân huyện Đồng Văn"


def pieces(header: str) -> list[str]:
    """What each encoded word says by itself."""
    return [str(make_header(decode_header(word))) for word in re.findall(r"=\?\S+\?=", header)]


@given(WORDS)
def test_whoever_reads_a_header_reads_the_line_that_was_written(words: list[str]) -> None:
    line = " ".join(words)
    header = encoded("Subject", line)
    raw = f"{header}\r\n\r\n".encode("ascii")
    assert str(make_header(decode_header(message_from_bytes(raw, policy=compat32)["Subject"]))) == line
    assert message_from_bytes(raw, policy=SMTP)["Subject"] == line


@given(WORDS)
def test_no_encoded_word_is_longer_than_75_octets_nor_a_line_than_76(words: list[str]) -> None:
    header = encoded("Subject", " ".join(words))
    assert all(len(word) <= 75 for word in re.findall(r"=\?\S+\?=", header))
    assert all(len(line) <= 76 for line in header.split("\r\n"))


def test_a_header_is_cut_only_between_words() -> None:
    """Readers' programs that show each encoded word by itself show no space inside a word."""
    for name in ("Subject", "From"):
        said = pieces(encoded(name, OFFICE))
        assert len(said) > 1
        assert " ".join(piece.strip() for piece in said) == OFFICE


def test_a_single_word_longer_than_an_encoded_word_is_cut_between_letters() -> None:
    assert "".join(pieces(encoded("Subject", "ễ" * 80))) == "ễ" * 80

"""Anybody may send anything: it is read, or refused in words, and never eats the machine."""

import io
import random
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from khen.deeds import layout, word
from khen.deeds.layout import opening
from khen.deeds.layout.opening import NotAPaperError, opened
from khen.deeds.tests import makers

WHOLE = word.built(makers.registered())


def with_part(name: str, content: bytes) -> bytes:
    """The paper with one part exchanged or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in source.namelist():
            if entry != name:
                package.writestr(entry, source.read(entry))
        package.writestr(name, content)
    return target.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(NotAPaperError) as caught:
        layout.findings(data)
    return str(caught.value.saying)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 200, WHOLE[:2000], WHOLE[2000:], b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    assert refused(data)


def test_a_file_that_swells_is_not_opened() -> None:
    assert refused(with_part("word/media/zeros.bin", b"\0" * (opening.LARGEST_UNPACKED + 1)))
    assert refused(with_part("word/document.xml", b" " * (opening.LARGEST_XML + 1)))


def test_a_large_file_is_not_opened() -> None:
    assert refused(b"PK" + b"\0" * opening.LARGEST)


def test_definitions_and_entities_are_not_followed() -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "notes.txt">]><x>&a;&b;</x>'
    assert refused(with_part("word/document.xml", lol))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"", b"<a/>", b"<a", b"\xff\xfe\x00"])
def test_damaged_parts_are_refused_or_read(part: str, content: bytes) -> None:
    try:
        layout.findings(with_part(part, content))
    except NotAPaperError as no:
        assert no.saying


def test_too_many_paragraphs_are_refused() -> None:
    body = b"<w:p/>" * (opening.MOST_LINES + 1)
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        document = package.read("word/document.xml").replace(b"<w:body>", b"<w:body>" + body)
    assert refused(with_part("word/document.xml", document))


def test_an_empty_document_breaks_many_rules_and_crashes_none() -> None:
    target = io.BytesIO()
    Document().save(target)
    assert len({one.rule for one in layout.findings(target.getvalue())}) > 10


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_paper_scrambled_at_random_is_read_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    document = opened(WHOLE)
    for _ in range(8):
        elements = list(document.element.body.iter())[1:]
        victim = dice.choice(elements)
        for name in list(victim.attrib):
            victim.set(name, dice.choice(["", "-1", "99999999999999999999", "x", "ễ", "0"]))
        above = victim.getparent()
        if dice.random() < 0.5 and above is not None:
            above.remove(victim)
    target = io.BytesIO()
    document.save(target)
    try:
        found = layout.findings(target.getvalue())
    except NotAPaperError as no:
        assert no.saying
    else:
        assert all(one.message for one in found)

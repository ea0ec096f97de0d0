"""What only begins like a paper is none; what people really write is."""

import zlib

import pytest

from khen.atoms import media, wholeness
from khen.atoms.tests.papers import a_pdf, an_office_file

SCRIPT = b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF"


def test_whole_papers_are_whole() -> None:
    for paper in (a_pdf(), a_pdf("Kế hoạch"), an_office_file("docx"), an_office_file("xlsx"), an_office_file("pptx")):
        assert media.flaw(paper) is None


@pytest.mark.parametrize(
    "paper",
    [
        SCRIPT,
        b"%PDF-1.4\n%%EOF",
        a_pdf()[:-8],
        a_pdf().replace(b"/Type/Page/", b"/Type/Pagx/"),
        b"%PDF-1.4\n/Type/Page\nstartxref\n5\n%%EOF",
        b"%PDF-1.4\n/Type/Page\nstartxref\n999999999999\n%%EOF",
        a_pdf() + b"0" * 3000,
    ],
)
def test_a_pdf_without_a_page_or_without_its_end_is_none(paper: bytes) -> None:
    assert media.flaw(paper) is media.Flaw.BROKEN


def test_a_page_packed_among_other_objects_is_found() -> None:
    packed = zlib.compress(b"3 0 <</Type/Page>>")
    body = b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    assert wholeness.has_pages(body + b"9 0 obj\n<</Type/XRef>>\nstartxref\n%d\n%%%%EOF" % len(body))
    assert not wholeness.has_pages(body.replace(packed, b"x" * len(packed)) + b"9 0 obj\nstartxref\n%d\n%%%%EOF" % len(body))


@pytest.mark.parametrize(
    "trailer",
    [b"/Encrypt 5 0 R", b"/Encrypt<</Filter/Standard>>", b"/#45ncrypt 5 0 R", b"/Encr#79p#74\n<< /V 2 >>", b"/Encrypt %x\n5 0 R"],
)
def test_an_encrypted_pdf_is_told_apart(trailer: bytes) -> None:
    assert media.flaw(a_pdf(trailer=trailer)) is media.Flaw.LOCKED
    assert media.flaw(a_pdf(trailer=trailer.replace(b"/", b"/No", 1))) is None
    assert media.flaw(a_pdf("Encrypt")) is None


@pytest.mark.parametrize(
    "paper",
    [
        an_office_file("docx", main="<x/>"),
        an_office_file("docx", main=""),
        an_office_file("docx", rels=""),
        an_office_file("xlsx", main="không phải XML"),
        an_office_file("xlsx", **{"xl/media.bin": bytes(30 * 1024 * 1024)}),
        an_office_file("docx")[:-10],
    ],
    ids=["bare", "without a text", "without relations", "no XML", "bomb", "cut off"],
)
def test_an_office_file_without_its_parts_or_packed_too_tightly_is_none(paper: bytes) -> None:
    assert media.flaw(paper)
    assert not wholeness.has_parts(paper, "docx") or media.examine(paper) is None


def test_what_was_made_to_take_long_takes_no_time() -> None:
    for one in (b"/Type/ObjStm stream\n", b"/Type ", b"startxref 1 ", b"%%EOF "):
        assert not wholeness.has_pages(b"%PDF-1.7\n" + one * (4_000_000 // len(one)))

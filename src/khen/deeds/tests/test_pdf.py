"""The PDF says what the .docx says, leads from figures to their rows, and asks nobody for anything."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from khen.deeds import html, pdf, word
from khen.deeds.blocks import Chip, Paragraph, Text, chips
from khen.deeds.tests import makers
from khen.deeds.tests.test_word import lines


def text_of(data: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(data)
    said = subprocess.run(["pdftotext", "-layout", "paper.pdf", "-"], cwd=folder, capture_output=True, check=True, timeout=60)
    return " ".join(said.stdout.decode().split())


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf.built(makers.registered()) == pdf.built(makers.registered())


def test_it_is_an_accessible_pdf_in_a_twin_of_times_new_roman(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(pdf.built(makers.registered()))
    about, fonts = (told(program, tmp_path) for program in ("pdfinfo", "pdffonts"))
    assert re.search(r"Tagged: +yes", about)
    assert "Title:           BÁO CÁO Kết quả" in about
    assert re.search(r"Page size: +595[.0-9]* x 841[.0-9]* pts", about)
    assert set(re.findall(r"[A-Z]{6}\+([A-Za-z]+)", fonts)) <= {"Tinos", "LiberationSerif", "TimesNewRomanPS"}


def told(program: str, folder: Path) -> str:
    return subprocess.run([program, "paper.pdf"], cwd=folder, capture_output=True, check=True, timeout=60).stdout.decode()


def test_vietnamese_prints_whole(tmp_path: Path) -> None:
    said = text_of(pdf.built(makers.registered()), tmp_path)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hà Giang, ngày 29 tháng 6 năm 2020",
        "II. KẾT QUẢ NỔI BẬT 6 THÁNG ĐẦU NĂM 2020",
        "cấp huyện đạt 9,27%",
        "KT. GIÁM ĐỐC",
        "- Lưu: VT, VP.",
        makers.NOTE,
    ):
        assert words in said


def test_word_and_pdf_say_the_same() -> None:
    paper = makers.registered()
    shown = re.sub(r"<style>.*?</style>|<head>.*?</head>|<[^>]+>", "\n", html.page(paper), flags=re.DOTALL)
    squeezed = re.sub(r"\s", "", shown)
    for line in lines(word.built(paper)):
        assert re.sub(r"\s", "", line) in squeezed


def test_every_traced_figure_leads_to_a_row_that_is_there_once() -> None:
    page = html.page(makers.with_two_annexes())
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == len(list(chips(makers.with_two_annexes())))
    assert all(page.count(f'id="{target}"') == 1 for target in targets)


def test_a_figure_without_a_row_leads_nowhere() -> None:
    paper = replace(makers.report(), blocks=(Paragraph((Chip("no.row", "7", "Không có dòng"),)),), annexes=())
    assert '<span title="Không có dòng">7</span>' in html.page(paper)
    assert "href" not in html.page(paper)


def test_text_cannot_become_markup_or_style() -> None:
    evil = '<img src="http://127.0.0.1:9/x"> </style><script>'
    note = '"; } @import url(http://127.0.0.1:9/y); a { content: "'
    paper = replace(makers.report(), blocks=(Paragraph((Text(evil), Chip("k", evil, evil))),), note=note)
    page = html.page(paper)
    assert "<img" not in page
    assert "<script" not in page
    assert "@import" not in page
    assert pdf.built(paper).startswith(b"%PDF-")


def test_nothing_is_fetched() -> None:
    with pytest.raises(FatalURLFetchingError, match="nothing outside"):
        pdf.Nothing().fetch("http://127.0.0.1:9/")


def test_annexes_count_their_own_pages(tmp_path: Path) -> None:
    paper = makers.with_two_annexes()
    long = replace(paper.annexes[0], blocks=paper.annexes[0].blocks * 3)
    (tmp_path / "long.pdf").write_bytes(pdf.built(replace(paper, annexes=(long, paper.annexes[1]))))
    said = subprocess.run(["pdftotext", "-layout", "long.pdf", "-"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    pages = [page.split() for page in said.stdout.decode().split("\f") if page.strip()]
    starts = [page[0] for page in pages]
    assert starts == ["UBND", "2", "Phụ", "2", "3", "Phụ"]

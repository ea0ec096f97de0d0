"""The newsroom refuses letters of old code pages: nothing that the sample says is taken for such."""

import ast
import csv
import re
from pathlib import Path

import khen.sample
from khen.atoms.codepages import strange

CATALOGUE = Path(khen.sample.__file__).parents[3] / "locale" / "vi" / "LC_MESSAGES" / "django.po"
KINDS = {".csv", ".toml", ".txt", ".md", ".py"}


def test_no_text_of_the_sample_is_taken_for_another_code_page() -> None:
    files = [one for one in Path(khen.sample.__file__).parent.rglob("*") if one.suffix in KINDS]
    texts = [one.read_text(encoding="utf-8") for one in files]
    assert sum(map(len, texts)) > 100_000 and [strange(text) for text in texts] == [None] * len(texts)


def test_no_cell_of_the_sample_and_no_word_that_people_read_is_taken_for_another_code_page_standing_alone() -> None:
    cells = {
        cell
        for file in Path(khen.sample.__file__).parent.rglob("*.csv")
        for row in csv.reader(file.read_text(encoding="utf-8").splitlines())
        for cell in row
    }
    catalogue = CATALOGUE.read_text(encoding="utf-8")
    said = {ast.literal_eval(one) for one in re.findall(r'^(?:msgstr |msgstr\[0\] )?(".*")$', catalogue, re.MULTILINE)}
    words = {word for text in cells | said for word in text.split()}
    assert len(words) > 5_000 and [one for one in (*cells, *said, *words) if strange(one)] == []

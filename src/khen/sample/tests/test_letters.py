"""The newsroom refuses letters of old code pages: nothing that the sample says is taken for such."""

from pathlib import Path

import khen.sample
from khen.atoms.codepages import strange

KINDS = {".csv", ".toml", ".txt", ".md", ".py"}


def test_no_text_of_the_sample_is_taken_for_another_code_page() -> None:
    files = [one for one in Path(khen.sample.__file__).parent.rglob("*") if one.suffix in KINDS]
    texts = [one.read_text(encoding="utf-8") for one in files]
    assert sum(map(len, texts)) > 100_000 and [strange(text) for text in texts] == [None] * len(texts)

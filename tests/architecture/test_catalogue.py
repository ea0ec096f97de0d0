"""The merged catalogue reads back as it was written, and gettext finds what it holds."""

import gettext
import io
from pathlib import Path

import pytest

from tests.architecture.gates.catalogue import merge

WRITTEN = """# a remark
#, python-format
msgid "%(n)s \\"copy\\""
msgid_plural "%(n)s\\n"
"copies"
msgstr[0] "%(n)s bản"

msgctxt "month"
msgid "May"
msgstr ""
"tháng "
"Năm"
"""


def test_what_is_written_reads_back_the_same() -> None:
    messages = {message.key: message for message in merge().read(WRITTEN)}
    assert list(merge().read(merge().po(messages))) == list(messages.values())


def test_gettext_finds_contexts_and_plurals() -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(merge().mo(list(merge().read(WRITTEN)))))
    assert compiled.pgettext("month", "May") == "tháng Năm"
    assert compiled.ngettext('%(n)s "copy"', "%(n)s\ncopies", 3) == "%(n)s bản"


def test_the_catalogue_says_what_the_parts_say_and_drops_what_none_says_any_more(tmp_path: Path) -> None:
    texts = {"vi/LC_MESSAGES/django.po": {"a": "cũ", "gone": "thừa"}, "parts/a.po": {"a": "mới"}, "parts/b.po": {"b": "nữa"}}
    for place, said in texts.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(f'msgid "{msgid}"\nmsgstr "{words}"\n' for msgid, words in said.items())
        (tmp_path / place).write_text(text, encoding="utf-8")
    assert {message.msgid: message.said for message in merge().merged(tmp_path).values()} == {"a": "mới", "b": "nữa"}


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(merge().UnreadableError, match="a.po:2"):
        list(merge().read('msgid "a"\nmsgstr no quotes\n', "a.po"))

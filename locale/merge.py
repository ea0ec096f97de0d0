"""The Vietnamese catalogue: parts merged into one file in one order, and compiled for the running system.

python locale/merge.py --write     merge locale/parts/*.po into locale/vi/LC_MESSAGES/django.po
python locale/merge.py --compile   write django.mo from the parts, djangojs.mo (the words of scripts) from djangojs.po;
                                   says nothing when they are up to date

What no part says any more leaves the catalogue at the next --write.
"""

import argparse
import ast
import re
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = (
    "Project-Id-Version: khen\n"
    "Language: vi\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)

Key = tuple[str, str]  # context, msgid


class UnreadableError(ValueError):
    """A catalogue cannot be read."""


@dataclass(slots=True)
class Message:
    """One message with its Vietnamese; `plural` is the English plural, empty when the message has none."""

    context: str = ""
    msgid: str = ""
    plural: str = ""
    said: str = ""
    flags: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.msgid


SECOND = re.compile(r'^msgstr\[[1-9]\] ""$', re.MULTILINE)  # xgettext asks for the English plural's form; Vietnamese has one form
FIELDS = {"msgctxt": "context", "msgid": "msgid", "msgid_plural": "plural", "msgstr": "said", "msgstr[0]": "said"}


def read(text: str, source: str = "") -> Iterator[Message]:
    """The messages of a .po text, its header left out. Raises UnreadableError naming the line that cannot be read."""
    message, into = Message(), ""
    for number, line in enumerate([*SECOND.sub("", text).splitlines(), "msgid"], 1):
        word, _, rest = line.strip().partition(" ")
        if (word in {"msgctxt", "msgid"} and into == "said") or (word.startswith("#") and into):
            if message.msgid:
                yield message
            message, into = Message(), ""
        if word.startswith("msgstr[") and word not in FIELDS:
            continue  # Vietnamese has one form; templates made for English show two
        if word.startswith("#"):
            _remark(message, word, rest)
        elif word.startswith('"') or (word in FIELDS and rest):
            into = FIELDS.get(word, into)
            quoted = rest if word in FIELDS else line.strip()
            setattr(message, into, getattr(message, into) + _unquoted(quoted, source, number))
        elif rest:
            raise UnreadableError(f"{source}:{number}: not a line of a catalogue: {line!r}")


def _remark(message: Message, word: str, rest: str) -> None:
    if word == "#,":
        message.flags |= {flag.strip() for flag in rest.split(",")}
    elif word == "#:":
        message.places += rest.split()


def _unquoted(text: str, source: str, number: int) -> str:
    try:
        value = ast.literal_eval(text)
    except (SyntaxError, ValueError) as wrong:
        raise UnreadableError(f"{source}:{number}: not a quoted text: {text}") from wrong
    return str(value)


def merged(root: Path = HERE) -> dict[Key, Message]:
    """What the parts say together; where two of them differ, the first in order of name counts."""
    whole: dict[Key, Message] = {}
    for part in sorted((root / "parts").glob("*.po"), reverse=True):
        whole |= {message.key: message for message in _file(part)}
    return dict(sorted(whole.items()))


def differing(root: Path = HERE) -> list[str]:
    """What two parts translate differently, in words."""
    first: dict[Key, tuple[str, str]] = {}
    found = []
    for part in sorted((root / "parts").glob("*.po")):
        for message in _file(part):
            said_by, said = first.setdefault(message.key, (part.name, message.said))
            if said != message.said:
                found.append(f"{said_by} and {part.name} differ on {message.msgid!r}: {said!r} and {message.said!r}")
    return found


def _file(path: Path) -> Iterator[Message]:
    return read(path.read_text(encoding="utf-8"), path.name) if path.exists() else iter(())


def po(messages: Mapping[Key, Message]) -> str:
    """The catalogue as a .po text: sorted, one form of writing, NFC."""
    blocks = ["\n".join(['msgid ""', f"msgstr {_quoted(HEADER)}"])]
    for message in messages.values():
        lines = [f"#, {', '.join(sorted(message.flags))}"] if message.flags else []
        lines += [f"msgctxt {_quoted(message.context)}"] if message.context else []
        lines += [f"msgid {_quoted(message.msgid)}"]
        lines += [f"msgid_plural {_quoted(message.plural)}"] if message.plural else []
        lines += [f"msgstr{'[0]' if message.plural else ''} {_quoted(message.said)}"]
        blocks.append("\n".join(lines))
    return unicodedata.normalize("NFC", "\n\n".join(blocks) + "\n")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{escaped}"'
    parts = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] else [])
    return "\n".join(['""', *parts])


def mo(messages: Iterable[Message]) -> bytes:
    """The catalogue as GNU gettext's .mo bytes (little-endian, version 0, no hash table)."""
    pairs = {b"": HEADER.encode()}
    for message in messages:
        if not message.said or "fuzzy" in message.flags:
            continue
        key = "\x00".join(filter(None, [message.msgid, message.plural]))
        pairs[f"{message.context}\x04{key}".removeprefix("\x04").encode()] = unicodedata.normalize("NFC", message.said).encode()
    ordered = sorted(pairs.items())
    count, start = len(ordered), 28
    place, tables, body = start + 16 * count, [b"", b""], b""
    for column in (0, 1):
        for pair in ordered:
            tables[column] += struct.pack("<II", len(pair[column]), place + len(body))
            body += pair[column] + b"\x00"
    return struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, start + 16 * count) + b"".join(tables) + body


def main(words: list[str]) -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--write", action="store_true", help="write the merged django.po")
    asked.add_argument("--compile", action="store_true", help="write django.mo")
    options = asked.parse_args(words)
    try:
        whole, differences = merged(), differing()
    except UnreadableError as unreadable:
        sys.stderr.write(f"locale: {unreadable}\n")
        return 1
    sys.stderr.writelines(f"locale: {difference}\n" for difference in differences)
    if options.write and differences:
        return 1
    folder = HERE / "vi/LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    if options.write:
        _put(folder / "django.po", po(whole).encode())
    if options.compile:
        _put(folder / "django.mo", mo(whole.values()))
        _put(folder / "djangojs.mo", mo(_file(folder / "djangojs.po")))
    return 0


def _put(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
        sys.stdout.write(f"locale: wrote {path.name}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

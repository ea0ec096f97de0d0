"""Lists with numbers: what of their marks is kept, and the numbers where a text is read without marks, as a page shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khen.domains.newsroom.rules.blocks import has_words

COUNTING, KINDS = frozenset({"start", "value", "type", "reversed"}), frozenset("1aAiI")
NUMBER = re.compile(r"[\t\n\f\r ]*([-+]?[0-9]{1,4})(?![0-9])")  # as browsers read it, of at most four digits
MARK = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
SAID = re.compile(r'(start|value|type|reversed)="([^"]*)"')
ROMAN = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
MOST_ROMAN = 3999


def kept_number(name: str, value: str) -> str | None:
    """What is kept of `start`, `value`, `type` or `reversed` of a list or its item; None: nothing."""
    if name == "reversed":
        return ""
    if name == "type":
        return value if value in KINDS else None
    found = NUMBER.match(value)
    return str(int(found[1])) if found else None


@dataclass
class Run:
    """A list that is being read: its kind, "" where it has signs, and the number of its next item."""

    kind: str
    number: int
    step: int = 1


def with_numbers(html: str) -> str:
    """Cleaned HTML with the number of each item before its first words."""
    told: list[str] = []
    lists: list[Run] = []
    waiting: list[str] = []  # numbers of the open items that have shown no word yet
    counts, begun = _counts(html), 0
    for mark in MARK.finditer(html):
        words, begun = html[begun : mark.start()], mark.end()
        if waiting and has_words(words):
            words, waiting = " ".join([*filter(None, waiting), words.lstrip()]), []
        told += words, mark[0]
        closing, name, said = mark.groups()
        if name in {"ol", "ul"}:
            lists = lists[:-1] if closing else [*lists, _run(name, dict(SAID.findall(said)), next(counts))]
        elif name == "li":
            waiting = waiting[:-1] if closing else [*waiting, _number(lists, dict(SAID.findall(said)))]
    return "".join([*told, html[begun:]])


def _counts(html: str) -> Iterator[int]:
    """How many items each list has, in the order in which they begin."""
    counts: list[int] = []
    lists: list[int] = []
    for closing, name, _said in MARK.findall(html):
        if name in {"ol", "ul"}:
            lists = lists[:-1] if closing else [*lists, len(counts)]
            counts += [] if closing else [0]
        elif name == "li" and lists and not closing:
            counts[lists[-1]] += 1
    return iter(counts)


def _run(name: str, said: dict[str, str], count: int) -> Run:
    """One that counts down ends with 1 where it does not say with which number it begins (HTML, 4.4.5)."""
    down = "reversed" in said
    return Run(said.get("type", "1") if name == "ol" else "", int(said.get("start", count if down else 1)), -1 if down else 1)


def _number(lists: list[Run], said: dict[str, str]) -> str:
    """What stands before this item, and the next one counts on from it."""
    if not lists or not lists[-1].kind:
        return ""
    run = lists[-1]
    number = int(said.get("value", run.number))
    run.number = number + run.step
    return f"{_written(number, run.kind)}."


def _written(number: int, kind: str) -> str:
    """What letters or Roman numerals cannot say stands in digits."""
    if number < 1 or kind == "1" or (kind in "iI" and number > MOST_ROMAN):
        return str(number)
    letters = _letters(number) if kind in "aA" else _roman(number)
    return letters.upper() if kind.isupper() else letters


def _letters(number: int) -> str:
    """a to z, then aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in ROMAN.items():
        times, number = divmod(number, worth)
        letters += sign * times
    return letters

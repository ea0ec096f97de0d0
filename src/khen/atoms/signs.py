"""The number and the symbol of an official document, after Decree 30/2020/NĐ-CP, appendix I, part II.I.3.

A number is written in Arabic digits; in practice one small letter follows where a paper was numbered in between (12a/QĐ-UBND),
of which the decree says nothing. A symbol is groups of short forms, of the kind and of bodies (CT-UBND, QĐ-TTg, UBND-KGVX);
rules of law bear their year before it (2020/NĐ-CP). Papers of the Party and older ones part groups by a stroke (CT/TW), and short
forms hold "&" or a point (SGD&ĐT)."""

import re

from khen.atoms.text import as_seen, fold

NUMBER = re.compile(r"0*[1-9][0-9]{0,5}[a-zđ]?")
SYMBOL = re.compile(r"(?:(?P<year>(?:19|20|21)[0-9]{2})/)?(?P<groups>[^\W_]+(?:[-/&.][^\W_]+)*)")
PARTS = re.compile(r"\s*([-/])\s*")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def line(text: str) -> str:
    """One line in NFC: nothing that cannot be seen, single spaces."""
    return " ".join(as_seen(text).split())


def neat_symbol(text: str) -> str:
    """A symbol as the decree writes it: hyphens of one sort, no spaces beside hyphens and strokes."""
    return PARTS.sub(r"\1", line(text).translate(DASHES))


def is_number(text: str) -> bool:
    """Digits, at most six besides zeros that lead, never nought; behind them at most one small letter (12a)."""
    return NUMBER.fullmatch(text) is not None


def is_symbol(text: str) -> bool:
    """Groups of Latin letters and digits, each begun by a capital letter; of a single letter there are several."""
    found = SYMBOL.fullmatch(text)
    return (
        found is not None
        and len(found["groups"]) > 1
        and fold(found["groups"]).isascii()
        and all(group[0].isupper() for group in re.split(r"[-/]", found["groups"]))
    )


def year_in(symbol: str) -> int | None:
    """The year that a symbol begins with; None where it bears none."""
    found = SYMBOL.fullmatch(symbol)
    return int(found["year"]) if found and found["year"] else None

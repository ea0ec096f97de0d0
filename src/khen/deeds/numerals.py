"""How sections are numbered: I, II, III; 1, 2, 3; a, b, c, d, đ (Decree 30/2020/NĐ-CP, Appendix I, part I.II.6)."""

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Vietnamese order; f, j, w and z are no Vietnamese letters, and ă, â, ê, ô, ơ, ư do not number points."""


def roman(value: int) -> str:
    """1 -> "I", 4 -> "IV", up to 89; raises ValueError outside."""
    if not 1 <= value <= 89:
        raise ValueError("Roman numerals here run from 1 to 89.")
    written = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            written, value = written + letters, value - worth
    return written


def numeral(place: int, level: int) -> str:
    """The numeral of the `place`-th section (from 1) at level 1 (Roman), 2 (Arabic), 3 (letters); level 4 has none: ""."""
    if level == 1:
        return roman(place)
    if level == 2:
        return str(place)
    return _LETTERS[(place - 1) % len(_LETTERS)] if level == 3 else ""


def ordinal(written: str, level: int) -> int | None:
    """The place that a numeral stands for, or None when it is none of this level: ("IV", 1) -> 4, ("đ", 3) -> 5."""
    if level == 1:
        return next((place for place in range(1, 90) if roman(place) == written), None)
    if level == 2:
        return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else None
    return _LETTERS.index(written) + 1 if level == 3 and len(written) == 1 and written in _LETTERS else None

"""Numbers, shares and days as Vietnamese officials write and read them.

Decimals take a comma, thousands a dot (1.234.567,89); Decree 30/2020/NĐ-CP, Appendix I, asks for a leading 0 in days below 10
and in the months 1 and 2 ("ngày 05 tháng 01", "ngày 29 tháng 6"). Reading is strict: what could be meant in two ways is refused.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from khen.atoms import clock

LONGEST = 40
MOST_DIGITS = 28  # beyond them decimal arithmetic rounds
"""Characters that a typed number or day may have; anything longer is not one."""

_NUMBER = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<rest>[0-9]+))?")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_DAY_IN_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})")


class UnreadableError(ValueError):
    """The text is not a number, share or day; `msgid` is an English sentence to translate, `data` fills its places."""

    def __init__(self, msgid: str, text: str) -> None:
        self.msgid = msgid
        self.data = {"text": text[:LONGEST]}
        super().__init__(msgid % self.data)


def number(value: Decimal | int, *, decimals: int | None = None, two_digits: bool = False) -> str:
    """1234567.89 -> "1.234.567,89". `decimals` rounds half up; None keeps what the value has.

    `two_digits` writes whole numbers from 1 to 9 as "05", the custom of reports ("02 cuộc kiểm tra").
    Raises ValueError for NaN and infinity.
    """
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("Only finite numbers can be written.")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{exact.copy_abs():f}".partition(".")
    if two_digits and not rest and exact > 0:
        whole = whole.zfill(2)
    grouped = whole if len(whole) < 4 else f"{int(whole):,}".replace(",", ".")
    sign = "-" if exact < 0 else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def trimmed(value: Decimal | int, *, decimals: int = 2) -> str:
    """At most `decimals` places, without zeros at the end: 115.50 -> "115,5"; 58.00 -> "58"."""
    written = number(value, decimals=decimals)
    if "," in written:
        written = written.rstrip("0").rstrip(",")
    return "0" if written == "-0" else written


def percent(value: Decimal | int) -> str:
    """A share in per cent, two places at most: 9.27 -> "9,27%"; 115.5 -> "115,5%"."""
    return f"{trimmed(value)}%"


def day_and_month(day: date) -> str:
    """ "05 tháng 01", "29 tháng 6": a 0 before days below 10 and before the months 1 and 2 (Decree 30/2020, App. I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month}"


def day_in_words(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2020"."""
    return f"ngày {day_and_month(day)} năm {day.year:04d}"


def day_in_digits(day: date) -> str:
    """ "05/01/2020", as screens and tables print it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def moment_in_words(moment: datetime) -> str:
    """ "lúc 14:05 ngày 05/01/2020"; "ngày 05/01/2020" at the very beginning of a day, when no hour is known (`clock.within`)."""
    hour, _, day = moment_in_digits(moment).rpartition(" ")
    return f"lúc {hour} ngày {day}" if hour else f"ngày {day}"


def moment_in_digits(moment: datetime) -> str:
    """ "14:05 05/01/2020", as screens print it; "05/01/2020" where no hour is known."""
    here = moment.astimezone(clock.VIETNAM)
    day = day_in_digits(here.date())
    return f"{here:%H:%M} {day}" if here.time() != time() else day


def read_number(text: str) -> Decimal:
    """ "1.234,5" -> 1234.5; "05" -> 5. Dots only between groups of three, one comma; raises UnreadableError for anything else."""
    clean = _clean(text)
    if not clean:
        raise UnreadableError("A number is missing here.", clean)
    found = _NUMBER.fullmatch(clean)
    if found is None:
        raise UnreadableError(_why_not_a_number(clean), clean)
    whole = found["whole"]
    if whole.startswith("0") and len(whole) > 2:
        raise UnreadableError("“%(text)s” begins with zeros that do not belong there.", clean)
    digits = ("-" if found["sign"] else "") + whole.replace(".", "")
    if len(digits) + len(found["rest"] or "") > MOST_DIGITS:
        raise UnreadableError("“%(text)s…” is too long for a number or a day.", clean)
    return Decimal(f"{digits}.{found['rest']}") if found["rest"] else Decimal(digits)


def read_percent(text: str) -> Decimal:
    """ "9,27%" -> 9.27 (per cent, not a fraction). The sign is required; raises UnreadableError."""
    clean = _clean(text)
    if not clean.endswith("%"):
        raise UnreadableError("“%(text)s” has no per cent sign.", clean)
    return read_number(clean[:-1])


def read_day(text: str) -> date:
    """ "05/01/2020" or "ngày 05 tháng 01 năm 2020" -> the day; day first, always; raises UnreadableError."""
    clean = _clean(text)
    found = _DAY.fullmatch(clean) or _DAY_IN_WORDS.fullmatch(clean)
    if found is None:
        raise UnreadableError("“%(text)s” is not a day; write day/month/year, for example 29/06/2020.", clean)
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableError("There is no day “%(text)s” in the calendar.", clean) from None


def decimals_of(text: str) -> int:
    """How many places a written number shows: "9,27%" -> 2, "115,5" -> 1, "58" -> 0. Raises UnreadableError like read_number."""
    clean = _clean(text).removesuffix("%").rstrip()
    read_number(clean)
    return len(clean.partition(",")[2])


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise UnreadableError("“%(text)s…” is too long for a number or a day.", text)
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip()


def _why_not_a_number(clean: str) -> str:
    if re.search(r"[^0-9.,\u2212-]", clean):
        return "“%(text)s” holds something that is not a digit, a dot or a comma."
    if clean.count(",") > 1:
        return "“%(text)s” has more than one comma; the comma stands before the decimals."
    if "." in clean:
        return "In “%(text)s” the dots do not part groups of three digits; decimals take a comma."
    return "“%(text)s” is not a number."

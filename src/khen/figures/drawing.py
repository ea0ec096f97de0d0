"""A trend as a picture, drawn on the server: no script, prints well, and says everything in words as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

from khen.atoms import vietnamese

WIDTH, HEIGHT, MARGIN, FOOT = 640, 200, 8, 28
DESK, PHONE = 13, 22  # size of letters at a desk and on a phone (figures.css); columns without room go without words there
NARROW = frozenset(".,/-1 ·")  # letters that take three tenths of their size; others take six
GAP = 6
INK = "var(--w-color-secondary, #14506e)"


@dataclass(frozen=True, slots=True)
class Point:
    """One column: its label below, its number (None draws a gap) and the words for whoever cannot see it; where it opens to, what
    is to be known of it, and of which part of its period alone the number is."""

    label: str
    value: Decimal | None
    saying: str
    address: str = ""
    remark: str = ""
    so_far: str = ""

    @property
    def written(self) -> str:
        return "" if self.value is None else vietnamese.trimmed(self.value)

    @property
    def told(self) -> str:
        """ "12. This period is not over: ..."; "40, so far only ..."."""
        number = ", ".join(one for one in (self.written or self.saying, self.so_far) if one)
        return f"{number}. {self.remark}" if self.remark else number


def columns(title: str, points: Sequence[Point]) -> SafeString:
    """Columns over time as an SVG picture with a title and a description, each a link to its period where that has an address;
    nothing in it is taken from markup."""
    most = max((point.value for point in points if point.value is not None), default=Decimal(0))
    step = Decimal(WIDTH - 2 * MARGIN) / max(len(points), 1)
    every = {"desk": _spoken(points, step, DESK), "phone": _spoken(points, step, PHONE)}
    quiet = [[f"figure-trend-no-{where}" for where, one in every.items() if index % one] for index in range(len(points))]
    drawn = "".join(_column(index, point, step, most, " ".join(quiet[index])) for index, point in enumerate(points))
    told = "; ".join(f"{point.label}: {point.told}" for point in points)
    role = "group" if any(one.address for one in points) else "img"  # a picture's links are not heard
    parts = (
        f'<svg class="figure-trend" viewBox="0 0 {WIDTH} {HEIGHT}" role="{role}" aria-label={quoteattr(title)} width="100%">',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}" stroke="currentColor"/>',
        drawn,
        "</svg>",
    )
    return mark_safe("".join(parts))


def _spoken(points: Sequence[Point], step: Decimal, size: int) -> int:
    """1 where every column may bear its number and its label in letters of this size, 2 where every other may, and so on: no
    words run into those beside them."""
    for every in range(1, len(points)):
        told = [(_middle(index, step), point) for index, point in enumerate(points) if index % every == 0]
        rows = [[_span(middle, words(point), size) for middle, point in told] for words in (_number, lambda point: point.label)]
        if all(left[1] + GAP <= right[0] for row in rows for left, right in pairwise(row)):
            return every
    return max(len(points), 1)


def _middle(index: int, step: Decimal) -> Decimal:
    return MARGIN + index * step + step / 2


def _number(point: Point) -> str:
    return point.written or "·"


def _span(middle: Decimal, words: str, size: int) -> tuple[Decimal, Decimal]:
    """From where to where words run: about their middle, or from the picture's edge where that would cut them."""
    wide = Decimal(size * sum(3 if letter in NARROW else 6 for letter in words)) / 10
    left = max(Decimal(0), min(middle - wide / 2, WIDTH - wide))
    return left, left + wide


def _words(middle: Decimal, height: Decimal, size: int, words: str) -> str:
    """Words about the middle of their column; those that would be cut on a phone begin or end at the picture's edge."""
    left, right = _span(middle, words, PHONE)
    place, anchor = (left, "start") if left == 0 else (right, "end") if right == WIDTH else (middle, "middle")
    return (
        f'<text x="{place:.1f}" y="{height:.1f}" text-anchor="{anchor}" font-size="{size}" fill="currentColor">'
        f"{escape(words)}</text>"
    )


def _column(index: int, point: Point, step: Decimal, most: Decimal, quiet: str) -> str:
    room = Decimal(HEIGHT - FOOT - 3 * MARGIN)
    tall = room * (point.value or 0) / most if most else Decimal(0)
    left, middle = MARGIN + index * step + step / 6, _middle(index, step)
    top = HEIGHT - FOOT - tall
    opened, closed = _door(point, f' class="{quiet}"' if quiet else "")
    return (
        f"{opened}<title>{escape(point.label)}: {escape(point.told)}</title>"
        f'<rect x="{MARGIN + index * step:.1f}" y="0" width="{step:.1f}" height="{HEIGHT}" fill="transparent"/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{step * 2 / 3:.1f}" height="{tall:.1f}" fill="{INK}"/>'
        f"{_words(middle, top - 4, 13, _number(point))}{_words(middle, Decimal(HEIGHT - 8), 12, point.label)}{closed}"
    )


def _door(point: Point, look: str) -> tuple[str, str]:
    """The tags around one column: a link named as the column reads."""
    if not point.address:
        return f"<g{look}>", "</g>"
    named = quoteattr(f"{point.label}: {point.told}")
    return f"<a{look} href={quoteattr(point.address)} aria-label={named}>", "</a>"

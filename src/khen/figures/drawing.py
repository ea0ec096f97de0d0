"""A trend as a picture, drawn on the server: no script, prints well, and says everything in words as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

from khen.atoms import vietnamese

WIDTH, HEIGHT, MARGIN, FOOT = 640, 200, 8, 28
ROOMY = 7  # more columns than these leave every other label out on a phone (figures.css)
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
    drawn = "".join(_column(index, point, step, most) for index, point in enumerate(points))
    told = "; ".join(f"{point.label}: {point.told}" for point in points)
    look = "figure-trend figure-trend--crowded" if len(points) > ROOMY else "figure-trend"
    role = "group" if any(one.address for one in points) else "img"  # a picture's links are not heard
    parts = (
        f'<svg class="{look}" viewBox="0 0 {WIDTH} {HEIGHT}" role="{role}" aria-label={quoteattr(title)} width="100%">',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{HEIGHT - FOOT}" y2="{HEIGHT - FOOT}" stroke="currentColor"/>',
        drawn,
        "</svg>",
    )
    return mark_safe("".join(parts))


def _column(index: int, point: Point, step: Decimal, most: Decimal) -> str:
    room = Decimal(HEIGHT - FOOT - 3 * MARGIN)
    tall = room * (point.value or 0) / most if most else Decimal(0)
    left, middle = MARGIN + index * step + step / 6, MARGIN + index * step + step / 2
    top = HEIGHT - FOOT - tall
    opened, closed = _door(point)
    return (
        f"{opened}<title>{escape(point.label)}: {escape(point.told)}</title>"
        f'<rect x="{MARGIN + index * step:.1f}" y="0" width="{step:.1f}" height="{HEIGHT}" fill="transparent"/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{step * 2 / 3:.1f}" height="{tall:.1f}" fill="{INK}"/>'
        f'<text x="{middle:.1f}" y="{top - 4:.1f}" text-anchor="middle" font-size="13" fill="currentColor">'
        f"{escape(point.written or '·')}</text>"
        f'<text x="{middle:.1f}" y="{HEIGHT - 8}" text-anchor="middle" font-size="12" fill="currentColor">'
        f"{escape(point.label)}</text>{closed}"
    )


def _door(point: Point) -> tuple[str, str]:
    """The tags around one column: a link named as the column reads."""
    if not point.address:
        return "<g>", "</g>"
    named = quoteattr(f"{point.label}: {point.told}")
    return f"<a href={quoteattr(point.address)} aria-label={named}>", "</a>"

"""What people bring along: a photo from a phone, a signed scan, words in the house's own Vietnamese."""

from datetime import date
from pathlib import Path

from django.utils import translation
from PIL import Image, ImageDraw


def photo(place: Path) -> Path:
    """A landscape as a phone takes it: a valley between two slopes."""
    picture = Image.new("RGB", (1600, 1200), "#bcd7ea")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 700), (500, 250), (1100, 820), (0, 1200)], fill="#5d7f63")
    draw.polygon([(1600, 600), (1150, 330), (600, 900), (1600, 1200)], fill="#41624c")
    draw.rectangle((0, 880, 1600, 1200), fill="#c8b47a")
    picture.save(place, "JPEG", quality=85)
    return place


def scan(place: Path) -> Path:
    """One grey page as a scanner gives it."""
    page = Image.new("L", (620, 877), 245)
    ImageDraw.Draw(page).ellipse((380, 640, 540, 800), outline=120, width=6)
    page.save(place, "PDF", resolution=75)
    return place


def vi(msgid: str, **values: object) -> str:
    """What the house says for this on its screens; that everything is said in Vietnamese is the catalogue's gate."""
    with translation.override("vi"):
        said = translation.gettext(msgid)
    return said % values if values else said


def half_year_of(day: date) -> str:
    """The key of the calendar half-year, as addresses name it."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"

"""Pictures for docs/how-to and the READMEs: written only when KHEN_PICTURES=1, so that a usual run leaves the tree clean."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs/how-to/pictures"
LARGEST = 150_000  # bytes
COLOURS = (256, 128, 64, 32)


def keep(page: Page, name: str) -> None:
    """One screen as it stands."""
    if os.environ.get("KHEN_PICTURES") != "1":
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    (FOLDER / f"{name}.png").write_bytes(fitting(picture))


def fitting(picture: Image.Image) -> bytes:
    """As many colours as fit."""
    return next(data for data in (packed(picture, many) for many in COLOURS) if len(data) < LARGEST)


def packed(picture: Image.Image, colours: int) -> bytes:
    """The picture as a PNG of that many colours."""
    kept = io.BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()

"""Which language a command speaks: what it is told, else what the terminal speaks, else Vietnamese."""

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

TONGUES = ("vi", "en")
LOCALE = Path(__file__).resolve().parents[3] / "locale"


def chosen(words: Sequence[str], surroundings: Mapping[str, str]) -> str:
    """`--lang vi`, `--lang=en`; else LC_ALL or LANG when it names one of the two."""
    for number, word in enumerate(words):
        told = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        told = words[number + 1] if word == "--lang" and number + 1 < len(words) else told
        if told in TONGUES:
            return told
    spoken = (surroundings.get("LC_ALL") or surroundings.get("LANG") or "")[:2].lower()
    return spoken if spoken in TONGUES else "vi"


def speak(tongue: str) -> None:
    """From now on gettext, argparse and every process started from here speak this language."""
    os.environ["LANGUAGE"] = tongue
    gettext.bindtextdomain("django", LOCALE)
    gettext.textdomain("django")

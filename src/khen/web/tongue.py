"""Which language a command speaks: what it is told, else Vietnamese. Servers are installed in English by people who are not."""

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

TONGUES = ("vi", "en")
LOCALE = Path(__file__).resolve().parents[3] / "locale"


def chosen(words: Sequence[str]) -> str:
    """`--lang vi`, `--lang=en`; else Vietnamese, whatever LANG says."""
    for number, word in enumerate(words):
        told = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        told = words[number + 1] if word == "--lang" and number + 1 < len(words) else told
        if told in TONGUES:
            return told
    return TONGUES[0]


def speak(tongue: str) -> None:
    """From now on gettext, argparse and every process started from here speak this language."""
    os.environ["LANGUAGE"] = tongue
    gettext.bindtextdomain("django", LOCALE)
    gettext.textdomain("django")

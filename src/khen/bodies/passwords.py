"""Passwords that anybody who knows the person or the province would try first."""

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from khen.atoms.text import fold
from khen.bodies.models import Area, Person
from khen.bodies.terms import AreaKind

HOUSE = "khen"
COMMON = Path(__file__).with_name("common_passwords.txt")  # our own list: small letters without marks and spaces, one a line
FEWEST_LEFT, FEWEST_DIFFERENT, SHORTEST_NAME, LONGEST_SYLLABLE = 6, 5, 3, 6
AROUND = re.compile(r"(?<![^\W_])\d+|\d+(?![^\W_])")  # digits that do not stand between letters: years, counters


class UnlikeTheirNames(UserAttributeSimilarityValidator):
    """Refuses a password like the person's own names, in words without the name of a column."""

    def get_error_message(self) -> str:
        return _("The password is too similar to your name, sign-in name or e-mail address.")


class EnoughOfItsOwn:
    """Refuses a password of which little is left without names, common words, digits around them and marks."""

    def validate(self, password: str, user: Any = None) -> None:
        left = what_is_left(password, {*common(), *names_of(user), *names_here()})
        if len(left) < FEWEST_LEFT or len(set(left)) < FEWEST_DIFFERENT:
            raise ValidationError(
                _("The password is made of names, common words or numbers, or of too few different letters: it is tried first."),
                code="guessed_first",
            )

    def get_help_text(self) -> str:
        return _(
            "Not only your name, the province's name, common words and a year: take three or four words not belonging together."
        )


def what_is_left(password: str, known: set[str]) -> str:
    """Letters without marks, and digits between them, that belong to no known word; the longest words go first."""
    text = "".join(letter for letter in fold(password) if letter.isalnum())
    for word in sorted(known, key=lambda word: (-len(word), word)):
        text = text.replace(word, " ")
    return AROUND.sub("", text).replace(" ", "")


@cache
def common() -> frozenset[str]:
    return frozenset(COMMON.read_text().split())


def names_of(person: Any) -> set[str]:
    """The full name, the sign-in name and the address: each whole, and their words two by two and more.

    Of several words none counts alone that may be a single syllable: Nguyễn is also in "cao nguyên"."""
    found = set()
    for given in (person.full_name, person.username, person.email.partition("@")[0]) if isinstance(person, Person) else ():
        words = re.findall(r"[^\W\d_]+", fold(given))
        for begin, end in combinations(range(len(words) + 1), 2):
            name = "".join(words[begin:end])
            if end - begin > 1 or len(words) == 1 or len(name) > LONGEST_SYLLABLE:
                found.add(name)
    return {name for name in found if len(name) >= SHORTEST_NAME}


def names_here() -> set[str]:
    """The house's own name, the province's and its districts'."""
    areas = Area.objects.filter(kind__in=(AreaKind.PROVINCE, AreaKind.DISTRICT)).values_list("folded", flat=True)
    bare = {re.sub(r"^(tinh|huyen|thanh pho|thi xa) ", "", folded).replace(" ", "") for folded in areas}
    return {HOUSE, *(name for name in bare if len(name) >= SHORTEST_NAME)}

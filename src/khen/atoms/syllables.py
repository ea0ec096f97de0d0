"""What a Vietnamese syllable looks like: its letters, and the place of its tone."""

import re
import unicodedata

from khen.atoms.text import nfc

VOWELS = re.compile("(?:gi(?=[^\u0300-\u0323]*[aăâeêoôơuư])|qu|[^aăâeêioôơuưy])*([aăâeêioôơuưy]+)(.*)")
AT_THE_END = {"oa", "oe", "uy", "uê", "uơ", "uâ"}  # pairs of vowels that may bear their tone on the second
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
SYLLABLE = re.compile(
    "(?:ngh?|nh|gh?|gi|kh|ph|qu|th|tr|ch|[bcdđhklmnprstvx])?"
    "(?:(?:uyê|oă|o[aeo]|u[âêôy]|ươ|[iy]ê|[aăâeêioôơuưy])(?P<coda>ng|nh|ch|[cmnpt])"
    "|o?a[iouy]|u?ây|âu|o?eo|[iy]?êu|i?u|[oôơuư]i|ưu|uôi|ươ[iu]|uyu|i?a|o[ae]|u[aêơy]|uya|ưa|[eêioôơưy])",
    re.IGNORECASE,
)


def is_syllable(word: str) -> bool:
    """Whether a Vietnamese syllable may be written so: one tone at most, and before a stop only the two that it allows."""
    apart = unicodedata.normalize("NFD", word)
    tones, found = TONES.findall(apart), SYLLABLE.fullmatch(nfc(TONES.sub("", apart)))
    stopped = found is not None and found["coda"] in {"c", "ch", "p", "t"}
    return found is not None and len(tones) <= 1 and (not stopped or tones in (["\u0301"], ["\u0323"]))


def is_toned(syllable: str) -> bool:
    """Whether its tone stands on the letter where Vietnamese puts it, by the older or the newer habit; a lone y after a letter
    that it follows."""
    letters: list[str] = []
    at = None
    for one in unicodedata.normalize("NFD", syllable.lower()):
        if TONES.match(one):
            at = len(letters) - 1
        elif unicodedata.combining(one):
            letters[-1] = nfc(letters[-1] + one)
        else:
            letters.append(one)
    found = VOWELS.fullmatch("".join(letters))
    if found is None or (found[1] == "y" and found.start(1) and letters[found.start(1) - 1] not in "hklmstvu"):
        return False
    if at is None:
        return True
    vowels, place = found[1], at - found.start(1)
    if found[2]:
        return place == len(vowels) - 1 or vowels in AT_THE_END
    allowed = {1: {0}, 2: {0, 1} if vowels in AT_THE_END else {0}}
    return place in allowed.get(len(vowels), {1, 2})

"""What each channel carries of a text: derived, measured, refused.

Text messages: 3GPP TS 23.038 section 6.2.1 (alphabet) and TS 23.040 (parts). Sender's names: Decree 91/2020/NĐ-CP.
What a reader sees at once on a phone is what phones show today, no standard."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.atoms.text import nfc, shortened, unmarked, visible
from khen.atoms.vietnamese import number
from khen.domains.newsroom.rules.letters import reasons_about_parts
from khen.domains.newsroom.terms.channels import Bound, Carrier, Coding, Correction, Parts, Saying, Told

Reasons = Iterator[object]

TICKER_LINE, SUBJECT, OPENING = 120, 200, 600
POPUP_TITLE, POPUP_TEXT = 200, 600
MOST_PARTS = 4  # of one text message
BOUNDS: dict[Carrier, tuple[Bound, ...]] = {
    Carrier.TICKER: (Bound(part="text", most=TICKER_LINE, seen=TICKER_LINE),),
    Carrier.POPUP: (
        Bound(part="title", most=POPUP_TITLE, seen=80),
        Bound(part="text", most=POPUP_TEXT, seen=300),
    ),
    Carrier.EMAIL: (Bound(part="title", most=SUBJECT, seen=60), Bound(part="text", most=OPENING, seen=140)),
    Carrier.SMS: (Bound(part="text", most=0, seen=0),),
    Carrier.FACEBOOK: (Bound(part="text", most=5000, seen=400),),
    Carrier.ZALO: (Bound(part="text", most=2000, seen=300),),
}
CORRECTED = "Đính chính: "
CUT = _("%(size)s characters long; %(channel)s cuts at %(most)s.")
SHORT, LONG = {Coding.GSM7: 160, Coding.UCS2: 70}, {Coding.GSM7: 153, Coding.UCS2: 67}
SMS_LINE, POST_OPENING = LONG[Coding.GSM7] - 2, 400  # what the house makes of a title and of an opening
SENTENCE = re.compile(r"(?<![A-ZĐ])[.!?…]+[\"”’)]*(?= )")  # TP. Hà Giang ends none
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWOFOLD = frozenset("^{}\\[~]|€\f")  # these take two septets


def has_title(carrier: str) -> bool:
    return len(BOUNDS[Carrier(carrier)]) > 1


def derived(carrier: str, told: Told) -> Saying:
    """What the house itself makes of a text for this channel."""
    match Carrier(carrier):
        case Carrier.TICKER:
            return Saying(text=shortened(told.title, TICKER_LINE))
        case Carrier.POPUP:
            opening = shortened(told.summary, POPUP_TEXT) or sentences(told.text, POPUP_TEXT)
            return Saying(title=shortened(told.title, POPUP_TITLE), text=opening)
        case Carrier.EMAIL:
            return Saying(title=shortened(told.title, SUBJECT), text=shortened(told.summary, OPENING))
        case Carrier.SMS:
            return Saying(text=shortened(unmarked(told.title), SMS_LINE).replace("…", "..."))
        case _:
            first = shortened(told.summary or told.text, POST_OPENING)
            return Saying(text="\n\n".join(filter(None, [told.title, first, hashtag(told.topic)])))


def sentences(text: str, most: int) -> str:
    """As many whole sentences from its beginning as there is room for; of one that is longer by itself, its first words."""
    whole = shortened(text, len(text))
    if len(whole) <= most:
        return whole
    ends = [found.end() for found in SENTENCE.finditer(whole[: most + 1])]
    return whole[: ends[-1]] if ends and ends[-1] > most // 4 else shortened(whole, most)


def noted(correction: Correction) -> str:
    """When and why a text was corrected, as it stands before the text."""
    return f"[Đính chính {correction.when}. Lý do: {correction.reason}]"


def replacing(correction: Correction) -> str:
    """How a letter begins that takes the place of one that was sent."""
    return f"ĐÍNH CHÍNH {correction.when}. Bản tin đã gửi trước đây được thay bằng bản dưới đây.\nLý do: {correction.reason}"


def corrected(carrier: str, saying: Saying, correction: Correction) -> Saying:
    """What this channel says of a corrected text: first that it was corrected and, as far as there is room, why.

    Of a letter its subject and its beginning; what is taken along by hand says what whoever takes it writes."""
    told = put_right(carrier, saying, correction)
    match Carrier(carrier):
        case Carrier.TICKER:
            return Saying(text=shortened(told.text, TICKER_LINE))
        case Carrier.POPUP:
            return Saying(title=shortened(told.title, POPUP_TITLE), text=shortened(told.text, POPUP_TEXT))
        case Carrier.EMAIL:
            return Saying(title=shortened(told.title, SUBJECT), text=told.text)
        case _:
            return told


def put_right(carrier: str, saying: Saying, correction: Correction) -> Saying:
    """The same with as much room as it needs."""
    match Carrier(carrier):
        case Carrier.TICKER:
            return Saying(text=f"{CORRECTED}{saying.text} - Lý do: {correction.reason}")
        case Carrier.POPUP:
            return Saying(title=CORRECTED + saying.title, text=f"{noted(correction)} {saying.text}".strip())
        case Carrier.EMAIL:
            return Saying(title=CORRECTED + saying.title, text=replacing(correction))
        case _:
            return saying


def hashtag(name: str) -> str:
    """A topic's name as it is searched on social networks: #DichVuCongTrucTuyen."""
    words = re.findall(r"[A-Za-z0-9]+", unmarked(name))
    return "#" + "".join(word[:1].upper() + word[1:] for word in words) if words else ""


def neat(carrier: str, *, title: str, text: str) -> Saying:
    """Words as they are kept: one line where a channel shows one line; a title only where there is one."""
    one_line = Carrier(carrier) in {Carrier.TICKER, Carrier.POPUP, Carrier.EMAIL}
    kept = _line(text) if one_line else _lines(text)
    return Saying(title=_line(title) if has_title(carrier) else "", text=kept)


def _line(text: str) -> str:
    return " ".join(nfc(visible(text)).split())


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in nfc(text).replace("\r\n", "\n").split("\n")).strip()


def parts_of(text: str) -> Parts:
    """How a text message is counted: 160 characters without marks, then 153 a part; 70 with marks, then 67 a part."""
    plain = all(c in BASIC or c in TWOFOLD for c in text)
    coding = Coding.GSM7 if plain else Coding.UCS2
    twofold = sum(c in TWOFOLD for c in text) if plain else 0
    units = len(text) + twofold if plain else len(text.encode("utf-16-le")) // 2
    each = SHORT[coding] if units <= SHORT[coding] else LONG[coding]
    return Parts(coding=coding, units=units, each=each, parts=max(1, -(-units // each)) if text else 0, twofold=twofold)


def reasons_about_saying(carrier: str, saying: Saying) -> Reasons:
    """Words of one's own have to fit: nothing that somebody approved is cut. Empty words take the house's own back."""
    if (saying.title or saying.text) and not saying.text:
        yield _("Write the text as well, or leave both empty to take the house's own words.")
    if has_title(carrier) and saying.text and not saying.title:
        yield _("Write the title as well, or leave both empty to take the house's own words.")
    for bound in BOUNDS[Carrier(carrier)]:
        size = len(getattr(saying, bound.part))
        if bound.most and size > bound.most:
            yield CUT % {"size": number(size), "channel": Carrier(carrier).label, "most": number(bound.most)}
    if carrier == Carrier.SMS and parts_of(saying.text).parts > MOST_PARTS:
        yield (
            _("%(parts)d parts; a text message has at most %(most)d.")
            % {"parts": parts_of(saying.text).parts, "most": MOST_PARTS}
        )
    yield from reasons_about_parts((_("Title"), saying.title), (_("Text"), saying.text))

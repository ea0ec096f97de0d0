"""What an editor should know of a channel's words before they leave: what is cut, what is empty, what is seen at once."""

from django.utils.translation import gettext_lazy as _

from khen.atoms.text import unmarked
from khen.atoms.vietnamese import number
from khen.domains.newsroom.rules.channels import BOUNDS, CUT, MOST_PARTS, POST_OPENING, SMS_LINE, Reasons, derived, parts_of
from khen.domains.newsroom.terms.channels import Carrier, Saying, Told


def warnings(carrier: str, saying: Saying) -> Reasons:
    """What an editor should know about these words before they leave."""
    for bound in BOUNDS[Carrier(carrier)]:
        size = len(getattr(saying, bound.part))
        said = {"size": number(size), "most": number(bound.most), "channel": Carrier(carrier).label, "seen": number(bound.seen)}
        if bound.most and size > bound.most:
            yield CUT % said
        elif bound.seen and size > bound.seen:
            yield _("%(size)s characters long; readers see about the first %(seen)s at once.") % said
    if carrier == Carrier.SMS:
        yield from _about_parts(saying.text)


def warnings_of_made(carrier: str, told: Told) -> Reasons:
    """The same of the words that the house makes: by the length they had before they were cut, and what they are made of."""
    made = derived(carrier, told)
    opening = told.summary or told.text
    match Carrier(carrier):
        case Carrier.TICKER:
            yield from warnings(carrier, Saying(text=told.title))
        case Carrier.POPUP:
            yield from warnings(carrier, Saying(title=told.title, text=told.summary or made.text))
        case Carrier.EMAIL:
            yield from warnings(carrier, Saying(title=told.title, text=told.summary))
        case Carrier.SMS:
            yield from _about_cutting(carrier, unmarked(told.title), SMS_LINE)
            yield from warnings(carrier, made)
        case _:
            yield from _about_cutting(carrier, opening, POST_OPENING)
            yield from warnings(carrier, made)
    yield from _about_lacking(carrier, told, made)


def _about_cutting(carrier: str, text: str, most: int) -> Reasons:
    if len(text) > most:
        yield CUT % {"size": number(len(text)), "channel": Carrier(carrier).label, "most": number(most)}


def _about_lacking(carrier: str, told: Told, made: Saying) -> Reasons:
    if not told.title or (carrier == Carrier.POPUP and not made.text):
        yield _("Something is empty here: write it, or give this channel words of its own.")
    elif not told.summary and carrier == Carrier.EMAIL:
        yield _("The text has no summary: the letter begins with the text itself.")
    elif not told.summary and carrier in {Carrier.POPUP, Carrier.FACEBOOK, Carrier.ZALO}:
        said = {"size": number(len(told.text))}
        yield _("The text has no summary: its first words stand here (of %(size)s characters).") % said


def _about_parts(text: str) -> Reasons:
    counted = parts_of(text)
    if counted.parts > MOST_PARTS:
        yield _("%(parts)d parts; a text message has at most %(most)d.") % {"parts": counted.parts, "most": MOST_PARTS}
    bare = parts_of(unmarked(text))
    if bare.parts < counted.parts:
        yield _("With marks it takes %(parts)d parts, without marks %(bare)d.") % {"parts": counted.parts, "bare": bare.parts}

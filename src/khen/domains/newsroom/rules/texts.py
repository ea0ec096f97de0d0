"""What must hold before a text moves on. Values in, reasons out.

Press work of state bodies: Decree 09/2017/NĐ-CP (speaking to the press); electronic information: Decree 43/2011/NĐ-CP,
article 10 (promptness, source of republished matter); the rule of two people is the province's own editorial order."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms import media
from khen.atoms.refusal import Mendable, Personal
from khen.atoms.text import shows, tagged
from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.terms import OutletKind
from khen.domains.newsroom.rules.cleaning import LONGEST_BODY, cleaned, line, plain
from khen.domains.newsroom.rules.letters import reasons_about_parts
from khen.domains.newsroom.terms import Audience, Content, Klass, Origin, Standing

Reasons = Iterator[object]

SHORTEST_TITLE, LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_SOURCE = 5, 200, 600, 200
LONGEST_REASON = 500
LONGEST_FILE_NAME, LONGEST_CAPTION = 120, 250  # characters; of a caption, and of what a picture shows
MOST_FILES, LARGEST_FILE = 12, 15 * 1024 * 1024  # bytes
OPEN_TO_CHANGE = frozenset({Standing.DRAFT, Standing.RETURNED})
USUAL = Content(title="", body_html="", topic="", klass=Klass.NEWS, origin=Origin.OWN)
FED = {OutletKind.SITE: "sites", OutletKind.TICKER: "tickers", OutletKind.POPUP: "popups", OutletKind.MAILING: "mailings"}
SPEAKING = frozenset({Standing.APPROVED, Standing.PUBLISHED})


def neat(content: Content) -> Content:
    """The content as it is stored: one form of writing, one line where one line is meant, clean marks, no emptiness left out."""
    return Content(
        title=line(content["title"]),
        summary=line(content.get("summary", "")),
        body_html=cleaned(content["body_html"]),
        topic=content["topic"],
        campaign=content.get("campaign", ""),
        klass=str(content.get("klass", "")),
        origin=str(content.get("origin", "")),
        source=line(content.get("source", "")),
        area=content.get("area"),
        since=content.get("since"),
        until=content.get("until"),
    )


def audience(outlets: Iterable[tuple[str, str]]) -> Audience:
    """The keys of these (kind, key) pairs under the kinds that the house feeds, sorted."""
    pairs = sorted(outlets)
    return Audience(**{name: tuple(key for kind, key in pairs if kind == fed) for fed, name in FED.items()})


@dataclass(frozen=True, slots=True)
class Received:
    """What arrived: its medium, its bytes as they are kept, a picture's width and height; or what is wrong with it."""

    medium: media.Medium | None
    content: bytes
    flaw: media.Flaw | None = None
    width: int | None = None
    height: int | None = None


def received(content: bytes) -> Received:
    """A file judged by what it holds; `medium` is None when it is not accepted."""
    if len(content) > LARGEST_FILE:
        return Received(None, content, media.Flaw.STRANGE)
    medium = media.examine(content)
    if medium is None or medium.kind != media.PICTURE:
        flaw = media.flaw(content)
        return Received(None if flaw else medium, content, flaw)
    try:
        made, width, height = media.made_anew(content)
    except media.TooManyPixelsError:
        return Received(None, content, media.Flaw.VAST)
    except ValueError:
        return Received(None, content, media.Flaw.BROKEN)
    return Received(medium, made, None, width, height)


def reasons_about_post(*, may: bool) -> Reasons:
    if not may:
        yield _("Your post does not allow this for that body on that day.")


def reasons_about_order(*, on: date, after: date | None) -> Reasons:
    if after is not None and on < after:
        yield _("An act cannot be dated before the one that came before it (%(day)s).") % {"day": day_in_digits(after)}


def in_order(on: date, *, after: date | None) -> date:
    """The day of an act by which something is taken back or put right: that is always possible. Where the last step bears a
    later day, as of a clock that ran ahead, the act bears that day too."""
    return max(on, after or on)


def reasons_about_text(content: Content, *, topic_stands: bool, campaign_stands: bool) -> Reasons:
    """`content` is cleaned; whether topic and campaign exist on the day is looked up by the act."""
    title, source = content["title"], content.get("source", "")
    if not (SHORTEST_TITLE <= len(title) <= LONGEST_TITLE and shows(title)):
        yield _("The title needs %(least)d to %(most)d characters.") % {"least": SHORTEST_TITLE, "most": LONGEST_TITLE}
    if len(content.get("summary", "")) > LONGEST_SUMMARY:
        yield _("The summary is longer than %(most)d characters.") % {"most": LONGEST_SUMMARY}
    if not shows(plain(content["body_html"])):
        yield _("The text is empty.")
    if len(content["body_html"]) > LONGEST_BODY:
        yield _("The text is longer than %(most)s characters.") % {"most": number(LONGEST_BODY)}
    if not topic_stands:
        yield _("There is no such topic on that day.")
    if not campaign_stands:
        yield _("This campaign does not run for that body on that day: choose another, or none.")
    yield from _reasons_about_origin(content.get("klass", ""), content.get("origin", ""), source)
    yield from reasons_about_window(since=content.get("since"), until=content.get("until"))


def _reasons_about_origin(klass: str, origin: str, source: str) -> Reasons:
    if klass not in Klass.values or origin not in Origin.values:
        yield _("Choose the class and the origin from the lists.")
    if origin != Origin.OWN and not source:
        yield _("A text that is not our own needs its source.")
    if len(source) > LONGEST_SOURCE:
        yield _("The source is longer than %(most)d characters.") % {"most": LONGEST_SOURCE}


def reasons_about_window(*, since: date | None, until: date | None) -> Reasons:
    if since and until and until < since:
        yield _("The last day of publication lies before the first.")


def reasons_not_to_attach(*, name: str, size: int, file: Received, alt: str, already: int, caption: str = "") -> Reasons:
    """`size` in bytes as it arrived; `already` = files that stand there."""
    if size == 0:
        yield _("%(name)s is empty.") % {"name": name}
    elif size > LARGEST_FILE:
        yield _("%(name)s is larger than %(most)d MB.") % {"name": name, "most": LARGEST_FILE // 1024 // 1024}
    elif file.flaw == media.Flaw.STRANGE:
        yield _(
            "%(name)s is none of the kinds that are accepted here, whatever its name says: pictures (%(pictures)s), "
            "recordings (%(recordings)s), documents (%(documents)s)."
        ) % {"name": name, **media.ACCEPTED}
    elif file.flaw:
        yield _("%(name)s: %(why)s") % {"name": name, "why": _(file.flaw.value)}
    elif file.medium is not None and file.medium.kind == media.PICTURE and not alt:
        yield _("Say what the picture shows, for those who cannot see it.")
    yield from _reasons_about_words(name, alt, caption)
    if already >= MOST_FILES:
        yield _("A bulletin carries at most %(most)d files.") % {"most": MOST_FILES}


def _reasons_about_words(name: str, alt: str, caption: str) -> Reasons:
    """What is said of a file is kept whole, or not at all."""
    if len(name) > LONGEST_FILE_NAME:
        yield _("The file's name is longer than %(most)d characters: give the file a shorter name.") % {"most": LONGEST_FILE_NAME}
    if len(alt) > LONGEST_CAPTION:
        yield _("What the picture shows is said in more than %(most)d characters: say it shorter.") % {"most": LONGEST_CAPTION}
    if len(caption) > LONGEST_CAPTION:
        yield _("The caption is longer than %(most)d characters: say it shorter.") % {"most": LONGEST_CAPTION}


def reasons_not_to_change(*, standing: str) -> Reasons:
    if standing not in OPEN_TO_CHANGE:
        yield _("Only a draft or a returned text can be changed; this one is: %(standing)s.") % {
            "standing": Standing(standing).label
        }


def reasons_not_to_overwrite(*, seen: int | None, number: int) -> Reasons:
    """`seen` is the version that stood in the form when it was opened."""
    if seen is not None and seen != number:
        yield _("Somebody else has changed this text since you opened it. Look at what stands by now, then do it again.")


def reasons_not_to_repeat(*, same: bool) -> Reasons:
    if same:
        yield _("Nothing differs from the version before.")


def reasons_not_to_submit(*, standing: str) -> Reasons:
    if standing not in OPEN_TO_CHANGE:
        yield _("This text has already been submitted.")


def reasons_not_to_approve(*, standing: str, writers: Collection[int], by: int, in_place_of: Collection[int] = ()) -> Reasons:
    """`in_place_of` are those for whom the person acts: nobody has their own text approved by whoever stands in for them."""
    if standing != Standing.SUBMITTED:
        yield _("Only a submitted text can be approved.")
    if {by, *in_place_of} & set(writers):
        yield Personal(_("Nobody approves a text of their own."))


def reasons_not_to_send_back(*, standing: str) -> Reasons:
    if standing not in {Standing.SUBMITTED, Standing.APPROVED}:
        yield _("Only a submitted or approved text can be returned.")


def reasons_about_reason(reason: str) -> Reasons:
    if not reason:
        yield _("Give the reason.")
    if len(reason) > LONGEST_REASON:
        yield _("The reason is longer than %(most)d characters.") % {"most": LONGEST_REASON}
    yield from reasons_about_marks(reason)
    yield from reasons_about_parts((_("Reason"), reason))


def reasons_about_marks(reason: str) -> Reasons:
    """Readers are told it in words without formatting."""
    if tagged(reason):
        yield _("These words are shown as they stand: take out marks of a web page such as <b> or &nbsp;.")


def reasons_not_to_publish(*, standing: str, until: date | None, on: date) -> Reasons:
    yield from reasons_not_to_post_elsewhere(standing=standing)
    yield from reasons_about_end(until=until, on=on)


def reasons_about_another_text(*, same: bool) -> Reasons:
    """`same`: the journal's last word about it names the text that stands there."""
    if not same:
        yield _(
            "The text that stands here is not the one that was approved: it was changed past the house. Do not publish it; "
            "ask whoever runs the server for khen verify --deep."
        )


def reasons_about_end(*, until: date | None, on: date) -> Reasons:
    """Asked as early as a text is submitted: what can no longer be shown takes nobody's time."""
    if until and until < on:
        yield Mendable(_("The window of publication has already passed."))


def reasons_about_outlets(*, chosen: int, foreign: Collection[str], by_hand: Collection[str], again: Collection[str]) -> Reasons:
    """`foreign`, `by_hand` and `again` name outlets out of reach, fed by people, and already used."""
    if not chosen:
        yield _("Choose where to publish.")
    for name in foreign:
        yield _("You may not publish on %(outlet)s.") % {"outlet": name}
    for name in by_hand:
        yield _("%(outlet)s is not fed by the system; enter the publication there after it was made.") % {"outlet": name}
    for name in again:
        yield _("It already stands on %(outlet)s.") % {"outlet": name}


def reasons_not_to_set_exercises(*, training: bool) -> Reasons:
    if not training:
        yield _("Exercises are set at a body for training alone.")


def reasons_not_to_correct(*, standing: str) -> Reasons:
    if standing != Standing.PUBLISHED:
        yield _("Only a published text can be corrected.")


def reasons_not_to_withdraw(*, standing: str) -> Reasons:
    if standing != Standing.PUBLISHED:
        yield _("Only a published text can be withdrawn.")


def reasons_not_to_post_elsewhere(*, standing: str) -> Reasons:
    if standing == Standing.WITHDRAWN:
        yield _("It was withdrawn: what is to be said again is written and approved as a new text.")
    elif standing not in SPEAKING:
        yield _("Nothing is published before it is approved.")


def reasons_about_annulled(*, annulled: bool) -> Reasons:
    if annulled:
        yield _("This entry has been annulled.")

"""How each channel will carry a version: its words, their size, what they cost."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from khen.atoms.vietnamese import moment_in_words
from khen.bodies.models import Body, BodyLineage, Outlet
from khen.bodies.reads import on_day
from khen.bodies.terms import OutletKind
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin, BulletinVersion
from khen.domains.newsroom.models.channels import ChannelWords, MessagePrice, SenderName
from khen.domains.newsroom.reads.texts import attachments_of
from khen.domains.newsroom.rules import mailed, numbered, plain
from khen.domains.newsroom.rules.channels import corrected, derived, neat, parts_of, put_right
from khen.domains.newsroom.rules.measuring import warnings, warnings_of_made
from khen.domains.newsroom.terms import Corrected, MediaKind, Published
from khen.domains.newsroom.terms.channels import Carrier, Correction, Letter, Parts, Saying, Told

FED = {Carrier.TICKER: OutletKind.TICKER, Carrier.POPUP: OutletKind.POPUP, Carrier.EMAIL: OutletKind.MAILING}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One channel's words: `made` are the house's own, `saying` those that go out, `own` when somebody wrote them."""

    carrier: Carrier
    saying: Saying
    made: Saying
    own: bool
    warnings: tuple[str, ...]
    parts: Parts | None
    letter: Letter | None = None  # of e-mail: the whole of it

    @property
    def before(self) -> str:
        """What a letter says before its lead."""
        return mailed.begun(self.letter) if self.letter else ""

    @property
    def after(self) -> str:
        """What follows a letter's lead."""
        return mailed.ended(self.letter) if self.letter else ""

    @property
    def size(self) -> int:
        """Characters of the whole letter."""
        return len(mailed.whole(self.letter)) if self.letter else 0

    @property
    def label(self) -> str:
        return str(self.carrier.label)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a message of so many parts costs in one network, in đồng: one, and a thousand."""

    network: str
    price: int
    one: int
    thousand: int
    source: str
    is_example: bool


def told(version: BulletinVersion) -> Told:
    words = {"title": version.title, "summary": version.summary, "source": version.source}
    text, with_numbers = plain(version.body_html), numbered(version.body_html)
    files = files_of(version.bulletin_id, version.number)
    return Told(**words, text=text, numbered=with_numbers, topic=version.topic.name, files=files)


def files_of(bulletin: int, number: int, but: Collection[int] = ()) -> tuple[str, ...]:
    """What a letter of this version says of its recordings and papers, those of these ids left out. One query."""
    rows = attachments_of(bulletin, number).exclude(kind=MediaKind.PICTURE).exclude(pk__in=but)
    return mailed.along(rows.values_list("kind", "name", "caption"))


def spoken(version: BulletinVersion) -> list[Spoken]:
    """Every channel in its order, of a correction as it was corrected. Four queries, the version's topic being at hand."""
    newest = {one.carrier: one for one in ChannelWords.objects.filter(version=version).order_by("number")}
    material, sender = told(version), _sender(version)
    all_of_it = [_spoken(carrier, material, newest.get(carrier), sender) for carrier in Carrier]
    correction = correction_of(version)
    return [_as_corrected(one, correction) for one in all_of_it] if correction else all_of_it


def _sender(version: BulletinVersion) -> str:
    return Bulletin.objects.select_related("body").get(pk=version.bulletin_id).body.name


def correction_of(version: BulletinVersion) -> Correction | None:
    """What is said of the correction by which this version went out; None where it was none, or came before the text's first
    day: then nobody had what it put right. One query."""
    told = Entry.objects.filter(
        about="newsroom.bulletin", about_id=version.bulletin_id, kind__in=[Published.kind, Corrected.kind]
    )
    before: Entry | None = None
    for one in told.order_by("seq"):
        if one.kind == Corrected.kind and one.payload["version"] == version.pk:
            begun = before is None or before.payload.get("since", "") <= one.on.isoformat()
            return Correction(reason=one.payload["reason"], when=moment_in_words(one.moment)) if begun else None
        before = one
    return None


def replaced(bulletin: Bulletin, material: Told, correction: Correction | None) -> list[Spoken]:
    """What the channels on which it stands will say once it is corrected: never words of their own. One query."""
    kinds = set(Outlet.objects.filter(pk__in=bulletin.placed.values("outlet")).values_list("kind", flat=True))
    fed = [_spoken(carrier, material, None, bulletin.body.name) for carrier, kind in FED.items() if kind in kinds]
    return [_as_corrected(one, correction) for one in fed] if correction else fed


def _as_corrected(one: Spoken, correction: Correction) -> Spoken:
    said = put_right(one.carrier, one.saying, correction)
    letter = replace(one.letter, notice=said.text) if one.letter else None
    measured = replace(said, text=one.saying.text) if letter else said  # nothing is cut of how a letter begins
    told = tuple(str(each) for each in warnings(one.carrier, measured)) if one.carrier in FED else one.warnings
    return replace(one, saying=corrected(one.carrier, one.saying, correction), warnings=told, letter=letter)


def _spoken(carrier: Carrier, material: Told, words: ChannelWords | None, sender: str) -> Spoken:
    made = derived(carrier, material)
    own = words is not None and bool(words.text)
    saying = Saying(title=words.title, text=words.text) if words and own else made
    minded = warnings(carrier, saying) if own else warnings_of_made(carrier, material)
    counted = parts_of(saying.text) if carrier == Carrier.SMS else None
    letter = _letter(material, saying, sender) if carrier == Carrier.EMAIL else None
    return Spoken(carrier, saying, made, own, tuple(str(one) for one in minded), counted, letter)


def as_typed(one: Spoken, *, title: str, text: str) -> Spoken:
    """The channel as it would be with these words, which nobody has kept."""
    saying = neat(one.carrier, title=title, text=text)
    if not saying.text:
        return one
    letter = replace(one.letter, lead=saying.text) if one.letter else None
    minded = tuple(str(each) for each in warnings(one.carrier, saying))
    counted = parts_of(saying.text) if one.parts else None
    return replace(one, saying=saying, own=True, warnings=minded, parts=counted, letter=letter)


def _letter(material: Told, saying: Saying, sender: str) -> Letter:
    said = {"title": material.title, "source": material.source, "sender": sender}
    return Letter(**said, lead=saying.text, text=material.numbered, files=material.files)


def earlier(version: BulletinVersion, carrier: Carrier) -> ChannelWords | None:
    """Words that somebody wrote for this channel of an older version, to begin from. One query."""
    older = ChannelWords.objects.filter(version__bulletin=version.bulletin_id, version__number__lt=version.number)
    last = older.filter(carrier=carrier).select_related("version").order_by("-version__number", "-number").first()
    return last if last and last.text else None


def words_of(ids: Collection[int]) -> dict[str, dict[str, str]]:
    """The words of these rows by channel, as plain values. One query."""
    rows = ChannelWords.objects.filter(pk__in=ids)
    return {one.carrier: {"title": one.title, "text": one.text} for one in rows}


def costs(parts: int, day: date) -> list[Cost]:
    """What so many parts cost in each network on a day. One query."""
    rows = MessagePrice.objects.filter(on_day(day))
    return [Cost(one.network, one.price, one.price * parts, one.price * parts * 1000, one.source, one.is_example) for one in rows]


def sender_name(body: Body, day: date) -> str:
    """The body's registered name, else that of the nearest body above; "" when there is none. Two queries."""
    above = dict(BodyLineage.objects.filter(on_day(day), body=body).values_list("above", "depth"))
    names = sorted(SenderName.objects.filter(on_day(day), body__in=above), key=lambda one: above[one.body_id])
    return names[0].name if names else ""

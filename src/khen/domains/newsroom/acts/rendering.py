"""Other languages: rendered, understood by somebody else, published beside the Vietnamese text."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.files.storage import default_storage

from khen.atoms import files, media
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Person
from khen.bodies.reads import answers_for, done_for, may, on_day
from khen.bodies.terms import Action, OutletKind
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.acts.steps import locked_for
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.tongues import Language, Variant
from khen.domains.newsroom.rules import tongues
from khen.domains.newsroom.terms.tongues import Confirmed, Heard, OfVariant, Recalled, Rendered, Rendering, SentBack, Translated


@act
def render(
    bulletin: Bulletin,
    *,
    by: Person,
    on: date,
    language: str,
    gist: str,
    translator: str,
    title: str = "",
    body_html: str = "",
    recording: terms.Upload | None = None,
) -> Variant:
    """Dịch: the newest version said in another language, written or spoken; `language` is a key."""
    bulletin = locked_for(bulletin, by=by, on=on, action=Action.DRAFT)
    tongue = Language.objects.filter(on_day(on), key=language).first()
    said = Rendering(
        title=rules.line(title),
        body_html=rules.cleaned(body_html),
        gist=as_seen(gist).strip(),
        translator=rules.line(translator),
        recorded=recording is not None,
    )
    refuse_if(tongues.reasons_not_to_render(standing=bulletin.standing))
    refuse_if(tongues.reasons_about_rendering(said, language_stands=tongue is not None))
    assert tongue is not None
    variant = Variant(bulletin=bulletin, language=tongue, by=by, on=on, gist=said.gist, translator=said.translator)
    variant.title, variant.body_html = said.title, said.body_html if rules.plain(said.body_html) else ""
    variant.version = bulletin.versions.get(number=bulletin.number)
    variant.number = Variant.objects.filter(bulletin=bulletin, language=tongue).count() + 1
    _keep(variant, recording)
    variant.save()
    _tell(variant, Rendered, by=by, on=on, translator=said.translator, text_sha256=variant.digest())
    return variant


def _keep(variant: Variant, recording: terms.Upload | None) -> None:
    if recording is None:
        return
    file = rules.received(recording.content)
    medium, content = file.medium, file.content
    name = media.named(medium, rules.line(recording.name))
    size = len(recording.content)
    refuse_if(rules.reasons_not_to_attach(name=name, size=size, file=file, alt=name, already=0))
    refuse_if(tongues.reasons_about_recording(name=name, size=len(content), is_audio=tongues.is_recording(medium)))
    assert medium is not None
    digest = media.digest(content)
    variant.recording = f"ban-tin/{digest[:2]}/{digest}.{medium.suffix}"
    variant.recording_name, variant.recording_mime = name, medium.mime
    files.keep(default_storage.path(variant.recording), content)


def rendered_by(variant: Variant, person: Person, on: date) -> bool:
    """Whether this person rendered it, or somebody in whose place alone they may confirm; themself or by another."""
    listening = answers_for(person, Action.ADVISE, variant.bulletin.body, on)
    return bool(listening & done_for({variant.by_id}, Action.DRAFT))


@act
def confirm_rendering(variant: Variant, *, by: Person, on: date, understands: bool) -> Variant:
    """Xác nhận: somebody who understands the language says that it says what its gist says."""
    variant = _held(variant, by=by, on=on, action=Action.ADVISE)
    refuse_if(
        tongues.reasons_not_to_confirm(
            standing=variant.standing,
            by_writer=rendered_by(variant, by, on),
            name=by.full_name,
            translator=variant.translator,
            bulletin=variant.bulletin.standing,
        )
    )
    refuse_if(tongues.reasons_about_age(outdated=outdated(variant)))
    refuse_if(tongues.reasons_about_understanding(understands=understands))
    variant.heard_by, variant.heard_on = by, on
    return _moved(variant, Heard.CONFIRMED, Confirmed, by=by, on=on)


@act
def return_rendering(variant: Variant, *, by: Person, on: date, reason: str) -> Variant:
    """Trả lại: it does not say what its gist says."""
    variant = _held(variant, by=by, on=on, action=Action.ADVISE)
    reason = rules.line(reason)
    why_not = tongues.reasons_not_to_return(standing=variant.standing, bulletin=variant.bulletin.standing)
    refuse_if([*why_not, *rules.reasons_about_reason(reason)])
    variant.heard_by = variant.heard_on = None
    return _moved(variant, Heard.RETURNED, SentBack, by=by, on=on, reason=reason)


@act
def publish_rendering(variant: Variant, *, by: Person, on: date) -> Variant:
    """Đăng bản dịch: it stands beside the Vietnamese text on every portal where that stands."""
    variant = _held(variant, by=by, on=on, action=Action.PUBLISH)
    bulletin = variant.bulletin
    sites = sites_of(bulletin)
    text = bool(variant.body_html)
    refuse_if(
        [
            *tongues.reasons_not_to_publish(standing=variant.standing, text=text, bulletin=bulletin.standing, sites=len(sites)),
            *tongues.reasons_about_age(outdated=outdated(variant)),
        ]
    )
    return _moved(variant, Heard.PUBLISHED, Translated, by=by, on=on, since=on, until=bulletin.until, sites=sites)


@act
def recall_rendering(variant: Variant, *, by: Person, on: date, reason: str) -> Variant:
    """Gỡ bản dịch: it goes from every portal by itself; the Vietnamese text stays where it stands."""
    variant, on = _standing(variant, by=by, on=on, action=Action.PUBLISH)
    reason = rules.line(reason)
    refuse_if([*reasons_not_to_recall(variant), *rules.reasons_about_reason(reason)])
    return _moved(variant, Heard.RECALLED, Recalled, by=by, on=on, reason=reason, sites=sites_of(variant.bulletin))


def reasons_not_to_recall(variant: Variant) -> Iterator[object]:
    """One query."""
    newer = Variant.objects.filter(bulletin=variant.bulletin_id, language=variant.language_id, number__gt=variant.number)
    return tongues.reasons_not_to_recall(
        standing=variant.standing,
        bulletin=variant.bulletin.standing,
        newer_text=variant.version.number < variant.bulletin.number,
        newer_rendering=newer.filter(standing__in=[Heard.PUBLISHED, Heard.RECALLED]).exists(),
    )


def outdated(variant: Variant) -> bool:
    """Is there a newer version of the Vietnamese text, or a newer rendering in the language?"""
    newer = Variant.objects.filter(bulletin=variant.bulletin_id, language=variant.language_id, number__gt=variant.number)
    return variant.version.number < variant.bulletin.number or newer.exists()


def sites_of(bulletin: Bulletin) -> tuple[str, ...]:
    """The keys of the portals on which the Vietnamese text was placed."""
    placed = bulletin.placed.filter(outlet__kind=OutletKind.SITE).order_by("outlet__key")
    return tuple(placed.values_list("outlet__key", flat=True))


def _held(variant: Variant, *, by: Person, on: date, action: Action) -> Variant:
    variant, _day = _standing(variant, by=by, on=on, action=action)
    refuse_if(rules.reasons_about_order(on=on, after=variant.on))
    return variant


def _standing(variant: Variant, *, by: Person, on: date, action: Action) -> tuple[Variant, date]:
    """The rendering, and the day of an act that takes it back."""
    locked(variant.bulletin)
    variant = locked(variant)
    refuse_if(rules.reasons_about_post(may=may(by, action, variant.bulletin.body, on)))
    return variant, rules.in_order(on, after=variant.on)


def _moved(variant: Variant, standing: Heard, kind: type[OfVariant], *, by: Person, on: date, **more: Any) -> Variant:
    variant.standing = standing
    variant.save(update_fields=["standing", "heard_by", "heard_on"])
    _tell(variant, kind, by=by, on=on, **more)
    return variant


def _tell(variant: Variant, kind: type[OfVariant], *, by: Person, on: date, **more: Any) -> None:
    told: dict[str, Any] = {"bulletin": variant.bulletin_id, "version": variant.version_id, "variant": variant.pk}
    said = kind(**told, language=variant.language.tag, **more)
    journal.write(said, by=by, body=variant.bulletin.body, on=on, about=variant)

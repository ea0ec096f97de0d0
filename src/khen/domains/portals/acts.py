"""What is done on portals: open one, place an article, correct it, take it down, accept or decline it, post a document."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from typing import Unpack

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Locale, Page, Site

from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc
from khen.bodies.models import Body, Outlet, Person
from khen.bodies.reads import body_parents, may, reach
from khen.bodies.terms import Action, OutletKind
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.portals import rules, terms
from khen.domains.portals.models import Article, ArticlePicture, BodyFolder, Document, HomePage, Placement, Portal
from khen.domains.portals.terms import Mode, Particulars, Picture, Stand, State, Text, Theme, Words

LIVING = (State.PROPOSED, State.STANDING)


@act
def open_site(
    *,
    by: Person | None,
    body: Body,
    key: str,
    host: str,
    name: str,
    on: date,
    theme: str = Theme.DEPARTMENT,
    tagline: str = "",
    port: int = 80,
    default: bool = False,
) -> Portal:
    """Mở trang: the body speaks under this host name from this day on; `default` answers the bare domain too."""
    taken = {*Outlet.objects.values_list("key", flat=True), *Site.objects.values_list("hostname", flat=True)}
    refuse_if(rules.reasons_not_to_govern(may=_governs(by, body, on)))
    refuse_if(rules.reasons_not_to_open(key=key, host=host, name=name, taken=taken))
    root = HomePage(title=nfc(name), slug=f"trang-{key}", live=True)
    _folder(body, body_parents(on)).add_child(instance=root)
    if default:
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    site = Site.objects.create(hostname=host, port=port, site_name=nfc(name), root_page=root, is_default_site=default)
    outlet = Outlet.objects.create(key=key, kind=OutletKind.SITE, name=nfc(name), address=site.root_url, body=body, since=on)
    portal = Portal.objects.create(
        key=key, outlet=outlet, body=body, site=site, root=root, name=nfc(name), tagline=nfc(tagline), theme=theme
    )
    _renew([key])
    journal.write(terms.Opened(portal=portal.pk, key=key, host=host), by=by, body=body, on=on, about=portal)
    return portal


@act
def mirror(body: Body, *, by: Person | None, on: date) -> BodyFolder:
    """Xếp lại cây trang: the body's pages stand where the body stands on this day; every address stays as it is."""
    refuse_if(rules.reasons_not_to_govern(may=_governs(by, body, on)))
    parents = body_parents(on)
    folder, under = _folder(body, parents), _above(body.pk, parents)
    if folder.get_parent().pk != under.pk:
        folder.move(under, pos="last-child")
    transaction.on_commit(Site.clear_site_root_paths_cache)
    journal.write(terms.Mirrored(folder=folder.pk, under=under.pk), by=by, body=body, on=on, about=folder)
    return BodyFolder.objects.get(pk=folder.pk)


def _governs(by: Person | None, body: Body, on: date) -> bool:
    return by is None or may(by, Action.GOVERN, body, on)


def _folder(body: Body, parents: dict[int, int]) -> BodyFolder:
    """The body's folder, made with those above it where they are missing."""
    if found := BodyFolder.objects.filter(body=body).first():
        return found
    folder = BodyFolder(title=body.name, slug=body.key, live=False, body=body)
    _above(body.pk, parents).add_child(instance=folder)
    return folder


def _above(body: int, parents: dict[int, int]) -> Page:
    if parent := parents.get(body):
        return _folder(Body.objects.get(pk=parent), parents)
    Locale.objects.get_or_create(language_code="vi")
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))


def _renew(keys: Collection[str]) -> None:
    """After the commit no kept page of these portals is shown again, by any worker. The names are random: none comes back."""
    fresh = {terms.generation_name(key): secrets.token_hex(8) for key in keys}
    transaction.on_commit(lambda: cache.set_many({**fresh, terms.HOSTS: None}, timeout=None))


def place(
    *,
    bulletin: int,
    portals: Collection[str],
    since: date,
    until: date | None,
    by: Person | None,
    on: date,
    origin: int | None = None,
    mode: str = Mode.MANDATORY,
    intro: str = "",
    pinned_until: date | None = None,
    **words: Unpack[Words],
) -> Article:
    """Đăng: the text stands on these portals, once on each; where it already stands nothing is done again.

    `portals` are keys; `origin` is the pk of the body whose text it is. The canonical address lies on that body's portal,
    else on the first. Raises Refusal."""
    states = LIVING if mode == Mode.SUGGESTED else (State.STANDING,)
    stands = Placement.objects.filter(article__bulletin=bulletin, article__version=words["version"], state__in=states)
    if portals and set(portals) <= set(stands.values_list("portal__key", flat=True)):
        return Article.objects.get(bulletin=bulletin)
    stand = Stand(mode=mode, since=since, until=until, pinned_until=pinned_until, intro=nfc(intro))
    return _place(bulletin, rules.said(words), stand, portals=portals, origin=origin, by=by, on=on)


@act
def _place(
    bulletin: int, text: Text, stand: Stand, *, portals: Collection[str], origin: int | None, by: Person | None, on: date
) -> Article:
    refuse_if([*rules.reasons_not_to_say(text), *rules.reasons_not_to_stand(since=stand.since, until=stand.until)])
    found = _reached(portals, by, on)
    article = Article.objects.select_for_update().filter(bulletin=bulletin).first()
    if article is None:
        first = sorted(found.values(), key=lambda portal: (portal.body_id != origin, list(portals).index(portal.key)))[0]
        article = Article(bulletin=bulletin, origin_id=origin, home=first, published_on=on)
    if article.version != text.version:
        stood = _living(article) if article.pk else []
        _write(article, text)
        _tell(terms.Corrected, article, [row.portal for row in stood], by=by, on=on)
    _stand(article, list(found.values()), stand, by=by, on=on)
    return article


def correct(*, bulletin: int, by: Person | None, on: date, until: date | None = None, **words: Unpack[Words]) -> Article | None:
    """Đính chính: the new text stands wherever the old one did, from the next page that anybody asks for.

    Nothing is done again for a version that already stands; None when the text stands nowhere. Raises Refusal."""
    article = Article.objects.filter(bulletin=bulletin, placements__state__in=LIVING).first()
    if article is None or article.version == words["version"]:
        return article
    return _correct(article, rules.said(words), until=until, by=by, on=on)


@act
def _correct(article: Article, text: Text, *, until: date | None, by: Person | None, on: date) -> Article:
    refuse_if(rules.reasons_not_to_say(text))
    article = locked(article)
    stands = _standing(article, by, on)
    article.corrected_on = on
    _write(article, text)
    article.placements.filter(state__in=LIVING).update(topic=text.topic, until=until)
    _tell(terms.Corrected, article, [row.portal for row in stands], by=by, on=on)
    return article


def take_down(*, bulletin: int, reason: str, by: Person | None, on: date) -> Article | None:
    """Gỡ: the article's addresses answer 410 on every portal where it stood. None when it stands nowhere. Raises Refusal."""
    article = Article.objects.filter(bulletin=bulletin, placements__state__in=LIVING).first()
    return article and _take_down(article, reason=nfc(reason), by=by, on=on)


@act
def _take_down(article: Article, *, reason: str, by: Person | None, on: date) -> Article:
    stands = _standing(locked(article), by, on)
    article.placements.filter(state__in=LIVING).update(state=State.TAKEN_DOWN, ended_on=on)
    _tell(terms.TakenDown, article, [row.portal for row in stands], by=by, on=on, reason=reason)
    return article


@act
def accept(placement: Placement, *, by: Person, on: date) -> Placement:
    """Nhận đăng: the portal's own editors show what was suggested to them."""
    placement = _decided(placement, State.STANDING, by, on)
    _tell(terms.Placed, placement.article, [placement.portal], by=by, on=on)
    return placement


@act
def decline(placement: Placement, *, reason: str, by: Person, on: date) -> Placement:
    """Không nhận đăng: a suggested article is not shown, or no longer."""
    placement = _decided(placement, State.DECLINED, by, on)
    _tell(terms.Declined, placement.article, [placement.portal], by=by, on=on, reason=nfc(reason))
    return placement


def _decided(placement: Placement, state: State, by: Person, on: date) -> Placement:
    placement = locked(placement)
    allowed = may(by, Action.PUBLISH, placement.portal.body, on)
    accepts = state == State.STANDING
    refuse_if(rules.reasons_not_to_decide(state=placement.state, mode=placement.mode, accepts=accepts, may=allowed))
    placement.state, placement.ended_on = state, None if accepts else on
    placement.save(update_fields=["state", "ended_on"])
    return placement


def _reached(keys: Collection[str], by: Person | None, on: date) -> dict[str, Portal]:
    """The portals of these keys, all of them within the person's reach."""
    found = {portal.key: portal for portal in Portal.objects.filter(key__in=keys).select_related("body")}
    refuse_if(rules.reasons_against_portals(asked=keys, found=found, reached=_publishable(found.values(), by, on)))
    return found


def _publishable(portals: Collection[Portal], by: Person | None, on: date) -> set[str]:
    bodies = set(reach(by, {Action.PUBLISH}, on).values_list("pk", flat=True)) if by else set()
    return {portal.key for portal in portals if by is None or portal.body_id in bodies}


def _living(article: Article) -> list[Placement]:
    return list(article.placements.filter(state__in=LIVING).select_related("portal__body"))


def _standing(article: Article, by: Person | None, on: date) -> list[Placement]:
    """Where the article stands or waits; refused unless the person publishes for the text's own body or for every portal."""
    stands = _living(article)
    if by and not (article.origin and may(by, Action.PUBLISH, article.origin, on)):
        _reached({row.portal.key for row in stands}, by, on)
    return stands


def _tell(
    kind: type[terms.OnPortal], article: Article, portals: Collection[Portal], *, by: Person | None, on: date, **more: str
) -> None:
    """One entry for each portal, for the portal's body; none of their kept pages is shown again."""
    what = {"article": article.pk, "bulletin": article.bulletin, "version": article.version, "topic": article.topic, **more}
    for portal in portals:
        journal.write(kind(**what, portal=portal.key), by=by, body=portal.body, on=on, about=article)
    _renew([portal.key for portal in portals])


def _write(article: Article, text: Text) -> None:
    """The article says this from now on; its pictures are those of the text."""
    for name in ("version", "title", "summary", "body_html", "topic", "topic_title", "klass", "source"):
        setattr(article, name, getattr(text, name))
    article.exact, article.folded = rules.findable(text.title, text.summary, text.body_html).values()
    article.save()
    article.pictures.all().delete()
    ArticlePicture.objects.bulk_create(_shown(article, position, picture) for position, picture in enumerate(text.pictures, 1))


def _shown(article: Article, position: int, picture: Picture) -> ArticlePicture:
    made = rules.rendition(picture.content)
    _keep(f"anh/{made.digest}-{rules.WIDE}.webp", made.wide)
    _keep(f"anh/{made.digest}-{rules.NARROW}.webp", made.narrow)
    said = {"alt": nfc(picture.alt)[:300], "caption": nfc(picture.caption)[:300]}
    return ArticlePicture(article=article, position=position, digest=made.digest, width=made.width, height=made.height, **said)


def _keep(name: str, content: bytes) -> None:
    """A file is named by its content: what is there already is the same."""
    if content and not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))


def _stand(article: Article, portals: list[Portal], stand: Stand, *, by: Person | None, on: date) -> None:
    """Make the article stand, or wait, where it does not yet; whatever the number of portals, in a few statements."""
    state = State.STANDING if stand.mode == Mode.MANDATORY else State.PROPOSED
    stood = {row.portal_id: row.state for row in article.placements.select_for_update().filter(portal__in=portals)}
    again = [portal for portal in portals if stood.get(portal.pk, state) not in (State.STANDING, state)]
    fresh = [portal for portal in portals if portal.pk not in stood]
    row = {**asdict(stand), "topic": article.topic, "state": state, "ended_on": None}
    article.placements.filter(portal__in=again).update(**row)
    Placement.objects.bulk_create(Placement(article=article, portal=portal, **row) for portal in fresh)
    _tell(terms.Placed if state == State.STANDING else terms.Proposed, article, [*fresh, *again], by=by, on=on)


@act
def post_document(
    *, portal: str, by: Person | None, on: date, abstract: str = "", file: bytes = b"", **particulars: Unpack[Particulars]
) -> Document:
    """Đăng văn bản: an official document stands on the portal with its particulars; `file` are the bytes of a PDF."""
    found = _reached([portal], by, on)[portal]
    paper = rules.tidied(particulars)
    marks = {name: paper[name] for name in ("number", "symbol", "signed_on")}
    refuse_if(rules.reasons_not_to_post(paper, on=on, file=file, posted_before=found.documents.filter(**marks).exists()))
    name = f"van-ban/{hashlib.sha256(file).hexdigest()}.pdf" if file else ""
    _keep(name, file)
    document = Document.objects.create(
        **paper,
        **rules.findable(paper["title"], abstract, paper["issuer"], f"{paper['number']}/{paper['symbol']}"),
        portal=found,
        abstract=nfc(abstract),
        posted_on=on,
        file=name,
        file_size=len(file),
    )
    _renew([portal])
    posted = terms.DocumentPosted(document=document.pk, portal=portal, number=document.number, symbol=document.symbol)
    journal.write(posted, by=by, body=found.body, on=on, about=document)
    return document

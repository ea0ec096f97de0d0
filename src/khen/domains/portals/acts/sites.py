"""Sites: one is opened, in the folder of its body."""

from datetime import date

from wagtail.models import Locale, Page, Site

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Body, Outlet, Person
from khen.bodies.reads import body_parents, may
from khen.bodies.terms import Action, OutletKind
from khen.book import journal
from khen.book.journal import act
from khen.domains.portals import rules, terms
from khen.domains.portals.acts.keeping import renew
from khen.domains.portals.models import BodyFolder, HomePage, Portal
from khen.domains.portals.terms import Theme


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
    refuse_if(rules.reasons_not_to_govern(may=by is None or may(by, Action.GOVERN, body, on)))
    refuse_if(rules.reasons_not_to_open(key=key, host=host, name=name, taken=taken))
    root = HomePage(title=as_seen(name), slug=f"trang-{key}", live=True)
    _folder(body, body_parents(on)).add_child(instance=root)
    if default:
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    site = Site.objects.create(hostname=host, port=port, site_name=as_seen(name), root_page=root, is_default_site=default)
    outlet = Outlet.objects.create(key=key, kind=OutletKind.SITE, name=as_seen(name), address=site.root_url, body=body, since=on)
    portal = Portal.objects.create(
        key=key, outlet=outlet, body=body, site=site, root=root, name=as_seen(name), tagline=as_seen(tagline), theme=theme
    )
    renew([key])
    told = {"name": portal.name, "tagline": portal.tagline, "theme": theme, "address": outlet.address}
    journal.write(terms.Opened(portal=portal.pk, key=key, host=host, **told), by=by, body=body, on=on, about=portal)
    return portal


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

"""From an entry to its record: the page at the counter, the bulletin it came from, and the page that readers see."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from khen.bodies.models import Person
from khen.book.models import Entry
from khen.desk.counter import Counter
from khen.domains.portals.models import Article, Portal

BULLETIN = "newsroom.bulletin"


def doors(entry: Entry, counters: Sequence[Counter], person: Person, day: date) -> Iterator[tuple[str, str]]:
    """(what it is called, its address); at the counter only what the person may look at. At most four queries."""
    records = {entry.about: entry.about_id}
    if entry.payload.get("bulletin"):
        records.setdefault(BULLETIN, entry.payload["bulletin"])
    for counter in counters:
        key = records.get(counter.model._meta.label_lower)
        if key and (record := counter.rows(person, day).filter(pk=key).first()):
            yield str(record), reverse(counter.get_url_name("record"), args=[key])
    if public := _public(entry):
        yield _("The page that readers see"), public


def _public(entry: Entry) -> str:
    portal = Portal.objects.filter(key=_portal_key(entry)).select_related("site").first()
    if portal is None:
        return ""
    return f"{settings.ENV.address_of(portal.site.hostname)}{_path(entry)}"


def _portal_key(entry: Entry) -> str:
    said = entry.payload.get("key" if entry.about == "portals.portal" else "portal", "")
    return said if entry.about.startswith("portals.") and isinstance(said, str) else ""


def _path(entry: Entry) -> str:
    if entry.about == "portals.document":
        return reverse("portals:document", args=[entry.about_id])
    article = Article.objects.filter(pk=entry.about_id).first() if entry.about == "portals.article" else None
    return reverse("portals:article", args=[article.pk, article.slug]) if article else reverse("portals:home")

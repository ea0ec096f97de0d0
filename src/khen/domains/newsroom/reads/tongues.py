"""A text in other languages: what there is of a bulletin, and what one rendering says."""

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, QuerySet

from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.tongues import Variant
from khen.domains.newsroom.terms.tongues import Heard


@dataclass(frozen=True, slots=True)
class Said:
    """One rendering as it is carried out of the house: the language's BCP 47 tag, its name in Vietnamese and its own."""

    tag: str
    name: str
    own_name: str
    title: str
    body_html: str


def with_replaced(rows: QuerySet[Variant]) -> QuerySet[Variant]:
    """Renderings that know as `replaced` whether a newer one in the language took their place on the portals."""
    newer = Variant.objects.filter(bulletin=OuterRef("bulletin"), language=OuterRef("language"), number__gt=OuterRef("number"))
    return rows.annotate(replaced=Exists(newer.filter(standing__in=[Heard.PUBLISHED, Heard.RECALLED])))


def renderings(bulletin: Bulletin) -> QuerySet[Variant]:
    """The newest rendering in each language. One query."""
    rows = Variant.objects.filter(bulletin=bulletin)
    newest = rows.values("language").annotate(last=Max("pk")).values("last")
    return rows.filter(pk__in=newest).select_related("language", "version", "bulletin").order_by("language__collated")


def variant(pk: int) -> Said:
    """What one rendering says. One query. Raises Variant.DoesNotExist."""
    row = Variant.objects.select_related("language").get(pk=pk)
    return Said(row.language.tag, row.language.name, row.language.own_name, row.title, row.body_html)

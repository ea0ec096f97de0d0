"""How often a bulletin's article was viewed, beside the bulletin at the counter."""

from django.db.models import Sum, Window
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.models import Person
from khen.desk.beside import Line, Panel
from khen.domains.newsroom.models import Bulletin
from khen.domains.portals.models import Article
from khen.egress.models import ArticleViews

MOST_LINES = 30  # days and sites


def of_bulletin(bulletin: Bulletin, person: Person) -> Panel | None:
    """All views of days that are over, and those of the latest days by site; None before anybody looked. One query."""
    rows = ArticleViews.objects.filter(article__in=Article.objects.filter(bulletin=bulletin.pk).values("pk"))
    latest = rows.annotate(total=Window(Sum("views"))).select_related("counted__outlet")
    shown = list(latest.order_by("-counted__day", "counted__outlet__collated", "pk")[:MOST_LINES])
    if not shown:
        return None
    total = Line(label=_("All together, up to yesterday"), url="", chip=number(int(shown[0].total)), mood="good")
    return Panel(title=_("Views of this article"), lines=[total, *map(_line, shown)])


def _line(row: ArticleViews) -> Line:
    return Line(label=f"{day_in_digits(row.counted.day)} · {row.counted.outlet.name}", url="", chip=number(row.views))

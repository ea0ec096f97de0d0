"""What of the newsroom stands in one person's name."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Action
from khen.desk.holdings import Holding
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Opinion
from khen.domains.newsroom.rules.handing import UNFINISHED


def unfinished() -> QuerySet[Bulletin]:
    """Texts that wait for their author or may come back to them."""
    return Bulletin.objects.filter(standing__in=UNFINISHED)


def unsaid() -> QuerySet[Opinion]:
    """Opinions that were asked of somebody by name and not said yet."""
    return Opinion.objects.filter(ended_on=None, answer="", person__isnull=False).select_related("version")


HOLDINGS = (
    Holding(
        key="tin",
        label=_("text that is not finished"),
        rows=unfinished,
        person="author",
        action=Action.DRAFT,
        hand_over=acts.hand_over,
    ),
    Holding(
        key="y-kien",
        label=_("opinion asked by name"),
        rows=unsaid,
        person="person",
        action=Action.ADVISE,
        hand_over=acts.hand_over_opinion,
    ),
)

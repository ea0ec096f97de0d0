"""How the list of bulletins is narrowed."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.atoms import clock
from khen.desk.listing import Filters
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.counsel import without_initials
from khen.domains.newsroom.reads.post_checks import overdue, unchecked
from khen.domains.newsroom.reads.remarks import with_open_remarks

Rows = QuerySet[Bulletin]

REMARKS, INITIALS, CHECKS, OVERDUE = "gop-y", "ky-nhay", "hau-kiem", "qua-han-hau-kiem"
AWAITED: dict[str, tuple[Any, Callable[[Rows], Rows]]] = {
    REMARKS: (_("a remark to be settled"), with_open_remarks),
    INITIALS: (_("initials"), lambda rows: without_initials(rows, clock.today())),
    CHECKS: (_("a check afterwards"), unchecked),
    OVERDUE: (_("a check that is overdue"), lambda rows: overdue(rows, clock.today())),
}


class BulletinFilters(Filters):
    cho = ChoiceFilter(label=_("Waits for"), choices=[(key, label) for key, (label, _rows) in AWAITED.items()], method="awaiting")

    class Meta:
        model = Bulletin
        fields: ClassVar[list[str]] = ["standing", "topic", "klass", "body"]

    def awaiting(self, rows: Rows, name: str, value: str) -> Rows:
        """Only bulletins for which somebody still has to do something besides their next step."""
        return AWAITED[value][1](rows)

"""Publications made by hand at the counter."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.models import Person
from khen.desk.choosing import Days
from khen.desk.counter import Counter
from khen.desk.forms import ReasonForm
from khen.desk.listing import Chip, Filters
from khen.domains.newsroom import acts, terms
from khen.domains.newsroom.models import Elsewhere
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.forms import ReachForm
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.screens.verbs import against_entries, publish

ANNULLED = Chip("annulled", label=_("Annulled"), sort_key="annulled", accessor=lambda row: _("Annulled") if row.annulled else "")


class ElsewhereFilters(Filters):
    on = Days(label=_("Day of publication"))

    class Meta:
        model = Elsewhere
        fields: ClassVar[list[str]] = ["channel", "outlet", "annulled", "on"]


class ElsewhereCounter(Counter):
    model = Elsewhere
    body = "bulletin__body"
    icon = "link-external"
    menu_label = _("Published by hand")
    empty = _(
        "Nothing published by hand yet: open an approved bulletin and choose “Enter a publication by hand” "
        "for Facebook, Zalo or radio."
    )
    menu_order = 110
    list_display = ["bulletin", "outlet", "on", "reach", ANNULLED]
    filterset_class = ElsewhereFilters
    list_export = ["bulletin", "outlet", "on", "link", "reach", "by", "annulled"]
    list_select = ("bulletin", "outlet", "by")
    search_fields = ("bulletin__folded", "outlet__body__folded")
    sayings = terms.SAYINGS
    needs = NEEDS
    verbs = (
        publish(**signs.READ_REACH, act=acts.read_reach, form=ReachForm, reasons=against_entries),
        publish(**signs.ANNUL, act=acts.annul_elsewhere, form=ReasonForm, reasons=against_entries),
    )

    def shown(self, record: Elsewhere, person: Person) -> dict[str, Any]:
        day = day_in_digits(record.on)
        text = format_html('<a href="{}">{}</a>', reverse("ban-tin:record", args=[record.bulletin_id]), record.bulletin)
        first = [
            (_("Bulletin"), text),
            (_("Where it was published"), record.outlet),
            (_("Day"), day),
            (_("Address"), record.link),
        ]
        reach = "" if record.reach is None else number(record.reach)
        return {"about": [*first, (_("Reach"), reach), (_("Entered by"), record.by)]}

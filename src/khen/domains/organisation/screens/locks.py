"""Wrong passwords at the counter: whose names were tried, from where and when, who is locked out until when; and the key."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from khen.atoms import clock
from khen.atoms.vietnamese import moment_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.listing import Chip, Filters
from khen.domains.organisation import reads, rules
from khen.domains.organisation.screens.people import PeopleCounter
from khen.domains.organisation.screens.verbs import UNLOCK


def stands(row: Person) -> str:
    """ "locked until 14:05 26/11/2026"; "" while the door is open."""
    until = reads.locked_until(row, clock.now())
    return gettext("locked until %(when)s") % {"when": moment_in_digits(until)} if until else ""


def whence(row: Any) -> str:
    """ "113.160.24.x and 3 more places"; networks, as everywhere in the house, no whole addresses."""
    network, more = rules.network_of(row.whence or ""), row.places - 1
    return gettext("%(network)s and %(n)d more") % {"network": network, "n": more} if more > 0 else network


class LockFilters(Filters):
    class Meta:
        model = Person
        fields = ()


class LockCounter(PeopleCounter):
    """The same people and pages, only those whose names were tried, and only for whoever governs them."""

    looks, icon, menu_label, menu_order = Action.GOVERN, "password", _("Failed sign-ins"), 816
    empty = _("Nobody failed to sign in lately: whoever of your people does stands here for a week, with the lock and its end.")
    list_display = (
        TitleColumn("full_name", label=_("Full name"), sort_key="folded", url_name="dang-nhap-sai:record"),
        Column("username", label=_("User name"), sort_key="username"),
        Chip("locked", label=_("Door"), accessor=stands, mood=lambda row: "bad"),
        Column("failures", label=_("Failed tries"), sort_key="failures"),
        Column("whence", label=_("From where"), accessor=whence),
        Column("first", label=_("First"), accessor=lambda row: moment_in_digits(row.first), sort_key="first"),
        Column("last", label=_("Last"), accessor=lambda row: moment_in_digits(row.last), sort_key="last"),
    )
    filterset_class = LockFilters
    list_export = ("username", "full_name", "locked", "failures", "whence", "first", "last")
    export_headings = {
        "username": _("User name"),
        "full_name": _("Full name"),
        "locked": _("Door"),
        "failures": _("Failed tries"),
        "whence": _("From where"),
        "first": _("First"),
        "last": _("Last"),
    }
    export_words = {"locked": stands, "whence": rules.network_of, "first": moment_in_digits, "last": moment_in_digits}
    ordering = ("-last", "pk")
    begins, verbs = (), (UNLOCK,)

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        return reads.failing(super().rows(person, day), clock.now())

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        return reads.failing(rows, clock.now())


LOCKS = LockCounter("dang-nhap-sai")

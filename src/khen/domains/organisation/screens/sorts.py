"""What the first page counts of people and their posts."""

from django.utils.translation import gettext_lazy as _

from khen.desk.sorts import Part, Sort
from khen.domains.organisation.reads import first_page
from khen.domains.organisation.screens.handing import people_left_with_things

DELEGATIONS = (
    Sort(
        key="sap-het",
        label=_("of yours, ending within a week"),
        told=_("of your delegations end within a week"),
        rows=first_page.delegations_ending,
        part=Part.DUE,
    ),
)
PEOPLE = (
    Sort(
        key="viec-con-lai",
        label=_("things left in their name"),
        told=_("people may no longer do what stands in their name"),
        rows=people_left_with_things,
        part=Part.DUE,
    ),
    Sort(
        key="sap-het-vi-tri",
        label=_("a post ends within thirty days"),
        told=_("people have a post that ends within thirty days"),
        rows=first_page.people_leaving,
        part=Part.DUE,
    ),
)

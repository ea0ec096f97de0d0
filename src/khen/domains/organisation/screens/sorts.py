"""What the first page counts of people and their posts."""

from django.utils.translation import gettext_lazy as _

from khen.desk.sorts import Part, Sort
from khen.domains.organisation.reads import first_page

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
        key="sap-het-vi-tri",
        label=_("a post ends within thirty days"),
        told=_("people have a post that ends within thirty days"),
        rows=first_page.people_leaving,
        part=Part.DUE,
    ),
)

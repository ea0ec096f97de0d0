"""Sites at the counter: opened by whoever governs the body."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from khen.atoms.text import slug
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, BodyField, KeyField, settle_body
from khen.desk.listing import Filters
from khen.domains.portals import acts
from khen.domains.portals.models import Portal
from khen.domains.portals.terms import SAYINGS, Opened, Theme


class OpenForm(ActForm):
    body = BodyField(action=Action.GOVERN, label=_("Body"))
    name = forms.CharField(label=_("Name"), max_length=120)
    host = forms.CharField(label=_("Host name"), max_length=120, help_text=_("For example dongvan.hagiang.gov.vn."))
    tagline = forms.CharField(label=_("Line under the name"), max_length=200, required=False)
    theme = forms.ChoiceField(label=_("Colours"), choices=Theme.choices, initial=Theme.DEPARTMENT)
    key = KeyField()

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**told, "host": told["host"].strip().lower(), "key": told["key"] or slug(told["name"], longest=40)}


def opened(record: Portal) -> str:
    return gettext("The site is open at %(host)s; bulletins can be published on it.") % {"host": record.site.hostname}


class SiteFilters(Filters):
    class Meta:
        model = Portal
        fields: ClassVar[list[str]] = ["theme", "body"]


class SiteCounter(Counter):
    model = Portal
    icon = "site"
    menu_label = _("Sites")
    empty = _("No site yet: an administrator opens one for a body, and its bulletins can be published there.")
    menu_order = 150
    list_display = ("name", Column("host", label=_("Host name"), accessor="site.hostname"), "body")
    filterset_class = SiteFilters
    list_export = ("name", "key", "body", "theme")
    export_headings = {"name": _("Name"), "key": _("Short name"), "body": _("Body"), "theme": _("Theme")}
    list_select = ("body", "site")
    search_fields = ("body__folded",)
    sayings = {Opened.kind: SAYINGS[Opened.kind]}
    needs = {Opened.kind: Action.GOVERN}
    begins = (
        Verb(
            name="mo",
            label=_("Open a site"),
            action=Action.GOVERN,
            act=acts.open_site,
            form=OpenForm,
            done=opened,
            icon="plus",
        ),
    )

    def shown(self, record: Portal, person: Person) -> dict[str, Any]:
        address = settings.ENV.address_of(record.site.hostname)
        there = format_html('<a href="{}">{}</a>', address, address)
        about = [(_("Body"), record.body), (_("Address"), there), (_("Line under the name"), record.tagline)]
        return {"about": [*about, (_("Colours"), record.get_theme_display()), (_("Key"), record.key)]}


SITES = SiteCounter("trang-tin")

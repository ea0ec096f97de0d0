"""Wagtail's editor with the marks of a plain text and links to the outside; what arrives is cleaned by whoever stores it."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.html import escape, strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

MARKS = ["h3", "bold", "italic", "ul", "ol", "blockquote", "outside-link"]


class Formatted(DraftailRichTextArea):
    """The editor's hidden field. Text that is not the editor's own JSON is taken as HTML."""

    def __init__(self, *, label: Any = "") -> None:
        super().__init__(features=MARKS)
        self.options["ariaLabel"] = str(label)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        try:
            value: str | None = super().value_from_datadict(data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            given = data.get(name, "")
            value = "" if given.lstrip().startswith("{") else given
        return value

    def format_value(self, value: Any) -> Any:
        """What the editor begins with. HTML that it cannot take over is shown again as its plain text, never as a fault."""
        try:
            return super().format_value(value)
        except (AssertionError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            return super().format_value(escape(strip_tags(str(value))))


def register(features: Any) -> None:
    """A link's button opens the form for an outside address at once; there is no tree of pages to choose from."""
    chooser = reverse_lazy("wagtailadmin_choose_page_external_link")
    names = ("pageChooser", "externalLinkChooser", "emailLinkChooser", "phoneLinkChooser", "anchorLinkChooser")
    control = {
        "type": "LINK",
        "icon": "link",
        "description": _("Link"),
        "attributes": ["url"],
        "allowlist": {"href": "^(http:|https:|mailto:|undefined$)"},
        "chooserUrls": dict.fromkeys(names, chooser),
    }
    plugin = EntityFeature(control, js=["wagtailadmin/js/page-chooser-modal.js"])
    features.register_editor_plugin("draftail", "outside-link", plugin)
    rule = {
        "from_database_format": {"a[href]": ExternalLinkElementHandler("LINK")},
        "to_database_format": {"entity_decorators": {"LINK": link_entity}},
    }
    features.register_converter_rule("contentstate", "outside-link", rule)

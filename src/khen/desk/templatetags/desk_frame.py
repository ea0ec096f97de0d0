"""What the counter's own light frame asks: the menu of this person, and the few icons that stand on the page."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http.request import HttpHeaders
from django.middleware.csrf import get_token
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.admin.localization import get_js_translation_strings
from wagtail.admin.menu import admin_menu

from khen.desk.illustration import illustrative

register = template.Library()
ASKED = re.compile(r'href="#icon-([a-z0-9-]+)"')


@register.simple_tag(takes_context=True)
def menu(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries of the menu that are this person's, in their order; `is_here` marks the one that is open."""
    request = context["request"]
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    return [{"item": item, "is_here": request.path.startswith(item.url)} for item in items]


@register.simple_tag
def illustration() -> str:
    """What a house of sample data says on every page, in the language of the screens; "" in a working house."""
    return gettext("illustrative data") if illustrative() else ""


@register.filter
def scripts(names: str) -> list[str]:
    """The files of Wagtail's scripts of these names."""
    return [f"wagtailadmin/js/{name}.js" for name in names.split()]


@register.simple_tag(takes_context=True)
def told_to_scripts(context: Mapping[str, Any]) -> dict[str, Any]:
    """What Wagtail's scripts ask about the page. No query: its own tag asks for the languages of its pages each time, and the
    addresses it adds (pages, images, documents) are closed here."""
    profile = getattr(getattr(context["request"], "user", None), "wagtail_userprofile", None)
    return {
        "CSRF_TOKEN": get_token(context["request"]),
        "CSRF_HEADER_NAME": HttpHeaders.parse_header_name(settings.CSRF_HEADER_NAME),
        "ADMIN_API": {},
        "ADMIN_URLS": {},
        "I18N_ENABLED": False,
        "LOCALES": [],
        "STRINGS": get_js_translation_strings(),
        "KEYBOARD_SHORTCUTS_ENABLED": profile is None or profile.keyboard_shortcuts,
    }


class Drawn(template.Node):
    """A page with the drawings of those icons alone that stand on it; the sheet of all of Wagtail's icons weighs 65 kB."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        page = self.nodelist.render(context)
        drawings = "".join(render_to_string(f"wagtailadmin/icons/{name}.svg") for name in sorted(set(ASKED.findall(page))))
        return mark_safe(f'<svg class="frame-drawings" aria-hidden="true">{drawings}</svg>{page}')


@register.tag
def drawn(parser: Parser, token: Token) -> Drawn:
    """`{% drawn %} ... {% enddrawn %}` around whatever names icons."""
    nodelist = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return Drawn(nodelist)

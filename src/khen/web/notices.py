"""The page of what somebody is told; it concerns nobody but themselves."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.bodies.models import Person
from khen.tidings import notices
from khen.tidings.models import Notice

A_PAGE = 30
PLACES = {  # the model of a thing -> the page on which it is met, and what its address calls the thing ("": nothing)
    "newsroom.asked": ("tuyen-truyen-duoc-dat:record", "pk"),
    "newsroom.bulletin": ("ban-tin:record", "pk"),
    "newsroom.opinion": ("xin-y-kien:record", "pk"),
    "organisation.delegation": ("uy-quyen:record", "pk"),
    "organisation.device": ("open_sessions", ""),
    "bodies.leave": ("nghi-phep:record", "pk"),
    "bodies.person": ("open_sessions", ""),
    "reports.block": ("phan-bao-cao:record", "pk"),
    "reports.report": ("bao-cao:record", "pk"),
    "returns.return": ("so-lieu-khai:record", "pk"),
    "returns.ask": ("so-lieu-khai:sheet", "ask"),
}


def place_of(notice: Notice) -> str:
    name, word = PLACES[notice.about]
    return reverse(name, kwargs={word: notice.about_id} if word else None)


class NoticesPage(WagtailAdminTemplateMixin, View):
    """GET: the notices, page by page. POST: `mo` = one is opened, `het` = all are read; 404 for anything else."""

    template_name = "web/notices.html"
    page_title = _("Notices")
    header_icon = "info-circle"

    @property
    def person(self) -> Person:
        if not isinstance(self.request.user, Person):
            raise Http404
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(notices.of(self.person, clock.today()), A_PAGE).get_page(request.GET.get("trang"))
        shown = self.get_context_data(page=page, unread=notices.unread(self.person))
        answer: HttpResponse = self.render_to_response(shown)
        return answer

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if "mo" in request.POST:
            return self.opened(request.POST["mo"])
        if "het" in request.POST:
            notices.read(self.person)
        else:
            raise Http404
        return redirect("notices")

    def opened(self, which: str) -> HttpResponseBase:
        """On to the thing, which asks for itself whether the person may look at it."""
        key = int(which) if which.isascii() and which.isdigit() and len(which) < 16 else 0
        if (notice := notices.read(self.person, which=key)) is None:
            raise Http404
        return redirect(place_of(notice))

"""Help at the counter: the list of how-to pages, one page, its pictures, and the tour. To whoever signed in; nothing of any
body stands in it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.bodies.models import Person
from khen.desk.practice import practises
from khen.desk.scope import roles
from khen.web import tour
from khen.web.guide import ROLES, TOPICS, days_of, texts
from khen.web.guide_text import picture, text

A_DAY = 24 * 3600  # seconds


class Help(LoginRequiredMixin, WagtailAdminTemplateMixin, View):
    """The frame around one page of help."""

    page_title: Any = _("Guide")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.way()]

    def way(self) -> list[dict[str, Any]]:
        return [{"url": reverse("guide"), "label": _("Guide")}]

    def shown(self, **context: Any) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data(**context))
        return answer


class Guide(Help):
    """Every page: those of the person's own roles first."""

    template_name = "web/guide.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        held = roles(request.user)
        mine = days_of(held)
        others = [page for page in days_of(ROLES) if page not in mine]
        topics = [(topic.title, texts(topic.pages)) for topic in TOPICS]
        return self.shown(mine=mine, others=others, topics=topics)


class GuidePage(Help):
    """One page. 404 for a name that no page bears."""

    template_name = "web/guide_page.html"

    def get(self, request: HttpRequest, page: str) -> HttpResponse:
        found = text(page)
        if found is None:
            raise Http404
        self.page_title = found.title
        return self.shown(text=found)

    def way(self) -> list[dict[str, Any]]:
        return [*super().way(), {"url": "", "label": self.page_title}]


@require_safe
@login_required
def guide_picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of a page, kept by the browser for a day."""
    place = picture(name)
    if place is None:
        raise Http404
    return FileResponse(place.open("rb"), content_type="image/png", headers={"Cache-Control": f"private, max-age={A_DAY}"})


class TourPage(Help):
    """GET: the steps for this person's roles, as often as they like. POST: `ro` = they know now; 404 for anything else."""

    template_name = "web/tour.html"
    page_title = tour.TITLE

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(steps=tour.steps(roles(request.user), practises=practises(request)), is_new=tour.is_new(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "ro" not in request.POST or not isinstance(request.user, Person):
            raise Http404
        tour.put_away(request.user)
        return redirect("wagtailadmin_home")

    def way(self) -> list[dict[str, Any]]:
        return [*super().way(), {"url": "", "label": self.page_title}]

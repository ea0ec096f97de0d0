"""The page of the sessions that are open in somebody's name; it concerns nobody but themselves."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.domains.organisation import acts, reads


@method_decorator(never_cache, name="dispatch")
class OpenSessions(LoginRequiredMixin, WagtailAdminTemplateMixin, View):
    """GET: where the person is signed in, and their passkeys. POST: `mot` = one of these sessions ends, `khac` = all but this
    one; 404 for anything else."""

    template_name = "web/open_sessions.html"
    page_title = _("Your sessions")
    header_icon = "desktop"

    @property
    def person(self) -> Person:
        assert isinstance(self.request.user, Person)
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = list(reads.open_sessions(self.person, clock.now()))
        others = any(row.session_id != request.session.session_key for row in rows)
        keys = {"passkeys": list(reads.passkeys_of(self.person)), "enrolled": reads.has_factor(self.person)}
        shown = self.get_context_data(rows=rows, here=request.session.session_key, others=others, **keys)
        answer: HttpResponse = self.render_to_response(shown)
        return answer

    def post(self, request: HttpRequest) -> HttpResponseBase:
        person, day = self.person, clock.today()
        try:
            if "mot" in request.POST:
                acts.end_session(self.one(request.POST["mot"]), by=person, on=day)
            elif "khac" in request.POST:
                acts.end_other_sessions(person, but=request.session.session_key, by=person, on=day)
            else:
                raise Http404
        except Refusal as refusal:
            messages.error(request, str(refusal.reasons[0]))
        else:
            messages.success(request, _("Ended: nobody can go on there without signing in again."))
        return redirect("open_sessions")

    def one(self, which: str) -> Any:
        """Raises Http404 for a session that is not the person's own, or is no more."""
        key = int(which) if which.isascii() and which.isdigit() and len(which) < 16 else 0
        rows = reads.open_sessions(self.person, clock.now())
        return get_object_or_404(rows.exclude(session=self.request.session.session_key), pk=key)

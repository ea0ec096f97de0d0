"""What somebody is told of and how: on the page, by letter, on the phone. It concerns nobody but themselves."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.bodies.models import Person
from khen.domains.organisation.models import Device
from khen.tidings import choices, digests, panels, rings
from khen.tidings.terms import Pace, Road

SPLIT = ":"  # between sort and road in a form's value


@method_decorator(never_cache, name="dispatch")
class NoticeChoices(LoginRequiredMixin, WagtailAdminTemplateMixin, View):
    """GET: sorts by roads, the pace of letters, the browsers that are rung. POST: `chon` = keep these (`loai` "sort:road",
    `nhip`), `nhan` = ring this browser (`endpoint`, `p256dh`, `auth`), `thoi` = ring that one no more; 404 for anything else."""

    template_name = "web/notice_choices.html"
    page_title = _("What you are told of")
    header_icon = "info-circle"

    @property
    def person(self) -> Person:
        assert isinstance(self.request.user, Person)
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = [{"url": reverse("notices"), "label": _("Notices")}, {"url": "", "label": self.page_title}]
        return [*self.breadcrumbs_items, *here]

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = choices.wanted(self.person)
        rows = [
            (one.label, [(f"{one}{SPLIT}{road}", road.label, (one.value, road.value) in wanted) for road in Road])
            for one in choices.CHOSEN
        ]
        shown = self.get_context_data(
            rows=rows,
            roads=[road.label for road in Road],
            paces=[(pace, pace.label) for pace in Pace],
            pace=choices.pace_of(self.person.pk),
            email=self.person.email,
            last=digests.last_letter(self.person),
            refused=panels.refused_letter(self.person),
            receivers=rings.receivers(self.person),
            key=rings.public_key(),
            worker=reverse("ring_worker"),
        )
        answer: HttpResponse = self.render_to_response(shown)
        return answer

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if "chon" in request.POST:
            pairs = (one.partition(SPLIT) for one in request.POST.getlist("loai"))
            choices.choose(self.person, {(told, road) for told, _split, road in pairs}, request.POST.get("nhip", ""))
            messages.success(request, _("Your choice is kept."))
        elif "nhan" in request.POST:
            self.received(request)
        elif "thoi" in request.POST:
            self.let_go(request.POST["thoi"])
        else:
            raise Http404
        return redirect("notice_choices")

    def received(self, request: HttpRequest) -> None:
        name = Device.objects.filter(session_id=request.session.session_key).values_list("name", flat=True).first()
        given = {"endpoint": request.POST.get("endpoint", ""), "key": request.POST.get("p256dh", "")}
        if rings.receive(self.person, **given, secret=request.POST.get("auth", ""), name=name or str(_("A browser"))):
            messages.success(request, _("This device is told from now on."))
        else:
            messages.error(request, _("The push service of this browser is not known here. Use Chrome, Edge, Firefox or Safari."))

    def let_go(self, which: str) -> None:
        key = int(which) if which.isascii() and which.isdigit() and len(which) < 16 else 0
        if not rings.let_go(self.person, key):
            raise Http404
        messages.success(self.request, _("That device is told no more."))


def ring_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows a ring; a browser keeps it as long as it is rung."""
    return render(request, "web/ring_worker.js", content_type="text/javascript; charset=utf-8")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def no_letters(request: HttpRequest, word: str) -> HttpResponse:
    """The way out of letters of notices. Looking changes nothing; a POST ends them, from the page or by a mail program
    (RFC 8058)."""
    person = choices.person_of(word)
    if person is None:
        raise Http404
    if request.method == "POST":
        choices.no_letters(person)
    answer = render(request, "web/no_letters.html", {"left": not choices.gets_letters(person)})
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer

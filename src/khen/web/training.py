"""The page of training: a round is opened and ended there, officers enter it and come back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies import governing
from khen.bodies.models import Body, Person, Trainee
from khen.bodies.terms import Action, Role
from khen.bodies.training import open_for_training, trainee_of
from khen.desk import scope
from khen.desk.forms import ReasonForm
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.reads import to_approve
from khen.domains.organisation import acts as organisation
from khen.domains.returns import acts as returns
from khen.web import practice


def entered(person: Person) -> Trainee:
    """The account under which this person practises, made at the first time; something waits there to be approved, a sheet to be
    filled in and figures to be accepted.

    Raises Refusal."""
    today = clock.today()
    trainee = trainee_of(person) or organisation.join_training(by=person, on=today)
    if not to_approve(trainee.account, today).exists():
        newsroom.set_exercises(trainee.body, by=tutor_of(trainee.body), on=today)
    set_sheets(trainee.body)
    return trainee


def set_exercises(body: Body) -> None:
    """What waits in a round that was just opened."""
    newsroom.set_exercises(body, by=tutor_of(body), on=clock.today())
    set_sheets(body)


def set_sheets(body: Body) -> None:
    """A round that was opened when returns were not practised yet goes on without them."""
    tutor, today = tutor_of(body), clock.today()
    if returns.lacks_sheets(body, by=tutor, on=today):
        returns.set_sheets(body, by=tutor, on=today)


def tutor_of(body: Body) -> Person:
    """Whoever was made for it when the round was opened: the one there who writes and never approves."""
    tutor = Person.objects.filter(posts__body=body, posts__role=Role.AUTHOR).exclude(posts__role=Role.APPROVER)
    return tutor.get()


class WhyForm(ReasonForm):
    reason = forms.CharField(label=_("Why this round ends"), max_length=500)


class TrainingPage(LoginRequiredMixin, WagtailAdminTemplateMixin, View):
    """GET: whether a round is open, and how to enter it. POST, `viec`: `vao` = enter, `ra` = come back; of whoever governs the
    whole province `mo` = open a round, `ket-thuc` = end it (`reason`: why). 404 for anything else and anybody without a post."""

    template_name = "web/training.html"
    page_title = _("Training")
    header_icon = "draft"

    @property
    def person(self) -> Person:
        person = self.request.user
        if not isinstance(person, Person) or not scope.roles(person):
            raise Http404
        return person

    @property
    def governs(self) -> bool:
        return governing.for_whole_province(self.person, Action.GOVERN, clock.today()) is not None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        body, governs = open_for_training(), self.governs
        joined = body.trainees.count() if body and governs else 0
        told = {"body": body, "joined": joined, "practises": practice.practises(request)}
        shown = self.get_context_data(form=WhyForm(person=self.person, day=clock.today()), governs=governs, **told)
        answer: HttpResponse = self.render_to_response(shown)
        return answer

    def post(self, request: HttpRequest) -> HttpResponse:
        doing = {"vao": self.enter, "ra": self.come_back}
        if self.governs:
            doing |= {"mo": self.open, "ket-thuc": self.end}
        do: Callable[[], str] | None = doing.get(request.POST.get("viec", ""))
        if do is None:
            raise Http404
        place = "training"
        try:
            place = do()
        except Refusal as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        return redirect(place)

    def enter(self) -> str:
        practice.begin(self.request, entered(self.person))
        return "wagtailadmin_home"

    def come_back(self) -> str:
        practice.leave(self.request)
        messages.success(self.request, _("You are back at your own work."))
        return "wagtailadmin_home"

    def open(self) -> str:
        set_exercises(organisation.open_training(by=self.person, on=clock.today()))
        messages.success(self.request, _("The round of training is open: every officer may enter it."))
        return "training"

    def end(self) -> str:
        form = WhyForm(self.request.POST, person=self.person, day=clock.today())
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        organisation.end_training(by=self.person, on=clock.today(), reason=reason)
        practice.leave(self.request)
        messages.success(self.request, _("The round of training has ended; what was practised in it stays in the journal."))
        return "training"

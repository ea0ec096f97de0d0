"""Signing in by two steps: the password, then a code of the phone or a passkey, for whoever has set that up. Nobody is signed
in between.

A wrong code counts as a wrong password does and locks the same door (`sign_in.locked_out`); only success forgets them."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.desk.backend import ENTER
from khen.domains.organisation import acts, reads
from khen.domains.organisation.rules.factors import NONE_LEFT
from khen.domains.organisation.rules.passkeys import to_show
from khen.domains.organisation.terms import Failed, post_in_words
from khen.web import devices
from khen.web.challenges import answered, ask
from khen.web.hosts import host_of
from khen.web.network_gate import turned_away
from khen.web.sign_in import SignInForm, counted, locked_out

SHOWING = "sign in"  # what a challenge to a passkey is for
HALFWAY, MINUTES = "halfway_in", 10  # where the session keeps who has given the password, and for how long
LONGEST_CODE = 20


class SignIn(LoginView):
    """The only door: the user name and the password."""

    template_name, authentication_form = "wagtailadmin/login.html", SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = request.user.is_authenticated and request.user.has_perm(ENTER)
        return redirect(self.get_success_url()) if known else super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        person, stays = form.get_user(), bool(form.cleaned_data.get("remember"))
        return first_step_done(self.request, person, person.backend, stays=stays, place=self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        post = reads.next_post(person, clock.today()) if isinstance(person, Person) else None
        to_come = {"post": post_in_words(post), "since": post.since} if post else None
        return super().get_context_data(**kwargs) | {"provider": settings.ENV.provider is not None, "to_come": to_come}


def first_step_done(request: HttpRequest, person: Person, backend: str, *, stays: bool, place: str) -> HttpResponse:
    """The first step is done, by password or by the identity provider: on to the second for whoever has one."""
    if (away := turned_away(request, person)) is not None:
        return away
    if not reads.has_factor(person):
        return entered(request, person, backend, stays=stays, place=place)
    request.session[HALFWAY] = {
        "person": person.pk,
        "backend": backend,
        "password": person.get_session_auth_hash(),
        "until": clock.now().timestamp() + MINUTES * 60,
        "next": place,
        "stays": stays,
    }
    return redirect("second_step")


def entered(request: HttpRequest, person: Person, backend: str, *, stays: bool, place: str) -> HttpResponse:
    """The person is in: until the browser is closed, or for as long as a session lasts (`stays`); on to the place."""
    login(request, person, backend)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if stays else 0)
    return devices.met(request, person, redirect(place))


def halfway(request: HttpRequest) -> Person | None:
    """Who has given the password and not yet the code; None when nobody has, or too long ago, or the password is another now."""
    kept = request.session.get(HALFWAY)
    if kept is None or not clock.stands(kept["until"], MINUTES):
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    same = person is not None and constant_time_compare(kept["password"], person.get_session_auth_hash())
    return person if same else None


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class RecoveryForm(forms.Form):
    code = forms.CharField(
        label=_("Recovery code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


COPIED = _("This key counts less than it did before: there may be a copy of it. It is stopped; use the code of the phone.")


@method_decorator([sensitive_post_parameters("code", "answer"), never_cache], name="dispatch")
class SecondStep(FormView):
    """The code; at `?du-phong` a recovery code. In `answer` what a passkey signed. Whoever gave no password goes back to it."""

    template_name = "web/second_step.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = halfway(request)
        if person is None or not reads.has_factor(person):
            request.session.pop(HALFWAY, None)
            return redirect("wagtailadmin_login")
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    @property
    def name(self) -> dict[str, Any]:
        return {"username": self.person.username}

    def get_form_class(self) -> type[forms.Form]:
        return RecoveryForm if "du-phong" in self.request.GET and self.left else CodeForm

    @cached_property
    def left(self) -> int:
        return reads.recovery_codes_left(self.person)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not AxesProxyHandler.is_allowed(request, self.name):
            return locked_out(request, None, self.name)
        return self.by_key(request.POST["answer"]) if "answer" in request.POST else super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = reads.passkeys_at(self.person, host_of(self.request))
        told = to_show(ask(self.request, SHOWING), keys) if keys else None
        shown = {"passkey_told": told, "left": self.left, "none_left": NONE_LEFT}
        return super().get_context_data(**kwargs) | shown

    def by_key(self, answer: str) -> HttpResponse:
        try:
            asked = answered(self.request, SHOWING)
            right = acts.pass_passkey(self.person, answer=answer, asked=asked, on=clock.today(), at=clock.now())
            refusal = Refusal(Failed(COPIED))
        except Refusal as refused:
            right, refusal = None, refused
        if right is not None:
            return self.passed()
        counted(refusal, self.request, self.name, SecondStep)
        said = str(refusal.reasons[0])
        return self.render_to_response(self.get_context_data(form=self.get_form_class()(), refused=said))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            told = {"code": form.cleaned_data["code"], "spare": isinstance(form, RecoveryForm)}
            acts.pass_factor(self.person, **told, on=clock.today(), at=clock.now())
        except Refusal as refusal:
            counted(refusal, self.request, self.name, SecondStep)
            form.add_error("code", str(refusal.reasons[0]))
            return self.form_invalid(form)
        return self.passed()

    def passed(self) -> HttpResponse:
        kept = self.request.session.pop(HALFWAY)
        return entered(self.request, self.person, kept["backend"], stays=kept["stays"], place=kept["next"])

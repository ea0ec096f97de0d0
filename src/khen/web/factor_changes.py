"""The pages on which somebody renews their recovery codes, or moves the second step to another phone, by themselves.

Both ask for password and code once more: whoever finds a session open has neither. A wrong one counts as a wrong password and
locks the same door; what else speaks against the change does not."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.domains.organisation import acts, reads
from khen.web.passwords import password_field
from khen.web.second_factor import PENDING, drawn, waiting
from khen.web.second_step import LONGEST_CODE
from khen.web.sign_in import counted, locked_out


def code_field(label: Any, **more: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_CODE, widget=forms.TextInput(attrs={"autocomplete": "off", **more}))


class ProofForm(forms.Form):
    password = password_field(_("Your password"), new=False)
    code = code_field(_("Code of the phone used until now, or a recovery code"), autocapitalize="none", spellcheck="false")


class PhoneForm(ProofForm):
    shown = code_field(_("Code that the new phone shows"), inputmode="numeric")
    field_order = ("shown", "password", "code")


@method_decorator([sensitive_post_parameters("password", "code", "shown"), never_cache], name="dispatch")
class Change(LoginRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """POST: done, with the one answer on which the new recovery codes stand. Whoever has no second step sets it up first."""

    template_name = "web/factor_change.html"
    header_icon = "lock"
    lead: Any = ""
    press: Any = ""
    back = "second_factor"  # the name of the page that one came from

    @property
    def person(self) -> Person:
        assert isinstance(self.request.user, Person)
        return self.request.user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        lacks = isinstance(request.user, Person) and not reads.has_factor(request.user)
        return redirect("second_factor") if lacks else super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not AxesProxyHandler.is_allowed(request, self.name):
            return locked_out(request, None, self.name)
        return super().post(request, *args, **kwargs)

    @property
    def name(self) -> dict[str, Any]:
        return {"username": self.person.username}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"lead": self.lead, "press": self.press, "back": self.back}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            codes = self.changed(form.cleaned_data)
        except Refusal as refusal:
            counted(refusal, self.request, self.name, type(self))
            form.add_error(None, str(refusal.reasons[0]))
            return self.form_invalid(form)
        return self.done(form, codes)

    def done(self, form: Any, codes: list[str]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, codes=codes))

    def around(self) -> dict[str, Any]:
        return {"but": self.request.session.session_key, "by": self.person, "on": clock.today(), "at": clock.now()}

    def changed(self, told: dict[str, Any]) -> list[str]:
        """The new recovery codes, where there are any. Raises Refusal."""
        raise NotImplementedError


class NewCodes(Change):
    form_class, page_title = ProofForm, _("Get new recovery codes")
    lead = _("The recovery codes of before are then good for nothing, and you are signed out of all other devices.")
    press = _("Get new codes")

    def changed(self, told: dict[str, Any]) -> list[str]:
        return acts.renew_recovery_codes(self.person, **told, **self.around())


class NewPhone(Change):
    form_class, page_title = PhoneForm, _("Move to another phone")
    lead = _("The old phone and the old recovery codes are then good for nothing, and you are signed out of all other devices.")
    press = _("Move")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        return shown if "codes" in shown else shown | drawn(self.person, waiting(self.request))

    def changed(self, told: dict[str, Any]) -> list[str]:
        sealed = self.request.session.get(PENDING, "")
        codes = acts.move_factor(self.person, sealed=sealed, **told, **self.around())
        self.request.session.pop(PENDING, None)
        return codes

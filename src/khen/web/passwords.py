"""The page on which somebody changes their own password."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.text import nfc
from khen.bodies.models import Person
from khen.domains.organisation import acts
from khen.domains.organisation.screens import answers
from khen.web import devices
from khen.web.sign_in import LONGEST_PASSWORD, counted, locked_out


def password_field(label: Any, *, new: bool) -> forms.CharField:
    hint = {"autocomplete": "new-password" if new else "current-password"}
    widget = forms.PasswordInput(attrs=hint)
    return forms.CharField(label=label, max_length=LONGEST_PASSWORD, strip=False, widget=widget)


class PasswordForm(forms.Form):
    old = password_field(_("Your password now"), new=False)
    new = password_field(_("New password"), new=True)
    again = password_field(_("The new password once more"), new=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"new", "again"} <= said.keys() and nfc(said["new"]) != nfc(said["again"]):
            self.add_error("again", _("The two new passwords differ."))
        return said


class PasswordPage(LoginRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """Whoever was issued a password stays here until it is their own."""

    form_class = PasswordForm
    template_name = "web/password.html"
    page_title = _("Change password")
    header_icon = "key"
    success_url = reverse_lazy("wagtailadmin_home")

    @property
    def person(self) -> Person:
        assert isinstance(self.request.user, Person)
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rules = password_validation.password_validators_help_texts()
        return super().get_context_data(**kwargs) | {"rules": rules, "must": self.person.must_change_password}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who sits at somebody else's open screen guesses no more often here than at the door."""
        name = {"username": self.person.username}
        return (
            super().post(request, *args, **kwargs)
            if AxesProxyHandler.is_allowed(request, name)
            else locked_out(request, None, name)
        )

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        try:
            person = acts.change_password(self.person, old=said["old"], new=said["new"], by=self.person, on=clock.today())
        except Refusal as refusal:
            counted(refusal, self.request, {"username": self.person.username}, PasswordPage)
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return self.form_invalid(form)
        update_session_auth_hash(self.request, person)
        devices.goes_on(self.request)
        messages.success(self.request, answers.and_link(_("Your password is changed."))(person))
        return super().form_valid(form)

"""The page behind the link of an invitation: whoever holds it chooses the password of its person, once.

A word that was never sent is not there; one that no longer holds is told so in one sentence, and that somebody came is written
down. Nothing else is told. The page is kept nowhere and sends its address on to nobody."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.text import nfc
from khen.desk.whence import address_of
from khen.domains.organisation import acts, reads
from khen.domains.organisation.models import Invitation
from khen.domains.organisation.screens.rebuffs import INVITATION
from khen.domains.organisation.terms.rebuffs import Refused
from khen.egress.visitors import Gauge
from khen.web.passwords import password_field
from khen.web.rebuffs import note

PER_READER, MOST_READERS = 20, 20_000  # tries that one process counts in a minute; readers it remembers
READERS = Gauge(MOST_READERS)


class ChooseForm(forms.Form):
    new = password_field(gettext_lazy("New password"), new=True)
    again = password_field(gettext_lazy("The new password once more"), new=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"new", "again"} <= said.keys() and nfc(said["new"]) != nfc(said["again"]):
            self.add_error("again", _("The two new passwords differ."))
        return said


class InvitationPage(View):
    http_method_names = ("get", "head", "post")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = self.opened(request, *args, **kwargs) if self.is_moderate() else self.too_often()
        add_never_cache_headers(answer)
        answer["Referrer-Policy"] = "strict-origin"  # the link goes nowhere; without any origin browsers' forms are refused
        answer["X-Robots-Tag"] = "noindex"
        answer.__dict__["_has_been_logged"] = True  # Django would write the address, and with it the link, into its log
        return answer

    def opened(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:  # cut by a mail program, or mistyped
            return render(request, "web/invitation_over.html", {"mangled": True}, status=404)

    def is_moderate(self) -> bool:
        return READERS.passes(address_of(self.request), PER_READER, int(clock.now().timestamp() // 60))

    @cached_property
    def invitation(self) -> Invitation:
        """Raises Http404 for a word that was never sent."""
        found = reads.invitation_of(self.kwargs.get("word", ""))
        if found is None:
            raise Http404
        return found

    @property
    def holds(self) -> bool:
        return reads.misuse_of(self.invitation, clock.now()) is None

    def get(self, request: HttpRequest, word: str = "") -> HttpResponse:
        return self.page(ChooseForm()) if self.holds else self.turned_away()

    def post(self, request: HttpRequest, word: str = "") -> HttpResponse:
        if not self.holds:
            return self.turned_away()
        form = ChooseForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        try:
            acts.accept_invitation(self.invitation, new=form.cleaned_data["new"], on=clock.today(), at=clock.now())
        except Refusal as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return self.page(form)
        messages.success(request, _("Your password is set: sign in with it now."))
        return redirect("wagtailadmin_login")

    def page(self, form: ChooseForm) -> HttpResponse:
        help_texts = password_validation.password_validators_help_texts()
        shown = {"form": form, "rules": help_texts, "person": self.invitation.person}
        return render(self.request, "web/invitation.html", shown)

    def turned_away(self) -> HttpResponse:
        with suppress(Refusal):  # recorded often enough
            acts.turn_away(self.invitation, on=clock.today(), at=clock.now())
        note(self.invitation.person_id, INVITATION, Refused.LINK_OVER)
        return render(self.request, "web/invitation_over.html", {}, status=410)

    def too_often(self) -> HttpResponse:
        answer = render(self.request, "web/invitation_over.html", {"too_often": True}, status=429)
        answer["Retry-After"] = "60"
        return answer

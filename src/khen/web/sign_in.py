"""Coming in: one spelling of a name, one normal form of a password, and a clear word when the door is locked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.text import nfc
from khen.domains.organisation.terms import Failed
from khen.web.door_lock import address_locked_until, known_browser, name_locked_until, place_locked_until

LONGEST_NAME, LONGEST_PASSWORD = 60, 128


class SignInForm(LoginForm):
    """Names are small letters; passwords are compared in normal form C, however the keyboard composed them (RFC 8265)."""

    username = forms.CharField(
        label=_("User name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("The user name and the password do not go together. After 5 failures the door is locked for a while."),
        "inactive": _("This account is closed."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_username(self) -> str:
        return one_spelling(self.cleaned_data["username"])

    def clean_password(self) -> str:
        return nfc(self.cleaned_data["password"])


def one_spelling(name: str) -> str:
    """The name as accounts keep it, so that no spelling of it counts its failures apart."""
    return nfc(name).strip().lower()[:LONGEST_NAME]


def name_given(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name that somebody tries to come in by."""
    return one_spelling(str((credentials or {}).get("username") or request.POST.get("username", "")))


def counted(refusal: Refusal, request: HttpRequest, name: Mapping[str, Any], page: type) -> None:
    """A wrong password, code or key counts as a failure of this name; whatever else speaks against an act does not."""
    if any(isinstance(one, Failed) for one in refusal.reasons):
        user_login_failed.send(page, credentials=dict(name), request=request)


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """Too many failures: when the door opens again. No further try before then lengthens the wait."""
    wait = get_cool_off(request) or timedelta()
    address_until, name_until = address_locked_until(request), name_locked_until(request, credentials)
    until = address_until or name_until or place_locked_until(request, credentials) or clock.now() + wait
    context = {
        "until": until,
        "known": bool(known_browser(request, credentials)),
        "whole_address": address_until is not None,
        "whole_name": name_until is not None,
    }
    locked = render(request, "web/locked_out.html", context, status=429)
    locked["Retry-After"] = str(max(1, round((until - clock.now()).total_seconds())))
    return locked

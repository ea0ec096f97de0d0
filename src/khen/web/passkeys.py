"""The pages on which somebody adds a key to their second step, or removes one: both after password and code once more."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from khen.atoms.refusal import Refusal
from khen.atoms.text import nfc
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.models import Passkey
from khen.domains.organisation.rules.passkeys import (
    LONGEST_PASSKEY_NAME,
    TAKEN_NAME,
    free_name,
    handle_of,
    reasons_about_passkey_name,
    reasons_about_room,
    to_create,
)
from khen.web.challenges import answered, ask
from khen.web.factor_changes import Change, ProofForm

ADDING = "add"


class PasskeyForm(ProofForm):
    name = forms.CharField(label=_("Name of the key, for you to know it again"), max_length=LONGEST_PASSKEY_NAME)
    field_order = ("name", "password", "code")
    names: Collection[str] = ()  # of the keys that the person has

    def clean_name(self) -> str:
        """Asked before password and code, which are not used up by it."""
        name = nfc(" ".join(self.cleaned_data["name"].split()))
        for reason in reasons_about_passkey_name(name, self.names):
            raise forms.ValidationError(str(reason))
        return name


@method_decorator(sensitive_post_parameters("password", "code", "answer"), name="dispatch")
class NewPasskey(Change):
    """POST `name`, `password`, `code`, and in `answer` what the browser made of the challenge."""

    form_class, template_name, page_title = PasskeyForm, "web/passkey_new.html", _("Add a passkey")
    lead = _(
        "A passkey is kept by this device, or on a security key that you plug in. At the second step it stands in for the code."
    )
    press = _("Make the key and add it")
    back = "open_sessions"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A browser makes no key for which there is no room."""
        for reason in reasons_about_room(self.names()):
            messages.error(request, str(reason))
            return redirect(self.back)
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.names = self.names()
        return form

    def names(self) -> list[str]:
        return list(reads.passkeys_of(self.person).values_list("name", flat=True))

    def get_initial(self) -> dict[str, Any]:
        return {"name": free_name(rules.name_of(self.request.headers.get("User-Agent", "")), self.names())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, asked = self.person, ask(self.request, ADDING)
        told = to_create(
            asked,
            handle=handle_of(settings.SECRET_KEY, person.pk),
            username=person.username,
            full_name=person.full_name,
            known=reads.passkeys_at(person, asked.host),
        )
        return super().get_context_data(**kwargs) | {"passkey_told": told, "names": self.names(), "taken": TAKEN_NAME}

    def changed(self, told: dict[str, Any]) -> list[str]:
        around = {name: one for name, one in self.around().items() if name != "but"}
        answer = self.request.POST.get("answer", "")
        acts.add_passkey(self.person, **told, answer=answer, asked=answered(self.request, ADDING), **around)
        return []

    def done(self, form: Any, codes: list[str]) -> HttpResponse:
        messages.success(self.request, _("The key was added: from the next sign-in on you may use it."))
        return redirect(self.back)


GONE = _("This key is no longer among yours. Nothing else was removed.")


class RemovalForm(ProofForm):
    passkey = forms.ModelChoiceField(
        label=_("Passkey"),
        queryset=Passkey.objects.none(),
        empty_label=_("Choose a key"),
        error_messages={"invalid_choice": GONE},
    )
    field_order = ("passkey", "password", "code")


class RemovePasskey(Change):
    """POST `passkey`, one of the person's own, with `password` and `code`; at `?khoa=` it is chosen already. 409 for whoever has
    none."""

    form_class, page_title = RemovalForm, _("Remove a passkey")
    lead = _("The key opens nothing any more, and you are signed out of all other devices.")
    press = _("Remove the key")
    back = "open_sessions"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.has_any() else self.nothing()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.has_any() else self.nothing()

    def has_any(self) -> bool:
        return reads.passkeys_of(self.person).exists()

    def nothing(self) -> HttpResponse:
        return render(self.request, "web/no_passkey.html", self.get_context_data(), status=409)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["passkey"].queryset = reads.passkeys_of(self.person)
        return form

    def get_initial(self) -> dict[str, Any]:
        return {"passkey": self.request.GET.get("khoa", "")}

    def changed(self, told: dict[str, Any]) -> list[str]:
        try:
            acts.remove_passkey(told.pop("passkey"), **told, **self.around())
        except Passkey.DoesNotExist as gone:  # pressed twice at one moment
            raise Refusal(GONE) from gone
        return []

    def done(self, form: Any, codes: list[str]) -> HttpResponse:
        messages.success(self.request, _("The key was removed. Delete it on the device as well."))
        return redirect(self.back)

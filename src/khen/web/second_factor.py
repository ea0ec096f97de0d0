"""The page on which somebody sets up their own second step: a picture for the phone, a code back, the recovery codes once."""

from typing import Any

import pyotp
import segno
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.domains.organisation import acts, reads, rules
from khen.web.factor_gate import lacks_factor
from khen.web.second_step import CodeForm

PENDING = "second_factor"  # where the session keeps the secret, sealed, until the phone has shown a code of it
ISSUER = "Khèn"


def waiting(request: HttpRequest) -> str:
    """The secret that waits for its phone; a new one when none does."""
    secret = rules.opened(settings.SECRET_KEY, request.session.get(PENDING, ""))
    if secret is None:
        secret = pyotp.random_base32()
        request.session[PENDING] = rules.sealed(settings.SECRET_KEY, secret)
    return secret


def drawn(person: Person, secret: str) -> dict[str, str]:
    """What a page shows of a secret for a phone to take it over: a picture, an address, the key in groups of four."""
    address = pyotp.TOTP(secret).provisioning_uri(name=person.username, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"picture": picture, "groups": groups, "address": address}


@method_decorator([sensitive_post_parameters("code"), never_cache], name="dispatch")
class SecondFactorPage(LoginRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """GET: how the second step stands, or the picture. POST `code`: set up; the one answer on which the recovery codes stand."""

    form_class, template_name = CodeForm, "web/second_factor.html"
    page_title = _("Second step of signing in")
    header_icon = "lock"

    @property
    def person(self) -> Person:
        assert isinstance(self.request.user, Person)
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        if reads.has_factor(self.person):
            return shown | {"left": reads.recovery_codes_left(self.person), "enrolled": True}
        if "codes" in shown:
            return shown
        return shown | {"must": lacks_factor(self.person), **drawn(self.person, waiting(self.request))}

    def form_valid(self, form: Any) -> HttpResponse:
        told = {"sealed": self.request.session.get(PENDING, ""), "code": form.cleaned_data["code"]}
        try:
            codes = acts.enrol_factor(self.person, **told, by=self.person, on=clock.today(), at=clock.now())
        except Refusal as refusal:
            form.add_error("code", str(refusal.reasons[0]))
            return self.form_invalid(form)
        del self.request.session[PENDING]
        return self.render_to_response(self.get_context_data(form=form, codes=codes))

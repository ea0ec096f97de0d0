"""Coming in by the province's identity provider: it says who somebody is, an administrator has said who that is here.

It stands in for the password alone: the second step, the networks of administrators and the end of a post hold as ever."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.domains.organisation import reads
from khen.settings.provider import Provider
from khen.web.hosts import host_of
from khen.web.provider import begun, meant
from khen.web.second_step import first_step_done

GONE, MINUTES = "gone_to_provider", 10  # where the session keeps what was asked, and for how long
BACKEND = "khen.desk.backend.PostBackend"


@method_decorator(never_cache, name="dispatch")
class Provided(View):
    """404 where the surroundings name no provider; what the provider does wrong is said at the door."""

    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.ENV.provider is None:
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, str(refusal.reasons[0]))
            return redirect("wagtailadmin_login")

    @property
    def provider(self) -> Provider:
        assert settings.ENV.provider is not None  # asked at the beginning
        return settings.ENV.provider

    @property
    def back(self) -> str:
        return f"{settings.ENV.address_of(host_of(self.request))}{reverse('provider_back')}"


class ProviderBegin(RedirectURLMixin, Provided):
    """On to the provider; `next` is kept for the way back."""

    next_page = "wagtailadmin_home"

    def get(self, request: HttpRequest) -> HttpResponse:
        place, kept = begun(self.provider, self.back)
        until = clock.now().timestamp() + MINUTES * 60
        request.session[GONE] = {**kept, "until": until, "next": self.get_success_url()}
        return redirect(place)


class ProviderBack(Provided):
    """Back from the provider, once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = request.session.pop(GONE, None)
        if kept is None or kept["until"] < clock.now().timestamp():
            raise Refusal(_("This sign-in took too long or was ended already. Begin again from this page."))
        person = reads.person_meant(meant(self.provider, self.back, kept, request.GET.dict()), clock.today())
        if person is None:
            raise Refusal(_("No officer is tied to this account. Ask the administrator of your body, or use the password."))
        return first_step_done(request, person, BACKEND, stays=False, place=kept["next"])

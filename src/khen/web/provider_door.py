"""Coming in by the province's identity provider: it says who somebody is, an administrator has said who that is here.

It stands in for the password alone: the second step, the networks of administrators and the end of a post hold as ever."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LogoutView, RedirectURLMixin
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
from khen.web.provider import begun, meant, signed_out
from khen.web.second_step import first_step_done

CAME_BY = "came_by_provider"  # where the session keeps what is needed to sign out there
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
        if kept is None or not clock.stands(kept["until"], MINUTES):
            raise Refusal(_("This sign-in took too long or was ended already. Begin again from this page."))
        subject, out = meant(self.provider, self.back, kept, request.GET.dict())
        person = reads.person_meant(subject, clock.today())
        if person is None:
            raise Refusal(_("No officer is tied to this account. Ask the administrator of your body, or use the password."))
        request.session[CAME_BY] = out  # the session goes on under a new key when the last step is done
        return first_step_done(request, person, BACKEND, stays=False, place=kept["next"])


class SignOut(LogoutView):
    """Out of the house and, for whoever came in by the provider, out there too; the provider sends them back to the door.

    The house asks the provider nothing: where that is silent or knows no such way, the session here has ended all the same.
    No cookie of a session is left: a page for a reader without one may be kept for others."""

    next_page = "wagtailadmin_login"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().dispatch(request, *args, **kwargs)
        messages.success(request, _("You have been successfully logged out."))
        answer.delete_cookie(
            settings.SESSION_COOKIE_NAME, domain=settings.SESSION_COOKIE_DOMAIN, path=settings.SESSION_COOKIE_PATH
        )
        request.session.modified = False  # else its middleware sends a new one
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        provider, kept = settings.ENV.provider, request.session.get(CAME_BY)
        answer = super().post(request, *args, **kwargs)
        if provider is None or not kept or kept["issuer"] != provider.issuer:
            return answer
        door = f"{settings.ENV.address_of(host_of(request))}{reverse('wagtailadmin_login')}"
        return redirect(signed_out(kept, provider.client, door))

"""What a reader sees when something is wrong: on a portal in its own dress, elsewhere on a plain page."""

import re
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from khen.domains.portals.screens import public as screens
from khen.web import outages

COUNTER, DOOR = "/quan-tri/", "/quan-tri/login/"
FAULTS = {  # what is wrong, and what to do about it
    "wrong_request": (
        _("This request cannot be answered"),
        _("There is no site under this name, or the request is damaged. Check the address."),
    ),
    "too_long": (_("This address is too long"), _("Shorten it, or search for fewer words.")),
    "body_too_large": (
        _("Too much was sent at once"),
        _("At most %(most)s MB can be sent here at once; nothing was kept or changed. Choose a smaller file, or send less text."),
    ),
    "form_too_large": (
        _("Too much text was sent at once"),
        _("The text of one form may have %(most)s MB at most; nothing was changed. Shorten it, or give long papers as a file."),
    ),
    "long_name": (
        _("The name of a file is too long"),
        _(
            "A file's name may have about 200 letters; nothing was kept or changed. "
            "Give the file a shorter name, then choose it anew."
        ),
    ),
    "too_many_fields": (
        _("Too many fields were sent at once"),
        _("One form may have %(most)s fields at most; nothing was changed. Choose fewer lines at once."),
    ),
    "no_length": (
        _("It cannot be seen how much was sent"),
        _("What is sent must say its length beforehand; nothing was kept or changed. Send it by a browser."),
    ),
    "lost_session": (
        _("Your session has ended"),
        _("This browser is no longer signed in; nothing was written. Sign in again, open the page anew and repeat what you did."),
    ),
    "old_form": (
        _("This form has grown old"),
        _(
            "It was opened too long ago, in another window, or on another site; nothing was written. "
            "Go back, load the page again and send it once more."
        ),
    ),
    "forbidden": (
        _("This is not yours to do"),
        _("Your post does not allow this, and nothing was changed. If it is part of your work, ask your body's administrator."),
    ),
    "wrong_method": (
        _("This address is only for looking"),
        _("Nothing can be sent here, and nothing was changed. Open the address in a browser."),
    ),
    "not_found": (_("Page not found"), _("The address may be mistyped, or this is not yours to see.")),
    "no_rehearsal": (
        _("Page not found"),
        _("The trial mailbox and the mock-ups of other systems are there only in a demonstration started with: khen up --sink"),
    ),
    "away": (
        _("The system does not answer just now"),
        _(
            "Its database does not answer. Wait a minute, then load the page again; if you sent something, look first whether it "
            "was written. If it lasts, tell the administrator."
        ),
    ),
    "full": (
        _("The disk of the system is full"),
        _("Nothing of this was kept. Tell the administrator at once; once there is room again, do it once more."),
    ),
    "closed_for_now": (
        _("This page cannot be opened just now"),
        _("The system is being looked after. Please come back in a few minutes."),
    ),
    "broken": (
        _("Something went wrong here"),
        _("Nothing you entered was changed. Try again in a few minutes; if it happens again, tell the administrator."),
    ),
}
NO_PAGE = re.compile(r"/_xem|.*\.(?:json|atom|rss|txt|webp|xml|js)")  # what programs ask for: they read no words
STILL_KEPT = _("What you typed on a page for writing is still kept in this browser: go back to that page to find it again.")


def wrong_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: also for host names that nobody knows here. 413 for forms that hold too much."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, "form_too_large", settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024)
    if isinstance(exception, TooManyFieldsSent):
        return too_large(request, "too_many_fields", settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    if isinstance(exception, TooManyFilesSent):
        return too_large(request, "too_many_fields", settings.DATA_UPLOAD_MAX_NUMBER_FILES)
    if isinstance(exception, MultiPartParserError) and "header size" in str(exception):  # the name stands in a part's header
        return plain("long_name", 400, advice=STILL_KEPT if _writes(request) else "")
    return plain("wrong_request", 400)


def _writes(request: HttpRequest) -> bool:
    """Is it a page of the counter, where what was typed is kept in the browser?"""
    match = request.resolver_match
    return match is not None and bool(match.namespaces) and request.path.startswith(COUNTER)


def too_large(request: HttpRequest, name: str, most: int) -> HttpResponse:
    """413: what was too large, how large it may be, and at the counter where the text that was typed is found again."""
    return plain(name, 413, advice=STILL_KEPT if _writes(request) else "", most=most)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed to do this, or no longer signed in where a script asks for a part of a page."""
    return plain("lost_session" if lost(request) else "forbidden", 403, home=COUNTER)


def unmarked(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its mark (Django's CSRF): whether a session was lost with it decides what is to be done."""
    return plain("lost_session" if lost(request) else "old_form", 403, home=COUNTER)


def lost(request: HttpRequest) -> bool:
    """Was there a session that is gone? Only whoever works at the counter can have lost one; at the door nobody has one yet."""
    at_work = request.path.startswith(COUNTER) and not request.path.startswith(DOOR)
    return at_work and hasattr(request, "user") and not request.user.is_authenticated


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    at_the_counter = request.path.startswith(COUNTER)
    dressed = None if at_the_counter else screens.absent(request)
    return dressed or plain("not_found", 404, home=COUNTER if at_the_counter else "/")


def broken(request: HttpRequest) -> HttpResponse:
    """500; or 503 while the database or the disk takes nothing, which is no fault of the house and passes."""
    outage = outages.of(sys.exception())
    return plain("broken", 500) if outage is None else out_of_order(request, outage)


def out_of_order(request: HttpRequest, outage: outages.Outage) -> HttpResponse:
    """503, for officers with the cause, for readers with the wish that they come back, for programs without a word."""
    if request.path.startswith(COUNTER):
        answer = plain(outage.value, 503, advice=STILL_KEPT if _writes(request) else "")
    elif NO_PAGE.fullmatch(request.path):
        answer = HttpResponse(status=503, content_type="text/plain")
    else:
        with translation.override(settings.LANGUAGE_CODE):
            answer = plain("closed_for_now", 503)
    answer["Retry-After"], answer["Cache-Control"] = str(outages.RETRY), "no-store"
    return answer


def plain(name: str, status: int, *, home: str = "", advice: Any = "", **said: int) -> HttpResponse:
    """A page that asks neither the database nor the session; `home` is where its only link leads, `said` fills its words.

    It speaks the language that the counter speaks to this person, Vietnamese wherever none was chosen, and says which. It carries
    the fault's name, by which a form that was sent by a script knows what to say."""
    heading, words = FAULTS[name]
    language = translation.get_language()
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        told = {
            "language": language,
            "fault": name,
            "heading": heading,
            "words": words % said,
            "advice": advice,
            "status": status,
            "home": home,
        }
        return HttpResponse(render_to_string("portals/fault.html", told), status=status)

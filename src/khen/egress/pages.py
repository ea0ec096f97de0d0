"""What other systems and readers ask: tickers, pop-ups and feeds, leaving a mailing list, the report of a page view."""

import hashlib
import json
import re
from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khen.atoms import clock, pressing
from khen.atoms.refusal import Refusal
from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.desk.whence import address_of
from khen.domains.portals import reads as portals
from khen.egress import acts, beacon, reads, syndicate, visitors
from khen.egress.models import Showing
from khen.egress.terms import ChannelKey, Standing

KINDS = {ChannelKey.TICKER: OutletKind.TICKER, ChannelKey.POPUP: OutletKind.POPUP}
FRESH = 30  # seconds that an answer may be kept
LONGEST_REPORT = 300  # bytes
PER_READER, PER_SITE = 60, 6000  # views that one process counts in a minute
MOST_READERS = 20_000
BOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|headless|lighthouse", re.IGNORECASE)


@require_safe
def system(request: HttpRequest, kind: str, key: str) -> HttpResponseBase:
    """What a ticker or pop-up of this system shows now, as JSON that any page may read. 404 for a system of another kind."""
    channel, day = ChannelKey(kind), clock.today()
    place = reads.outlet(key, KINDS[channel], day)
    if place is None:
        raise Http404
    items = [_item(one, day) for one in reads.shown(channel, place, day)]
    said = json.dumps({"system": place.key, "name": place.name, "items": items}, ensure_ascii=False)
    answer = _tagged(request, said.encode(), "application/json; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _item(one: Showing, day: date) -> dict[str, str]:
    """What leads says its class; what led once is news among the others."""
    led = one.klass in pressing.LEADING and not pressing.is_pressing(since=one.since, until=one.until, day=day)
    link = {"link": settings.ENV.reached(one.link)} if one.link else {}
    more = {"more": one.more} if one.more else {}
    said = {"klass": "news" if led else one.klass, "since": one.since.isoformat()}
    return {"id": f"{one.bulletin}.{one.dispatch_id}", "text": one.text, **more, **link, **said}


@require_safe
def feed(request: HttpRequest, form: str, site: str = "", topic: str = "") -> HttpResponseBase:
    """A feed of a site, of a topic, or of a site's topic. 404 for a site that does not stand and a topic never seen."""
    day = clock.today()
    place = reads.outlet(site, OutletKind.SITE, day) if site else None
    named = reads.topic_title(topic) if topic else ""
    if (site and place is None) or (topic and not named):
        raise Http404
    home = settings.ENV.reached(place.address if place else "") or settings.ENV.address
    head = syndicate.Masthead(
        title=_title(place, named),
        home=home,
        address=f"{home}{request.path}",
        tags=reads.tags(),
        key="/".join(filter(None, [site or "chu-de", topic])),
    )
    return _tagged(request, *syndicate.written(form, head, _contents(place, topic, day)))


def _contents(place: Outlet | None, topic: str, day: date) -> syndicate.Contents:
    items = reads.fed(place, topic, day)
    bulletins = [one.bulletin for one in items]
    return syndicate.Contents(
        items=items,
        days=reads.first_days(bulletins),
        corrections=reads.corrections(bulletins),
        files=reads.files_along(items),
        left=reads.left(place, topic, clock.now()),
    )


def _title(place: Outlet | None, topic: str) -> str:
    return " - ".join(filter(None, [place.name if place else "", topic]))


def _tagged(request: HttpRequest, content: bytes, mime: str) -> HttpResponseBase:
    """The answer with its tag, or 304 when the asker has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=tag, response=HttpResponse(content, content_type=mime))
    assert answer is not None
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={FRESH}"
    return answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Leaving a mailing list. Looking changes nothing; a POST leaves, from the page or by a mail program (RFC 8058)."""
    subscriber = reads.subscriber_of(token)
    if subscriber is None:
        raise Http404
    left = subscriber.standing == Standing.UNSUBSCRIBED
    if request.method == "POST" and not left:
        with suppress(Refusal):  # somebody was quicker: it is done all the same
            acts.unsubscribe(subscriber, by=None, on=clock.today())
        left = True
    answer = render(request, "egress/unsubscribe.html", {"subscriber": subscriber, "left": left})
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


READERS, SITES = visitors.Gauge(MOST_READERS), visitors.Gauge(MOST_READERS)


@csrf_exempt
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """A page of a portal was viewed; the body is its path. Whatever is reported, the answer is 204 and sets no cookie.

    Only pages that stand are counted."""
    site: Any = request.__dict__.get("portal_key")
    if site and _is_reader(request) and _is_moderate(request, site):
        path = request.read(LONGEST_REPORT + 1).decode("utf-8", "replace")
        if len(path) <= LONGEST_REPORT and _stands(site, path):
            beacon.note(site, path, clock.today())
    return HttpResponse(status=204)


def _stands(site: str, path: str) -> bool:
    """Is there such a page on the portal? Asked of the database once in a while, then of the shared cache."""
    try:
        found = resolve(path)
    except (Resolver404, ValueError):
        return False
    name = f"seen.{portals.generation(site)}.{hashlib.sha256(path.encode()).hexdigest()}"
    known: bool | None = cache.get(name)
    if known is None:
        known = portals.stands(site, found.view_name, found.kwargs, clock.today())
        cache.set(name, known, FRESH)
    return known


def _is_reader(request: HttpRequest) -> bool:
    """A browser that shows the page: no robot, nothing fetched in advance, no other site's page."""
    agent = request.headers.get("User-Agent", "")
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    own = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return bool(agent) and not BOT.search(agent) and "prefetch" not in ahead and "prerender" not in ahead and own


def _is_moderate(request: HttpRequest, site: str) -> bool:
    minute = int(clock.now().timestamp() // 60)
    return READERS.passes(address_of(request), PER_READER, minute) and SITES.passes(site, PER_SITE, minute)

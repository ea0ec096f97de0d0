"""Whether an address leads to something that was published, or plainly to something else: a front page, a page's name, a door."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from khen.domains.newsroom.rules.addresses import FACEBOOK_ID, Place, apart
from khen.domains.newsroom.rules.elsewhere import Reasons, parts_of
from khen.domains.newsroom.terms import Channel
from khen.domains.newsroom.terms.elsewhere import BESIDES, DOORS, SHORT, TABS

NEEDED = {"story.php": "story_fbid", "permalink.php": "story_fbid", "photo.php": "fbid", "video.php": "v"}
OF_NAMES = {"zalo.me", "www.zalo.me", "m.zalo.me"}
OF_A_POST = {"posts", "permalink", "videos", "photos", "reel"}


def reasons_about_post(*, channel: str, link: str) -> Reasons:
    reasons = list(reasons_about_front_page(link))
    yield from reasons
    place, leads = apart(link), READERS.get(channel)
    if not reasons and place is not None and leads is not None and not leads(place):
        yield _(
            "This address leads to no post of %(platform)s but to a page, a group or the sign-in. Open the post itself, by the "
            "time that stands on it or by “Share”, and paste its own address."
        ) % {"platform": Channel(channel).label}


def reasons_about_front_page(link: str) -> Reasons:
    """What stands behind "#/" is a path in systems of one page."""
    place, parts = apart(link), parts_of(link)
    if place is not None and parts is not None and not (place.path or place.asked or parts.fragment[:1] in {"/", "!"}):
        yield _(
            "This is the address of a front page: it does not say what was published there. Open the text or post itself and "
            "paste its own address."
        )


def _on_facebook(place: Place) -> bool:
    """What follows "#" says the place of an address without a path; behind the short hosts and those in .example anything is."""
    path, asked = tuple(one.casefold() for one in place.path), dict(place.asked)
    if not path or place.host.endswith(".example") or place.host.removeprefix("www.") in SHORT:
        return True
    first, last = path[0], path[-1]
    if first in NEEDED:
        return bool(asked.get(NEEDED[first]))
    of_group = asked.get("multi_permalinks") or (asked.get("view") == "permalink" and asked.get("id"))
    if asked.get("fbid") or asked.get("v") or of_group:
        return first in {"photo", "watch", "groups"}
    if first in DOORS or last in TABS or len(path) < 2:
        return len(path) == 1 and FACEBOOK_ID.fullmatch(last) is not None
    return bool(OF_A_POST & set(path)) or first not in BESIDES


def _on_zalo(place: Place) -> bool:
    """Behind zalo.me alone stand pages, groups and people."""
    path = tuple(one.casefold() for one in place.path)
    if place.host in {"id.zalo.me", "chat.zalo.me"}:
        return False
    if not path or place.host.endswith(".example"):
        return True
    if DOORS & {*path[:1]} or (place.host == "oa.zalo.me" and path[0] in {"chat", "manage"}):
        return False
    return place.host not in OF_NAMES or (len(path) > 1 and path[0] not in {"g", "qr"})


READERS: dict[str, Callable[[Place], bool]] = {Channel.FACEBOOK: _on_facebook, Channel.ZALO: _on_zalo}

"""What must hold for a publication that somebody made by hand on a platform that the house does not feed."""

from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext_lazy as _

from khen.domains.newsroom.terms import Channel
from khen.domains.newsroom.terms.elsewhere import PLATFORMS, TRACKING

Reasons = Iterator[object]
FURTHEST_REACH = 1_000_000_000
LONGEST_LINK = 500


def reasons_about_posting(*, channel: str, link: str, reach: int | None, again: bool) -> Reasons:
    if channel not in Channel.values:
        yield _("This outlet is fed by the system itself.")
    elif channel != Channel.RADIO and not safe_link(link):
        yield _("Give the full address, beginning with https://.")
    elif channel in PLATFORMS and not _belongs(link, PLATFORMS[channel]):
        yield _("This address does not lead to %(platform)s.") % {"platform": Channel(channel).label}
    yield from reasons_about_reach(channel=channel, reach=reach)
    if again:
        yield _("This publication has already been entered.")


def reasons_about_reach(*, channel: str, reach: int | None) -> Reasons:
    if reach is not None and channel in {Channel.RADIO, Channel.LINK}:
        yield _("This channel does not report how many people it reached.")
    if reach is not None and not 0 <= reach <= FURTHEST_REACH:
        yield _("The reach is a whole number from 0 to 1.000.000.000.")


def safe_link(link: str) -> bool:
    """A whole http or https address without a user's name or password."""
    parts = parts_of(link)
    if parts is None or len(link) > LONGEST_LINK or " " in link or "\\" in link:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def same_place(link: str) -> str:
    """The address without what does not say which place it is: tracking, an anchor on the page, large letters of the host.

    What stands behind "#/" or "#!" stays: systems of one page tell their places so. What is no address stays as it is."""
    parts = parts_of(link)
    if parts is None or not parts.netloc:
        return link
    asked = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    kept = [(name, value) for name, value in asked if not _tracks(name.lower())]
    query = parts.query if kept == asked else urlencode(kept, errors="surrogateescape")
    anchor = parts.fragment if parts.fragment[:1] in {"/", "!"} else ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, anchor))


def _tracks(name: str) -> bool:
    return any(name == one or name.startswith((f"{one}_", f"{one}[")) for one in TRACKING)


def _belongs(link: str, hosts: tuple[str, ...]) -> bool:
    parts = parts_of(link)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def parts_of(link: str) -> SplitResult | None:
    try:
        parts = urlsplit(link)
        return parts if parts.port is None or parts.port > 0 else None
    except ValueError:
        return None

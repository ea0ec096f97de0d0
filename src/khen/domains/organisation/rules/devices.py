"""Browsers in which people sign in: known again by a word, told in coarse words, placed by a network and no address.

A browser is called as its own people would call it, never with versions; of an address only the network is kept, enough for its
owner to know it again (Decree 13/2023 on protecting personal data: no more than the purpose needs)."""

import ipaddress
import re

from django.utils.translation import gettext_lazy as _

from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.rules.people import reasons_not_to_govern_person

BROWSERS = (  # a mark in what browsers say of themselves -> their name; the first that fits
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
PROGRAM = re.compile(r"[A-Za-z][A-Za-z-]{1,19}")
UNKNOWN = "?"
MOST_DEVICES = 30  # of one person that are remembered once nobody is signed in there
WIDTHS = {4: 24, 6: 48}  # bits of an address that are kept


def name_of(agent: str) -> str:
    """ "Chrome (Android)" from what a browser says of itself; of any other program its own name, "?" when it says nothing."""
    browser, system = (_first(marks, agent) for marks in (BROWSERS, SYSTEMS))
    if browser and system:
        return f"{browser} ({system})"
    program = PROGRAM.match(agent)
    return browser or system or (program[0] if program else UNKNOWN)


def _first(marks: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in marks if mark in agent), "")


def network_of(address: str) -> str:
    """ "113.160.24.x" or "2001:db8:5::/48"; "" for what is no address."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return ""
    whole = getattr(read, "ipv4_mapped", None) or read
    network = ipaddress.ip_network(f"{whole}/{WIDTHS[whole.version]}", strict=False)
    return f"{str(network.network_address).rpartition('.')[0]}.x" if whole.version == 4 else str(network)


def reasons_not_to_end_session(*, own: bool, open_ones: int) -> Reasons:
    """Of one's own sessions; an administrator ends all of a person's at once."""
    if not own:
        yield _("Everybody ends only their own sessions here.")
    elif not open_ones:
        yield _("There is no such session any more.")


def reasons_not_to_end_sessions(*, own: bool, open_ones: int, posts: int, within_reach: bool) -> Reasons:
    """Whoever answers for an account may lock it out, without seeing from where it is used."""
    if own:
        yield _("End your own sessions on your own page.")
    if not open_ones:
        yield _("This person is signed in nowhere.")
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)

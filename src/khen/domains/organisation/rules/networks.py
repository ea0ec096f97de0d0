"""From which networks a body's administrators work. Values in, reasons out.

Circular 12/2022/TT-BTTTT asks, from level 3 on, that systems are administered from known addresses alone."""

import ipaddress
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from khen.domains.organisation.rules.names import Reasons

MOST_NETWORKS = 50
WIDEST = {4: 8, 6: 16}  # bits that a network names at least: whatever is wider keeps nobody out
SELDOM = timedelta(minutes=10)  # between two entries on one person who was kept out
PARTING = re.compile(r"[\s,;]+")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks_in(text: str) -> tuple[list[str], list[str]]:
    """The networks of a text in one spelling, each once, in order (RFC 4632, RFC 5952); and what in it is none."""
    words = [word for word in PARTING.split(text) if word]
    read = {word: _network(word) for word in words}
    found = dict.fromkeys(str(network) for network in read.values() if network is not None)
    return list(found), [word for word, network in read.items() if network is None]


def _network(word: str) -> Network | None:
    try:
        return ipaddress.ip_network(word)
    except ValueError:
        return None


def lies_in(address: str, networks: Iterable[str]) -> bool:
    """Whether an address belongs to one of these networks; what is no address belongs to none."""
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    whole = getattr(read, "ipv4_mapped", None) or read
    return any(whole in ipaddress.ip_network(one) for one in networks)


def reasons_about_networks(networks: Sequence[str], wrong: Sequence[str]) -> Reasons:
    if wrong:
        said = _("“%(what)s” is no network. Write for example 10.26.0.0/16, 113.160.24.7 or 2001:db8:5::/48.")
        yield said % {"what": wrong[0][:60]}
    elif not networks:
        yield _("Name at least one network.")
    if len(networks) > MOST_NETWORKS:
        yield _("At most %(most)s networks stand in one list.") % {"most": MOST_NETWORKS}
    wide = [one for one in map(ipaddress.ip_network, networks) if one.prefixlen < WIDEST[one.version]]
    if wide:
        yield _("The network %(network)s is so wide that it keeps nobody out.") % {"network": wide[0]}


def reasons_about_own_address(*, address: str, inside: bool) -> Reasons:
    """Nobody locks themselves out."""
    if not inside:
        said = _("Your own address now, %(address)s, lies in none of these networks: you would lock yourself out.")
        yield said % {"address": address[:60] or "?"}


def reasons_not_to_lift(*, ended: bool) -> Reasons:
    if ended:
        yield _("This list has ended already.")


def reasons_not_to_record_again(*, lately: bool) -> Reasons:
    """`lately` when it was written down within SELDOM: the journal is not anybody's to fill."""
    if lately:
        yield _("This was recorded a moment ago.")

"""Under which addresses the house is found, said to the person who has just opened it."""

from collections.abc import Iterator
from gettext import gettext as _

from khen.domains.portals.models import Portal
from khen.settings.env import Env

NAMED = 3  # portals
NUMBERED = "127.0.0.1"  # opens in every browser and every tool; names below localhost do so in browsers alone


def own(env: Env) -> str:
    """The house's own address: as readers see it, without a public one by its number."""
    return env.address if env.public_url else env.address_of(NUMBERED)


def told(env: Env, *, sink: bool) -> Iterator[str]:
    """A line for the officers' counter, the portals and, in a demonstration, its mailbox. Two queries."""
    yield _("Officers' counter: %(address)s/quan-tri/") % {"address": own(env)}
    portals = Portal.objects.select_related("site").order_by("-site__is_default_site", "pk")
    hosts = [portal.site.hostname for portal in portals[:NAMED]]
    count = portals.count()
    if hosts:
        named = ", ".join(f"{env.address_of(host)}/" for host in hosts)
        more = _("%(named)s and %(count)s more") % {"named": named, "count": count - len(hosts)} if count > len(hosts) else named
        yield _("Portals: %(addresses)s") % {"addresses": more}
    if sink:
        yield _("Trial mailbox: %(address)s/hop-thu-thu/") % {"address": own(env)}

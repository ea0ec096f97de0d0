"""Areas, bodies and people at the counter, and what stands of them on the first page."""

from khen.domains.organisation.screens.delegations import DELEGATIONS
from khen.domains.organisation.screens.doors import waiting
from khen.domains.organisation.screens.handing import HOLDINGS
from khen.domains.organisation.screens.leaves import LEAVES
from khen.domains.organisation.screens.locks import LOCKS
from khen.domains.organisation.screens.networks import NETWORKS
from khen.domains.organisation.screens.people import PEOPLE
from khen.domains.organisation.screens.places import AREAS, BODIES
from khen.domains.organisation.screens.rebuffs import REBUFFS
from khen.domains.organisation.screens.rolls import ROLLS
from khen.domains.organisation.screens.signing import SIGNINGS

__all__ = [
    "AREAS",
    "BODIES",
    "DELEGATIONS",
    "HOLDINGS",
    "LEAVES",
    "LOCKS",
    "NETWORKS",
    "PEOPLE",
    "REBUFFS",
    "ROLLS",
    "SIGNINGS",
    "waiting",
]

"""Areas, bodies and people at the counter."""

from khen.domains.organisation.screens.delegations import DELEGATIONS
from khen.domains.organisation.screens.people import PEOPLE
from khen.domains.organisation.screens.places import AREAS, BODIES
from khen.domains.organisation.screens.rolls import ROLLS

__all__ = ["AREAS", "BODIES", "DELEGATIONS", "PEOPLE", "ROLLS"]

"""What of people and their posts stands on the first page."""

from django.urls import reverse

from khen.bodies.models import Person
from khen.desk.home import Waiting, waits
from khen.desk.sorts import counted
from khen.domains.organisation.screens import sorts
from khen.domains.organisation.screens.delegations import DELEGATIONS
from khen.domains.organisation.screens.people import PEOPLE


def waiting(person: Person) -> list[Waiting]:
    """Delegations and posts that end soon; counted in one query."""
    lists = [(DELEGATIONS, sorts.DELEGATIONS), (PEOPLE, sorts.PEOPLE)]
    return waits(counted(person, *((reverse(one.get_url_name("index")), some) for one, some in lists)))

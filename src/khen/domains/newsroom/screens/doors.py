"""The newsroom's counters, and what waits at them."""

from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk.home import Waiting
from khen.domains.newsroom import reads
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.bulletins import BulletinCounter
from khen.domains.newsroom.screens.elsewhere import ElsewhereCounter

BULLETINS, ELSEWHERE = BulletinCounter("ban-tin"), ElsewhereCounter("dang-noi-khac")


def waiting(person: Person) -> list[Waiting]:
    """What the first page shows to this person."""
    index = reverse(BULLETINS.get_url_name("index"))
    found = reads.waiting(person, clock.today())
    return [Waiting(label=signs.WAITING[one], count=count, url=f"{index}?standing={one}") for one, count in found]

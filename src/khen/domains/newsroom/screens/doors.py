"""The newsroom's counters, and what waits at them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk.home import Waiting
from khen.domains.newsroom import reads
from khen.domains.newsroom.reads.remarks import remarked_on
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.bulletins import BulletinCounter
from khen.domains.newsroom.screens.elsewhere import ElsewhereCounter
from khen.domains.newsroom.screens.filters import REMARKS
from khen.domains.newsroom.screens.rendering import RenderingCounter

BULLETINS, ELSEWHERE = BulletinCounter("ban-tin"), ElsewhereCounter("dang-noi-khac")
RENDERINGS = RenderingCounter("ban-dich")


def waiting(person: Person) -> list[Waiting]:
    """What the first page shows to this person."""
    index = reverse(BULLETINS.get_url_name("index"))
    found = reads.waiting(person, clock.today())
    steps = [Waiting(label=signs.WAITING[one], count=count, url=f"{index}?standing={one}") for one, count in found]
    remarks = remarked_on(person, clock.today()).count()
    return [*steps, Waiting(label=_("of your texts carry open remarks"), count=remarks, url=f"{index}?cho={REMARKS}")]

"""The newsroom's counters, and what waits at them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk.home import Waiting
from khen.domains.newsroom import reads
from khen.domains.newsroom.reads.counsel import awaiting, to_initial
from khen.domains.newsroom.reads.post_checks import overdue, to_check
from khen.domains.newsroom.reads.remarks import remarked_on
from khen.domains.newsroom.screens import filters, signs
from khen.domains.newsroom.screens.bulletins import BulletinCounter
from khen.domains.newsroom.screens.elsewhere import ElsewhereCounter
from khen.domains.newsroom.screens.opinions import OpinionCounter
from khen.domains.newsroom.screens.patterns import PatternCounter
from khen.domains.newsroom.screens.regulations import RegulationCounter
from khen.domains.newsroom.screens.rendering import RenderingCounter

BULLETINS, ELSEWHERE = BulletinCounter("ban-tin"), ElsewhereCounter("dang-noi-khac")
OPINIONS, REGULATIONS = OpinionCounter("xin-y-kien"), RegulationCounter("quy-dinh-tin-bai")
PATTERNS, RENDERINGS = PatternCounter("mau-tin"), RenderingCounter("ban-dich")


def waiting(person: Person) -> list[Waiting]:
    """What the first page shows to this person."""
    index, day = reverse(BULLETINS.get_url_name("index")), clock.today()
    steps, unchecked = reads.waiting(person, day), to_check(person, day)
    beside = [
        (_("of your texts carry open remarks"), remarked_on(person, day).count(), f"{index}?cho={filters.REMARKS}"),
        (_("texts wait for your initials"), to_initial(person, day).count(), f"{index}?cho={filters.INITIALS}"),
        (_("texts wait for your check afterwards"), unchecked.count(), f"{index}?cho={filters.CHECKS}"),
        (_("texts whose check is overdue"), overdue(unchecked, day).count(), f"{index}?cho={filters.OVERDUE}"),
        (_("texts await your opinion"), awaiting(person, day).count(), reverse(OPINIONS.get_url_name("index"))),
    ]
    return [
        *(Waiting(label=signs.WAITING[one], count=count, url=f"{index}?standing={one}") for one, count in steps),
        *(Waiting(label=label, count=count, url=url) for label, count, url in beside),
    ]

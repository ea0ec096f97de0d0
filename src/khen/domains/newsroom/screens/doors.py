"""The newsroom's counters, and what waits at them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.desk.beside import Line
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
from khen.domains.newsroom.terms import Klass, Standing

BULLETINS, ELSEWHERE = BulletinCounter("ban-tin"), ElsewhereCounter("dang-noi-khac")
OPINIONS, REGULATIONS = OpinionCounter("xin-y-kien"), RegulationCounter("quy-dinh-tin-bai")
PATTERNS, RENDERINGS = PatternCounter("mau-tin"), RenderingCounter("ban-dich")


MOST_FIRST = 5


def first(standing: Standing, count: int, person: Person) -> list[Line]:
    """Of texts that wait for approval the first few, each a tap away from being read and approved."""
    if standing != Standing.SUBMITTED or not count:
        return []
    return [
        Line(
            label=one.title,
            url=reverse(BULLETINS.get_url_name("duyet"), args=[one.pk]),
            chip=one.get_klass_display() if one.klass == Klass.EMERGENCY else "",
            mood="bad",
            note=f"{one.author} · {one.body} · {day_in_digits(one.moved_on)}",
        )
        for one in reads.next_to_approve(person, clock.today(), MOST_FIRST)
    ]


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
        *(
            Waiting(label=signs.WAITING[one], count=count, url=f"{index}?standing={one}", first=first(one, count, person))
            for one, count in steps
        ),
        *(Waiting(label=label, count=count, url=url) for label, count, url in beside),
    ]

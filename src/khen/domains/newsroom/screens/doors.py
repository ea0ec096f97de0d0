"""The newsroom's counters, and what waits at them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.desk.beside import Line
from khen.desk.home import Waiting
from khen.desk.tally import tally
from khen.desk.verbs import Words
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
    """What the first page shows to this person; counted in one query."""
    index, day = reverse(BULLETINS.get_url_name("index")), clock.today()
    steps, unchecked = reads.waiting(person, day), to_check(person, day)
    beside: list[tuple[Words, QuerySet[Any], str]] = [
        (_("of your texts carry open remarks"), remarked_on(person, day), f"{index}?cho={filters.REMARKS}"),
        (_("texts wait for your initials"), to_initial(person, day), f"{index}?cho={filters.INITIALS}"),
        (_("texts wait for your check afterwards"), unchecked, f"{index}?cho={filters.CHECKS}"),
        (_("texts whose check is overdue"), overdue(unchecked, day), f"{index}?cho={filters.OVERDUE}"),
        (_("texts await your opinion"), awaiting(person, day), reverse(OPINIONS.get_url_name("index"))),
    ]
    counts = iter(tally(*steps.values(), *(rows for _label, rows, _url in beside)))
    return [
        *(
            Waiting(label=signs.WAITING[one], count=n, url=f"{index}?standing={one}", first=first(one, n, person))
            for one, n in zip(steps, counts, strict=False)
        ),
        *(Waiting(label=label, count=n, url=url) for (label, _rows, url), n in zip(beside, counts, strict=True)),
    ]

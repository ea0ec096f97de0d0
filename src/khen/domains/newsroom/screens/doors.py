"""The newsroom's counters, and what stands of them on the first page."""

from dataclasses import replace

from django.urls import reverse

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.desk.beside import Line
from khen.desk.home import Waiting, waits
from khen.desk.sorts import Listed, counted
from khen.domains.newsroom import reads
from khen.domains.newsroom.screens import filters
from khen.domains.newsroom.screens.asked import AskedCounter
from khen.domains.newsroom.screens.bulletins import BulletinCounter
from khen.domains.newsroom.screens.campaigns import CampaignCounter
from khen.domains.newsroom.screens.elsewhere import ElsewhereCounter
from khen.domains.newsroom.screens.fee_lists import FeeListCounter
from khen.domains.newsroom.screens.fee_rates import RateCounter
from khen.domains.newsroom.screens.opinions import OpinionCounter
from khen.domains.newsroom.screens.orders import OrderCounter
from khen.domains.newsroom.screens.patterns import PatternCounter
from khen.domains.newsroom.screens.regulations import RegulationCounter
from khen.domains.newsroom.screens.rendering import RenderingCounter
from khen.domains.newsroom.screens.topics import TopicCounter
from khen.domains.newsroom.terms import Klass

BULLETINS, ELSEWHERE = BulletinCounter("ban-tin"), ElsewhereCounter("dang-noi-khac")
OPINIONS, REGULATIONS = OpinionCounter("xin-y-kien"), RegulationCounter("quy-dinh-tin-bai")
PATTERNS, RENDERINGS = PatternCounter("mau-tin"), RenderingCounter("ban-dich")
ORDERS, ASKED = OrderCounter("dat-tuyen-truyen"), AskedCounter("tuyen-truyen-duoc-dat")
CAMPAIGNS, TOPICS = CampaignCounter("dot-tuyen-truyen"), TopicCounter("chu-de")
FEE_LISTS, RATES = FeeListCounter("bang-ke-tin-bai"), RateCounter("muc-nhuan-but")

LISTS = tuple(
    Listed(one.get_url_name("index"), one.rows, sorts)
    for one, sorts in (
        (BULLETINS, filters.SORTS),
        (OPINIONS, filters.OPINIONS),
        (ASKED, filters.ASKED),
        (ORDERS, filters.ORDERS),
    )
)
MOST_FIRST = 5


def first(person: Person) -> list[Line]:
    """Of texts that wait for approval the first few, each a tap away from being read and approved."""
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
    sorts = [filters.SORTS, filters.OPINIONS, filters.ASKED, filters.ORDERS]
    lists = zip((BULLETINS, OPINIONS, ASKED, ORDERS), sorts, strict=True)
    counts = counted(person, *((reverse(one.get_url_name("index")), sorts) for one, sorts in lists))
    return [
        replace(told, first=first(person)) if one.sort is filters.APPROVE and one.number else told
        for one, told in zip(counts, waits(counts), strict=True)
    ]

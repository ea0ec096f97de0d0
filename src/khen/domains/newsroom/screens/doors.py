"""The newsroom's counters, and what stands of them on the first page."""

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.desk.beside import Line
from khen.desk.home import Waiting, waits
from khen.desk.sorts import Listed, Sort, counted
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads import first_page
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
from khen.domains.newsroom.terms import Klass, Standing

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
OWN = {
    filters.RETURNED: {Standing.RETURNED},
    filters.UNFINISHED: {Standing.DRAFT},
    filters.HANDED_IN: {Standing.SUBMITTED, Standing.APPROVED},
}


def taken_up(person: Person, numbers: Mapping[Sort, int]) -> dict[Sort, list[Line]]:
    """Of texts that wait for approval the first few, each a tap away from being read and approved; of the person's own that are
    not out yet the newest few of each sort. One query if there are any."""
    if not any(numbers.get(one) for one in (filters.APPROVE, *OWN)):
        return {}
    others, mine = first_page.next_ones(person, clock.today(), MOST_FIRST)
    told = {one: [_own(row) for row in mine if row.standing in standings][:MOST_FIRST] for one, standings in OWN.items()}
    return {**told, filters.APPROVE: [_to_approve(row) for row in others]}


def _to_approve(row: Bulletin) -> Line:
    chip = row.get_klass_display() if row.klass == Klass.EMERGENCY else ""
    note = f"{row.author} · {row.body} · {day_in_digits(row.moved_on)}"
    return Line(label=row.title, url=reverse(BULLETINS.get_url_name("duyet"), args=[row.pk]), chip=chip, mood="bad", note=note)


def _own(row: Bulletin) -> Line:
    chip = "" if row.standing == Standing.DRAFT else row.get_standing_display()
    mood = "bad" if row.standing == Standing.RETURNED else "wait"
    url = reverse(BULLETINS.get_url_name("record"), args=[row.pk])
    return Line(label=row.title, url=url, chip=chip, mood=mood, note=f"{row.body} · {day_in_digits(row.moved_on)}")


def waiting(person: Person) -> list[Waiting]:
    """What the first page shows to this person; two queries."""
    sorts = [filters.SORTS, filters.OPINIONS, filters.ASKED, filters.ORDERS]
    lists = zip((BULLETINS, OPINIONS, ASKED, ORDERS), sorts, strict=True)
    counts = counted(person, *((reverse(one.get_url_name("index")), sorts) for one, sorts in lists))
    lines = taken_up(person, {one.sort: one.number for one in counts})
    return [replace(told, first=lines.get(one.sort, ())) for one, told in zip(counts, waits(counts), strict=True)]

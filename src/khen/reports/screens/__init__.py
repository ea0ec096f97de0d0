"""Reports at the counter: one page for the whole report, one list of parts for the divisions that write them."""

from django.urls import reverse

from khen.bodies.models import Person
from khen.desk.home import Waiting, waits
from khen.desk.sorts import Listed, counted
from khen.reports import sorts
from khen.reports.screens.parts import BlockCounter
from khen.reports.screens.whole import ReportCounter

REPORTS, BLOCKS = ReportCounter("bao-cao"), BlockCounter("phan-bao-cao")
LISTS = tuple(
    Listed(one.get_url_name("index"), one.rows, some) for one, some in ((BLOCKS, sorts.PARTS), (REPORTS, sorts.REPORTS))
)


def waiting(person: Person) -> list[Waiting]:
    """Parts that a division has not confirmed, for whoever writes them; reports to approve, for whoever signs; to number."""
    lists = [(BLOCKS, sorts.PARTS), (REPORTS, sorts.REPORTS)]
    return waits(counted(person, *((reverse(one.get_url_name("index")), some) for one, some in lists)))

"""Load the sample into an empty house: Hà Giang, first half of 2020, told through the same acts that officers perform."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings

from khen.domains.newsroom.models import Bulletin
from khen.domains.organisation import acts as organisation
from khen.egress.run import work
from khen.facts.gather import gather
from khen.sample import declaring, founding, subscribing, telling
from khen.sample.founding import Cast
from khen.sample.plans import Plan
from khen.sample.province import Progress
from khen.sample.weave import weave

T = TypeVar("T")


def load(progress: Progress) -> None:
    """Tell the whole half-year: hundreds of acts, each its own transaction. It can be told only once."""
    plan, domain, port = weave(), settings.ENV.domain, settings.ENV.port
    cast = founding.found(plan, domain=domain, port=port, progress=progress)
    subscribing.subscribe(cast)
    founding.open_new_sites(plan, cast, domain=domain, port=port)
    telling.open_campaigns(plan.campaigns, cast)
    run(counted(telling.tell(plan.bulletins, cast), progress, len(plan.bulletins), "bản tin"))
    run(counted(telling.post_documents(plan.documents, cast), progress, len(plan.documents), "văn bản"))
    place_links(plan, cast)
    declaring.ask(plan.returns, cast)
    run(counted(declaring.declare(plan.returns, cast), progress, len(plan.returns), "số liệu khai"))
    declaring.open_report(plan.report, cast)
    organisation.open_training(by=cast.people["quantri"], on=founding.BEGINS)
    carry(progress)


def place_links(plan: Plan, cast: Cast) -> None:
    """Each link beside the first bulletin that stood in public on its day."""
    for link in plan.links:
        beside = Bulletin.objects.filter(published_on__lte=link.on).order_by("published_on", "pk")[:1].get()
        telling.place_link(link, beside, cast)


def carry(progress: Progress) -> None:
    """Let egress carry out what can be carried out now, and count every fact."""
    done = 0
    while step := work(limit=50):
        done += step
        progress(done, 0, "bản phát hành")
    gather()


def counted(steps: Iterable[T], progress: Progress, total: int, words: str) -> Iterator[T]:
    """Pass steps through and tell how many there were."""
    for done, step in enumerate(steps, 1):
        progress(done, total, words)
        yield step


def run(steps: Iterable[object]) -> None:
    """Do every step."""
    for _ in steps:
        pass

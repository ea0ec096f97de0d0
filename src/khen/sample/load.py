"""Load the sample into an empty house: Hà Giang, first half of 2020, told through the same acts that officers perform."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from khen.bodies.models import Body
from khen.domains.newsroom.models import Bulletin
from khen.egress.run import work
from khen.facts.gather import gather
from khen.sample import declaring, founding, subscribing, telling
from khen.sample.founding import Cast
from khen.sample.plans import Plan
from khen.sample.weave import weave

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called with what is being told, how many are done and how many there are (0: not known)."""


def is_loaded() -> bool:
    """Whether this house already has bodies: the sample is only told to an empty one."""
    return Body.objects.exists()


def load(progress: Progress, *, domain: str, port: int) -> None:
    """Tell the whole half-year. Long work: hundreds of acts, each its own transaction; it can be told only once."""
    plan = weave()
    cast = _last(counted(founding.found(plan, domain=domain, port=port), progress, "bodies", 0))
    subscribing.subscribe(cast)
    founding.open_new_sites(plan, cast, domain=domain, port=port)
    bulletins = _told(plan, cast, progress)
    for _ in counted(telling.post_documents(plan.documents, cast), progress, "documents", len(plan.documents)):
        pass
    telling.place_links(plan.links, bulletins, cast)
    declaring.ask(plan.returns, cast)
    for _ in counted(declaring.declare(plan.returns, cast), progress, "returns", len(plan.returns)):
        pass
    declaring.open_report(cast)
    settle(progress)


def _told(plan: Plan, cast: Cast, progress: Progress) -> dict[str, Bulletin]:
    steps = counted(telling.tell(plan.bulletins, cast), progress, "bulletins", len(plan.bulletins))
    order = sorted(plan.bulletins, key=lambda one: (one.written_on, one.key))
    return {one.key: bulletin for one, bulletin in zip(order, steps, strict=True)}


def settle(progress: Progress) -> None:
    """Let egress carry out what can be carried out now, and count every fact."""
    done = 0
    while step := work(limit=200):
        done += step
        progress("dispatches", done, 0)
    gather()


def counted(steps: Iterable[T], progress: Progress, what: str, total: int) -> Iterator[T]:
    """Pass steps through and tell how many there were."""
    for done, step in enumerate(steps, 1):
        progress(what, done, total)
        yield step


def _last(steps: Iterator[Any]) -> Any:
    found = None
    for found in steps:
        pass
    return found


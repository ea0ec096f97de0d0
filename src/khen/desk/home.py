"""The first page after signing in: what waits for this person, what is due, came back and went out; the posts they hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from wagtail.admin.ui.components import Component

from khen.atoms import clock
from khen.bodies.models import Leave, Person
from khen.bodies.reads import looked_after, posts_of
from khen.desk.beside import Line
from khen.desk.practice import practises
from khen.desk.scope import roles
from khen.desk.sorts import HEADINGS, Count, Listed, Part, counted_for
from khen.desk.tally import MANY
from khen.desk.verbs import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """So many things of one sort behind this address; `first` are those to take up next, one tap away."""

    label: Words
    count: int
    url: str
    first: Sequence[Line] = ()
    part: Part = Part.WAITING

    @property
    def number(self) -> str:
        """The count in digits, as far as the first page counts."""
        return number_format(min(self.count, MANY), force_grouping=True) + "+" * (self.count > MANY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What a role's first page says while nothing stands on it: one sentence, and where to go next."""

    says: Words
    label: Words
    url: str


Waits = Callable[[Person], Sequence[Waiting]]
Hints = Callable[[], dict[str, Hint]]


def waits(counts: Sequence[Count]) -> list[Waiting]:
    """Counts as they stand on the first page."""
    return [Waiting(label=one.sort.told, count=one.number, url=one.url, part=one.sort.part) for one in counts]


def waits_of_others(counts: Sequence[Count]) -> list[Waiting]:
    """Counts of what waits for somebody else."""
    return [Waiting(label=one.sort.of_others, count=one.number, url=one.url, part=one.sort.part) for one in counts]


class Desktop(Component):
    """The panel of the first page. `waits` are the counters' answers to "what is there for this person?", `hints` what each
    role is told when there is nothing, `tour` what stands below the buttons of whoever is new."""

    name = "desktop"
    template_name = "desk/home_panel.html"
    order = 10

    def __init__(
        self,
        waits: Sequence[Waits],
        starts: Callable[..., Sequence[Any]],
        hints: Hints,
        lists: Sequence[Listed],
        tour: Component,
    ) -> None:
        self.waits, self.starts, self.hints, self.lists, self.tour = waits, starts, hints, lists, tour

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        found = [one for ask in self.waits for one in ask(person) if one.count]
        parts = [(part, words, [one for one in found if one.part == part]) for part, words in HEADINGS.items()]
        waits = any(one.part in {Part.WAITING, Part.DUE} for one in found)
        posts = posts_of(person, clock.today()).select_related("body", "area", "for_post__person")
        return {
            "person": person,
            "parts": [(part, words, some) for part, words, some in parts if some or (part == Part.WAITING and not waits)],
            "hints": [] if found else self.told(person),
            "posts": posts,
            "starts": self.starts(person, practising=practises(parent_context["request"])),
            "away": self.away(person),
            "tour": self.tour,
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
        }

    def away(self, person: Person) -> list[tuple[Leave, list[Waiting]]]:
        """Each leave of others during which this person looks after their work, and what waits there. One query, and one each."""
        leaves = looked_after(person, clock.today()).select_related("person", "body").order_by("until", "pk")
        return [(one, waits_of_others(counted_for(one.person, person, self.lists, one))) for one in leaves]

    def told(self, person: Person) -> list[Hint]:
        """One hint for each role that the person holds today, in the order of the roles."""
        held = roles(person)
        return [hint for role, hint in self.hints().items() if role in held]

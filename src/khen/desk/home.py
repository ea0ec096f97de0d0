"""The first page after signing in: what waits for this person, and the posts they hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.admin.ui.components import Component

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.reads import posts_of
from khen.desk.beside import Line
from khen.desk.verbs import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """So many things of one sort wait for the person behind this address; `first` are those to take up next, one tap away."""

    label: Words
    count: int
    url: str
    first: Sequence[Line] = ()


Waits = Callable[[Person], Sequence[Waiting]]


class Desktop(Component):
    """The panel of the first page. `waits` are the counters' answers to "what waits for this person?"."""

    name = "desktop"
    template_name = "desk/home_panel.html"
    order = 10

    def __init__(self, waits: Sequence[Waits], starts: Callable[[Person], Sequence[Any]]) -> None:
        self.waits, self.starts = waits, starts

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        waiting = [one for ask in self.waits for one in ask(person) if one.count]
        posts = posts_of(person, clock.today()).select_related("body", "area", "for_post__person")
        return {"person": person, "waiting": waiting, "posts": posts, "starts": self.starts(person)}

"""One act as a page, and whether it is open to this person, for this record, today."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Mendable, Personal
from khen.bodies.models import Body, Person, Post
from khen.bodies.reads import posts_reaching
from khen.bodies.terms import ALLOWED, Action
from khen.desk.forms import ActForm
from khen.desk.scope import allows, by_name

Words = str | Promise
Reasons = Callable[[Any, Person, date], Iterable[object]]


def nothing_against(record: Any, person: Person, day: date) -> Iterable[object]:
    return ()


def of_nobody(record: Any) -> Collection[int]:
    return ()


def not_yet(record: Any, person: Person) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One act as a page: its name in the address, what its button says, its form, the act, and what speaks against it.

    `act` is called with the record (verbs that begin a record: without), `by`, `on` and the form's arguments. Where
    something is `told`, it returns that (verbs that begin a record: the record and that)."""

    name: str
    label: Words
    action: Action
    act: Callable[..., Any]
    done: Words | Callable[[Any], Words]  # the answer; where it depends on it, asked of the record as it stands by then
    form: type[ActForm] = ActForm
    reasons: Reasons = nothing_against
    own: Callable[[Any], Collection[int]] = of_nobody  # ids of those who may not, as it is their own: not named among who may
    press: Words = ""  # what the form's button says, when it is not the label
    explanation: Words = ""
    template: str = "desk/act.html"
    icon: str = "check"
    grave: bool = False  # takes something away from readers: shown in red
    already: Callable[[Any, Person], bool] = not_yet  # this person has just done exactly this: a button pressed twice
    writes: str = ""  # the kind of the act's entry: the button pressed again from another page is told that it is done
    page: Any = None  # for a verb that begins a record: a subclass of desk.act_pages.BeginPage
    bulk: bool = False  # may be done to several rows of a list; its form asks nothing about a single record
    bulk_form: type[ActForm] | None = None  # what is asked once for several rows, where `form` asks about a single record
    bulk_reasons: Reasons = nothing_against  # what speaks, besides `reasons`, against doing it to this one among several
    bulk_says: Callable[[Any], str] | None = None  # what is said of each of several rows besides its name
    versioned: bool = False  # among several each row goes with the `number` that was shown, which the act gets as `seen`
    otherwise: str = ""  # the name of what somebody may do instead who has read the page of this one
    practised: bool = True  # offered in the training as well; else its page says there why not
    from_above: Collection[str] = ()  # roles that may do it for the bodies below their own alone
    told: str = ""  # for an act that returns a secret: the template of the one answer on which it stands, never kept

    @property
    def form_for_several(self) -> type[ActForm]:
        """What is asked once where it is done to several rows."""
        return self.bulk_form or self.form

    def is_for(self, person: Any, *, practising: bool) -> bool:
        """Whether this person may do it at all today: its button is offered. No query where the roles of today are known."""
        return allows(person, self.action, self.from_above) and (self.practised or not practising)


Holding = Callable[[Action, frozenset[int]], tuple[Post, ...]]
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb as it stands for one person and one record: open when nothing speaks against it."""

    verb: Verb
    url: str
    reasons: tuple[str, ...]
    closed_by_post: bool = False
    holders: tuple[Post, ...] = ()
    mendable: bool = False  # all that speaks against it falls away when somebody does what it says
    personal: bool = False  # nothing speaks against it but who the person is

    @property
    def is_open(self) -> bool:
        return not self.reasons

    @property
    def why(self) -> tuple[str, ...]:
        """What is said of it beside the record: all that there is to do, or what shuts it first; its own page says the rest."""
        of_record = self.reasons[:-1] if self.closed_by_post else self.reasons
        return of_record if self.mendable or self.personal else of_record[:1]


def holding(body: Body, day: date) -> Holding:
    """Who may do things for a body on that day, a few of them, by name. One query for all actions, and none while nobody asks.

    Left out are people whose own the thing is, and whoever would stand in for one of them."""

    @cache
    def posts() -> tuple[Post, ...]:
        return tuple(by_name(posts_reaching(body, day)).select_related("for_post"))

    def able(action: Action, but: frozenset[int]) -> tuple[Post, ...]:
        found = (one for one in posts() if action in ALLOWED[one.role] and not but & people_of(one))
        return tuple(islice(found, MOST_NAMED))

    return able


def people_of(post: Post) -> set[int]:
    """Whoever holds it, and in whose place."""
    return {post.person_id, post.for_post.person_id} if post.for_post else {post.person_id}


def offer(
    verb: Verb, record: Any, *, body: Body, person: Person, day: date, url: str, allowed: bool, who: Holding | None = None
) -> Offer:
    """May this be done now, by this person; if not, why not, and who may. `allowed`: their posts let them for that body. `who`
    is what `holding` gives, where several verbs are offered together."""
    reasons = list(verb.reasons(record, person, day))
    mendable, personal = (all(isinstance(one, sort) for one in reasons) for sort in (Mendable, Personal))
    against = tuple(str(reason) for reason in reasons)
    if allowed:
        return Offer(verb, url, against, mendable=mendable, personal=personal)
    closed = str(_("This is not part of your post at %(body)s.") % {"body": body})
    others = (who or holding(body, day))(verb.action, frozenset(verb.own(record)))
    return Offer(verb, url, (*against, closed), closed_by_post=True, holders=others, mendable=mendable, personal=personal)


Heaps = list[tuple[Offer, ...]]


@dataclass(slots=True)
class Ways:
    """A record's verbs as they stand for one person: open now; open to them once something is done; open to others now; shut."""

    open: list[Offer] = field(default_factory=list)
    soon: list[Offer] = field(default_factory=list)
    others: list[Offer] = field(default_factory=list)
    shut: list[Offer] = field(default_factory=list)

    def told(self) -> dict[str, list[Offer] | Heaps]:
        """As a page tells them: each as a heap of those of which the same is said."""
        heaps = {"soon": alike(self.soon), "others": alike(self.others), "alike": alike(self.shut)}
        return {"open": self.open, "shut": self.shut, **heaps}


def ways(offers: Iterable[Offer]) -> Ways:
    """Every offer where it belongs, in the order of the verbs."""
    found = Ways()
    for one in offers:
        if one.is_open:
            found.open.append(one)
        elif one.closed_by_post and one.personal:
            found.others.append(one)
        elif one.mendable and not one.closed_by_post:
            found.soon.append(one)
        else:
            found.shut.append(one)
    return found


def alike(closed: Iterable[Offer]) -> Heaps:
    """Closed offers, those together that are closed for the same reasons and to the same holders, in the order of their first."""
    heaps: dict[tuple[tuple[str, ...], tuple[int, ...]], tuple[Offer, ...]] = {}
    for one in closed:
        why = one.why, tuple(post.pk for post in one.holders)
        heaps[why] = (*heaps.get(why, ()), one)
    return list(heaps.values())

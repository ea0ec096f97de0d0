"""Rows chosen in a list for one act on each: those ticked, or everything that the list's filter leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn

from khen.bodies.reads import reach
from khen.desk.habits import narrowing
from khen.desk.pages import Page
from khen.desk.scope import allows
from khen.desk.verbs import Verb

CHOSEN = "chon"  # names a chosen row in an address and in a form
FILTER = "loc"  # in a form, how the list was narrowed when rows were chosen in it
EVERY = "moi"  # says in an address that every row of the filtered list is chosen
MOST, MOST_LETTERS = 200, 2000  # rows at once; of an address


class Picks(BaseColumn):
    """A check box before each row; it belongs to the form below the table."""

    header_template_name = "desk/pick_header.html"
    cell_template_name = "desk/pick_cell.html"

    def __init__(self) -> None:
        super().__init__(CHOSEN, label=_("Choose"))


@dataclass(frozen=True, slots=True)
class Choice:
    """Rows to be done now, in the list's order, and how many more were chosen. None of them lies out of reach."""

    rows: list[Any]
    beyond: int = 0
    unmet: bool = False  # some were named that lie out of reach


def keys_of(asked: QueryDict) -> set[int]:
    """The numbers of rows that an address or a form names; nonsense names none."""
    named = asked.getlist(CHOSEN)
    return {int(key) for key in named if key.isascii() and key.isdecimal() and len(key) < 19}


def picked(rows: QuerySet[Any]) -> Choice:
    """The first of these rows, and how many are left. Two queries at most."""
    first = list(rows[: MOST + 1])
    return Choice(first[:MOST], rows.count() - MOST if len(first) > MOST else 0)


def filtered(counter: Any, request: HttpRequest) -> QuerySet[Any]:
    """The rows in reach that the counter's list shows at an address that ends like this one, page after page."""
    made = counter.listing()
    listing = made.view_class(**made.view_initkwargs)
    listing.setup(request)
    rows: QuerySet[Any] = listing.told(listing.get_queryset())
    return rows


class ChosenPage(Page):
    """A page about the chosen rows; rows out of reach are as if nobody had named them."""

    bulk: Any = None

    @property
    def one_verb(self) -> Verb:
        verb: Verb = self.bulk
        return verb

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allows(self.person, self.one_verb.action):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.one_verb.label)

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.one_verb.label}]

    @cached_property
    def choice(self) -> Choice:
        """The rows in reach among those chosen, in the list's order. A handful of queries."""
        if self.request.method == "GET" and EVERY in self.request.GET:
            return picked(filtered(self.counter, self.request))
        keys = keys_of(self.request.POST if self.request.method == "POST" else self.request.GET)
        found = picked(self.named(keys)) if keys else Choice([])
        return replace(found, unmet=len(found.rows) + found.beyond < len(keys))

    def named(self, keys: Iterable[int]) -> Any:
        """Those of these rows that lie in reach."""
        return self.counter.listed(self.rows().filter(pk__in=keys), self.person, self.day).order_by("-pk")

    @cached_property
    def mine(self) -> set[int]:
        """The bodies for which the person may do this."""
        return set(reach(self.person, {self.one_verb.action}, self.day).values_list("pk", flat=True))

    def against(self, row: Any) -> Iterator[str]:
        for reasons in (self.one_verb.reasons, self.one_verb.bulk_reasons):
            yield from map(str, reasons(row, self.person, self.day))
        body = self.desk.body_for(row, self.person)
        if body.pk not in self.mine:
            yield gettext("This is not part of your post at %(body)s.") % {"body": body}

    def around(self, **told: Any) -> HttpResponse:
        most, beyond, unmet = MOST, self.choice.beyond, self.choice.unmet
        named: dict[str, Any] = {"verb": self.one_verb, "chosen": CHOSEN, "most": most, "beyond": beyond, "unmet": unmet}
        return self.shown(**named, loc=self.narrowed, back=self.back, **told)

    @cached_property
    def narrowed(self) -> str:
        """How the list was narrowed when the rows were chosen, as the end of an address."""
        asked = self.request.GET if self.request.method == "GET" else QueryDict(self.request.POST.get(FILTER, "")[:MOST_LETTERS])
        return narrowing(asked)

    @property
    def back(self) -> str:
        """The list, narrowed as it was."""
        return f"{self.url('index')}?{self.narrowed}" if self.narrowed else self.url("index")

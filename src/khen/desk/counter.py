"""The officer's counter: a list, a page for each record, and pages whose only way to write is an act."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk import scope
from khen.desk.act_pages import ActPage, BeginPage
from khen.desk.beside import Beside
from khen.desk.listing import Listing
from khen.desk.pages import RecordPage
from khen.desk.together import TogetherPage
from khen.desk.verbs import Offer, Verb, Words

__all__ = ["Counter", "Offer", "Verb"]


class CounterItem(MenuItem):
    """Shown to whoever may look at anything behind it."""

    looks: Action = Action.VIEW

    def is_shown(self, request: Any) -> bool:
        return scope.allows(request.user, self.looks)


class Rows(ViewSet):
    """Which rows of a plain model somebody meets, how words are found in them and what is asked of those that are shown."""

    model: type[Model]
    body: str = "body"  # the way from a row to its body
    looks: Action = Action.VIEW  # who may not do this for a row's body does not meet the row
    list_select: tuple[str, ...] = ()
    search_fields: tuple[str, ...] = ()

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        """The rows that the person may meet."""
        return scope.narrowed(self.model._default_manager.all(), person, self.looks, day=day)

    def words(self, query: str) -> list[str]:
        """The folded words of a search, parted as those in the search fields are."""
        return fold(query).split()

    def found(self, rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
        """Of these rows those that bear each of the folded words in one of the search fields."""
        for word in words:
            rows = rows.filter(reduce(or_, (Q(**{f"{field}__contains": word}) for field in self.search_fields)))
        return rows

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        """The rows of a list with all that its columns ask of them, for this person on this day."""
        return rows.select_related(*self.list_select)

    def opened(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of which one is opened to be looked at, with what its page asks of it."""
        return rows.select_related(*self.list_select)

    def fill(self, rows: Sequence[Any], person: Any, day: date) -> None:
        """Give rows that are shown or taken along together what is quicker asked for all of them than with each. Nothing here."""


class Counter(Rows):
    """Subclass it over a plain model: which columns and filters, which verbs begin a record, which act on one.

    There are no addresses to delete, copy, reorder or edit around acts."""

    menu_label: Words
    menu_order: int = 200
    empty: Words = ""  # said where the list has no rows: what belongs here, and how the first one comes about
    empty_in_practice: Words = ""  # the same to whoever practises, where it is not true of practice
    list_display: Sequence[Any] = ("__str__",)
    list_filter: Any = None
    filterset_class: Any = None
    list_export: Sequence[str] = ()
    export_headings: Mapping[str, Words] = {}
    export_words: Mapping[str, Callable[[Any], str]] = {}  # fields of a spreadsheet whose value is put into words first
    ordering: str | tuple[str, ...] = "-pk"
    begins: tuple[Verb, ...] = ()
    verbs: tuple[Verb, ...] = ()
    ways: tuple[tuple[str, Words, str], ...] = ()  # further pages to which the list leads: name, what the button says, icon
    sayings: Mapping[str, Words] = {}  # kind of an entry -> what was done, in words
    needs: Mapping[str, Action] = {}  # kind of an entry -> what a post must allow for it: tells in whose place it was done
    record_template: str = "desk/record.html"
    beside: tuple[Beside, ...] = ()  # panels that rooms further down the flow show beside a record; given by web
    menu_item_class = CounterItem
    add_to_admin_menu = True

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        scope.belongs(self.model, self.body)

    @cached_property
    def menu_name(self) -> str:
        """Ends with a mark: the sidebar takes an entry whose name begins another's for the one that is open."""
        return f"{self.name}_"

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        item = super().get_menu_item(order)
        item.looks = self.looks
        return item

    def entries(self, record: Any, person: Person) -> QuerySet[Entry]:
        """What was done about a record."""
        return Entry.objects.filter(about=record._meta.label_lower, about_id=record.pk)

    def saying(self, entry: Entry) -> Words:
        """What was done, in words; the entry's kind where nobody has put it into any."""
        return self.sayings.get(entry.kind, entry.kind)

    def detail(self, record: Any, entry: Entry) -> str:
        """What the history says of an entry besides what was done and why."""
        return ""

    def body_for(self, record: Any, person: Person) -> Body:
        """The body for which the person would act on a record: where it has several, one that the person reaches."""
        return self.body_of(record)

    def body_of(self, record: Any) -> Body:
        """The body to which a record belongs."""
        for step in self.body.split("__"):
            record = getattr(record, step)
        assert isinstance(record, Body)
        return record

    def shown(self, record: Any, person: Person) -> dict[str, Any]:
        """What the record's page shows besides its verbs and its history: `about` = pairs of label and value."""
        return {"about": []}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.listing(), name="index"),
            path("ket-qua/", self.listing(results_only=True), name="index_results"),
            path("<int:pk>/", RecordPage.as_view(counter=self), name="record"),
            *(
                path(f"{one.name}/", (one.page or BeginPage).as_view(counter=self, verb=one), name=one.name)
                for one in self.begins
            ),
            *(path(f"<int:pk>/{verb.name}/", ActPage.as_view(counter=self, verb=verb), name=verb.name) for verb in self.verbs),
            *(
                path(f"nhieu/{verb.name}/", TogetherPage.as_view(counter=self, bulk=verb), name=f"together_{verb.name}")
                for verb in self.verbs
                if verb.bulk
            ),
            *self.more(),
        ]

    def more(self) -> list[URLPattern]:
        """Further pages to look at; subclasses of pages.Page, so that they meet only rows in reach."""
        return []

    def listing(self, **options: Any) -> Any:
        return self.construct_view(
            Listing,
            counter=self,
            model=self.model,
            header_icon=self.icon,
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            list_display=self.list_display,
            list_filter=self.list_filter,
            filterset_class=self.filterset_class or self.UNDEFINED,
            list_export=self.list_export,
            export_headings=self.export_headings,
            export_filename=self.name,
            search_fields=self.search_fields,
            default_ordering=self.ordering,
            paginate_by=30,
            **options,
        )

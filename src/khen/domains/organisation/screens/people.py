"""People at the counter: their accounts and their posts, to whoever inspects; changed by whoever governs."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column, TitleColumn

from khen.atoms import clock
from khen.bodies.models import Body, Person, Post
from khen.bodies.reads import counting
from khen.bodies.terms import Action, Role
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.listing import Chip, Filters
from khen.desk.sorts import Count, Listed, Sorted, counted_for
from khen.domains.organisation import reads, rules, terms
from khen.domains.organisation.models import Invitation
from khen.domains.organisation.screens.handing import in_name
from khen.domains.organisation.screens.invitations import ON_PERSON
from khen.domains.organisation.screens.sorts import PEOPLE as PEOPLE_SORTS
from khen.domains.organisation.screens.verbs import ADD, ON_PEOPLE

INSPECT = Action.INSPECT


def in_words(row: Person) -> Any:
    return terms.account_of(row).label


def mood(row: Person) -> str:
    return terms.ACCOUNT_MOODS[terms.account_of(row)]


def invited(record: Person) -> dict[str, Any]:
    """The newest invitation and how far it has come; empty when there is none."""
    newest = Invitation.objects.filter(person=record).order_by("-pk").first()
    return {"row": newest, "standing": terms.standing_of(newest, clock.now())} if newest else {}


class PeopleFilters(Filters):
    """By the posts of today that lie within reach, and by how the account stands."""

    role = ChoiceFilter(label=_("Role"), choices=Role.choices, method="holding")
    body = ModelChoiceFilter(label=_("Body"), queryset=Body.objects.order_by("pk"), method="holding")

    cho = Sorted(PEOPLE_SORTS)
    account = ChoiceFilter(label=_("Account"), choices=terms.Account.choices, method="standing")

    class Meta:
        model = Person
        fields = ()

    def holding(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        posts = scope.narrowed(Post.objects.filter(counting(clock.today()), **{name: value}), self.request.user, INSPECT)
        return rows.filter(pk__in=posts.values("person"))

    def standing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return reads.with_account(rows, value)


def posts_in_words(posts: Iterable[Post]) -> str:
    """ "Author · Department; Approver · Department"."""
    return "; ".join(map(terms.post_in_words, posts))


class PeopleCounter(Counter):
    model, body, looks, icon, menu_label, menu_order = Person, "posts__body", INSPECT, "user", _("People"), 810
    empty = _("Nobody in your reach yet: an administrator enters a person and gives them a post.")
    list_display: tuple[Any, ...] = (
        TitleColumn("full_name", label=_("Full name"), sort_key="folded", url_name="can-bo:record"),
        Column("held", label=_("Posts"), accessor=lambda row: posts_in_words(row.held)),
        Column("username", label=_("User name"), sort_key="username"),
        Chip("account", label=_("Account"), accessor=in_words, mood=mood),
    )
    filterset_class = PeopleFilters
    list_export: tuple[str, ...] = ("username", "full_name", "held", "email", "is_active")
    export_headings = {
        "username": _("User name"),
        "full_name": _("Full name"),
        "held": _("Posts"),
        "email": _("E-mail"),
        "is_active": _("May sign in"),
    }
    export_words = {"held": posts_in_words}
    ordering, search_fields = ("folded", "pk"), ("folded", "username")
    record_template, sayings = "organisation/person.html", terms.SAYINGS
    lists: Sequence[Listed] = ()  # what waits for people anywhere in the house; given by web
    begins: tuple[Verb, ...] = (ADD,)
    verbs: tuple[Verb, ...] = (*ON_PEOPLE, *ON_PERSON)

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        posts = scope.narrowed(Post.objects.filter(counting(day)), person, INSPECT, day=day)
        held = posts.select_related("body", "area", "for_post__person").order_by("since", "pk")
        return rows.prefetch_related(Prefetch("posts", held, to_attr="held"))

    def at_posts(self, record: Person, person: Person) -> list[Count]:
        """What waits for whoever holds the posts of somebody, as far as the reader meets it; asked by the page that ends one."""
        return counted_for(record, person, self.lists)

    def body_for(self, record: Any, person: Person) -> Body:
        return reads.body_for(record, person, clock.today())

    def entries(self, record: Any, person: Person) -> QuerySet[Any]:
        return reads.entries_about(record, person, clock.today())

    def shown(self, record: Person, person: Person) -> dict[str, Any]:
        posts, day = list(reads.posts_in_sight(record, person, INSPECT, day=clock.today())), clock.today()
        door, governed = reads.door(record.username, clock.now()), reads.posts_in_sight(record, person, Action.GOVERN, day=day)
        elsewhere = record.posts.exclude(pk__in=[post.pk for post in posts]).exists()
        return {
            "elsewhere": elsewhere,
            "account": terms.account_of(record).label,
            "mood": mood(record),
            "invited": invited(record),
            "door": door,
            "tried": [(rules.network_of(one.address), one, until) for one, until in door.places] if governed.exists() else [],
            "acting": reads.acting_for(record, person, day),
            "leaves": reads.leaves_of(record, person, day),
            "in_name": partial(in_name, record, person, day),
            "at_posts": partial(self.at_posts, record, person),
            **reads.by_time(posts, day),
        }


PEOPLE = PeopleCounter("can-bo")

"""Topics at the counter: opened, renamed, closed."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.governing import for_whole_province
from khen.bodies.models import Body, Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Topic
from khen.domains.newsroom.rules.names import TOPIC, reasons_about_over
from khen.domains.newsroom.screens.names import LastForm, Named, NameForm, OpenForm
from khen.domains.newsroom.terms import topics as terms


def against(record: Topic, person: Person, day: date) -> Iterator[object]:
    return reasons_about_over(TOPIC, last=record.last, on=day)


keep = partial(Verb, action=Action.PUBLISH)


class TopicCounter(Named, Counter):
    model = Topic
    icon = "folder"
    menu_label = _("Topics of texts")
    empty = _("No topic of your own yet: the editorial board of a body opens one where those of the whole house do not do.")
    menu_order = 107
    whose, of_all = _("Whose topic"), _("the whole house")
    running, over = _("In use"), _("Closed to new texts")
    sayings = terms.SAYINGS
    begins = (
        keep(
            name="mo",
            label=_("Open a topic"),
            act=acts.open_topic,
            form=OpenForm,
            done=_("The topic is open: writers choose it from its first day on."),
            icon="plus",
        ),
    )
    verbs = (
        keep(
            name="doi-ten",
            label=_("Rename the topic"),
            act=acts.rename_topic,
            form=NameForm,
            reasons=against,
            done=_("The topic has its new name."),
            explanation=_("Lists and figures show the new name at once. What was published keeps the name that it bore."),
            icon="edit",
        ),
        keep(
            name="dong",
            label=_("Close the topic"),
            act=acts.close_topic,
            form=LastForm,
            reasons=against,
            done=_("After its last day nobody chooses it any more."),
            icon="date",
        ),
    )

    def rows(self, person: Person, day: date) -> QuerySet[Any]:
        """Those that are kept here, and the house's own for whoever publishes for a whole province."""
        kept = super().rows(person, day)
        of_all = isinstance(person, Person) and for_whole_province(person, Action.PUBLISH, day)
        return Topic.objects.filter(Q(pk__in=kept.values("pk")) | Q(body=None)) if of_all else kept

    def body_for(self, record: Topic, person: Person) -> Body:
        body = record.body or for_whole_province(person, Action.PUBLISH, clock.today())
        assert body is not None
        return body

"""Before approval, at the counter: asking for opinions, ending that, initials."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, DayField, SeenForm
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts import counsel as asking
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads import counsel as reads
from khen.domains.newsroom.rules import counsel as rules

USUAL_DAYS = 3


class AskForm(ActForm):
    """Bodies and people are named, not listed: anybody in the house may be asked."""

    whom = forms.CharField(
        label=_("Whose opinion"),
        max_length=3_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One to a line: the full name of a body, or the name or user name of an officer."),
    )
    until = DayField(label=_("Answer by"))
    question = forms.CharField(label=_("What is asked"), max_length=rules.LONGEST_QUESTION, required=False)

    def starting(self) -> dict[str, Any]:
        return {"until": self.day + timedelta(days=USUAL_DAYS)}

    def clean_whom(self) -> str:
        given = str(self.cleaned_data["whom"])
        names = list(dict.fromkeys(name for line in given.splitlines() if (name := " ".join(line.split()))))
        assert isinstance(self.record, Bulletin)
        self.bodies, self.people, unknown = reads.called(names[: rules.MOST_ASKED + 1], self.record.body, self.day)
        if unknown:
            told = gettext("Nobody here is called so, or more than one: %(names)s.") % {"names": "; ".join(unknown)}
            raise forms.ValidationError(told)
        return given

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        del told["whom"]
        return {**told, "bodies": self.bodies, "people": self.people}


def against_asking(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_ask(standing=record.standing, concerned=asking.concerned(record, person, day))


def against_ending(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    asks, left = asking.concerned(record, person, day), asking.awaited(record).count()
    return rules.reasons_not_to_end(standing=record.standing, concerned=asks, awaited=left)


on_text = partial(Verb, template="newsroom/act.html")
VERBS = (
    on_text(
        name="ky-nhay",
        label=_("Initial"),
        done=_("The text is initialled and goes on to the approver."),
        icon="pick",
        action=Action.INITIAL,
        act=acts.initial,
        form=SeenForm,
        reasons=asking.against_initials,
        own=acts.writers,
    ),
    on_text(
        name="xin-y-kien",
        label=_("Ask for opinions"),
        done=_("Whoever was asked finds the text among what waits for them."),
        icon="group",
        action=Action.ADVISE,
        act=acts.ask_opinions,
        form=AskForm,
        reasons=against_asking,
    ),
    on_text(
        name="thoi-xin-y-kien",
        label=_("Ask no longer"),
        done=_("Nobody is asked about this text any more."),
        icon="cross",
        action=Action.ADVISE,
        act=acts.end_asking,
        reasons=against_ending,
    ),
)

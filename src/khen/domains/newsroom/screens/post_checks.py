"""At the counter: news that goes out at once, and its check afterwards."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Verb
from khen.desk.forms import SeenForm
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts import post_checks as checking
from khen.domains.newsroom.acts.counsel import against_skipping_initials
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.rules.texts import LONGEST_REASON
from khen.domains.newsroom.screens.forms import PublishForm
from khen.domains.newsroom.terms.post_checks import Verdict


class VerdictForm(SeenForm):
    verdict = forms.ChoiceField(label=_("What the check found"), choices=Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed for a reminder and for taking down."),
    )


def against_publishing(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    yield from checking.against_publishing(record, person, day)
    yield from against_skipping_initials(record, day)


def against_checking(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    yield from checking.against_checking(record, person, day)


on_text = partial(Verb, template="newsroom/act.html")
VERBS = (
    on_text(
        name="dang-truoc",
        label=_("Publish now, check afterwards"),
        done=_("Published; the approver checks it."),
        icon="upload",
        action=Action.PUBLISH,
        act=acts.publish_unapproved,
        form=PublishForm,
        reasons=against_publishing,
        own=acts.writers,
    ),
    on_text(
        name="hau-kiem",
        label=_("Check afterwards"),
        done=_("The check is kept."),
        icon="check",
        action=Action.APPROVE,
        act=acts.post_check,
        form=VerdictForm,
        reasons=against_checking,
        own=checking.hands,
    ),
)

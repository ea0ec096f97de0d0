"""An account at the identity provider is tied to a person, or untied."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Action
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, ReasonForm
from khen.domains.organisation import acts, reads
from khen.domains.organisation.rules.identities import LONGEST_SUBJECT


class SubjectForm(ActForm):
    subject = forms.CharField(label=_("Mark of the account (“sub”) as the provider shows it"), max_length=LONGEST_SUBJECT)


TYING = Verb(
    name="noi-dinh-danh",
    label=_("Tie to the identity provider"),
    action=Action.GOVERN,
    act=acts.tie_identity,
    form=SubjectForm,
    reasons=reads.against_tying,
    done=_("They may come in by the identity provider from now on."),
    icon="link",
    explanation=_("Ask the person, not a letter, which account of the provider is theirs. They still show the second step."),
)
UNTYING = Verb(
    name="thoi-dinh-danh",
    label=_("Untie from the identity provider"),
    action=Action.GOVERN,
    act=acts.untie_identity,
    form=ReasonForm,
    reasons=reads.against_untying,
    done=_("They no longer come in by the identity provider; all their sessions have ended."),
    icon="link",
    explanation=_("That account opens nothing here any more, every session ends. The password goes on opening the door."),
    grave=True,
)

"""Remarks at the counter: made on a passage or the whole, answered, settled."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, RowField
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Remark
from khen.domains.newsroom.reads import remarks as reads
from khen.domains.newsroom.rules import remarks as rules

scope.belongs(Remark, "bulletin__body")


class RemarkForm(ActForm):
    quote = forms.CharField(
        label=_("On which words"),
        max_length=rules.LONGEST_QUOTE,
        required=False,
        help_text=_("Copied from the text; empty when the whole is meant."),
    )
    text = forms.CharField(label=_("Your remark"), max_length=rules.LONGEST_REMARK, widget=forms.Textarea({"rows": 4}))


class OpenRemarkForm(ActForm):
    """About one of the open remarks on this text."""

    remark = RowField(Remark.objects.all(), label=_("Which remark"), widget=forms.RadioSelect, empty_label=None)

    def choices(self) -> QuerySet[Remark]:
        assert isinstance(self.record, Bulletin)
        return reads.open_remarks(self.record)

    def prepare(self) -> None:
        field, offered = self.rows("remark"), self.choices()
        field.queryset = offered
        field.initial = offered.first()


class AnswerForm(OpenRemarkForm):
    text = forms.CharField(label=_("Your answer"), max_length=rules.LONGEST_REMARK, widget=forms.Textarea({"rows": 4}))


def against_remarking(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_remark(standing=record.standing)


def against_answering(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    if all(head.settled_on for head, _answers in reads.threads(record)):
        yield _("No remark on this text is open.")


advise = partial(Verb, action=Action.ADVISE, template="newsroom/act.html")
VERBS = (
    advise(
        name="gop-y",
        label=_("Remark on the text"),
        done=_("The remark is kept."),
        icon="comment-add",
        act=acts.remark,
        form=RemarkForm,
        reasons=against_remarking,
    ),
    advise(
        name="tra-loi-gop-y",
        label=_("Answer a remark"),
        done=_("The answer is kept."),
        icon="comment",
        act=acts.answer_remark,
        form=AnswerForm,
        reasons=against_answering,
    ),
    advise(
        name="khep-gop-y",
        label=_("Settle a remark"),
        done=_("The remark is settled."),
        icon="check",
        act=acts.settle_remark,
        form=OpenRemarkForm,
        reasons=against_answering,
    ),
)

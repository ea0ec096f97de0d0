"""Opinions that a body is asked for: exactly this text, exactly while it is asked."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from khen.atoms.text import fold
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm
from khen.desk.listing import Chip, Filters
from khen.desk.pages import FilePage
from khen.desk.sorts import Sorted
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.acts.counsel import against_saying
from khen.domains.newsroom.models import Opinion
from khen.domains.newsroom.reads.counsel import shown_to
from khen.domains.newsroom.rules.remarks import LONGEST_REMARK
from khen.domains.newsroom.screens.filters import OPINIONS
from khen.domains.newsroom.terms.counsel import Answer


class OpinionForm(ActForm):
    answer = forms.ChoiceField(label=_("Your opinion"), choices=Answer.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What you would say"), max_length=LONGEST_REMARK, required=False, widget=forms.Textarea({"rows": 4})
    )


class OpinionFile(FilePage):
    """A file that stands with the version that is asked about."""

    def stored(self) -> tuple[str, str, str]:
        version = self.record.version
        one = get_object_or_404(reads.attachments_of(version.bulletin_id, version.number), pk=self.kwargs["file"])
        return one.path, one.name, one.mime


def against(record: Opinion, person: Person, day: date) -> Iterable[object]:
    return against_saying(record, person, day)


SAY = Verb(
    name="tra-loi",
    label=_("Say your opinion"),
    done=_("Your opinion is with whoever asked for it."),
    icon="comment",
    action=Action.ADVISE,
    act=acts.say_opinion,
    form=OpinionForm,
    reasons=against,
    template="newsroom/say.html",
)
MOODS = {"": "wait", Answer.AGREED: "good", Answer.NOTES: "calm"}
STATE = Chip(
    "answer",
    label=_("Opinion"),
    accessor=lambda row: row.get_answer_display() or _("Not said yet"),
    mood=lambda row: MOODS[row.answer],
)


class OpinionFilters(Filters):
    cho = Sorted(OPINIONS)

    class Meta:
        model = Opinion
        fields: ClassVar[list[str]] = ["answer"]


class OpinionCounter(Counter):
    model = Opinion
    icon = "comment"
    menu_label = _("Opinions asked of us")
    empty = _("Nobody has asked you for an opinion yet: drafts on which somebody asks for one stand here until you answer.")
    menu_order = 105
    list_display = ["version", STATE, "body", "asked_by", "until"]
    filterset_class = OpinionFilters
    list_export = ["version", "get_answer_display", "body", "asked_by", "asked_on", "until"]
    export_headings = {"get_answer_display": _("Answer")}
    list_select = ("version", "body", "asked_by", "person")
    search_fields = ("body__folded",)
    verbs = (SAY,)
    record_template = "newsroom/opinion.html"

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        return shown_to(super().rows(person, day), person, day)

    def found(self, rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
        """By the version that is asked about, as it is shown: what the text says since then stays with its own body. One query
        more."""
        told = rows.order_by().values_list("version", "version__title", "version__summary").distinct() if words else ()
        said = {version: fold(f"{title} {summary}") for version, title, summary in told}
        for word in words:
            rows = rows.filter(Q(body__folded__contains=word) | Q(version__in=[one for one in said if word in said[one]]))
        return rows

    def entries(self, record: Any, person: Person) -> QuerySet[Entry]:
        """The text's own history stays with its own body."""
        return Entry.objects.none()

    def shown(self, record: Opinion, person: Person) -> dict[str, Any]:
        text = record.version
        files = reads.attachments_of(text.bulletin_id, text.number)
        return {"text": text, "files": files, "file_at": self.get_url_name("file")}

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/tep/<int:file>/", OpinionFile.as_view(counter=self), name="file")]

"""The calendar of bulletins: a month or a week, narrowed to a body or a topic."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body, Person
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, DayField, RowField
from khen.desk.pages import Page
from khen.desk.scope import narrowed
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Topic
from khen.domains.newsroom.reads import calendar
from khen.domains.newsroom.rules.calendar import month_of, reasons_not_to_plan, week_of
from khen.domains.newsroom.screens.verbs import draft, not_open
from khen.domains.newsroom.terms.calendar import Place

WEEK, MONTH = "tuan", "thang"
MOODS = {Place.LATE: "bad", Place.PLANNED: "wait", Place.PUBLISHED: "good", Place.WITHDRAWN: "bad"}
FIRST, LAST = date(2000, 1, 1), date(2199, 1, 1)


class PlanForm(ActForm):
    planned = DayField(label=_("Planned for"), required=False, help_text=_("Empty: taken off the calendar."))

    def starting(self) -> dict[str, Any]:
        return {"planned": self.day}

    def standing(self) -> dict[str, Any]:
        assert isinstance(self.record, Bulletin)
        planned = calendar.planned_day(self.record)
        return {"planned": planned} if planned else {}

    def arguments(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["planned"]}


PLAN: Verb = draft(
    name="dat-ngay",
    label=_("Plan the day of publication"),
    press=_("Keep the day"),
    done=_("The calendar shows it on its day."),
    icon="date",
    act=acts.plan,
    form=PlanForm,
    reasons=not_open(reasons_not_to_plan),
)


class CalendarForm(forms.Form):
    """Which days of whom; in an address, so that the page can be sent to a colleague."""

    kieu = forms.ChoiceField(label=_("Show"), choices=[(MONTH, _("Month")), (WEEK, _("Week"))], required=False)
    ngay = DayField(label=_("With the day"), required=False)
    body = RowField(Body.objects.none(), label=_("Body"), required=False, empty_label=_("All in reach"))
    topic = RowField(Topic.objects.all(), label=_("Topic"), required=False, empty_label=_("All topics"))

    def __init__(self, given: Any, person: Person) -> None:
        super().__init__(given)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = narrowed(Body.objects.order_by("collated", "pk"), person)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ModelChoiceField)
        topic.queryset = narrowed(Topic.objects.all(), person)

    def clean_ngay(self) -> date | None:
        day: date | None = self.cleaned_data["ngay"]
        if day and not FIRST <= day < LAST:
            raise forms.ValidationError(_("No calendar is kept for that year."))
        return day


class CalendarPage(Page):
    template_name = "newsroom/calendar.html"

    def get_page_title(self) -> str:
        return gettext("Calendar of bulletins")

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CalendarForm({"ngay": self.day.isoformat(), **request.GET.dict()}, self.person)
        told = form.cleaned_data if form.is_valid() else {}
        around, weekly = told.get("ngay") or self.day, told.get("kieu") == WEEK
        first, end = (week_of if weekly else month_of)(around)
        asked = {name: told[name] for name in ("body", "topic") if told.get(name)}
        days = calendar.days(self.rows().filter(**asked), first, end, self.day)
        return self.shown(
            form=form,
            days=[(one.day, [(item, MOODS[item.place]) for item in one.items]) for one in days],
            blanks=range(0 if weekly else first.weekday()),
            empty=not any(one.items for one in days),
            first=first,
            last=end - timedelta(days=1),
            weekly=weekly,
            today=self.day,
            before=self.way(first - timedelta(days=1), told),
            after=self.way(end, told),
        )

    def way(self, day: date, told: dict[str, Any]) -> str:
        """The address of the calendar around another day, narrowed alike."""
        kept = {name: told[name].pk for name in ("body", "topic") if told.get(name)}
        return "?" + urlencode({"ngay": day.isoformat(), "kieu": told.get("kieu") or MONTH, **kept})

"""A page on which a register's tree stands as it was, or will be, on a day that the reader chooses."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.desk.forms import DayField
from khen.desk.pages import Page


class DayForm(forms.Form):
    ngay = DayField(label=_("On which day"))


class TreePage(Page):
    """What the counter's `tree` answers for a day and the rows in reach: nodes with pk, name and depth, in order."""

    template_name = "desk/tree.html"

    def get_page_title(self) -> str:
        return gettext("Tree")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = DayForm({"ngay": request.GET.get("ngay") or self.day.isoformat()})
        day = form.cleaned_data["ngay"] if form.is_valid() else self.day
        return self.shown(form=form, day=day, nodes=self.counter.tree(day, self.rows()), at=self.desk.get_url_name("record"))

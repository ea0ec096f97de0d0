"""Two versions of a bulletin side by side."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.desk.pages import Page
from khen.domains.newsroom import reads
from khen.domains.newsroom.reads.comparing import comparison


class VersionsForm(forms.Form):
    """Which two; in an address, so that the page can be sent to a colleague."""

    tu, den = forms.ChoiceField(label=_("Older version")), forms.ChoiceField(label=_("Newer version"))

    def __init__(self, given: Any, choices: list[tuple[int, str]]) -> None:
        super().__init__(given)
        for name in ("tu", "den"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class ComparePage(Page):
    """The newest against the one before it, unless the address names two others."""

    template_name = "newsroom/compare.html"

    def get_page_title(self) -> str:
        return gettext("Compare versions")

    def get_page_subtitle(self) -> str:
        return str(self.record)

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        newest = self.record.number
        usual = {"tu": max(newest - 1, 1), "den": newest}
        choices = [(one.number, f"{one.number} · {one.by} · {day_in_digits(one.on)}") for one in reads.versions(self.record)]
        form = VersionsForm({**usual, **request.GET.dict()}, choices)
        wrong = not form.is_valid()
        told = usual if wrong else form.cleaned_data
        pair = sorted(int(told[name]) for name in ("tu", "den"))
        found = comparison(self.record, *pair)
        shown = form if not wrong else VersionsForm(usual, choices)
        return self.shown(record=self.record, form=shown, wrong=wrong, found=found, back=self.url("record", self.record.pk))

"""How each channel will carry a bulletin, and the page on which one channel gets words of its own."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.desk.act_pages import ActPage
from khen.desk.counter import Verb
from khen.desk.forms import ActForm
from khen.desk.pages import Page
from khen.domains.newsroom import acts, reads, rules
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads import channels
from khen.domains.newsroom.reads.channels import Spoken
from khen.domains.newsroom.rules.channels import BOUNDS, MOST_PARTS
from khen.domains.newsroom.screens.verbs import NOT_CHANGED, draft
from khen.domains.newsroom.terms.channels import Carrier

MOST_TYPED = 5000  # characters of one part of a channel's words


class WordsForm(ActForm):
    """Both empty: the house's own words again. Carries the version that stood when it was opened."""

    title = forms.CharField(label=_("Title on this channel"), required=False, max_length=MOST_TYPED)
    text = forms.CharField(
        label=_("Text on this channel"), required=False, max_length=MOST_TYPED, widget=forms.Textarea({"rows": 4})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)

    def starting(self) -> dict[str, Any]:
        return {"seen": self.record.number} if isinstance(self.record, Bulletin) else {}


WORD_FOR: Verb = draft(
    name="kenh/<slug:carrier>",
    label=_("Word it for one channel"),
    press=_("Keep these words"),
    done=_("The channel's words are kept."),
    act=acts.word_for,
    form=WordsForm,
    reasons=NOT_CHANGED,
    template="newsroom/wording.html",
)


class ChannelsPage(Page):
    """Every channel as it will look, with what an editor should know."""

    template_name = "newsroom/channels.html"

    def get_page_title(self) -> str:
        return str(_("On each channel"))

    def get_page_subtitle(self) -> str:
        return str(self.record)

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        spoken = channels.spoken(reads.current(self.record))
        message = next(one for one in spoken if one.carrier == Carrier.SMS)
        parts = message.parts.parts if message.parts else 0
        open_to_change = not list(rules.reasons_not_to_change(standing=self.record.standing))
        return self.shown(
            record=self.record,
            spoken=spoken,
            costs=channels.costs(parts, clock.today()),
            sender=channels.sender_name(self.record.body, self.day),
            may_word=open_to_change and may(self.person, Action.DRAFT, self.record.body, self.day),
            back=self.url("record", self.record.pk),
        )


class WordingPage(ActPage):
    """One channel: the frame in which its words stand, and the words."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["carrier"] not in Carrier.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def spoken(self) -> Spoken:
        return next(one for one in channels.spoken(reads.current(self.record)) if one.carrier == self.kwargs["carrier"])

    def get_page_title(self) -> str:
        return str(Carrier(self.kwargs["carrier"]).label)

    def last_crumb(self) -> list[dict[str, Any]]:
        return [
            {"url": self.url("channels", self.record.pk), "label": _("On each channel")},
            {"url": "", "label": self.spoken.label},
        ]

    def form(self, *given: Any) -> ActForm:
        form = super().form(*given)
        form.initial = {**form.initial, **self.stands(form)}
        for bound in BOUNDS[self.spoken.carrier]:
            form.fields[bound.part].widget.attrs |= {"data-most": bound.most, "data-seen": bound.seen}
        if len(BOUNDS[self.spoken.carrier]) == 1:
            form.fields["title"].widget = forms.HiddenInput()
        return form

    def stands(self, form: ActForm) -> dict[str, Any]:
        """The channel's own words; where it has none, those of an earlier version."""
        now = reads.current(self.record)
        one = next(one for one in channels.spoken(now) if one.carrier == self.spoken.carrier)
        words = one.saying if one.own else channels.earlier(now, one.carrier)
        return {"title": words.title, "text": words.text} if words else {}

    def perform(self, form: ActForm) -> Any:
        told = {**form.arguments(), "carrier": self.spoken.carrier.value}
        acts.word_for(self.record, by=self.person, on=self.day, **told)
        return self.record

    def led_to(self) -> str:
        return self.url("channels", self.record.pk)

    def page(self, form: ActForm, **told: Any) -> HttpResponse:
        """Refused, the frame and the numbers are those of the words that were typed."""
        if form.is_bound:
            typed = {name: str(form[name].value() or "")[:MOST_TYPED] for name in ("title", "text")}
            self.spoken = channels.as_typed(self.spoken, **typed)
        return super().page(form, **told)

    def around(self) -> dict[str, Any]:
        message = self.spoken.parts
        costs = channels.costs(message.parts, clock.today()) if message else []
        back = self.url("channels", self.record.pk)
        return {**super().around(), "one": self.spoken, "costs": costs, "most_parts": MOST_PARTS, "back": back}

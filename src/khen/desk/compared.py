"""A page whose form carries what it showed, and is compared with what stands before its act is done (khen.desk.shown)."""

from collections.abc import Collection, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Refusal
from khen.bodies.reads import may
from khen.desk import shown, versions
from khen.desk.forms import ActForm
from khen.desk.parts import joined
from khen.desk.slips import SlipPage
from khen.desk.verbs import Offer, offer

SINCE = _(
    "This has changed since you opened the page. What you typed is kept here: look at it beside what stands by now, then press "
    "again."
)


class ComparedPage(SlipPage):
    """Over what was changed since it was opened nothing is written before that was shown as well."""

    since: shown.Since | None = None  # where the record has changed since the page was opened

    @cached_property
    def offer(self) -> Offer:
        body = self.desk.body_for(self.record, self.person)
        told: dict[str, Any] = {"body": body, "person": self.person, "day": self.day, "url": self.request.path}
        return offer(self.verb, self.record, allowed=may(self.person, self.verb.action, body, self.day), **told)

    def form(self, *given: Any) -> ActForm:
        form: ActForm = self.verb.form(*given, person=self.person, day=self.day, record=self.record)
        return form

    def sent(self) -> ActForm:
        return self.form(self.request.POST, joined(self.request.POST, self.request.FILES, self.person))

    def stands(self, form: ActForm) -> dict[str, Any]:
        """What the act writes over, as it stands by now."""
        return form.standing()

    def compare(self, form: ActForm) -> bool:
        """Whether the page that was sent showed what stands by now; where not, the form says so beside what was typed."""
        said, stands = self.request.POST.get(shown.FIELD, ""), self.stands(form)
        names = shown.changed(said, shown.marks(form, self.record, stands)) if said else set()
        overlooks = bool(said) and versions.overlooks(form)
        if names or overlooks:
            self.look(form, stands, names)
        return not names

    def look(self, form: ActForm, stands: Mapping[str, Any], names: Collection[str]) -> None:
        """Say in the form what changed; of a version that was overlooked its act says so itself, once nothing else is wrong."""
        good, said = form.is_valid(), self.request.POST.get(shown.FIELD, "")
        now = {**form.initial, **stands}
        asked = names or shown.otherwise(form, now)
        self.since = shown.Since(self.told(), [] if form.overtaken else shown.values(form, now, asked))
        if names or not (good or form.overtaken):
            form.add_error(None, SINCE)
        versions.look_again(form, {name: stands[name] for name in shown.untouched(form, said, names)})

    def hold(self, form: ActForm) -> None:
        """Compare once more where no other page acts between this and the end of the act."""
        if shown.FIELD in self.request.POST:
            shown.alone(self.record)
            self.record = form.record = get_object_or_404(self.rows(), pk=self.record.pk)
            if not self.compare(form):
                raise Refusal

    def told(self) -> list[str]:
        """What was done about the record since the page that was sent."""
        after = shown.seq_of(self.request.POST.get(shown.FIELD, ""))
        return shown.told(self.desk.entries(self.record, self.person), self.desk.saying, after=after)

    def token(self, form: ActForm) -> str:
        """What the page carries of what it shows."""
        return shown.packed(shown.marks(form, self.record, self.stands(form)))

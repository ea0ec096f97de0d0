"""The tour: three to five short steps for whoever comes in for the first time, on the first page until they put it away.

No official act: like the language of the screens it concerns nobody else. That it was put away is kept where Wagtail keeps what
a person dismissed, which comes in by the door with the person: no query asks for it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.users.models import UserProfile

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.desk.practice import practises
from khen.desk.scope import roles
from khen.desk.verbs import Words
from khen.web.guide import ROLES

TITLE = _("A short tour")
KEPT = "khen_tour"
MOST = 5  # steps


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to know: what it is called, one or two sentences, and the screen on which it is done."""

    title: Words
    says: Words
    label: Words
    name: str
    page: str = ""
    practised: Words = ""  # what it says in the training, where what it says is not true there

    @property
    def url(self) -> str:
        return reverse(self.name, args=[self.page] if self.page else None)


FIRST = Step(
    _("What waits for you"),
    _("The first page says what is yours to do today. Tap a number to open exactly those things."),
    _("Open the first page"),
    "wagtailadmin_home",
)
STEPS: dict[str, tuple[Step, Step]] = {
    Role.AUTHOR: (
        Step(
            _("Write a bulletin"),
            _("A quick note takes a title, a text and a photo. If the line breaks, what you typed stays on your device."),
            _("Write a quick note"),
            "ban-tin:tin-nhanh",
        ),
        Step(
            _("Submit it"),
            _("Your bulletin's page says what may be done now. If it is returned, the first page tells you, with the reason."),
            _("See your bulletins"),
            "ban-tin:index",
        ),
    ),
    Role.APPROVER: (
        Step(
            _("Approve in two taps"),
            _("Open a text that waits, read it, approve it; or return it and say why. Nobody approves their own text."),
            _("See the bulletins"),
            "ban-tin:index",
        ),
        Step(
            _("Texts for your authors to begin from"),
            _("Make a template with blanks for what comes again and again; your authors begin from it."),
            _("See the templates"),
            "mau-tin:index",
        ),
    ),
    Role.PUBLISHER: (
        Step(
            _("Publish"),
            _("Open an approved text, choose where it goes: sites, tickers, pop-ups, mailing lists. The channels follow."),
            _("See the bulletins"),
            "ban-tin:index",
            practised=_(
                "Open an approved text, choose where it would go. In the training nothing goes out to any of these places."
            ),
        ),
        Step(
            _("Correct or withdraw"),
            _("A published text is corrected or withdrawn from its own page, with a reason; every channel follows."),
            _("See what was sent out"),
            "luot-gui:index",
            practised=_("A published text is corrected or withdrawn from its own page, with a reason; here no channel is told."),
        ),
    ),
    Role.CLERK: (
        Step(
            _("Declare figures"),
            _("Each sheet that your body is asked for stands with its last day. Give a source for each figure, then send."),
            _("See the sheets"),
            "so-lieu-khai:sheets",
        ),
        Step(
            _("Number reports"),
            _("An approved report gets its number and day from you, and then its signed copy."),
            _("See the reports"),
            "bao-cao:index",
        ),
    ),
    Role.LEADER: (
        Step(
            _("Approve reports"),
            _("Every number in a report opens to its proof. Warnings are put right, or let pass with a reason; then approve."),
            _("See the reports"),
            "bao-cao:index",
        ),
        Step(
            _("Accept figures"),
            _("What bodies declare counts once you have accepted it; what is not right goes back with a reason."),
            _("See the declared figures"),
            "so-lieu-khai:index",
        ),
    ),
    Role.INSPECTOR: (
        Step(
            _("Every figure has its proof"),
            _("Open a figure, then its facts, then the entry in the journal and the record behind it. You change nothing."),
            _("See the figures"),
            "so-lieu:index",
        ),
        Step(
            _("Who did what"),
            _("Every act in your reach stands here: who, when, about what, for which reason."),
            _("See what was done"),
            "viec-da-lam:index",
        ),
    ),
    Role.ADMINISTRATOR: (
        Step(
            _("People and posts"),
            _("Enter a person, give them a post, send an invitation or print a slip. Many at once: from a file."),
            _("See the people of your bodies"),
            "can-bo:index",
        ),
        Step(
            _("Bodies and areas"),
            _("Keep the bodies and areas right, each change from its day on: opened, moved, merged, renamed."),
            _("See the bodies"),
            "co-quan:index",
        ),
    ),
}
STEPS[Role.VIEWER] = STEPS[Role.INSPECTOR]


def steps(held: Collection[str], *, practises: bool = False) -> list[Step]:
    """The steps for whoever holds these roles: what waits, what each role does, where help is. Three to five."""
    found = [STEPS[role] for role in Role.values if role in held]
    each_first = [pair[number] for number in (0, 1) for pair in found]
    days = [page for role in Role.values if role in held for page in ROLES[role]][:1]
    last = Step(
        _("Instructions on every page"),
        _("“Guide” at the head of a page opens the instructions for it. This tour can be called again from there."),
        _("Read a day of your role") if days else _("Read about the first page"),
        "guide_page",
        (days or ["trang-dau"])[0],
    )
    told = [FIRST, *list(dict.fromkeys(each_first))[: MOST - 2], last]
    return [replace(one, says=one.practised or one.says) for one in told] if practises else told


def is_new(person: Any) -> bool:
    """Whether the person has not put the tour away yet. No query where the person came in by the door."""
    profile = getattr(person, "wagtail_userprofile", None)
    return profile is None or not profile.dismissibles.get(KEPT)


def put_away(person: Person) -> None:
    """Not shown on the first page again."""
    profile = UserProfile.get_for_user(person)
    profile.dismissibles[KEPT] = True
    profile.save(update_fields=["dismissibles"])


class Tour(Component):
    """The steps on the first page, below its buttons, while they are new to the person."""

    name = "tour"
    template_name = "web/tour_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request, new = parent_context["request"], is_new(parent_context["request"].user)
        told = {"request": request, "is_new": new, "csrf_token": parent_context["csrf_token"]}
        return {**told, "steps": steps(roles(request.user), practises=practises(request)) if new else []}

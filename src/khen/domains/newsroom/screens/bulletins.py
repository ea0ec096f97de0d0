"""Bulletins at the counter, with every version and file of theirs."""

from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import moment_in_digits
from khen.bodies.models import Person
from khen.desk import scope
from khen.desk.counter import Counter
from khen.desk.listing import Chip, Plain
from khen.desk.pages import FilePage, Page
from khen.domains.newsroom import reads, terms
from khen.domains.newsroom.acts.counsel import lacks_initials
from khen.domains.newsroom.acts.post_checks import checks_on
from khen.domains.newsroom.models import Attachment, Bulletin, Campaign, Topic
from khen.domains.newsroom.reads.calendar import planned_day
from khen.domains.newsroom.reads.counsel import asked, initials_on
from khen.domains.newsroom.reads.remarks import threads
from khen.domains.newsroom.reads.tongues import renderings
from khen.domains.newsroom.screens import counsel, post_checks, remarks, signs
from khen.domains.newsroom.screens.calendar import PLAN, CalendarPage
from khen.domains.newsroom.screens.channels import WORD_FOR, ChannelsPage, WordingPage
from khen.domains.newsroom.screens.comparing import ComparePage
from khen.domains.newsroom.screens.filters import BulletinFilters
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.screens.printing import PrintPage
from khen.domains.newsroom.screens.rendering import RENDER
from khen.domains.newsroom.screens.steps import in_order
from khen.domains.newsroom.screens.verbs import BEGIN, VERBS
from khen.domains.newsroom.terms import calendar, channels, tongues
from khen.domains.newsroom.terms import counsel as counselled
from khen.domains.newsroom.terms import post_checks as checked
from khen.domains.newsroom.terms import remarks as remarked

scope.belongs(Topic, handed_down=True)
scope.belongs(Campaign, handed_down=True)
scope.belongs(Attachment, "bulletin__body")


class VersionPage(Page):
    """A text as it once stood."""

    template_name = "newsroom/version.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        text = get_object_or_404(reads.versions(self.record), number=kwargs["number"])
        files = reads.attachments_of(self.record.pk, text.number)
        before = text.number - 1
        return self.shown(record=self.record, text=text, files=files, before=before, back=self.url("record", self.record.pk))

    def get_page_title(self) -> str:
        return str(_("Version %(number)d") % {"number": self.kwargs["number"]})


class BulletinFile(FilePage):
    def stored(self) -> tuple[str, str, str]:
        one = get_object_or_404(Attachment, pk=self.kwargs["file"], bulletin=self.record)
        return one.path, one.name, one.mime


STANDING = Chip("stands", label=_("Standing"), sort_key="standing", mood=lambda row: signs.MOODS[row.standing])


ROUND = _("Draft round")


def draft_in_words(number: int) -> str:
    return gettext("Draft no. %(number)d") % {"number": number} if number else ""


DRAFT = Plain(
    "draft_number",
    label=ROUND,
    accessor=lambda row: draft_in_words(row.draft_number),
)


class BulletinCounter(Counter):
    model = Bulletin
    icon = "doc-full"
    menu_label = _("Bulletins")
    empty = _("No bulletin yet: an author writes the first one, a quick note will do, and submits it for approval.")
    menu_order = 100
    list_display = ["title", STANDING, DRAFT, "topic", "body", "written_on"]
    filterset_class = BulletinFilters
    list_export = ["pk", "title", "stands", "topic", "body", "author", "written_on", "draft_number", "published_on"]
    export_headings = {"pk": _("Number of the text"), "stands": _("Standing"), "draft_number": ROUND}
    export_words = {"draft_number": draft_in_words}
    list_select = ("topic", "body", "author")
    search_fields = ("folded",)
    begins = BEGIN
    verbs = in_order(
        (*VERBS, *post_checks.VERBS, *counsel.VERBS, *remarks.VERBS, RENDER, PLAN),
        *("dang-noi-khac", "dinh-chinh", "go", "hau-kiem", "dich"),
        after=attrgetter("moved_on"),
    )
    sayings = {
        **terms.SAYINGS,
        **remarked.SAYINGS,
        **counselled.SAYINGS,
        **checked.SAYINGS,
        **channels.SAYINGS,
        **tongues.SAYINGS,
        **calendar.SAYINGS,
    }
    needs = NEEDS
    record_template = "newsroom/bulletin.html"
    ways = (("calendar", _("Calendar"), "date"),)

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        return reads.out_by_hand(super().rows(person, day))

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        return reads.out_by_hand(super().listed(rows, person, day)).select_related("planned")

    def shown(self, record: Bulletin, person: Person) -> dict[str, Any]:
        opinions, gone, versions = list(asked(record)), reads.withdrawn_at(record), list(reads.versions(record))
        return {
            "opinions": opinions,
            "missing": [one.asked for one in opinions if not (one.answer or one.ended_on)],
            "initialled": initials_on(record),
            "to_initial": lacks_initials(record, clock.today()),
            "checks": checks_on(record),
            "gone": gone and moment_in_digits(gone),
            "today": clock.today(),
            "text": versions[0],
            "files": reads.attachments_of(record.pk, record.number),
            "remarks": threads(record),
            "versions": versions,
            "renderings": renderings(record),
            "planned": planned_day(record),
            "placed": record.placed.select_related("outlet").order_by("on", "pk"),
            "elsewhere": record.elsewhere.filter(annulled=False).select_related("outlet").order_by("on", "pk"),
        }

    def more(self) -> list[URLPattern]:
        return [
            path("lich/", CalendarPage.as_view(counter=self), name="calendar"),
            path("<int:pk>/ban/<int:number>/", VersionPage.as_view(counter=self), name="version"),
            path("<int:pk>/kenh/", ChannelsPage.as_view(counter=self), name="channels"),
            path("<int:pk>/kenh/<slug:carrier>/", WordingPage.as_view(counter=self, verb=WORD_FOR), name="wording"),
            path("<int:pk>/in/", PrintPage.as_view(counter=self), name="print"),
            path("<int:pk>/so-sanh/", ComparePage.as_view(counter=self), name="compare"),
            path("<int:pk>/tep/<int:file>/", BulletinFile.as_view(counter=self), name="file"),
        ]

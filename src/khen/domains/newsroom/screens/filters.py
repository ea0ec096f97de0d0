"""How the list of bulletins is narrowed, and what of it the first page counts."""

from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.choosing import Days
from khen.desk.listing import Filters
from khen.desk.sorts import Part, Sort, Sorted
from khen.domains.newsroom import reads
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads import first_page, orders
from khen.domains.newsroom.reads.counsel import awaiting, to_initial
from khen.domains.newsroom.reads.post_checks import overdue, to_check
from khen.domains.newsroom.reads.remarks import remarked_on
from khen.domains.newsroom.terms import Standing


def overdue_checks(person: Person, day: date) -> QuerySet[Bulletin]:
    return overdue(to_check(person, day), day)


APPROVE = Sort(
    key="duyet",
    label=_("your approval"),
    told=_("texts wait for your approval"),
    theirs=_("texts to approve"),
    rows=reads.to_approve,
    action=Action.APPROVE,
)
RETURNED = Sort(
    key="bi-tra-lai",
    label=_("returned to you"),
    told=_("of your texts were returned"),
    theirs=_("texts that were returned"),
    rows=reads.returned_to,
    action=Action.DRAFT,
)
UNFINISHED = Sort(
    key="dang-viet",
    label=_("your drafts"),
    told=_("of your drafts are not handed in yet"),
    theirs=_("drafts that are not handed in yet"),
    rows=first_page.drafts_of,
    action=Action.DRAFT,
)
HANDED_IN = Sort(
    key="da-trinh",
    label=_("handed in by you"),
    told=_("texts that you handed in are not out yet"),
    rows=first_page.handed_in_by,
    part=Part.SENT,
    action=Action.DRAFT,
)
SORTS = (
    APPROVE,
    RETURNED,
    UNFINISHED,
    Sort(
        key="dang",
        label=_("publication by you"),
        told=_("approved texts wait to be published"),
        rows=reads.to_publish,
        action=Action.PUBLISH,
    ),
    Sort(
        key="gop-y",
        label=_("a remark to be settled"),
        told=_("of your texts carry open remarks"),
        theirs=_("texts with open remarks"),
        rows=remarked_on,
        action=Action.DRAFT,
    ),
    Sort(
        key="ky-nhay",
        label=_("initials"),
        told=_("texts wait for your initials"),
        theirs=_("texts to initial"),
        rows=to_initial,
        action=Action.INITIAL,
    ),
    Sort(
        key="hau-kiem",
        label=_("a check afterwards"),
        told=_("texts wait for your check afterwards"),
        theirs=_("texts to check afterwards"),
        rows=to_check,
        action=Action.APPROVE,
    ),
    Sort(
        key="qua-han-hau-kiem",
        label=_("a check that is overdue"),
        told=_("texts whose check is overdue"),
        rows=overdue_checks,
        action=Action.APPROVE,
        part=Part.DUE,
    ),
    Sort(
        key="sap-het-han",
        label=_("shown for three days more at most"),
        told=_("bulletins are shown for three days more at most"),
        rows=first_page.ending,
        action=Action.PUBLISH,
        part=Part.DUE,
    ),
    Sort(
        key="da-tra-lai",
        label=_("returned by you"),
        told=_("texts that you returned are not back yet"),
        theirs=_("texts returned and not back yet"),
        rows=first_page.sent_back_by,
        action=Action.APPROVE,
        part=Part.BACK,
    ),
    HANDED_IN,
    Sort(
        key="dang-hom-nay",
        label=_("published today"),
        told=_("bulletins were published"),
        rows=first_page.out_on,
        part=Part.OUT,
    ),
)
OPINIONS = (
    Sort(
        key="hoi-y-kien",
        label=_("your opinion"),
        told=_("texts await your opinion"),
        theirs=_("texts to say an opinion on"),
        rows=awaiting,
    ),
)
ORDERS = (
    Sort(
        key="qua-han",
        label=_("overdue at some of the bodies asked"),
        told=_("orders are overdue at some of the bodies asked"),
        rows=orders.overdue,
        part=Part.DUE,
    ),
)
ASKED = (
    Sort(
        key="tra-bai",
        label=_("pieces from you"),
        told=_("orders wait for pieces from you"),
        theirs=_("orders to return pieces for"),
        rows=orders.to_return,
    ),
    Sort(
        key="toi-han",
        label=_("due within three days"),
        told=_("orders are due within three days or overdue"),
        rows=orders.due_soon,
        part=Part.DUE,
    ),
)


CORRECTED, BY_HAND = "corrected", "by_hand"
AFTER = {Standing.APPROVED: (BY_HAND, _("Approved, published elsewhere")), Standing.PUBLISHED: (CORRECTED, _("Corrected"))}
STANDINGS = [kind for one in Standing for kind in ((one.value, one.label), AFTER.get(one)) if kind]


class BulletinFilters(Filters):
    """As the list calls them: what is out by hand elsewhere is not among the approved; what is corrected is published as well."""

    cho = Sorted(SORTS)
    standing = ChoiceFilter(
        label=_("Standing"), choices=STANDINGS, method="by_standing", widget=forms.RadioSelect, empty_label=_("All")
    )
    written_on = Days(label=_("Written"))
    published_on = Days(label=_("Published"))

    def by_standing(self, rows: QuerySet[Bulletin], name: str, value: str) -> QuerySet[Bulletin]:
        if value in {Standing.APPROVED, BY_HAND}:
            return reads.approved(rows, by_hand=value == BY_HAND)
        return reads.corrected(rows) if value == CORRECTED else rows.filter(standing=value)

    class Meta:
        model = Bulletin
        fields: ClassVar[list[str]] = ["standing", "topic", "campaign", "klass", "body", "written_on", "published_on"]

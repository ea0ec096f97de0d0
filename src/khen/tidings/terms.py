"""What people are told of, and by which road, in words."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Told(TextChoices):
    """The sorts of notices; each can be turned down, on each road."""

    RETURNED = "returned", _("A text of yours was returned")
    APPROVED = "approved", _("A text of yours was approved")
    PUBLISHED = "published", _("A text of yours was published")
    CORRECTED = "corrected", _("A text that you wrote or published was corrected")
    WITHDRAWN = "withdrawn", _("A text that you wrote or published was withdrawn")
    CHECKED = "checked", _("A check afterwards found fault with a text that you wrote or published")
    REMARKED = "remarked", _("A remark on a text of yours, or an answer to yours")
    OPINION = "opinion", _("Your opinion is asked for")
    OPINION_SAID = "opinion_said", _("An opinion that you asked for was said")
    TO_INITIAL = "to_initial", _("A text waits for your initials")
    TO_APPROVE = "to_approve", _("A text waits for your approval")
    TO_PUBLISH = "to_publish", _("A text waits to be published by you")
    TO_CHECK = "to_check", _("A text waits for your check afterwards")
    ORDERED = "ordered", _("A topic was ordered of a body for which you write")
    ASKED = "asked", _("A sheet of figures is asked of your body")
    DUE = "due", _("A sheet is due within three days")
    TO_ACCEPT = "to_accept", _("A figure waits for your acceptance")
    SENT_BACK = "sent_back", _("A figure that you sent came back")
    ACCEPTED = "accepted", _("A figure that you sent was accepted")
    PART = "part", _("A part of a report is asked of your division")
    PART_DUE = "part_due", _("A report or its part is due within three days")
    TO_SIGN = "to_sign", _("A report has all its parts and waits for your approval")
    REPORTED = "reported", _("A report on which you work was approved")
    REPORT_OFF = "report_off", _("A report on which you work was called off")
    DEPUTY = "deputy", _("You are to act for somebody or to look after their work, or no longer")
    DEVICE = "device", _("You signed in from a new device")
    WAY_IN = "way_in", _("A way to sign in to your account was added, changed, stopped or removed")
    RECOVERY = "recovery", _("A recovery code of yours was used, or new ones were made")
    PASSWORD = "password", _("Your password was changed or issued anew")


SECURITY = frozenset({Told.DEVICE, Told.WAY_IN, Told.RECOVERY, Told.PASSWORD})  # of one's account: told whatever was chosen


SAID_OTHERWISE: dict[str, Promise] = {  # kinds of entries of which their sort of notices says something else than what happened
    "newsroom.pieces_changed": _("An order asked of a body for which you write was changed"),
    "newsroom.body_taken_out": _("A body for which you write was taken out of an order"),
    "newsroom.order_called_off": _("An order asked of a body for which you write was called off"),
    "organisation.post_delegated": _("You were named to act in somebody's place"),
    "organisation.delegation_ended": _("Your acting in somebody's place was ended early"),
    "organisation.delegation_cancelled": _("Your acting in somebody's place was called off"),
    "organisation.leave_announced": _("You were named to look after the work of somebody away"),
    "organisation.deputy_changed": _("You were named to look after the work of somebody away"),
}


IN_THEIR_PLACE: dict[
    str, tuple[str, Promise]
] = {  # the same, where the entry says so of the reader: where, and what they are told
    "organisation.post_delegated": ("in_place_of", _("Somebody was named to act in your place")),
    "organisation.delegation_ended": ("in_place_of", _("Somebody's acting in your place was ended early")),
    "organisation.delegation_cancelled": ("in_place_of", _("Somebody's acting in your place was called off")),
    "organisation.leave_announced": ("person", _("Your leave was announced, and who looks after your work")),
    "organisation.deputy_changed": ("person", _("Another was named to look after your work while you are away")),
}


def words(told: str, kind: str, *, theirs: bool = False) -> Promise | str:
    """What somebody is told of an entry of this kind; `theirs` where it is they who are stood in for."""
    return IN_THEIR_PLACE[kind][1] if theirs else SAID_OTHERWISE.get(kind, Told(told).label)


class Road(TextChoices):
    """How somebody is told."""

    SCREEN = "screen", _("On this page")
    MAIL = "mail", _("By e-mail")
    PUSH = "push", _("On the phone")


class Pace(TextChoices):
    """How often at most letters come; only in working hours."""

    HOURLY = "hourly", _("Every hour at most")
    HALVES = "halves", _("Once in the morning and once in the afternoon")
    DAILY = "daily", _("Once a working day")
    NEVER = "never", _("No letters")

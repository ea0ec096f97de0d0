"""How acts and standings are announced at the counter."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _

from khen.desk.practice import apart
from khen.domains.newsroom.screens import answers
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.orders import Run, State

MOODS = {
    Standing.DRAFT: "calm",
    Standing.SUBMITTED: "wait",
    Standing.RETURNED: "wait",
    Standing.APPROVED: "wait",
    Standing.PUBLISHED: "good",
    Standing.WITHDRAWN: "bad",
}
RUNS = {Run.OPEN: "wait", Run.CLOSED: "good", Run.CALLED_OFF: "calm"}
STATES = {
    State.WAITING: "wait",
    State.SOME: "wait",
    State.DONE: "good",
    State.LATE: "bad",
    State.UNABLE: "calm",
    State.CALLED_OFF: "calm",
    State.OUT: "calm",
}


class Sign(TypedDict, total=False):
    """How an act is announced at the counter: its name in the address, its button, what is said when it is done."""

    name: str
    label: Any
    press: Any
    done: Any
    icon: str
    grave: bool


PUBLISHED = apart(
    _("Published; the channels follow."),
    _("Published in the training: nothing goes out to any channel, and nobody outside sees it."),
)
CORRECTED = apart(
    _("Corrected; the channels follow."),
    _("Corrected in the training: nothing stood outside, and nothing goes out to any channel."),
)
WITHDRAWN = apart(
    _("Withdrawn; the channels follow."), _("Withdrawn in the training: nothing stood outside, and no channel is told.")
)
RENDERING_PUBLISHED = apart(
    _("Published; the portals follow."),
    _("Published in the training: no portal shows it, and nobody outside sees it."),
    body="bulletin.body",
)
RENDERING_RECALLED = apart(
    _("Taken down; the portals follow."),
    _("Taken down in the training: no portal showed it."),
    body="bulletin.body",
)
BULLETIN_RETURNED = apart(
    _("The bulletin is returned and counted."), _("The bulletin is returned in the training: it counts for this order alone.")
)
PIECE_RETURNED = apart(
    _("The piece published elsewhere is returned and counted."),
    _("The piece published elsewhere is returned in the training: it counts for this order alone."),
)
KEPT = Sign(press=_("Keep the draft"), done=answers.kept)
WRITE = Sign(name="soan", label=_("Write a bulletin"), icon="edit", **KEPT)
NOTE = Sign(name="tin-nhanh", label=_("Quick note"), icon="mobile-alt", **KEPT)
SUBMIT = Sign(name="trinh", label=_("Submit for approval"), done=answers.submitted, icon="arrow-right")
CHANGE = Sign(
    name="sua", label=_("Change the text"), press=_("Keep the new version"), done=_("A new version is kept."), icon="edit"
)
ATTACH = Sign(
    name="them-tep", label=_("Add a picture or file"), press=_("Keep the file"), done=_("The file is kept."), icon="image"
)
DETACH = Sign(name="bo-tep", label=_("Leave out files"), done=_("The files are left out."), icon="cross")
APPROVE = Sign(name="duyet", label=_("Approve"), done=_("The text is approved."), icon="check")
SEND_BACK = Sign(name="tra-lai", label=_("Return to the author"), done=_("The text is back with its author."), icon="rotate")
PUBLISH = Sign(name="dang", label=_("Publish"), done=PUBLISHED, icon="upload")
CORRECT = Sign(name="dinh-chinh", label=_("Correct"), done=CORRECTED, icon="edit")
POST = Sign(name="dang-noi-khac", label=_("Enter a publication by hand"), done=_("Entered."), icon="globe")
WITHDRAW = Sign(name="go", label=_("Withdraw"), done=WITHDRAWN, icon="bin", grave=True)
READ_REACH = Sign(name="tiep-can", label=_("Read the reach again"), done=_("The reach is kept."), icon="view")
ANNUL = Sign(name="huy", label=_("Annul this entry"), done=_("The entry is annulled."), icon="cross", grave=True)
ORDER = Sign(
    name="dat",
    label=_("Order a topic"),
    done=_("Ordered; every body asked finds it among what waits for it."),
    icon="tag",
)
CHANGE_ORDER = Sign(
    name="sua",
    label=_("Change the order"),
    done=_("The order is kept; each body asked is told of what changed."),
    icon="edit",
)
TAKE_OUT = Sign(
    name="bo-don-vi",
    label=_("Take a body out"),
    done=_("Nothing more is asked of the body, and it is told why; what it returned stays counted."),
    icon="logout",
)
ASK_MORE = Sign(name="dat-them", label=_("Ask more bodies"), done=_("They are asked as well."), icon="group")
CLOSE_ORDER = Sign(name="ket-thuc", label=_("Close the order"), done=_("The order is closed."), icon="check")
CALL_OFF = Sign(name="thoi-dat", label=_("Call the order off"), done=_("Nobody is asked any more."), icon="cross", grave=True)
RETURN_BULLETIN = Sign(name="tra-tin", label=_("Return a published bulletin"), done=BULLETIN_RETURNED, icon="check")
RETURN_PIECE = Sign(
    name="tra-bai",
    label=_("Return a piece published elsewhere"),
    done=PIECE_RETURNED,
    icon="globe",
)
DECLINE = Sign(name="khong-thuc-hien", label=_("It cannot be done"), done=_("Whoever ordered sees the reason."), icon="warning")
TAKE_BACK = Sign(name="rut-bai", label=_("Take a piece back"), done=_("It no longer counts."), icon="rotate", grave=True)

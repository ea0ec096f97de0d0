"""The verbs of egress at the counter, in words."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _

from khen.desk.practice import apart


class Sign(TypedDict, total=False):
    """How an act is announced at the counter: its name in the address, its button, what it means, what is said afterwards."""

    name: str
    label: Any
    explanation: Any
    press: Any
    done: Any
    icon: str
    grave: bool


HURRY: Sign = {
    "name": "thu-lai",
    "label": _("Try again now"),
    "explanation": _("What waits is tried at once instead of at the time shown; nothing that was sent goes out twice."),
    "done": _("It is tried again now."),
    "icon": "rotate",
}
STOP: Sign = {
    "name": "dung-gui",
    "label": _("Stop sending"),
    "explanation": _("Letters that still wait are not sent. Those that were sent stay with their readers."),
    "done": _("Nothing more of it goes out."),
    "icon": "cross",
    "grave": True,
}
RESEND: Sign = {
    "name": "gui-lai",
    "label": _("Send once more"),
    "explanation": _("Nobody knows whether this letter arrived. Ask the reader first: they may get it twice."),
    "done": _("The letter goes out once more."),
    "icon": "mail",
}
SETTLE: Sign = {
    "name": "khep-lai",
    "label": _("Close by hand"),
    "explanation": _("The letter is not sent again, whether it arrived or not."),
    "done": _("Closed."),
    "icon": "check",
}
SUBSCRIBE: Sign = {
    "name": "dang-ky",
    "label": _("Enter a subscriber"),
    "explanation": _("Only for readers who asked for it. Each letter tells them how to leave the list."),
    "done": apart(
        _("This address receives the list's bulletins from now on."),
        _("The address stands on the list of the training: no letter is ever sent to it."),
        body="outlet.body",
    ),
    "icon": "plus",
}
UNSUBSCRIBE: Sign = {
    "name": "huy",
    "label": _("End the subscription"),
    "explanation": _("Nothing more is sent to this address from this list; letters that still wait are not sent."),
    "done": _("The subscription has ended."),
    "icon": "cross",
    "grave": True,
}

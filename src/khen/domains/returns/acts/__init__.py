"""What people do with declared figures. Each act is all or nothing, asks the rules, and is written in the journal."""

from khen.domains.returns.acts.declaring import (
    accept,
    against_accepting_yet,
    ask,
    ask_several,
    begin,
    change,
    enter,
    fill_in,
    hands,
    is_asked,
    is_own,
    send_back,
    submit,
    withdraw,
)
from khen.domains.returns.acts.exercises import lacks_sheets, set_sheets

__all__ = [
    "accept",
    "against_accepting_yet",
    "ask",
    "ask_several",
    "begin",
    "change",
    "enter",
    "fill_in",
    "hands",
    "is_asked",
    "is_own",
    "lacks_sheets",
    "send_back",
    "set_sheets",
    "submit",
    "withdraw",
]

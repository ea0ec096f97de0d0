"""The acts on areas, bodies, people and posts as pages."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.models import Area, Body, Outlet, Person, Post
from khen.bodies.terms import Action
from khen.desk.counter import Verb
from khen.desk.forms import ReasonForm
from khen.domains.organisation import acts, reads, terms
from khen.domains.organisation.screens import answers, forms, handing, identities


def kept(act: Callable[..., Any]) -> Callable[..., Any]:
    """An act on an area or a body, written down for the body that keeps it in the register."""
    return lambda thing, *, by, on, **told: act(thing, body=reads.register_of(thing, by, on), by=by, on=on, **told)


def employ(*, username: str, full_name: str, email: str, by: Person, on: date, **post: Any) -> tuple[Person, str]:
    """A person, their first post and their first password: all or nothing, the page that begins a record is one transaction."""
    person = acts.register_person(username=username, full_name=full_name, email=email, body=post["body"], by=by, on=on)
    acts.give_post(person=person, by=by, on=on, **post)
    return person, acts.issue_password(person, by=by, on=on)


def open_area(*, new: terms.NewArea, **told: Any) -> Area:
    return acts.open_areas([new], **told)[0]


def open_body(*, new: terms.NewBody, **told: Any) -> Body:
    return acts.open_bodies([new], **told)[0]


def open_outlet(body: Body, **told: Any) -> Outlet:
    return acts.open_outlet(body=body, **told)


def give_post(person: Person, **told: Any) -> Post:
    return acts.give_post(person=person, **told)


def unlock(person: Person, **told: Any) -> Person:
    return acts.unlock_door(person, at=clock.now(), **told)


govern = partial(Verb, action=Action.GOVERN)
keep = partial(govern, reasons=reads.against_keeping)
TOLD = "organisation/issued.html"  # the one answer on which a password stands
ONCE = _("The password now in use ends, a locked door opens. The new one is shown once and changed at the first sign-in.")
LOST = _(
    "For a lost phone or key: codes, recovery codes and passkeys are void, every session ends. A new password is shown once."
)
OUT = _("They are out on every device at once; what they were writing stays in that browser. They may sign in again.")
UNLOCKING = _("Ask the person first: if it was not they who tried, end their sessions and issue a new password as well.")
CLOSING = _("They are signed out at once and cannot come in again. Their posts stay readable and allow nothing.")
REOPENING = _("Posts that still run allow again what they allowed. The old password stays void: issue a new one afterwards.")
ROW = _("It is written down; trees and figures stay as they are.")
MOVED = _("It stands under the other from the day you named; the tree of that day shows it.")
UNDOING = _("For a move entered by mistake: it then holds on no day. What really stood there meanwhile is moved again instead.")
MOVE = partial(keep, name="chuyen", label=_("Move under another"), act=kept(acts.move), icon="arrow-right", done=MOVED)
TAKE_BACK = partial(
    govern,
    name="huy-chuyen",
    label=_("Take back the last move"),
    act=kept(acts.take_back_move),
    form=forms.TakeBackForm,
    reasons=reads.against_taking_move_back,
    done=_("The move is taken back; the tree of every day is as it was before it."),
    icon="rotate",
    explanation=UNDOING,
    grave=True,
)
PASS = partial(
    keep,
    name="ke-thua",
    label=_("Record a succession"),
    act=kept(acts.record_succession),
    icon="history",
    explanation=ROW,
    done=_("The succession is written down; both pages show it."),
)
UNPASS = partial(
    govern,
    name="huy-ke-thua",
    label=_("Take back the last succession"),
    act=kept(acts.take_back_succession),
    form=forms.TakeBackSuccessionForm,
    reasons=reads.against_taking_succession_back,
    done=_("The succession is taken back, as if it had not been written down."),
    icon="rotate",
    explanation=_(
        "For one entered by mistake, while nothing stands on it. An area opened by it under the old code or name goes with it."
    ),
    grave=True,
)
BEGIN = partial(govern, name="mo", icon="plus")
OPEN_BODY = BEGIN(label=_("Open a body"), act=open_body, form=forms.BodyForm, done=answers.opened_body)
OPEN_AREA = BEGIN(label=_("Open an area"), act=open_area, form=forms.AreaForm, done=answers.opened_area)
ON_BODIES = (
    keep(
        name="mo-kenh",
        label=_("Open an outlet"),
        act=open_outlet,
        form=forms.OutletForm,
        icon="globe",
        done=_("The outlet is open: it can be chosen where bulletins are published from its first day."),
    ),
    MOVE(form=forms.MoveForm),
    TAKE_BACK(),
    PASS(form=forms.PassBodyForm),
    UNPASS(),
)
OPEN_SUCCESSOR = keep(
    name="mo-ke-thua",
    label=_("Open its successor"),
    act=acts.open_successor,
    form=forms.SuccessorForm,
    icon="plus",
    explanation=_("The new area may bear the same code. What stands below the old one is moved under it afterwards."),
    done=_("The successor is open from its first day, and the succession is written down."),
)
ON_AREAS = (MOVE(form=forms.MoveAreaForm), TAKE_BACK(), OPEN_SUCCESSOR, PASS(form=forms.PassAreaForm), UNPASS())
ADD = govern(name="them", label=_("Add a person"), act=employ, form=forms.PersonForm, icon="plus", told=TOLD, done=answers.added)
UNLOCK = govern(
    name="mo-khoa",
    label=_("Unlock the door"),
    act=unlock,
    reasons=reads.against_unlocking,
    done=_("The failed tries are forgotten: this person may sign in at once. What was tried stays on the list."),
    icon="lock-open",
    explanation=UNLOCKING,
)
ON_PEOPLE = (
    govern(
        name="giao-vi-tri",
        label=_("Give a post"),
        act=give_post,
        form=forms.PostForm,
        reasons=reads.against_giving,
        done=_("The post is given; it allows what it allows from its first day."),
        icon="plus",
    ),
    govern(
        name="sua",
        label=_("Put the name or e-mail right"),
        act=acts.correct_person,
        form=forms.NameForm,
        reasons=reads.against_correcting,
        done=answers.corrected,
        icon="edit",
    ),
    govern(
        name="cap-mat-khau",
        label=_("Issue a new password"),
        act=acts.issue_password,
        reasons=reads.against_issuing,
        done=answers.and_link(_("A new password is issued; the old one no longer opens anything.")),
        icon="key",
        explanation=ONCE,
        told=TOLD,
    ),
    govern(
        name="go-buoc-thu-hai",
        label=_("Take the second step away"),
        act=acts.take_factor_away,
        form=ReasonForm,
        reasons=reads.against_taking_factor_away,
        done=answers.and_link(_("The second step is taken away and a new password issued.")),
        icon="lock-open",
        explanation=LOST,
        told=TOLD,
        grave=True,
    ),
    identities.TYING,
    identities.UNTYING,
    govern(
        name="ket-thuc-phien",
        label=_("End all sessions"),
        act=acts.end_sessions,
        form=ReasonForm,
        reasons=reads.against_ending_sessions,
        done=_("All their sessions have ended; they may sign in again."),
        icon="logout",
        explanation=OUT,
        grave=True,
    ),
    UNLOCK,
    handing.ENDING,
    handing.HANDING,
    govern(
        name="dong-tai-khoan",
        label=_("Close the account"),
        act=acts.close_account,
        form=ReasonForm,
        reasons=reads.against_closing,
        done=answers.and_link(_("The account is closed: nobody can sign in with it.")),
        icon="lock",
        explanation=CLOSING,
        grave=True,
    ),
    govern(
        name="mo-tai-khoan",
        label=_("Open the account again"),
        act=acts.reopen_account,
        form=ReasonForm,
        reasons=reads.against_reopening,
        done=_("The account is open again. Next: issue a new password."),
        icon="lock-open",
        explanation=REOPENING,
    ),
)

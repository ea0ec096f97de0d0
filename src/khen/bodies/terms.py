"""Words of the tree: kinds of areas and bodies, actions and roles."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span


class AreaKind(TextChoices):
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class BodyKind(TextChoices):
    PEOPLE_COMMITTEE = "people_committee", _("people's committee")
    PEOPLE_COUNCIL = "people_council", _("people's council")
    PARTY_COMMITTEE = "party_committee", _("Party committee")
    PARTY_BOARD = "party_board", _("Party board")
    DEPARTMENT = "department", _("department")
    DIVISION = "division", _("division")
    CENTRE = "centre", _("centre")
    DISTRICT_OFFICE = "district_office", _("district office of culture and information")
    DISTRICT_CENTRE = "district_centre", _("district centre of culture, information and tourism")
    PRESS_AGENCY = "press_agency", _("press agency")
    ASSOCIATION = "association", _("association")
    ARMED_FORCE = "armed_force", _("armed force")
    COMPANY = "company", _("company")
    TRAINING = "training", _("body for training")  # opened by an act of its own, and offered nowhere (khen.bodies.training)


KINDS = [(kind.value, kind.label) for kind in BodyKind if kind != BodyKind.TRAINING]  # those that may be chosen


class Stand(NamedTuple):
    """On what it depends where something may stand in its tree: the kind of an area or a body; of a body also its level."""

    kind: str
    level: str = ""  # the kind of the body's area; empty for a body without one, and for an area


class Rung(NamedTuple):
    """By `source`, from `since` up to, not including, `until`, what is of `kind` may stand below what is of the kind `above`;
    where `higher`, only below one of a higher level, elsewhere also below one of its own level."""

    kind: str
    above: str
    higher: bool
    since: date
    until: date | None
    source: str


Reached = Sequence[tuple[str, Span]]  # areas and bodies, each with the days on which a post reaches it while it is held


class Governor(NamedTuple):
    """A post by which its holder governs: on which days, whether the holder's account is open, and what it reaches."""

    since: date
    until: date | None
    active: bool
    reach: Reached


class Change(TextChoices):
    """How one area or body succeeds another."""

    MERGE = "merge", _("merged into")
    SPLIT = "split", _("split into")
    RENAME = "rename", _("renamed to")
    DISSOLVE = "dissolve", _("dissolved")


class Basis(TextChoices):
    """What passes from the old to the new: a territory, or a function."""

    AREA = "area", _("by area")
    FUNCTION = "function", _("by function")


class OutletKind(TextChoices):
    """Where a body speaks. The first four are fed by the house, the others by hand."""

    SITE = "site", _("portal")
    TICKER = "ticker", _("ticker")
    POPUP = "popup", _("pop-up")
    MAILING = "mailing", _("mailing list")
    FACEBOOK = "facebook", _("Facebook page")
    ZALO = "zalo", _("Zalo official account")
    RADIO = "radio", _("radio slot")
    LINK = "link", _("link on a system")


class Action(StrEnum):
    """What a post allows. The only words that `may` and `within` understand."""

    VIEW = "view"
    INSPECT = "inspect"  # look at people, their accounts and posts
    DRAFT = "draft"  # write, change and submit bulletins
    APPROVE = "approve"  # approve or return bulletins
    INITIAL = "initial"  # let a text go on to the approver where the body's regulations ask for initials
    REGULATE = "regulate"  # lay down what a body's newsroom follows
    ADVISE = "advise"  # remark on bulletins, ask for opinions and say one when asked; answer orders
    PUBLISH = "publish"  # publish, correct and withdraw bulletins; enter publications made elsewhere; order topics
    NUMBER = "number"  # give numbers and dates to papers, enter signed scans
    DECLARE = "declare"  # enter and submit returns
    ACCEPT = "accept"  # accept or send back returns
    COMPOSE = "compose"  # edit a division's blocks of a report
    SIGN = "sign"  # approve reports
    GOVERN = "govern"  # give and end posts, open sites, keep areas and bodies


class Role(TextChoices):
    AUTHOR = "author", _("author")
    APPROVER = "approver", _("approver")
    PUBLISHER = "publisher", _("editorial board")
    CLERK = "clerk", _("clerk")
    LEADER = "leader", _("leader")
    INSPECTOR = "inspector", _("inspector")
    VIEWER = "viewer", _("viewer")
    ADMINISTRATOR = "administrator", _("administrator")


class Reach(IntEnum):
    """How far the posts of a role reach; each includes what stands before it."""

    NOWHERE = 0
    OWN = 1  # no further than the body at which the post is
    FURTHER = 2  # another body as well: one below it, or one in the post's area


ALLOWED: dict[str, frozenset[Action]] = {
    Role.AUTHOR: frozenset({Action.VIEW, Action.DRAFT, Action.ADVISE}),
    Role.APPROVER: frozenset({Action.VIEW, Action.APPROVE, Action.ADVISE, Action.REGULATE}),
    Role.PUBLISHER: frozenset({Action.VIEW, Action.PUBLISH, Action.ADVISE}),
    Role.CLERK: frozenset({Action.VIEW, Action.NUMBER, Action.DECLARE, Action.COMPOSE}),
    Role.LEADER: frozenset(
        {Action.VIEW, Action.SIGN, Action.ACCEPT, Action.COMPOSE, Action.ADVISE, Action.INITIAL, Action.REGULATE}
    ),
    Role.INSPECTOR: frozenset({Action.VIEW, Action.INSPECT}),
    Role.VIEWER: frozenset({Action.VIEW, Action.INSPECT}),
    Role.ADMINISTRATOR: frozenset({Action.VIEW, Action.INSPECT, Action.GOVERN}),
}


def roles_allowing(action: Action) -> list[str]:
    """Every role whose holders may do this."""
    return [role for role, actions in ALLOWED.items() if action in actions]

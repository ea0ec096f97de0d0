"""What may stand below what, whether it is opened there or moved there. Values in, reasons out.

Areas: each level below a higher one, a commune also below a province directly, as it does since 01/07/2025 (Law 72/2025/QH15).
Bodies: an authority stands below its like of a higher level, a department below the people's committee that it advises
(Decree 24/2014/NĐ-CP), and nothing but a part of a body below a part of a body."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import AreaKind, BodyKind, Stand
from khen.domains.organisation.rules.names import Reasons

PARTS = frozenset({BodyKind.PARTY_BOARD, BodyKind.DIVISION, BodyKind.CENTRE, BodyKind.DISTRICT_OFFICE, BodyKind.DISTRICT_CENTRE})
AUTHORITIES = frozenset({BodyKind.PEOPLE_COMMITTEE, BodyKind.PEOPLE_COUNCIL, BodyKind.PARTY_COMMITTEE})
ON_THEIR_OWN = frozenset(BodyKind) - PARTS  # above companies, associations, press agencies, armed forces
ABOVE: dict[str, Collection[str]] = {
    AreaKind.PROVINCE: (),
    AreaKind.DISTRICT: (AreaKind.PROVINCE,),
    AreaKind.COMMUNE: (AreaKind.PROVINCE, AreaKind.DISTRICT),
    **dict.fromkeys(ON_THEIR_OWN, ON_THEIR_OWN),
    **{kind: (kind,) for kind in AUTHORITIES},
    BodyKind.DEPARTMENT: (BodyKind.PEOPLE_COMMITTEE, BodyKind.DEPARTMENT),
    BodyKind.PARTY_BOARD: (BodyKind.PARTY_COMMITTEE,),
    BodyKind.DISTRICT_OFFICE: (BodyKind.PEOPLE_COMMITTEE,),
    BodyKind.DISTRICT_CENTRE: (BodyKind.PEOPLE_COMMITTEE, BodyKind.DEPARTMENT),
    BodyKind.DIVISION: tuple(BodyKind),
    BodyKind.CENTRE: tuple(BodyKind),
}
LEVELS = tuple(AreaKind)  # from the highest


def kinds_above(kind: str) -> Collection[str]:
    """The kinds of areas, or of bodies, below which one of this kind may stand."""
    return ABOVE[kind]


def levels_above(here: Stand) -> Collection[str]:
    """The kinds of areas whose bodies may stand above this body: an authority's are higher than its own, another's no lower.
    A body without an area (a central press agency) may stand below one of any level."""
    if not here.level:
        return LEVELS
    at = LEVELS.index(AreaKind(here.level))
    return LEVELS[: at if here.kind in AUTHORITIES else at + 1]


def reasons_not_to_stand(here: Stand, there: Stand) -> Reasons:
    """Both of known kinds and of one tree; `there` is the one above."""
    if there.kind not in kinds_above(here.kind):
        yield from _reasons_about_kind(here)
    elif there.level and there.level not in levels_above(here):
        yield _("A body cannot stand below one of a lower level, nor an authority below its like of the same level.")


def _reasons_about_kind(here: Stand) -> Reasons:
    if here.kind in AreaKind.values:
        yield _("An area of this kind cannot stand below that one.")
        return
    kinds = ", ".join(str(one.label) for one in BodyKind if one in kinds_above(here.kind))
    said = {"kind": BodyKind(here.kind).label, "kinds": kinds}
    yield _("A body of the kind “%(kind)s” may stand only below: %(kinds)s. Choose another.") % said

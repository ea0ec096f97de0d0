"""The trees at any date, what stands where in them, the people of a body, and what speaks against an act."""

from khen.domains.organisation.reads.people import (
    against_correcting,
    against_ending,
    against_giving,
    against_issuing,
    body_for,
    by_time,
    entries_about,
    people_of,
    posts_in_sight,
    posts_to_end,
)
from khen.domains.organisation.reads.places import (
    Node,
    Place,
    against_keeping,
    area_tree,
    areas_in_sight,
    bodies_in_sight,
    body_tree,
    not_above,
    place_of,
    register_of,
)

__all__ = [
    "Node",
    "Place",
    "against_correcting",
    "against_ending",
    "against_giving",
    "against_issuing",
    "against_keeping",
    "area_tree",
    "areas_in_sight",
    "bodies_in_sight",
    "body_for",
    "body_tree",
    "by_time",
    "entries_about",
    "not_above",
    "people_of",
    "place_of",
    "posts_in_sight",
    "posts_to_end",
    "register_of",
]

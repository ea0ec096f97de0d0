"""Bodies in which officers practise (docs/decisions/0015): nothing of theirs leaves the house, and nothing of theirs counts.

One at a time stands open. It has no body above or below it and no area, so nobody's reach covers it but that of the accounts
that were made for it; and those hold posts nowhere else."""

from django.db.models import Q

from khen.bodies.models import Body, Person, Trainee
from khen.bodies.terms import BodyKind


def training_bodies() -> set[int]:
    """The ids of all that ever stood. One query."""
    return set(Body.objects.filter(kind=BodyKind.TRAINING).values_list("pk", flat=True))


def open_for_training() -> Body | None:
    """The one that stands open now. One query."""
    return Body.objects.filter(kind=BodyKind.TRAINING, valid_to=None).order_by("-pk").first()


def alike(body: Body, prefix: str = "") -> Q:
    """Bodies of the same world as this one: bodies for training alone, or all others."""
    training = Q(**{f"{prefix}kind": BodyKind.TRAINING})
    return training if is_for_training(body) else ~training


def is_for_practice(person: Person) -> bool:
    """Whether this is an account under which somebody practises. One query."""
    return Trainee.objects.filter(account=person).exists()


def is_for_training(body: Body) -> bool:
    return body.kind == BodyKind.TRAINING


def are_alike(one: Body, other: Body) -> bool:
    """Whether both are bodies for training, or neither is."""
    return is_for_training(one) == is_for_training(other)


def trainee_of(person: Person) -> Trainee | None:
    """Under which account this person practises where it is open now. One query."""
    open_now = Trainee.objects.filter(body__kind=BodyKind.TRAINING, body__valid_to=None, person=person)
    return open_now.select_related("body").order_by("-pk").first()

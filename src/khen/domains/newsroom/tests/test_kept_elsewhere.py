"""What was published by hand elsewhere stands as it was entered: what was changed behind the house is found."""

from collections.abc import Callable

import pytest
from django.db import transaction

from khen.bodies.terms import OutletKind
from khen.book.comparing import How, differing
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Elsewhere
from khen.domains.newsroom.reads.kept import ELSEWHERE
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db


def posted(room: Newsroom, reach: int | None = 100) -> Elsewhere:
    outlet = room.outlet(OutletKind.FACEBOOK)
    link = f"https://facebook.example/{outlet.key}"
    return acts.post_elsewhere(room.approved(), by=room.publisher, on=DAY, outlet=outlet, link=link, reach=reach)


CHANGES: dict[str, Callable[[Elsewhere], object]] = {
    "reach": lambda made: Elsewhere.objects.filter(pk=made.pk).update(reach=1_000_000),
    "link": lambda made: Elsewhere.objects.filter(pk=made.pk).update(link="https://x.example/z"),
    "annulled": lambda made: Elsewhere.objects.filter(pk=made.pk).update(annulled=True),
    "on": lambda made: Elsewhere.objects.filter(pk=made.pk).update(on="2020-01-01"),
}


def test_a_publication_by_hand_stands_as_it_was_entered_read_and_annulled() -> None:
    room = Newsroom()
    made, annulled, none = posted(room), posted(room), posted(room, None)
    acts.read_reach(made, by=room.publisher, on=DAY, reach=250)
    acts.annul_elsewhere(annulled, by=room.publisher, on=DAY, reason="Nhập nhầm")
    assert none.reach is None and not list(differing(ELSEWHERE))
    for name, change in CHANGES.items():
        with transaction.atomic():
            change(made)
            (one,) = differing(ELSEWHERE)
            assert (one.record, one.how, one.names) == (made.pk, How.CHANGED, (name,))
            transaction.set_rollback(True)


def test_one_that_is_gone_and_one_that_was_made_up_are_found() -> None:
    room = Newsroom()
    gone, kept = posted(room), posted(room)
    number = gone.pk
    gone.delete()
    kept.pk, kept.link, kept.place = None, "https://facebook.example/bia", "facebook.example/bia"
    kept.save()
    assert [(one.record, one.how) for one in differing(ELSEWHERE)] == [(number, How.GONE), (kept.pk, How.MADE_UP)]

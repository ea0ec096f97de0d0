"""What leaves the house is what the newsroom's versions say: what was changed on the way is found."""

from collections.abc import Callable

import pytest
from django.db import transaction

from khen.bodies.terms import OutletKind
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.egress.kept import showings_differing, wordings_differing
from khen.egress.models import Showing, Wording
from khen.egress.run import work

pytestmark = pytest.mark.django_db
CHANGES: dict[str, Callable[[], object]] = {
    "a line": lambda: Showing.objects.filter(kind="ticker").update(text="Lời giả"),
    "a pop-up": lambda: Showing.objects.filter(kind="popup").update(text="Lời giả"),
    "the days": lambda: Showing.objects.filter(kind="ticker").update(until=None, since="2020-01-01"),
    "another bulletin": lambda: Showing.objects.filter(kind="popup").update(bulletin=9_999),
}


def test_what_stands_outside_and_says_something_else_is_named_by_its_bulletin() -> None:
    room = Newsroom()
    made = room.published(room.outlet(OutletKind.TICKER), room.outlet(OutletKind.POPUP))
    acts.correct(room.published(room.outlet(OutletKind.TICKER)), by=room.publisher, on=DAY, reason="Sai số", title="Nhan đề đúng")
    acts.withdraw(room.published(room.outlet(OutletKind.POPUP)), by=room.publisher, on=DAY, reason="Hết cần")
    while work():
        pass
    assert Showing.objects.count() == 4 and not [*showings_differing(), *wordings_differing()]
    for name, change in CHANGES.items():
        with transaction.atomic():
            change()
            assert list(showings_differing()), name
            transaction.set_rollback(True)
    Wording.objects.filter(bulletin=made.pk).update(body_html="<p>giả</p>")
    assert list(wordings_differing()) == [made.pk]

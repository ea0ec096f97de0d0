"""A text that somebody changed behind the product's back is found out by the entries that name it."""

from typing import Any

import pytest
from django.db import connection

from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin, guards
from khen.domains.newsroom.reads.sealed import differing
from khen.domains.newsroom.terms import Approved, Published, Submitted, Written
from khen.domains.newsroom.tests.makers import Newsroom

pytestmark = pytest.mark.django_db


def meddled(bulletin: Bulletin, **changes: Any) -> None:
    """The newest version says something else, and the triggers stand again, as whoever holds the database's password could."""
    versions = guards.KEPT[0]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER {versions.name}_refuse_change ON {versions.table}")
            cursor.execute(f"DROP TRIGGER {versions.name}_refuse_truncate ON {versions.table}")
        else:
            for name in versions.on_sqlite():
                cursor.execute(f"DROP TRIGGER {name}")
        bulletin.versions.filter(number=bulletin.number).update(**changes)
        for statement in versions.planting(connection.vendor):
            cursor.execute(statement)


def test_a_draft_that_was_never_submitted_is_named_by_the_entry_that_it_began_with() -> None:
    newsroom = Newsroom()
    newsroom.draft()
    bulletin = newsroom.draft()
    meddled(bulletin, body_html="<p>Lời khác.</p>")
    (seq,) = differing()
    entry = Entry.objects.get(seq=seq)
    assert (entry.kind, entry.about_id) == (Written.kind, bulletin.pk)


@pytest.mark.parametrize("changes", [{"title": "Nhan đề khác"}, {"body_html": "<p>Lời khác.</p>"}, {"klass": "emergency"}])
def test_an_approved_text_that_was_changed_is_named_by_each_entry_about_it(changes: dict[str, Any]) -> None:
    newsroom = Newsroom()
    kept, bulletin = newsroom.published(), newsroom.published()
    assert list(differing()) == []
    meddled(bulletin, **changes)
    told = Entry.objects.filter(about="newsroom.bulletin", about_id=bulletin.pk, seq__in=differing())
    assert {one.kind for one in told} == {Written.kind, Submitted.kind, Approved.kind, Published.kind}
    assert not Entry.objects.filter(about="newsroom.bulletin", about_id=kept.pk, seq__in=differing()).exists()

"""A text that somebody changed behind the product's back is found out by the entries that name it."""

from typing import Any

import pytest
from django.db import connection

from khen.atoms.refusal import Refusal
from khen.book.comparing import How
from khen.book.comparing import differing as retold
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, guards
from khen.domains.newsroom.reads.sealed import VERSIONS, differing
from khen.domains.newsroom.terms import Approved, Published, Submitted, Written
from khen.domains.newsroom.tests.makers import DAY, Newsroom

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
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
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


def test_a_version_that_nobody_wrote_is_named_also_after_it_was_published() -> None:
    newsroom = Newsroom()
    bulletin = newsroom.approved()
    forged = bulletin.versions.get()
    forged.pk, forged.number, forged.title, forged.body_html = None, forged.number + 1, "Văn bản giả", "<p>giả</p>"
    forged.save()
    assert [(one.record, one.how) for one in retold(VERSIONS)] == [(bulletin.pk, How.CHANGED)]
    Bulletin.objects.filter(pk=bulletin.pk).update(number=forged.number, title=forged.title, released_number=forged.number)
    bulletin.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        acts.publish(bulletin, by=newsroom.publisher, on=DAY, outlets=[newsroom.outlet()])
    assert "không phải là bản đã duyệt" in str(refused.value)
    assert [(one.record, one.names) for one in retold(VERSIONS)] == [(bulletin.pk, ("newest", "versions"))]

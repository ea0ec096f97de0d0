"""A text that somebody changed behind the product's back is found out by the entries that name it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.comparing import How
from khen.book.comparing import differing as retold
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, guards
from khen.domains.newsroom.reads.sealed import BULLETINS, differing
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


CHANGES: dict[str, Callable[[Bulletin], object]] = {
    "head": lambda made: Bulletin.objects.filter(pk=made.pk).update(title="Nhan đề khác"),
    "standing": lambda made: Bulletin.objects.filter(pk=made.pk).update(standing="withdrawn"),
    "approved_by_id": lambda made: Bulletin.objects.filter(pk=made.pk).update(approved_by=a_person("leader", body=made.body)),
    "author_id": lambda made: Bulletin.objects.filter(pk=made.pk).update(author=a_person("author", body=made.body)),
    "published_on": lambda made: Bulletin.objects.filter(pk=made.pk).update(published_on="2020-01-01"),
    "placed": lambda made: made.placed.all().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_bulletin_that_stands_otherwise_than_its_entries_tell_is_named(name: str) -> None:
    newsroom = Newsroom()
    made = newsroom.published()
    assert not list(retold(BULLETINS))
    CHANGES[name](made)
    (one,) = retold(BULLETINS)
    assert (one.record, one.how, one.names) == (made.pk, How.CHANGED, (name,))


def test_bulletins_on_every_road_stand_as_their_entries_tell() -> None:
    newsroom = Newsroom()
    newsroom.draft()
    back = acts.send_back(newsroom.approved(), by=newsroom.approver, on=DAY, reason="Thiếu nguồn")
    acts.submit(acts.change(back, by=newsroom.author, on=DAY, title="Nhan đề mới"), by=newsroom.author, on=DAY)
    corrected = acts.correct(newsroom.published(), by=newsroom.publisher, on=DAY, reason="Sai số", title="Nhan đề đúng")
    acts.publish(corrected, by=newsroom.publisher, on=DAY, outlets=[newsroom.outlet()])
    acts.withdraw(newsroom.published(), by=newsroom.publisher, on=DAY, reason="Hết cần")
    organisation = a_person(Role.ADMINISTRATOR, body=newsroom.body)
    other = a_person(Role.AUTHOR, body=newsroom.body)
    acts.hand_over(newsroom.draft(), to=other, by=organisation, on=DAY, since=DAY)
    assert not list(retold(BULLETINS))


def test_a_version_that_nobody_wrote_is_named_also_after_it_was_published() -> None:
    newsroom = Newsroom()
    bulletin = newsroom.approved()
    forged = bulletin.versions.get()
    forged.pk, forged.number, forged.title, forged.body_html = None, forged.number + 1, "Văn bản giả", "<p>giả</p>"
    forged.save()
    assert [(one.record, one.how) for one in retold(BULLETINS)] == [(bulletin.pk, How.CHANGED)]
    Bulletin.objects.filter(pk=bulletin.pk).update(number=forged.number, title=forged.title, released_number=forged.number)
    bulletin.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        acts.publish(bulletin, by=newsroom.publisher, on=DAY, outlets=[newsroom.outlet()])
    assert "không phải là bản đã duyệt" in str(refused.value)
    (one,) = retold(BULLETINS)
    assert {"newest", "versions"} <= set(one.names)


def test_a_bulletin_that_nobody_began_is_named() -> None:
    made = Newsroom().draft()
    made.pk = None
    made.save()
    assert [(one.record, one.how) for one in retold(BULLETINS)] == [(made.pk, How.MADE_UP)]

"""A document that somebody changed behind the product's back is found out by the entry that tells of it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from khen.atoms.tests.papers import a_pdf
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.portals import acts
from khen.domains.portals.models import KEPT, Document, EarlierDocument
from khen.domains.portals.reads import differing
from khen.domains.portals.tests.makers import LATER, a_document, a_document_put_right, a_portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "99"},
        {"title": "Trích yếu khác"},
        {"abstract": "Tóm tắt khác"},
        {"issuer": "Cơ quan khác"},
        {"signed_on": date(2020, 1, 1)},
        {"file": f"van-ban/{'0' * 64}.pdf"},
    ],
)
def test_a_document_that_was_changed_is_named_by_the_entry_of_its_newest_edition(changes: dict[str, Any]) -> None:
    portal = a_portal()
    kept, document = a_document(portal), a_document(portal, file=a_pdf())
    by = a_person(Role.PUBLISHER, body=portal.body)
    acts.correct_document(document, **a_document_put_right(document, title="Đúng"), by=by, on=LATER)
    withdrawn = a_document(portal)
    acts.withdraw_document(withdrawn, by=by, on=LATER, reason="Đăng nhầm")
    assert list(differing()) == []
    Document.objects.filter(pk=document.pk).update(**changes)
    assert [Entry.objects.get(seq=seq).kind for seq in differing()] == ["portals.document_corrected"]
    Document.objects.filter(pk__in=[kept.pk, withdrawn.pk]).update(abstract="Khác nữa")
    assert len(list(differing())) == 3


def test_what_a_document_said_before_it_was_corrected_is_compared_as_well_and_so_is_one_that_is_gone() -> None:
    portal = a_portal()
    document = a_document(portal)
    acts.correct_document(
        document, **a_document_put_right(document, number="77"), by=a_person(Role.PUBLISHER, body=portal.body), on=LATER
    )
    (papers,) = KEPT
    with connection.cursor() as cursor:
        dropped = (
            [f"DROP TRIGGER {papers.name}_refuse_{what} ON {papers.table}" for what in ("change", "truncate")]
            if connection.vendor == "postgresql"
            else [f"DROP TRIGGER {name}" for name in papers.on_sqlite()]
        )
        for statement in dropped:
            cursor.execute(statement)
    EarlierDocument.objects.update(title="Khác")
    posted = Entry.objects.get(kind="portals.document_posted").seq
    assert list(differing()) == [posted]
    EarlierDocument.objects.all().delete()
    assert list(differing()) == [posted]

"""What the portals' entries count as."""

import json
from datetime import timedelta
from typing import Any

import pytest

from khen.atoms import clock
from khen.atoms.fact import Cancelled, Fact, Kind, Restated, Said
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.portals import acts, facts
from khen.domains.portals.tests.makers import DAY, LATER, a_document, a_document_put_right, a_portal, an_article

pytestmark = pytest.mark.django_db


def read() -> list[Said]:
    return [fact for entry in Entry.objects.order_by("seq") for fact in facts.read(entry)]


def test_a_site_an_article_and_a_document_count_for_the_portals_body() -> None:
    portal = a_portal("sukien")
    article = an_article(portal, bulletin=12)
    document = a_document(portal)
    opened, posted, paper = read()
    body = portal.body.pk
    assert opened == Fact(kind=Kind.SITE_OPENED, on=portal.outlet.since, body=body, place="sukien", subject="sukien")
    assert posted == Fact(
        kind=Kind.ARTICLE_POSTED, on=DAY, body=body, place="sukien", topic="covid-19", subject=str(article.bulletin)
    )
    assert paper == Fact(kind=Kind.DOCUMENT_POSTED, on=DAY, body=body, place="sukien", subject=str(document.pk))


def test_what_is_taken_down_no_longer_counts_for_that_portal() -> None:
    article = an_article(a_portal("ocop"))
    acts.take_down(bulletin=article.bulletin, reason="x", by=None, on=DAY)
    assert read()[-1] == Cancelled(about="portals.article", about_id=article.pk, place="ocop")


def test_a_withdrawn_document_no_longer_counts_and_a_corrected_one_counts_on() -> None:
    portal = a_portal("sukien")
    by, document = a_person(Role.PUBLISHER, body=portal.body), a_document(portal)
    before = read()
    acts.correct_document(document, **a_document_put_right(document, number="77"), by=by, on=DAY)
    assert read() == before
    acts.withdraw_document(document, by=by, on=DAY, reason="Đăng nhầm")
    assert read() == [*before, Cancelled(about="portals.document", about_id=document.pk)]


def test_a_correction_counts_nothing_anew_and_restates_topic_and_beginning() -> None:
    article = an_article(a_portal("ocop"), since=LATER)
    before = read()
    assert [fact.on for fact in before if isinstance(fact, Fact) and fact.kind == Kind.ARTICLE_POSTED] == [LATER]
    words = {name: getattr(article, name) for name in ("title", "summary", "body_html", "klass", "source")}
    told = {**words, "topic": "ocop", "version": article.version + 1, "since": LATER + timedelta(1)}
    acts.correct(bulletin=article.bulletin, **told, reason="x", by=None, on=DAY, at=clock.midnight(DAY))
    about: dict[str, Any] = {"about": "portals.article", "about_id": article.pk, "place": "ocop"}
    begins = LATER + timedelta(1)
    assert read() == [*before, Restated(topic="ocop", begins=begins, kinds=(Kind.ARTICLE_POSTED,), **about)]


def test_entries_that_did_not_tell_the_first_day_count_on_the_day_of_the_act() -> None:
    said = {"portal": "ocop", "topic": "covid-19", "bulletin": 7}
    entry = Entry(kind="portals.placed", version=2, on=DAY, body_id=3, canon=json.dumps({"payload": said}))
    assert [fact.on for fact in facts.read(entry) if isinstance(fact, Fact)] == [DAY]
    entry.kind = "portals.corrected"
    assert not list(facts.read(entry))

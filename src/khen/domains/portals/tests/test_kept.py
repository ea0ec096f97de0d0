"""What stands on portals was put there by an act: what was deleted, changed or made up behind the house is found."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import Site

from khen.atoms import clock
from khen.bodies.models import Outlet
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.comparing import How, differing
from khen.domains.portals import acts
from khen.domains.portals.models import (
    Article,
    ArticlePicture,
    ArticleTongue,
    Document,
    EarlierDocument,
    HomePage,
    Placement,
    Portal,
)
from khen.domains.portals.reads import ARTICLES, DOCUMENTS, SITES
from khen.domains.portals.terms.words import Tongue
from khen.domains.portals.tests.makers import (
    DAY,
    LATER,
    a_correction,
    a_document,
    a_document_put_right,
    a_picture,
    a_portal,
    an_article,
)

pytestmark = pytest.mark.django_db
SPOKEN = Tongue(tag="hmn", name="Tiếng Mông", own_name="Hmoob", title="Tshaj tawm", body_html="<p>Hmoob.</p>")
WORDS = ("bulletin", "version", "title", "summary", "body_html", "topic", "klass", "source")


def found() -> list[tuple[int, How]]:
    return [(one.record, one.how) for one in differing(ARTICLES)]


def a_long_life() -> Article:
    """Placed with a picture, suggested to two others, accepted by one, declined by the other, corrected, said in Hmong."""
    article, asked = an_article(a_portal(), pictures=(a_picture(),)), [a_portal(), a_portal()]
    words: dict[str, Any] = {name: getattr(article, name) for name in WORDS}
    given: dict[str, Any] = {"mode": "suggested", "since": DAY, "until": None, "by": None, "on": DAY}
    acts.place(portals=[portal.key for portal in asked], **words, **given)
    one, other = (Placement.objects.get(article=article, portal=portal) for portal in asked)
    acts.accept(one, by=a_person(Role.PUBLISHER, body=one.portal.body), on=DAY)
    acts.decline(other, reason="Không hợp", by=a_person(Role.PUBLISHER, body=other.portal.body), on=DAY)
    acts.correct(**a_correction(article, topic="y-te"))
    acts.say_in(bulletin=article.bulletin, version=article.version + 100, said=SPOKEN, by=None, on=LATER)
    return article


def test_every_step_leaves_an_article_as_its_entries_tell() -> None:
    article = a_long_life()
    acts.take_down(bulletin=article.bulletin, reason="Sai", by=None, on=LATER)
    assert not found()
    an_article(a_portal(), bulletin=article.bulletin, topic="tet", on=LATER)
    assert not found()


def test_a_text_that_is_placed_anew_carries_its_topic_to_wherever_it_stood() -> None:
    first = an_article(a_portal())
    an_article(a_portal(), bulletin=first.bulletin, topic="tet")
    assert set(Placement.objects.values_list("topic", flat=True)) == {"tet"} and not found()


CHANGES: dict[str, Callable[[Article], object]] = {
    "a placement deleted": lambda article: article.placements.filter(state="standing").delete(),
    "taken down": lambda article: article.placements.filter(state="standing").update(state="taken_down", ended_on=LATER),
    "a declined one put up": lambda article: article.placements.filter(state="declined").update(state="standing", ended_on=None),
    "other days": lambda article: article.placements.update(since=date(2020, 1, 2)),
    "a last day": lambda article: article.placements.update(until=date(2021, 1, 2)),
    "an introduction": lambda article: article.placements.update(intro="Bịa"),
    "a placement made up": lambda article: article.placements.create(
        portal=Portal.objects.latest("pk"), mode="mandatory", state="standing", topic="y-te", since=DAY
    ),
    "why it was corrected": lambda article: Article.objects.filter(pk=article.pk).update(correction="bịa đặt"),
    "when it was corrected": lambda article: Article.objects.filter(pk=article.pk).update(corrected_at=clock.midnight(DAY)),
    "its topic": lambda article: Article.objects.filter(pk=article.pk).update(topic="tet"),
    "its topic's title": lambda article: Article.objects.filter(pk=article.pk).update(topic_title="Tết"),
    "its day": lambda article: Article.objects.filter(pk=article.pk).update(published_on=date(2019, 5, 1)),
    "its home": lambda article: Article.objects.filter(pk=article.pk).update(home=Portal.objects.latest("pk")),
    "a picture": lambda article: ArticlePicture.objects.create(
        article=article, position=9, digest="0" * 64, alt="Bịa", width=1, height=1
    ),
    "another language": lambda article: ArticleTongue.objects.filter(article=article).update(body_html="<p>Bịa</p>"),
}


def test_whatever_is_changed_behind_the_house_is_found() -> None:
    article, _another = a_long_life(), an_article(a_portal())
    a_portal()
    for name, change in CHANGES.items():
        with transaction.atomic():
            change(article)
            assert found() == [(article.pk, How.CHANGED)], name
            transaction.set_rollback(True)


def test_an_article_that_is_gone_or_was_made_up_is_found() -> None:
    gone, kept = an_article(a_portal()), an_article(a_portal())
    gone.placements.all().delete()
    gone.delete()
    assert found() == [(kept.pk - 1, How.GONE)]
    kept.pk, kept.bulletin = None, 999_999
    kept.save()
    assert found()[1:] == [(kept.pk, How.MADE_UP)]


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_read_all_the_same() -> None:
    one, two, three = (an_article(a_portal()) for _ in range(3))
    assert one and three
    if connection.vendor == "sqlite":  # PostgreSQL keeps no text in a column of days
        with connection.cursor() as cursor:
            cursor.execute("UPDATE portals_article SET published_on = '2020-13-99' WHERE id = %s", [two.pk])
        assert found() == [(two.pk, How.UNREADABLE)]


def test_a_document_stands_or_was_taken_down_as_its_entries_tell() -> None:
    one, two = (a_document(a_portal()) for _ in range(2))
    first, second = (a_person(Role.PUBLISHER, body=paper.portal.body) for paper in (one, two))
    acts.correct_document(one, **a_document_put_right(one, title="Về việc khác"), by=first, on=LATER)
    acts.withdraw_document(two, reason="Đăng nhầm", by=second, on=LATER)
    assert not list(differing(DOCUMENTS))
    Document.objects.filter(pk=one.pk).update(state="withdrawn", ended_on=LATER)
    (told,) = differing(DOCUMENTS)
    assert (told.record, told.names) == (one.pk, ("ended_on", "state"))
    one.pk = None
    one.save()
    assert [told.how for told in differing(DOCUMENTS)] == [How.CHANGED, How.MADE_UP]


def test_an_edition_that_nobody_replaced_is_named() -> None:
    paper = a_document(a_portal())
    publisher = a_person(Role.PUBLISHER, body=paper.portal.body)
    acts.correct_document(paper, **a_document_put_right(paper, title="Về việc khác"), by=publisher, on=LATER)
    forged = EarlierDocument.objects.get()
    forged.pk, forged.edition = None, 9
    forged.save()
    assert [(told.record, told.names) for told in differing(DOCUMENTS)] == [(paper.pk, ("earlier editions",))]


def test_a_portal_stands_as_it_was_opened_and_its_outlet_belongs_to_its_body() -> None:
    one, other = a_portal(), a_portal()
    assert list(differing(SITES)) == []
    changes: dict[str, Callable[[], object]] = {
        "name": lambda: Portal.objects.filter(pk=one.pk).update(name="Bịa"),
        "outlet__body_id": lambda: Outlet.objects.filter(pk=one.outlet_id).update(body=other.body),
        "host": lambda: Site.objects.filter(pk=one.site_id).update(hostname="bia.localhost"),
    }
    for name, change in changes.items():
        with transaction.atomic():
            change()
            assert [(told.record, told.names) for told in differing(SITES)] == [(one.pk, (name,))]
            transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE portals_portal SET id = 999999 WHERE id = %s", [one.pk])
        assert {told.how for told in differing(SITES)} == {How.GONE, How.MADE_UP}
        transaction.set_rollback(True)


def test_what_readers_are_told_of_a_documents_correction_is_what_its_entry_tells() -> None:
    paper = a_document(a_portal())
    publisher = a_person(Role.PUBLISHER, body=paper.portal.body)
    acts.correct_document(paper, **a_document_put_right(paper, title="Về việc khác"), by=publisher, on=LATER)
    for change in ({"correction": "Bịa"}, {"corrected_at": clock.midnight(DAY)}, {"corrected_at": None}):
        with transaction.atomic():
            Document.objects.update(**change)
            assert [(told.record, told.names) for told in differing(DOCUMENTS)] == [(paper.pk, tuple(change))]
            transaction.set_rollback(True)


def test_the_first_page_of_a_portal_stands_as_it_was_opened() -> None:
    portal = a_portal()
    changes: dict[str, Callable[[], object]] = {
        "page is live": lambda: HomePage.objects.update(live=False),
        "page": lambda: HomePage.objects.update(title="Bịa"),
        "port": lambda: Site.objects.update(port=4_711),
        "site's name": lambda: Site.objects.update(site_name="Bịa"),
    }
    for name, change in changes.items():
        with transaction.atomic():
            change()
            assert [(told.record, told.names) for told in differing(SITES)] == [(portal.pk, (name,))]
            transaction.set_rollback(True)

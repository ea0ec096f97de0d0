"""What is done on portals, and what the journal says of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import BodyEdge, Outlet
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.guards import unguarded
from khen.book.models import Entry
from khen.domains.portals import acts
from khen.domains.portals.models import KEPT, Article, BodyFolder, Document, EarlierDocument, Placement, Portal
from khen.domains.portals.terms import DocumentState, Mode, State
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


def entries(kind: str) -> list[dict[str, Any]]:
    return [entry.payload for entry in Entry.objects.filter(kind=kind).order_by("seq")]


def test_opening_a_site_makes_its_outlet_its_page_tree_and_one_entry() -> None:
    province = a_body("UBND tỉnh", key="ubnd-tinh")
    district = a_body("UBND huyện Đồng Văn", parent=province, key="ubnd-026")
    portal = a_portal("huyen-dong-van", body=district, port=8000)
    assert Outlet.objects.get(key="huyen-dong-van").address == "http://huyen-dong-van.localhost:8000"
    assert portal.root.get_parent().specific == BodyFolder.objects.get(body=district)
    assert BodyFolder.objects.get(body=district).get_parent().specific == BodyFolder.objects.get(body=province)
    named = {"portal": portal.pk, "key": "huyen-dong-van", "host": "huyen-dong-van.localhost"}
    shown = {"name": portal.name, "tagline": "", "theme": "department", "address": "http://huyen-dong-van.localhost:8000"}
    assert entries("portals.opened") == [named | shown]
    assert not any(Page.find_problems())


def test_no_folder_of_a_body_is_live_or_under_a_site() -> None:
    a_portal(body=a_body(parent=a_body()))
    assert not BodyFolder.objects.filter(live=True).exists()
    roots = [site.root_page.path for site in Site.objects.all()]
    assert not any(folder.path.startswith(root) for folder in BodyFolder.objects.all() for root in roots)


def test_only_who_governs_the_body_opens_its_site() -> None:
    body = a_body()
    with pytest.raises(Refusal):
        a_portal(body=body, by=a_person(Role.PUBLISHER, body=body))
    with pytest.raises(Refusal):
        a_portal(body=body, by=a_person(Role.ADMINISTRATOR))
    assert a_portal(body=body, by=a_person(Role.ADMINISTRATOR, body=body)).body == body


def test_a_key_or_host_in_use_is_refused_and_changes_nothing() -> None:
    a_portal("tinh")
    with pytest.raises(Refusal):
        a_portal("tinh", host="khac.localhost")
    with pytest.raises(Refusal):
        a_portal("khac", host="tinh.localhost")
    assert Portal.objects.count() == Outlet.objects.count() == 1


def test_a_body_that_moves_keeps_its_site_and_its_address() -> None:
    old, new = a_body("UBND huyện A"), a_body("UBND huyện B")
    commune = a_body("UBND xã", parent=old)
    portal = a_portal("xa", body=commune)
    BodyEdge.objects.filter(child=commune).update(until=LATER)
    BodyEdge.objects.create(child=commune, parent=new, since=LATER)
    a_portal(body=new)
    another = a_portal("xa-hai", body=commune)
    assert another.root.get_parent() == portal.root.get_parent()
    assert Site.objects.get(pk=portal.site.pk).root_page.specific == portal.root
    assert not any(Page.find_problems())


def test_an_article_stands_on_each_portal_with_one_entry_for_its_body() -> None:
    one, two = a_portal(), a_portal()
    article = an_article(one, two, pictures=(a_picture(),))
    assert [said["portal"] for said in entries("portals.placed")] == [one.key, two.key]
    assert set(Entry.objects.filter(kind="portals.placed").values_list("body", flat=True)) == {one.body.pk, two.body.pk}
    assert default_storage.exists(f"anh/{article.pictures.get().digest}-480.webp")
    assert article.home == one


def test_the_canonical_home_is_the_portal_of_the_body_whose_text_it_is() -> None:
    one, own = a_portal(), a_portal()
    assert an_article(one, own, origin=own.body.pk).home == own


def test_a_body_without_a_portal_is_answered_for_by_the_nearest_above() -> None:
    department = a_body()
    district, province = a_portal(), a_portal(body=department)
    centre = a_body("Trung tâm", parent=department)
    assert an_article(district, province, origin=centre.pk).home == province


def test_a_text_of_none_of_them_is_answered_for_by_the_portal_of_the_body_below_fewest_others() -> None:
    top = a_body("UBND tỉnh")
    topical, province = a_portal(body=a_body("Sở", parent=top)), a_portal(body=top)
    assert an_article(topical, province, origin=a_body("Đài").pk).home == province


def test_placing_again_does_nothing_again() -> None:
    one, two = a_portal(), a_portal()
    an_article(one, bulletin=7, version=1)
    an_article(one, bulletin=7, version=1)
    assert len(entries("portals.placed")) == 1
    an_article(one, two, bulletin=7, version=1)
    assert [said["portal"] for said in entries("portals.placed")] == [one.key, two.key]
    assert Article.objects.count() == 1


def test_a_newer_version_placed_elsewhere_corrects_where_the_text_already_stands() -> None:
    one, two = a_portal(), a_portal()
    an_article(one, bulletin=7, version=1, title="Cũ")
    an_article(two, bulletin=7, version=2, title="Mới")
    assert Article.objects.get().title == "Mới"
    assert [said["portal"] for said in entries("portals.corrected")] == [one.key]


def test_the_number_of_queries_does_not_grow_with_the_number_of_portals() -> None:
    body = a_body()
    portals = [a_portal(body=body) for _ in range(12)]
    with CaptureQueriesContext(connection) as few:
        an_article(*portals[:2])
    with CaptureQueriesContext(connection) as many:
        an_article(*portals)
    assert len(many) == len(few)


def test_nobody_places_beyond_their_reach_or_on_an_unknown_site() -> None:
    one, foreign = a_portal(), a_portal()
    publisher = a_person(Role.PUBLISHER, body=one.body)
    with pytest.raises(Refusal):
        an_article(one, foreign, by=publisher)
    with pytest.raises(Refusal):
        an_article(one, by=a_person(Role.AUTHOR, body=one.body))
    with pytest.raises(Refusal):
        acts.place(**{**a_correction(an_article(one)), "bulletin": 99}, portals=("khong-co",), since=DAY, until=None)
    assert an_article(one, by=publisher).placements.count() == 1


def test_a_correction_stands_everywhere_at_once() -> None:
    one, two = a_portal(), a_portal()
    article = an_article(one, two, pictures=(a_picture(),))
    acts.correct(**a_correction(article, title="Đính chính"))
    article.refresh_from_db()
    assert (article.title, article.correction, article.pictures.count()) == ("Đính chính", "Sai giờ", 0)
    assert article.corrected_at == clock.midnight(LATER)
    assert len(entries("portals.corrected")) == 2
    acts.correct(**a_correction(article, version=article.version))
    assert len(entries("portals.corrected")) == 2


@pytest.mark.parametrize("until", [DAY, DAY - timedelta(days=5)])
def test_corrected_words_are_taken_whatever_their_last_day_and_the_old_ones_stand_nowhere(until: date) -> None:
    article = an_article(a_portal(), a_portal(), title="Cũ")
    acts.correct(**a_correction(article, title="Mới", body_html="<p>— ✓ —</p>", until=until))
    article.refresh_from_db()
    assert article.title == "Mới" and len(entries("portals.corrected")) == 2
    assert set(article.placements.values_list("since", "until")) == {(DAY, DAY + timedelta(days=1))}


def test_taking_down_ends_every_placement_once() -> None:
    article = an_article(a_portal(), a_portal())
    assert acts.take_down(bulletin=article.bulletin, reason="Sai số liệu", by=None, on=LATER) == article
    assert set(article.placements.values_list("state", "ended_on")) == {(State.TAKEN_DOWN, LATER)}
    assert acts.take_down(bulletin=article.bulletin, reason="Sai số liệu", by=None, on=LATER) is None
    assert len(entries("portals.taken_down")) == 2


def test_the_body_whose_text_it_is_takes_it_down_even_from_portals_beyond_its_reach() -> None:
    commune = a_body("UBND xã")
    article = an_article(a_portal(), origin=commune.pk)
    with pytest.raises(Refusal):
        acts.take_down(bulletin=article.bulletin, reason="x", by=a_person(Role.PUBLISHER), on=LATER)
    assert article.placements.get().state == State.STANDING
    acts.take_down(bulletin=article.bulletin, reason="x", by=a_person(Role.PUBLISHER, body=commune), on=LATER)
    assert article.placements.get().state == State.TAKEN_DOWN


def test_what_was_taken_down_may_be_placed_again() -> None:
    portal = a_portal()
    an_article(portal, bulletin=7, version=1)
    acts.take_down(bulletin=7, reason="x", by=None, on=DAY)
    an_article(portal, bulletin=7, version=2, since=LATER, on=LATER)
    placement = Placement.objects.get()
    assert (placement.state, placement.since, placement.ended_on) == (State.STANDING, LATER, None)


def test_a_suggested_article_waits_until_the_portals_editors_accept_it() -> None:
    portal = a_portal()
    editor = a_person(Role.PUBLISHER, body=portal.body)
    article = an_article(portal, mode=Mode.SUGGESTED)
    again = an_article(portal, mode=Mode.SUGGESTED, bulletin=article.bulletin, version=article.version)
    assert again == article and article.placements.get().state == State.PROPOSED
    assert not entries("portals.placed")
    with pytest.raises(Refusal):
        acts.accept(article.placements.get(), by=a_person(Role.PUBLISHER), on=DAY)
    assert acts.accept(article.placements.get(), by=editor, on=DAY).state == State.STANDING
    assert len(entries("portals.placed")) == 1
    assert acts.decline(article.placements.get(), reason="Đã có bài riêng", by=editor, on=LATER).ended_on == LATER
    with pytest.raises(Refusal):
        acts.decline(article.placements.get(), reason="Lần nữa", by=editor, on=LATER)


def test_a_mandatory_article_cannot_be_declined() -> None:
    portal = a_portal()
    article = an_article(portal)
    with pytest.raises(Refusal):
        acts.decline(article.placements.get(), reason="x", by=a_person(Role.PUBLISHER, body=portal.body), on=DAY)


def test_a_document_is_posted_once_with_its_file() -> None:
    portal = a_portal()
    document = a_document(portal, number="06", file=a_pdf())
    assert default_storage.open(document.file).read() == a_pdf()
    with pytest.raises(Refusal):
        a_document(portal, number="06")
    with pytest.raises(Refusal):
        a_document(portal, by=a_person(Role.PUBLISHER))
    told = {"document": document.pk, "portal": portal.key, "number": "06", "symbol": "CT-UBND"}
    assert entries("portals.document_posted") == [{**told, "edition": 1, "text_sha256": document.digest()}]
    assert Document.objects.count() == 1


def test_a_document_is_told_apart_by_issuer_number_symbol_and_year() -> None:
    portal = a_portal()
    a_document(portal, number="6")
    again = (
        {"number": "06"},
        {"symbol": "CT – UBND", "number": "6"},
        {"issuer": "ỦY BAN  nhân dân tỉnh", "signed_on": date(2020, 1, 2)},
        {"issuer": "Uỷ ban nhân dân tỉnh", "signed_on": date(2020, 1, 2)},
        {"issuer": "UBND tỉnh", "signed_on": date(2020, 1, 2)},
        {"issuer": "UBND tỉnh Hà Giang"},
    )
    for one in again:
        with pytest.raises(Refusal, match="đã có trên trang"):
            a_document(portal, **{"number": "6", **one})
    a_document(portal, number="06", issuer="Ủy ban nhân dân huyện Mèo Vạc")
    a_document(portal, number="06", signed_on=date(2019, 12, 30))
    a_document(portal, number="06", issuer="UBND tỉnh Hà Giang", signed_on=date(2020, 1, 2))
    assert Document.objects.count() == 4


def test_a_number_with_a_letter_is_another_than_the_one_without_and_stands_once() -> None:
    portal = a_portal()
    a_document(portal, number="12")
    between, after = a_document(portal, number="12a"), a_document(portal, number="012b")
    assert (str(between), str(after)) == ("12a/CT-UBND", "012b/CT-UBND")
    for again in ("12a", "012a", "12b"):
        with pytest.raises(Refusal, match="đã có trên trang"):
            a_document(portal, number=again)
    by = a_person(Role.PUBLISHER, body=portal.body)
    with pytest.raises(Refusal, match="đã có trên trang"):
        acts.correct_document(between, **a_document_put_right(between, number="12b"), by=by, on=LATER)
    assert [one.number for one in Document.objects.order_by("pk")] == ["12", "12a", "012b"]


@pytest.mark.parametrize(
    "wrong", [{"number": "abc"}, {"number": "12A"}, {"symbol": "CT UBND<script>"}, {"symbol": "2019/NĐ-CP"}, {"number": "\u200b"}]
)
def test_a_number_or_symbol_that_no_paper_bears_is_refused_in_posting_and_in_correcting(wrong: dict[str, str]) -> None:
    portal = a_portal()
    by, document = a_person(Role.PUBLISHER, body=portal.body), a_document(portal)
    with pytest.raises(Refusal):
        a_document(portal, **wrong)
    with pytest.raises(Refusal):
        acts.correct_document(document, **a_document_put_right(document, **wrong), by=by, on=DAY)
    assert Document.objects.count() == 1 and not EarlierDocument.objects.exists()


def test_what_is_not_put_right_or_not_there_any_more_is_not_corrected() -> None:
    portal = a_portal()
    by, document, other = a_person(Role.PUBLISHER, body=portal.body), a_document(portal), a_document(portal)
    nothing = a_document_put_right(document)
    refused = (
        (nothing, "Không có gì khác"),
        ({**nothing, "title": "Khác", "reason": " "}, "lý do"),
        ({**nothing, "number": other.number}, "đã có trên trang"),
        ({**nothing, "signed_on": LATER}, "trước ngày ký"),
    )
    for told, why in refused:
        with pytest.raises(Refusal, match=why):
            acts.correct_document(document, **told, by=by, on=LATER)
    acts.withdraw_document(document, by=by, on=LATER, reason="Đăng nhầm")
    for again in (
        lambda: acts.correct_document(document, **{**nothing, "title": "Khác"}, by=by, on=LATER),
        lambda: acts.withdraw_document(document, by=by, on=LATER, reason="Lần nữa"),
    ):
        with pytest.raises(Refusal, match="đã được gỡ"):
            again()
    assert a_document(portal, number=document.number).pk != document.pk


def test_a_correction_keeps_the_file_and_the_database_refuses_to_change_what_stood_there() -> None:
    portal = a_portal()
    document = a_document(portal, number="06", file=a_pdf())
    by = a_person(Role.PUBLISHER, body=portal.body)
    acts.correct_document(document, **a_document_put_right(document, number="07"), by=by, on=LATER)
    now, before = Document.objects.get(), EarlierDocument.objects.get()
    assert (str(now), now.edition, now.file) == ("07/CT-UBND", 2, document.file)
    assert (str(before), before.edition, before.file) == ("06/CT-UBND", 1, document.file)
    (told,) = entries("portals.document_corrected")
    assert (told["number_before"], told["number"], told["sha256"]) == ("06", "07", told["sha256_before"])
    assert not unguarded(KEPT)
    with pytest.raises(DatabaseError), transaction.atomic():
        EarlierDocument.objects.update(number="08")


def test_what_was_posted_while_the_clock_ran_ahead_is_put_right_and_taken_down_on_the_day_of_the_step_before() -> None:
    portal = a_portal()
    document, by = a_document(portal), a_person(Role.PUBLISHER, body=portal.body)
    right = document.posted_on - timedelta(days=20)
    acts.correct_document(document, **a_document_put_right(document, title="Đã sửa"), by=by, on=LATER)
    acts.correct_document(document, **a_document_put_right(document, title="Lại sửa"), by=by, on=right)
    acts.withdraw_document(document, by=by, on=right, reason="Đăng khi đồng hồ chạy sai")
    told = Entry.objects.filter(kind__in=["portals.document_corrected", "portals.document_withdrawn"]).order_by("seq")
    assert [one.on for one in told] == [LATER] * 3
    assert (Document.objects.get().state, Document.objects.get().ended_on) == (DocumentState.WITHDRAWN, LATER)


def test_only_who_publishes_on_the_site_corrects_or_withdraws_a_document() -> None:
    portal = a_portal()
    document = a_document(portal)
    for by in (a_person(Role.PUBLISHER), a_person(Role.AUTHOR, body=portal.body)):
        with pytest.raises(Refusal):
            acts.withdraw_document(document, by=by, on=LATER, reason="x")
        with pytest.raises(Refusal):
            acts.correct_document(document, **a_document_put_right(document, number="77"), by=by, on=LATER)
    assert Document.objects.get().state == DocumentState.STANDING


def test_a_picture_s_words_are_kept_whole_or_refused() -> None:
    portal = a_portal()
    with pytest.raises(Refusal, match="Mô tả ảnh dài quá 300"):
        an_article(portal, pictures=(a_picture("a" * 301),))
    assert not Article.objects.exists()


def test_an_article_says_nothing_unseen() -> None:
    one = a_portal("mot")
    article = an_article(one, title="Zalo \u202e321\u202c bài", body_html="<p>1&#8203;23 \u202e45</p>", source="Báo\u200b")
    assert (article.title, article.body_html, article.source) == ("Zalo 321 bài", "<p>123 45</p>", "Báo")

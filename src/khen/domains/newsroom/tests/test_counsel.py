"""Before approval: drafts are counted, others are asked for their opinion, a leader initials the text."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Bulletin, Opinion
from khen.domains.newsroom.reads.counsel import awaiting, called
from khen.domains.newsroom.screens import waiting
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import DAY, Newsroom, an_upload

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def seen(person: Person, name: str, *args: Any) -> str:
    answer = signed_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def asked(room: Newsroom, bulletin: Bulletin, *bodies: Body, **more: Any) -> Opinion:
    acts.ask_opinions(bulletin, by=room.author, on=DAY, **{"bodies": bodies, "until": SOON, **more})
    return Opinion.objects.order_by("-pk")[0]


def with_initials(room: Newsroom) -> Newsroom:
    basis = "Quyết định 12/QĐ-STTTT"
    acts.regulate(by=room.leader, body=room.body, on=DAY, regulated="initials", since=DAY, legal_basis=basis)
    return room


def test_each_submission_is_a_round_shown_in_the_list_the_header_and_on_paper() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    assert bulletin.draft_number == 1
    bulletin = acts.send_back(bulletin, by=room.approver, on=DAY, reason="Thiếu nguồn")
    assert bulletin.draft_number == 2
    bulletin = acts.submit(bulletin, by=room.author, on=DAY)
    for name, args in (("index", ()), ("record", (bulletin.pk,)), ("print", (bulletin.pk,))):
        assert "Dự thảo lần 2" in seen(room.approver, f"ban-tin:{name}", *args)
    bulletin = acts.approve(bulletin, by=room.approver, on=DAY)
    assert bulletin.draft_number == 0 and "Dự thảo" not in seen(room.approver, "ban-tin:print", bulletin.pk)


def test_a_body_elsewhere_reads_exactly_this_text_while_it_is_asked_and_says_its_opinion() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.draft(uploads=[an_upload()])
    hidden = room.draft(title="Tin khác không hỏi ai")
    opinion = asked(room, bulletin, other.body, question="Số liệu đã đúng chưa?")
    bulletin = acts.change(bulletin, by=room.author, on=DAY, title="Tiêu đề viết lại sau khi hỏi")
    page = seen(other.author, "xin-y-kien:record", opinion.pk)
    assert "Người dân nộp hồ sơ tại nhà" in page and "Số liệu đã đúng chưa?" in page and "viết lại" not in page
    file = bulletin.attachments.get()
    assert signed_in(other.author).get(reverse("xin-y-kien:file", args=[opinion.pk, file.pk])).status_code == 200
    for place in (bulletin, hidden):
        assert signed_in(other.author).get(reverse("ban-tin:record", args=[place.pk])).status_code == 404
    acts.say_opinion(opinion, by=other.author, on=DAY, answer="notes", text="Sửa số ở câu đầu")
    assert "Sửa số ở câu đầu" in seen(room.author, "ban-tin:record", bulletin.pk)
    acts.end_asking(asked_again(room, bulletin, other), by=room.author, on=DAY)
    for one in Opinion.objects.all():
        answer = signed_in(other.author).get(reverse("xin-y-kien:record", args=[one.pk]))
        assert answer.status_code == 404
        assert signed_in(other.author).get(reverse("xin-y-kien:file", args=[one.pk, file.pk])).status_code == 404
    assert "Hướng dẫn nộp" not in seen(other.author, "xin-y-kien:index")


def asked_again(room: Newsroom, bulletin: Bulletin, other: Newsroom) -> Bulletin:
    asked(room, bulletin, other.body)
    return bulletin


def test_the_list_of_whoever_is_asked_is_searched_in_the_version_that_is_asked_about_and_in_no_later_one() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.draft(title="Lịch tiêm phòng dại", summary="Tiêm tại thôn")
    asked(room, bulletin, other.body)
    acts.change(bulletin, by=room.author, on=DAY, title="Giàng Mí Sính bị phạt", summary="Phạt tại chợ")
    index = reverse("xin-y-kien:index")
    for said, there in {"tiem dai": True, "THÔN tiêm": True, "y te": True, "giang mi sinh": False, "cho": False}.items():
        page = signed_in(other.author).get(index, {"q": said})
        assert ("Lịch tiêm phòng dại" in page.content.decode()) == there, said
        taken = signed_in(other.author).get(index, {"q": said, "export": "csv"}).getvalue().decode()
        assert ("Lịch tiêm phòng dại" in taken) == there, said


def test_a_file_that_came_later_is_not_shown_to_whoever_was_asked_before() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.draft()
    opinion = asked(room, bulletin, other.body)
    bulletin = acts.attach(bulletin, by=room.author, on=DAY, uploads=[an_upload()])
    later = bulletin.attachments.get()
    assert signed_in(other.author).get(reverse("xin-y-kien:file", args=[opinion.pk, later.pk])).status_code == 404


def test_whoever_was_asked_by_name_answers_alone() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.submitted()
    opinion = asked(room, bulletin, people=[other.publisher])
    assert signed_in(other.author).get(reverse("xin-y-kien:record", args=[opinion.pk])).status_code == 404
    with pytest.raises(Refusal):
        acts.say_opinion(opinion, by=other.author, on=DAY, answer="agreed")
    assert awaiting(other.publisher, DAY).get() == opinion and not awaiting(other.author, DAY).exists()
    assert acts.say_opinion(opinion, by=other.publisher, on=DAY, answer="agreed").answered_by == other.publisher
    assert not awaiting(other.publisher, DAY).exists()


def test_nobody_who_was_not_asked_sees_or_answers() -> None:
    room, other, third = Newsroom(), Newsroom("Sở Y tế"), Newsroom("Sở Công Thương")
    opinion = asked(room, room.submitted(), other.body)
    for person in (third.author, a_person(*Role.values, body=third.body), room.author):
        client = signed_in(person)
        for name in ("record", "tra-loi"):
            assert client.get(reverse(f"xin-y-kien:{name}", args=[opinion.pk])).status_code == 404
        assert client.post(reverse("xin-y-kien:tra-loi", args=[opinion.pk]), {"answer": "agreed"}).status_code == 404
        with pytest.raises(Refusal):
            acts.say_opinion(opinion, by=person, on=DAY, answer="agreed")
    viewer = signed_in(a_person(Role.VIEWER, body=other.body))
    assert viewer.post(reverse("xin-y-kien:tra-loi", args=[opinion.pk]), {"answer": "agreed"}).status_code == 403
    assert Opinion.objects.get().answer == ""


def test_an_answer_after_the_day_is_kept_and_said_to_be_late() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.submitted()
    opinion = acts.say_opinion(asked(room, bulletin, other.body), by=other.author, on=date(2020, 3, 9), answer="agreed")
    assert opinion.is_late and Entry.objects.get(kind="newsroom.opinion_said").payload["late"] is True
    assert "Trả lời muộn" in seen(room.approver, "ban-tin:record", bulletin.pk)


@pytest.mark.parametrize(
    "said", [{"answer": "notes"}, {"answer": ""}, {"answer": "lạ"}, {"answer": "agreed", "text": "x" * 2_001}]
)
def test_an_opinion_without_words_or_choice_is_refused(said: dict[str, str]) -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    opinion = asked(room, room.submitted(), other.body)
    with pytest.raises(Refusal):
        acts.say_opinion(opinion, by=other.author, on=DAY, **said)
    address = reverse("xin-y-kien:tra-loi", args=[opinion.pk])
    assert 'role="alert"' in signed_in(other.author).post(address, said).content.decode()
    assert Opinion.objects.get().answer == ""


def test_approval_needs_no_answer_but_names_whose_is_missing() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.submitted()
    opinion = asked(room, bulletin, other.body)
    assert "Chưa có ý kiến của: Sở Y tế" in seen(room.approver, "ban-tin:duyet", bulletin.pk)
    assert acts.approve(bulletin, by=room.approver, on=DAY).standing == Standing.APPROVED
    assert Entry.objects.get(kind="newsroom.asking_ended").payload["missing"] == ["Sở Y tế"]
    with pytest.raises(Refusal):
        acts.say_opinion(opinion, by=other.author, on=DAY, answer="agreed")


@pytest.mark.parametrize("asking", [{}, {"until": date(2020, 3, 1)}, {"question": "x" * 301}])
def test_asking_nobody_or_for_yesterday_is_refused(asking: dict[str, Any]) -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bodies = [other.body] if asking else []
    with pytest.raises(Refusal):
        asked(room, room.draft(), *bodies, **asking)
    assert not Opinion.objects.exists()


def test_nobody_is_asked_twice_at_once_nor_after_approval_nor_by_somebody_unconcerned() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.submitted()
    asked(room, bulletin, other.body)
    with pytest.raises(Refusal, match="Sở Y tế"):
        asked(room, bulletin, other.body)
    with pytest.raises(Refusal):
        acts.ask_opinions(bulletin, by=room.publisher, on=DAY, bodies=[room.body], until=SOON)
    with pytest.raises(Refusal):
        asked(room, bulletin, people=[a_person(Role.VIEWER, body=other.body)])
    with pytest.raises(Refusal):
        asked(room, room.approved(), other.body)


def test_names_are_found_without_accents_and_what_means_nobody_or_two_is_told() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    other.author.full_name, other.author.folded = "Giàng Thị Mẫu", "giang thi mau"
    other.author.save()
    twice = a_person(Role.AUTHOR, body=other.body, name="Cùng Tên")
    a_person(Role.AUTHOR, body=room.body, name="Cùng Tên")
    nobody = a_person(name="Không Vị Trí")
    for person in (twice, nobody):
        Person.objects.filter(full_name=person.full_name).update(folded=person.full_name.lower())
    Person.objects.filter(full_name="Cùng Tên").update(folded="cung ten")
    names = ["so y te", "giàng thị mẫu", "Cùng Tên", "Không Vị Trí", "Sở Không Có", twice.username]
    assert called(names, room.body, DAY) == ([other.body], [other.author, twice], ["Cùng Tên", "Không Vị Trí", "Sở Không Có"])


def test_opinions_are_asked_for_on_the_screen() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    bulletin = room.draft()
    address = reverse("ban-tin:xin-y-kien", args=[bulletin.pk])
    refused = signed_in(room.author).post(address, {"whom": "Sở Không Có", "until": SOON.isoformat()}).content.decode()
    assert "Sở Không Có" in refused and 'role="alert"' in refused
    assert 'role="alert"' in signed_in(room.author).post(address, {}).content.decode()
    told = {"whom": f"Sở Y tế\n{other.publisher.username}\n\nSở Y tế", "until": SOON.isoformat()}
    assert signed_in(room.author).post(address, told).status_code == 302
    assert [one.asked for one in Opinion.objects.order_by("pk")] == ["Sở Y tế", f"{other.publisher} (Sở Y tế)"]
    assert {str(one.url): one.count for one in waiting(other.publisher)}[f"{reverse('xin-y-kien:index')}?cho=hoi-y-kien"] == 2
    told = {"answer": "agreed", "text": ""}
    said = signed_in(other.publisher).post(reverse("xin-y-kien:tra-loi", args=[Opinion.objects.order_by("pk")[0].pk]), told)
    assert said.status_code == 302 and Opinion.objects.order_by("pk")[0].answer == "agreed"
    assert signed_in(room.author).post(reverse("ban-tin:thoi-xin-y-kien", args=[bulletin.pk])).status_code == 302


def test_initials_are_asked_for_only_where_a_regulation_says_so() -> None:
    room, other = Newsroom(), Newsroom("Sở Y tế")
    with_initials(other)
    with pytest.raises(Refusal):
        acts.initial(room.submitted(), by=room.leader, on=DAY)
    assert acts.approve(room.submitted(), by=room.approver, on=DAY).standing == Standing.APPROVED


def test_a_text_goes_to_the_approver_once_it_is_initialled() -> None:
    room = with_initials(Newsroom())
    bulletin = room.submitted()
    assert signed_in(room.approver).get(reverse("ban-tin:duyet", args=[bulletin.pk])).status_code == 409
    with pytest.raises(Refusal):
        acts.approve(bulletin, by=room.approver, on=DAY)
    assert reads.to_approve(room.approver, DAY).count() == 0
    index = reverse("ban-tin:index")
    assert {str(one.url): one.count for one in waiting(room.leader)}[f"{index}?cho=ky-nhay"] == 1
    assert "Hướng dẫn nộp" in signed_in(room.leader).get(index, {"cho": "ky-nhay"}).content.decode()
    assert signed_in(room.leader).post(reverse("ban-tin:ky-nhay", args=[bulletin.pk]), {"seen": "1"}).status_code == 302
    assert f"{room.leader} đã ký nháy" in seen(room.approver, "ban-tin:duyet", bulletin.pk)
    assert reads.to_approve(room.approver, DAY).count() == 1
    assert acts.approve(bulletin, by=room.approver, on=DAY).standing == Standing.APPROVED


def test_initials_stand_under_one_version_and_nobody_gives_them_to_their_own_text() -> None:
    room = with_initials(Newsroom())
    bulletin = acts.initial(room.submitted(), by=room.leader, on=DAY)
    with pytest.raises(Refusal):
        acts.initial(bulletin, by=room.leader, on=DAY)
    bulletin = acts.send_back(bulletin, by=room.approver, on=DAY, reason="Thêm giờ")
    bulletin = acts.submit(acts.change(bulletin, by=room.author, on=DAY, summary="Giờ mới"), by=room.author, on=DAY)
    with pytest.raises(Refusal):
        acts.approve(bulletin, by=room.approver, on=DAY)
    with pytest.raises(Refusal):
        acts.initial(bulletin, by=room.leader, on=DAY, seen=1)
    both = a_person(Role.AUTHOR, Role.LEADER, body=room.body)
    own = acts.write(by=both, body=room.body, on=DAY, title="Tin của trưởng phòng", body_html="<p>Có chữ</p>", topic="khac")
    with pytest.raises(Refusal):
        acts.initial(acts.submit(own, by=both, on=DAY), by=both, on=DAY)
    for person in (room.approver, Newsroom("Khác").leader):
        with pytest.raises(Refusal):
            acts.initial(bulletin, by=person, on=DAY)


def test_the_database_counts_initials_and_answers_honestly() -> None:
    room, other = with_initials(Newsroom()), Newsroom("Sở Y tế")
    bulletin = acts.initial(room.submitted(), by=room.leader, on=DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        bulletin.initials.create(number=1, by=room.leader, on=DAY)
    asked(room, bulletin, other.body)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.update(answer="agreed")


def test_nobody_asks_their_own_opinion_nor_that_of_whoever_wrote_the_text() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    address = reverse("ban-tin:xin-y-kien", args=[bulletin.pk])
    told = {"whom": room.author.username, "until": SOON.isoformat()}
    shown = signed_in(room.author).post(address, told)
    assert shown.status_code == 200 and "Không ai xin ý kiến của chính mình." in shown.content.decode()
    for asker, named in ((room.author, room.author), (room.approver, room.approver), (room.approver, room.author)):
        with pytest.raises(Refusal):
            acts.ask_opinions(bulletin, by=asker, on=DAY, people=[named], until=SOON)
    assert not Opinion.objects.exists()
    asked(room, bulletin, people=[room.approver])
    assert Opinion.objects.get().person == room.approver


def test_nobody_answers_for_their_body_about_a_text_of_their_own_or_what_they_asked_themselves() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    acts.ask_opinions(bulletin, by=room.approver, on=DAY, bodies=[room.body], until=SOON)
    opinion = Opinion.objects.get()
    deputy = a_person(name="Cán bộ làm thay")
    held = {"since": DAY, "until": SOON, "for_post": room.author.posts.get()}
    Post.objects.create(person=deputy, body=room.body, role=Role.AUTHOR, **held)
    for person in (room.author, room.approver, deputy):
        with pytest.raises(Refusal):
            acts.say_opinion(opinion, by=person, on=DAY, answer="agreed")
        assert signed_in(person).get(reverse("xin-y-kien:tra-loi", args=[opinion.pk])).status_code == 409
    assert not awaiting(room.author, DAY).exists() and not awaiting(room.approver, DAY).exists()
    assert awaiting(room.publisher, DAY).get() == opinion
    assert acts.say_opinion(opinion, by=room.publisher, on=DAY, answer="agreed").answered_by == room.publisher


def test_an_opinion_that_somebody_was_asked_of_themselves_before_is_not_said_any_more() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    asked(room, bulletin, people=[room.publisher])
    Opinion.objects.update(person=room.author)
    with pytest.raises(Refusal, match="của chính mình"):
        acts.say_opinion(Opinion.objects.get(), by=room.author, on=DAY, answer="agreed")

"""What officers remark on a text among themselves: made, answered, settled, never a change of the text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts, reads
from khen.domains.newsroom.models import Bulletin, Remark
from khen.domains.newsroom.reads.remarks import open_remarks, remarked_on
from khen.domains.newsroom.screens import waiting
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def remarked(room: Newsroom, bulletin: Bulletin, **said: Any) -> Remark:
    return acts.remark(bulletin, by=room.approver, on=DAY, **{"text": "Nêu rõ giờ làm việc", **said})


def page(name: str, bulletin: Bulletin) -> str:
    return reverse(f"ban-tin:{name}", args=[bulletin.pk])


def test_a_remark_is_made_answered_and_settled_and_the_text_stays() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    made = remarked(room, bulletin, quote="Người dân nộp  hồ sơ")
    acts.answer_remark(bulletin, by=room.author, on=DAY, remark=made, text="Đã thêm ở câu cuối")
    acts.settle_remark(bulletin, by=room.approver, on=DAY, remark=made)
    assert not open_remarks(bulletin).exists() and Remark.objects.get(to=made).by == room.author
    assert [kind.split(".")[1] for kind in Entry.objects.order_by("seq").values_list("kind", flat=True)][2:] == [
        "remarked",
        "remark_answered",
        "remark_settled",
    ]
    assert Bulletin.objects.get().number == 1 and reads.current(bulletin).body_html == "<p>Người dân nộp hồ sơ tại nhà.</p>"


@pytest.mark.parametrize(
    "said",
    [{"text": ""}, {"text": " \n "}, {"text": "x" * 2_001}, {"quote": "chữ không có trong bài"}, {"quote": "hồ " * 200}],
)
def test_a_remark_that_says_nothing_or_quotes_what_is_not_there_is_refused(said: dict[str, Any]) -> None:
    room = Newsroom()
    bulletin = room.submitted()
    with pytest.raises(Refusal):
        remarked(room, bulletin, **said)
    assert not Remark.objects.exists()


def test_words_across_marks_and_lines_can_be_quoted() -> None:
    room = Newsroom()
    bulletin = room.draft(body_html="<p>Chợ <b>phiên</b></p><p>họp lại</p>")
    assert remarked(room, bulletin, quote="Chợ phiên họp").quote == "Chợ phiên họp"


def test_only_whoever_made_it_or_an_approver_settles_it() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    of_publisher = acts.remark(bulletin, by=room.publisher, on=DAY, text="Thiếu ảnh")
    with pytest.raises(Refusal):
        acts.settle_remark(bulletin, by=room.author, on=DAY, remark=of_publisher)
    acts.settle_remark(bulletin, by=room.approver, on=DAY, remark=of_publisher)
    with pytest.raises(Refusal, match="02/03/2020"):
        acts.answer_remark(bulletin, by=room.author, on=DAY, remark=of_publisher, text="Muộn")


def test_nobody_without_a_writing_post_there_remarks() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    bulletin = room.submitted()
    for person in (*other.people, a_person(Role.VIEWER, body=room.body), a_person(Role.CLERK, body=room.body)):
        with pytest.raises(Refusal):
            acts.remark(bulletin, by=person, on=DAY, text="Lời góp ý")


def test_a_remark_on_another_text_is_not_reached_through_this_one() -> None:
    room = Newsroom()
    mine, another = room.submitted(), room.submitted()
    there = remarked(room, another)
    with pytest.raises(Remark.DoesNotExist):
        acts.settle_remark(mine, by=room.approver, on=DAY, remark=there)
    answer = signed_in(room.approver).post(page("khep-gop-y", mine), {"remark": there.pk})
    assert answer.status_code == 409
    remarked(room, mine)
    assert 'role="alert"' in signed_in(room.approver).post(page("khep-gop-y", mine), {"remark": there.pk}).content.decode()


def test_a_withdrawn_text_takes_no_remarks() -> None:
    room = Newsroom()
    gone = acts.withdraw(room.published(), by=room.publisher, on=DAY, reason="Hết hiệu lực")
    with pytest.raises(Refusal):
        remarked(room, gone)


def test_the_database_knows_who_settled_a_remark() -> None:
    room = Newsroom()
    remarked(room, room.submitted())
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.update(settled_on=DAY)


def test_open_remarks_stand_before_the_approver_and_wait_for_the_author() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    made = remarked(room, bulletin, text="Nêu rõ giờ <b>làm việc</b>", quote="tại nhà")
    for name in ("duyet", "record"):
        said = signed_in(room.approver).get(page(name, bulletin)).content.decode()
        assert "Nêu rõ giờ &lt;b&gt;làm việc" in said and "tại nhà</blockquote>" in said and "Chưa khép" in said
    told = {str(one.url): one.count for one in waiting(room.author)}
    assert told[f"{reverse('ban-tin:index')}?cho=gop-y"] == 1
    assert "Hướng dẫn nộp" in signed_in(room.author).get(reverse("ban-tin:index"), {"cho": "gop-y"}).content.decode()
    acts.settle_remark(bulletin, by=room.approver, on=DAY, remark=made)
    assert not remarked_on(room.author, DAY).exists()
    assert "Hướng dẫn nộp" not in signed_in(room.author).get(reverse("ban-tin:index"), {"cho": "gop-y"}).content.decode()


def test_remarks_are_made_on_the_screens_and_an_empty_form_says_what_is_missing() -> None:
    room = Newsroom()
    bulletin = room.submitted()
    client = signed_in(room.approver)
    assert 'role="alert"' in client.post(page("gop-y", bulletin), {}).content.decode()
    assert client.post(page("gop-y", bulletin), {"text": "Thêm ảnh\nvà nguồn", "quote": ""}).status_code == 302
    remark = Remark.objects.get()
    signed_in(room.author).post(page("tra-loi-gop-y", bulletin), {"remark": remark.pk, "text": "Đã thêm"})
    signed_in(room.approver).post(page("khep-gop-y", bulletin), {"remark": remark.pk})
    assert Remark.objects.get(to=None).settled_by == room.approver


def test_nobody_from_elsewhere_meets_a_remark() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    bulletin = room.submitted()
    made = remarked(room, bulletin)
    client = signed_in(a_person(*Role.values, body=other.body))
    for name in ("gop-y", "tra-loi-gop-y", "khep-gop-y"):
        assert client.get(page(name, bulletin)).status_code == 404
        assert client.post(page(name, bulletin), {"remark": made.pk, "text": "x"}).status_code == 404
    assert "Hướng dẫn nộp" not in client.get(reverse("ban-tin:index"), {"cho": "gop-y"}).content.decode()

"""Letters of invitation: one for each entry, each try a row, nothing sent twice by itself."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.reading import catch_up
from khen.domains.organisation import acts, rules
from khen.domains.organisation.models import Invitation
from khen.egress import invitations
from khen.egress.models import InvitationLetter, InvitationTry
from khen.egress.panels import of_invited
from khen.egress.terms import Outcome, State
from khen.egress.tests.makers import Server, at

pytestmark = pytest.mark.django_db
DAY = clock.today()


def an_invitation(address: str = "my@vidu.example") -> Invitation:
    body = a_body()
    person = a_person(Role.AUTHOR, body=body, name="Giàng Thị Mỷ")
    Person.objects.filter(pk=person.pk).update(email=address)
    return acts.invite(person, by=a_person(Role.ADMINISTRATOR, body=body), on=DAY, at=clock.now())


def all_sent() -> None:
    while invitations.send():
        pass


def states() -> list[str]:
    return list(InvitationLetter.objects.order_by("pk").values_list("state", flat=True))


def outcomes() -> list[str]:
    return list(InvitationTry.objects.order_by("pk").values_list("outcome", flat=True))


def test_the_letter_carries_the_one_link_and_no_table_does(server: Server) -> None:
    invitation = an_invitation()
    all_sent()
    all_sent()
    assert server.addresses == ["my@vidu.example"]
    word = rules.word_of(settings.SECRET_KEY, invitation.nonce)
    text = server.letter().get_content()
    assert f"http://localhost:8000/nhan-loi-moi/{word}/" in text
    assert invitation.person.username in text and "Giàng Thị Mỷ" in text
    assert (states(), outcomes()) == ([State.ACCEPTED], [Outcome.ACCEPTED])
    kept = [list(model.objects.values_list()) for model in (InvitationLetter, InvitationTry, Invitation)]
    assert word not in str(kept)


def test_an_entry_read_again_makes_no_second_letter(server: Server) -> None:
    an_invitation()
    all_sent()
    entry = InvitationLetter.objects.get().entry
    invitations.read([entry])
    all_sent()
    assert len(server.addresses) == 1


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    an_invitation()
    all_sent()
    letter = InvitationLetter.objects.get()
    assert (letter.state, letter.tries) == (State.PENDING, 1)
    assert letter.not_before > clock.now()
    assert outcomes() == [Outcome.UNREACHABLE]
    with clock.held(letter.not_before):
        all_sent()
    assert outcomes() == [Outcome.UNREACHABLE] * 2


@pytest.mark.parametrize("refuses", [False, True], ids=["no server is there", "it takes no letters of this house"])
def test_where_no_letter_can_go_one_is_tried_and_the_others_wait_with_it(
    refuses: bool, server: Server, settings: Settings
) -> None:
    for number in range(3):
        an_invitation(f"nguoi-{number}@vidu.example")
    server.to_mail = lambda: "530 5.7.0 this mailbox belongs to another house"
    if not refuses:
        at(Server(), settings)
    all_sent()
    letters = InvitationLetter.objects.order_by("pk")
    assert (outcomes(), states()) == ([Outcome.DEFERRED if refuses else Outcome.UNREACHABLE], [State.PENDING] * 3)
    ((again, said),) = set(letters.values_list("not_before", "detail"))
    assert again > clock.now() and said
    server.to_mail = lambda: "250 ok"
    at(server, settings)
    with clock.held(again):
        all_sent()
    assert states() == [State.ACCEPTED] * 3 and len(server.took) == 3


def test_a_link_used_or_revoked_before_the_letter_left_is_not_sent(server: Server) -> None:
    invitation = an_invitation()
    acts.revoke_invitations(invitation.person, by=invitation.by, on=DAY)
    all_sent()
    assert (server.addresses, states(), outcomes()) == ([], [State.CANCELLED], [])


def test_too_late_for_another_try_a_letter_ends() -> None:
    invitation = an_invitation()
    with clock.held(invitation.until - timedelta(seconds=5)):
        all_sent()
    assert states() == [State.REFUSED]


def test_what_was_cut_off_is_unknown_and_not_sent_again(server: Server) -> None:
    an_invitation()
    with clock.held(clock.now()):
        catch_up(invitations.READER, invitations.read)
        letter = InvitationLetter.objects.get()
        assert invitations._begin(letter, clock.now()) is not None
        assert invitations._begin(letter, clock.now()) is None
    with clock.held(clock.now() + invitations.DEAD + timedelta(seconds=1)):
        all_sent()
    assert (server.addresses, states(), outcomes()) == ([], [State.UNKNOWN], [Outcome.UNKNOWN])


def test_beside_the_person_stands_what_became_of_the_letter(server: Server) -> None:
    invitation = an_invitation()
    assert of_invited(invitation.person, invitation.by) is None
    all_sent()
    panel = of_invited(invitation.person, invitation.by)
    assert panel is not None and [line.mood for line in panel.lines] == ["good"]


ENGLISH = "550 5.1.1 no such mailbox my@vidu.example"


def test_an_officer_reads_what_became_of_the_letter_and_only_administrators_the_server_s_words(server: Server) -> None:
    invitation = an_invitation()
    inspector = a_person(Role.INSPECTOR, body=invitation.body)
    server.to_rcpt = lambda address: ENGLISH
    all_sent()
    shown = [panel.lines[0] for who in (inspector, invitation.by) if (panel := of_invited(invitation.person, who))]
    assert [str(line.note) for line in shown] == [
        "Máy chủ thư không nhận thư này: kiểm tra địa chỉ thư điện tử, sửa nếu sai, rồi gửi thư mời mới."
    ] * 2
    assert [line.fold for line in shown] == ["", "550 5.1.1 no such mailbox m…@vidu.example"]


def test_a_letter_that_waits_says_until_when_and_what_to_do_meanwhile() -> None:
    invitation = an_invitation()
    all_sent()
    panel = of_invited(invitation.person, invitation.by)
    again = InvitationLetter.objects.get().not_before.astimezone(clock.VIETNAM)
    assert panel is not None
    assert str(panel.lines[0].note) == (
        f"Máy chủ thư chưa nhận; hệ thống tự gửi lại lúc {again:%H:%M %d/%m/%Y}. Nếu cần ngay, hãy cấp mật khẩu."
    )


def test_the_page_of_a_person_folds_the_server_s_words(client: Client, server: Server) -> None:
    invitation = an_invitation()
    server.to_rcpt = lambda address: ENGLISH
    all_sent()
    for who, folded in ((invitation.by, 1), (a_person(Role.INSPECTOR, body=invitation.body), 0)):
        client.force_login(who)
        page = client.get(reverse("can-bo:record", args=[invitation.person.pk])).content.decode()
        assert page.count("<details><summary>Lời của máy chủ thư</summary><small>550 5.1.1") == folded == page.count("550 5.1.1")

"""What a browser answers for a key is hostile until it is verified: nothing of it breaks the house, nothing bent passes."""

import json
from dataclasses import replace
from typing import Any

import pytest

from khen.atoms.tests.keys import HERE, Key, letters, octets
from khen.domains.organisation.rules.passkeys import created, goes_back, signed, to_create, to_show
from khen.domains.organisation.terms import Asked, Flaw, Shown

ASKED = Asked(host="testserver", origin=HERE, challenge=letters(bytes(range(32))))
TOLD = to_show(ASKED, [])
MAKE = to_create(ASKED, handle=bytes(32), username="mai", full_name="Vàng Thị Mai", known=[])


def bent(answer: str) -> list[str]:
    """The answer with every third byte of each part turned over in turn, and each part cut short, left out or of another kind."""
    said, answers = json.loads(answer), []
    for name, part in said["response"].items():
        whole = octets(part)
        turned = [whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :] for at in range(0, len(whole), 3)]
        others: list[Any] = [letters(one) for one in (*turned, *(whole[:at] for at in range(0, len(whole), 7)))]
        answers += [said | {"response": said["response"] | {name: one}} for one in [*others, None, 7, [], {"a": part}]]
    answers += [said | {"rawId": letters(b"x")}, said | {"id": None}, said | {"response": None}, {}]
    return [json.dumps(one) for one in answers]


def test_a_key_is_made_and_signs() -> None:
    key = Key(counter=3)
    made = created(ASKED, key.made(MAKE))
    assert isinstance(made, Shown) and (made.credential, made.counter) == (letters(key.name), 3)
    shown = signed(ASKED, key.signs(TOLD), {made.credential: made.key})
    assert shown == replace(made, counter=4)


def test_no_bent_signature_passes_and_none_breaks_anything() -> None:
    key = Key()
    made = created(ASKED, key.made(MAKE))
    assert isinstance(made, Shown)
    answers = bent(key.signs(TOLD))
    assert len(answers) > 100
    assert [one for one in answers if not isinstance(signed(ASKED, one, {made.credential: made.key}), Flaw)] == []


def test_no_bent_making_breaks_anything_and_what_it_makes_can_be_read() -> None:
    key = Key()
    shown = [created(ASKED, one) for one in bent(key.made(MAKE))]
    assert len(shown) > 100 and Flaw.UNREADABLE in shown
    for made in (one for one in shown if isinstance(one, Shown)):
        assert isinstance(signed(ASKED, Key(name=octets(made.credential)).signs(TOLD), {made.credential: made.key}), Flaw)


def test_without_a_question_no_answer_is_right() -> None:
    key = Key()
    assert (created(None, key.made(MAKE)), signed(None, key.signs(TOLD), {})) == (Flaw.STALE, Flaw.STALE)


@pytest.mark.parametrize(
    ("kept", "told", "back"), [(0, 0, False), (0, 1, False), (4, 5, False), (4, 4, True), (4, 3, True), (4, 0, True)]
)
def test_a_counter_may_stand_at_nothing_or_go_on(kept: int, told: int, back: bool) -> None:
    assert goes_back(kept=kept, told=told) is back

"""What a killed worker held is due as soon as the next one starts; what a living one holds is not."""

import subprocess
import sys
from datetime import timedelta

import pytest

from khen.atoms import clock
from khen.egress import freeze, holders, leases, run
from khen.egress.models import Chunk, Showing
from khen.egress.terms import Hold
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db
SAYS = "from khen.egress import holders; print(holders.token())"


def of_a_process_that_ended() -> str:
    return subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True).stdout.strip()


def held_by(token: str) -> None:
    """A chunk that is due no earlier than in an hour, in the hands of whoever this token names."""
    desk = Desk()
    desk.published(desk.ticker)
    freeze.follow()
    assert leases.claim(seconds=3600)
    Chunk.objects.update(token=token)


def test_a_token_fits_its_column_and_is_never_the_same() -> None:
    made = {holders.token() for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {Chunk._meta.get_field("token").max_length}


def test_a_living_process_is_not_dead_and_an_ended_one_is() -> None:
    assert not holders.is_dead(holders.token())
    assert holders.is_dead(of_a_process_that_ended())


def test_a_number_that_another_process_has_by_now_is_of_a_dead_one() -> None:
    mine = holders.token()
    assert holders.is_dead(f"{mine[:14]}{1:010x}{mine[24:]}")


@pytest.mark.parametrize("token", ["", "f" * 32, "khong-phai-cua-may-nay"])
def test_of_a_process_elsewhere_nothing_is_said(token: str) -> None:
    assert not holders.is_dead(token)


def test_what_a_dead_worker_held_is_carried_at_once() -> None:
    held_by(of_a_process_that_ended())
    assert run.work() == 0
    assert leases.end_those_of_the_dead() == 1
    assert run.work()
    assert Chunk.objects.get().hold == Hold.DONE
    assert Showing.objects.count() == 1


def test_what_was_held_while_the_clock_ran_ahead_is_carried_when_it_is_right_unless_somebody_still_works_at_it() -> None:
    held_by(holders.token())
    Chunk.objects.update(lease_until=clock.now() + timedelta(days=730))
    assert run.work() == 0
    Chunk.objects.update(token="f" * 32)
    assert run.work() and Chunk.objects.get().hold == Hold.DONE


def test_what_a_living_worker_holds_stays_with_it() -> None:
    held_by(holders.token())
    assert leases.end_those_of_the_dead() == 0
    assert run.work() == 0

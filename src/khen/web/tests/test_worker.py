"""The worker's round: a step that breaks is told and rests; the others go on."""

import time
from collections.abc import Callable
from threading import Event

import pytest

from khen.web import worker


def broken() -> int:
    raise FileNotFoundError("ảnh đã mất")


@pytest.mark.django_db
def test_a_step_that_breaks_stops_and_skips_no_other(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.LOG, "propagate", True)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own transaction stands on it
    stop, rounds = Event(), []

    def later() -> int:
        rounds.append(1)
        if len(rounds) == 3:
            stop.set()
        return 1

    worker.work([broken, later], stop)
    assert len(rounds) == 3
    told = [one for one in caplog.records if one.exc_info]
    assert len(told) == 1 and "ảnh đã mất" in caplog.text and "broken" in told[0].getMessage()


def test_each_fault_in_a_row_lets_a_step_rest_longer_and_a_good_round_forgets_them() -> None:
    moments = [0.0]
    results: list[Callable[[], int]] = [broken, broken, lambda: 7, broken]
    step = worker.Guarded(lambda: results.pop(0)(), clock=lambda: moments[0])
    assert step() == 0 and len(results) == 3
    assert step() == 0 and len(results) == 3, "it rests"
    moments[0] = 1.0
    assert step() == 0 and len(results) == 2
    moments[0] = 2.9
    assert step() == 0 and len(results) == 2, "twice as long"
    moments[0] = 3.0
    assert step() == 7
    assert step() == 0 and not results
    moments[0] = 4.0
    with pytest.raises(IndexError):
        step.step()


def test_the_steps_of_the_worker_stand_apart() -> None:
    assert len(worker.steps(worker.NOTICES)) == len(worker.steps(worker.LETTERS)) == 2
    assert len(worker.STEPS) == len(worker.steps(worker.STEPS)) == len(set(worker.STEPS))
    assert worker.STEPS.index("khen.egress.freeze:follow") < worker.STEPS.index("khen.egress.run:show")


@pytest.mark.django_db
def test_an_idle_worker_only_looks_for_a_new_entry_and_goes_its_round_at_once_when_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, moments = Event(), list[float]()
    begun = time.monotonic()

    def step() -> int:
        moments.append(time.monotonic() - begun)
        if len(moments) == 2:
            stop.set()
        return 0

    worker.work([step], stop)
    assert moments[1] - moments[0] >= worker.ROUND
    monkeypatch.setattr(worker, "ROUND", 600.0)  # so long that only the entry can end it
    looks = iter([0, 0, 1])
    stop, begun = Event(), time.monotonic()
    worker.rest(stop, lambda: next(looks), 0)
    assert time.monotonic() - begun > worker.IDLE * 2

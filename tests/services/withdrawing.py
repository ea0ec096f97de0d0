"""A withdrawal that is frozen while a worker begins to write to the first readers. Django must be ready."""

from threading import Event, Thread
from typing import Any

from django.db import connection, transaction

from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import freeze, leases, run
from khen.egress.models import Delivery, Dispatch
from khen.egress.terms import Change, ChannelKey, Lease
from khen.egress.tests.makers import Desk

BEGUN, READERS = 3, 8
LONG = 1.0  # seconds between the first letter's mark and its commit


def frozen_meanwhile() -> dict[str, Any]:
    """How many letters were begun, to how many the withdrawal goes, and in which states the old text's letters are."""
    desk = Desk()
    desk.subscribers(READERS)
    bulletin = desk.mailed(title="Tin nhầm số liệu")
    freeze.follow()
    lease = leases.claim(seconds=60, channels=run.LETTERS)
    assert lease is not None
    marked = Event()
    worker = Thread(target=lambda: begin_slowly(lease, marked))
    worker.start()
    marked.wait(60)
    newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Sai số liệu")
    freeze.follow()
    worker.join()
    withdrawal = Dispatch.objects.filter(channel=ChannelKey.EMAIL, change=Change.WITHDRAWN).first()
    old = Delivery.objects.filter(dispatch=lease.dispatch).values_list("state", flat=True)
    return {"told": withdrawal.deliveries.count() if withdrawal else 0, "old": sorted(old)}


def begin_slowly(lease: Lease, marked: Event) -> None:
    try:
        with transaction.atomic():
            leases.begin(lease, window=BEGUN)
            marked.set()
            Event().wait(LONG)
    finally:
        connection.close()

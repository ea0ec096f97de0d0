"""What leads in tickers and pop-ups, and until when; the portal's strip holds the same."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms import clock, pressing
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals import reads as portals
from khen.egress import reads, run
from khen.egress.models import Showing
from khen.egress.terms import ChannelKey
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db
EMERGENCY, PLAIN = "Mưa lũ: sơ tán ngay trong đêm", "Chợ phiên họp lại từ chủ nhật"
LATER = timedelta(days=1)
Row = tuple[str, date, date | None]


def said(address: str, day: date) -> list[dict[str, str]]:
    """What a foreign system gets on a day, at noon."""
    with clock.held(datetime(day.year, day.month, day.day, 12, tzinfo=clock.VIETNAM)):
        items: list[dict[str, str]] = json.loads(Client().get(f"/loa/{address}.json").content)["items"]
    return items


def seen(desk: Desk, day: date) -> dict[str, list[str]]:
    place = portals.portal(desk.site.key)
    assert place is not None
    return {
        "ticker": [one["text"] for one in said("ticker/dichvucong", day)],
        "popup": [one["text"] for one in said("popup/vnptioffice", day)],
        "strip": [row.article.title for row in portals.front(place, day, []).strip],
    }


def told(**content: Any) -> Desk:
    """An emergency on one day, plain news on the next."""
    desk = Desk()
    desk.everywhere(title=EMERGENCY, klass="emergency", **content)
    desk.everywhere(title=PLAIN, since=DAY + LATER)
    run.work()
    return desk


def test_an_emergency_without_an_end_leads_for_so_many_days_and_is_news_by_its_date_afterwards() -> None:
    desk = told()
    last = DAY + timedelta(days=pressing.DAYS - 1)
    assert seen(desk, last) == {"ticker": [EMERGENCY, PLAIN], "popup": [EMERGENCY, PLAIN], "strip": [EMERGENCY]}
    assert seen(desk, last + LATER) == {"ticker": [PLAIN, EMERGENCY], "popup": [PLAIN], "strip": []}
    assert [one["klass"] for one in said("ticker/dichvucong", last)] == ["emergency", "news"]
    assert [one["klass"] for one in said("ticker/dichvucong", last + LATER)] == ["news", "news"]


def test_an_emergency_with_an_end_leads_until_then() -> None:
    last = DAY + timedelta(days=20)
    desk = told(until=last)
    assert seen(desk, last) == {"ticker": [EMERGENCY, PLAIN], "popup": [EMERGENCY], "strip": [EMERGENCY]}
    assert seen(desk, last + LATER) == {"ticker": [PLAIN], "popup": [], "strip": []}


def test_a_correction_leads_anew_everywhere() -> None:
    desk = Desk()
    bulletin = desk.everywhere(title=EMERGENCY, klass="emergency")
    run.work()
    day = DAY + timedelta(days=30)
    assert seen(desk, day) == {"ticker": [EMERGENCY], "popup": [], "strip": []}
    newsroom.correct(bulletin, by=desk.publisher, on=day, reason="Sai giờ", summary="Từ 7 giờ")
    run.work()
    last = day + timedelta(days=pressing.DAYS - 1)
    popped, run_on = f"Đính chính: {EMERGENCY}", f"Đính chính: {EMERGENCY} - Lý do: Sai giờ"
    assert seen(desk, last) == {"ticker": [run_on], "popup": [popped], "strip": [EMERGENCY]}
    assert seen(desk, last + LATER) == {"ticker": [run_on], "popup": [], "strip": []}


def test_what_the_years_left_behind_does_not_crowd_out_what_is_new() -> None:
    desk = Desk()
    for number in range(reads.LINES + 1):
        desk.everywhere(title=f"Tin khẩn cũ số {number}", klass="emergency")
    desk.everywhere(title=PLAIN, since=DAY + timedelta(days=60))
    run.work()
    shown = seen(desk, DAY + timedelta(days=60))
    assert shown["ticker"][0] == PLAIN and len(shown["ticker"]) == reads.LINES
    assert shown["popup"] == [PLAIN] and shown["strip"] == []


days = st.integers(-6, 6).map(lambda number: DAY + timedelta(days=number))


@st.composite
def windows(draw: st.DrawFn) -> Row:
    since = draw(days)
    return draw(st.sampled_from(["emergency", "notice", "news"])), since, draw(st.none() | days.filter(lambda day: day >= since))


def placed(rows: list[tuple[int, Row]]) -> list[int]:
    """What should lead, by hand: classes in their order as long as they press, and everything else by its date."""

    def place(one: tuple[int, Row]) -> tuple[int, int, int]:
        number, (klass, since, until) = one
        leads = klass in pressing.LEADING and pressing.is_pressing(since=since, until=until, day=DAY)
        return pressing.LEADING.index(klass) if leads else len(pressing.LEADING), -since.toordinal(), -number

    standing = [(number, row) for number, row in rows if row[1] <= DAY and (row[2] is None or row[2] >= DAY)]
    return [number for number, _row in sorted(standing, key=place)]


def test_ticker_and_popup_hold_the_rule_whatever_was_published() -> None:
    desk = Desk()
    for number in range(reads.POPUPS):
        desk.published(desk.ticker, desk.popup, title=f"Bản tin số {number}")
    run.work()
    numbers = {kind: list(Showing.objects.filter(kind=kind).order_by("pk")) for kind in (ChannelKey.TICKER, ChannelKey.POPUP)}
    Showing.objects.update(shown_at=clock.now())

    @settings(max_examples=share(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(windows(), min_size=reads.POPUPS, max_size=reads.POPUPS))
    def holds(drawn: list[Row]) -> None:
        rows = list(enumerate(drawn))
        with transaction.atomic():
            for standing in numbers.values():
                for number, (klass, since, until) in rows:
                    Showing.objects.filter(pk=standing[number].pk).update(klass=klass, since=since, until=until)
            ticker = [one.text for one in reads.shown(ChannelKey.TICKER, desk.ticker, DAY)]
            popup = [one.text for one in reads.shown(ChannelKey.POPUP, desk.popup, DAY)]
        pressing_ones = [(n, row) for n, row in rows if pressing.is_pressing(since=row[1], until=row[2], day=DAY)]
        assert ticker == [f"Bản tin số {number}" for number in placed(rows)]
        assert popup == [f"Bản tin số {number}" for number in placed(pressing_ones)]

    holds()

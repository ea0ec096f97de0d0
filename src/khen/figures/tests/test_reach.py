"""However late a reach is read, each post counts what was read last, in the days of the post; never less than 0."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms.period import half_year, month
from khen.bodies.terms import OutletKind
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.facts.gather import gather
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, value
from khen.figures.scope import Scope

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)
PERIODS = (half_year(2020, 1), half_year(2020, 2), half_year(2026, 2), month(2020, 3), month(2026, 11))
POSTS = st.lists(st.tuples(st.integers(0, 300), st.lists(st.integers(0, 5000), min_size=1, max_size=4)), max_size=4)


@settings(max_examples=share(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(posts=POSTS)
def test_reach_counts_in_the_days_of_its_post(posts: list[tuple[int, list[int]]]) -> None:
    with transaction.atomic():
        room = Newsroom()
        page, bulletin = room.outlet(OutletKind.FACEBOOK, key="fanpage"), room.approved()
        expected = dict.fromkeys(PERIODS, 0)
        for number, (later, readings) in enumerate(posts):
            on, link = DAY + timedelta(days=later), f"https://facebook.example/{number}"
            made = acts.post_elsewhere(bulletin, by=room.publisher, on=on, outlet=page, link=link, reach=readings[0])
            for reach in readings[1:]:
                acts.read_reach(made, by=room.publisher, on=TODAY, reach=reach)
            for period in PERIODS:
                expected[period] += readings[-1] if on in period else 0
        gather()
        figure, scope = FIGURES["facebook.reach"], Scope(room.body)
        assert {period: value(figure, scope, Asked(period=period)).value or 0 for period in PERIODS} == expected
        transaction.set_rollback(True)

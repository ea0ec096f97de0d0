"""A publication counts on the first day of its showing and under the topic in force, whatever is corrected and withdrawn, and in
whatever order: for every month and topic the list is the figure, and made anew from the journal it is the same."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms import clock
from khen.atoms.fact import Kind
from khen.atoms.period import month, months_of, parse
from khen.atoms.refusal import Refusal
from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.book.reading import last_seq
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Elsewhere
from khen.domains.newsroom.terms import Changes
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import run
from khen.egress.tests.makers import Desk
from khen.facts.checking import differing
from khen.facts.gather import gather, rebuild
from khen.facts.models import StoredFact
from khen.facts.reads import standing
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, asked_now, by_topic, facts_of, trend, value
from khen.figures.scope import Scope

pytestmark = pytest.mark.django_db
SHOWN = {Kind.ARTICLE_POSTED, Kind.SYSTEM_TICKED, Kind.SYSTEM_POPPED}
KEYS = ("portal.department.posts", "tickers.systems", "popups.systems", "facebook.posts", "facebook.reach")
TOPICS = ("dich-vu-cong", "y-te", "du-lich")
YEAR, AFTER = parse("2020"), date(2020, 12, 31)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.VIETNAM)


@dataclass
class Story:
    """A text on its way, and beside it what is to be counted: the first day of each outlet, the topic, the reach of each post."""

    desk: Desk
    bulletin: Bulletin
    firsts: dict[str, date] = field(default_factory=dict)
    posts: list[tuple[Elsewhere, date, int]] = field(default_factory=list)
    topic: str = TOPICS[0]
    times: int = 0

    @classmethod
    def begun(cls, since: date | None) -> "Story":
        desk = Desk()
        return cls(desk, desk.approved(since=since))

    def publish(self, on: date, outlet: Outlet) -> None:
        self.bulletin = acts.publish(self.bulletin, by=self.desk.publisher, on=on, outlets=[outlet])
        self.firsts[outlet.key] = max(on, self.bulletin.since or on)

    def correct(self, on: date, since: date | None, topic: str) -> None:
        self.times += 1
        told: Changes = {"title": f"Hướng dẫn nộp hồ sơ, sửa lần {self.times}", "since": since, "topic": topic}
        acts.correct(self.bulletin, by=self.desk.publisher, on=on, reason="Sửa", **told)
        self.bulletin.refresh_from_db()
        self.topic = topic
        self.firsts |= {key: max(on, since or on) for key, first in self.firsts.items() if first > on}

    def withdraw(self, on: date) -> None:
        self.bulletin = acts.withdraw(self.bulletin, by=self.desk.publisher, on=on, reason="Sai")
        self.firsts = {}

    def post(self, on: date, reach: int) -> None:
        page = Outlet.objects.filter(key="fanpage").first() or self.desk.outlet(OutletKind.FACEBOOK, key="fanpage")
        link = f"https://facebook.example/{len(self.posts)}"
        made = acts.post_elsewhere(self.bulletin, by=self.desk.publisher, on=on, outlet=page, link=link, reach=reach)
        self.posts.append((made, on, reach))

    def read(self, on: date, reach: int) -> None:
        if self.posts:
            made, day, _before = self.posts.pop()
            acts.read_reach(made, by=self.desk.publisher, on=on, reach=reach)
            self.posts.append((made, day, reach))

    @property
    def told(self) -> list[tuple[str, date, str, int]]:
        """What is to stand, by place, day, topic and quantity."""
        shown = [(key, day, self.topic, 1) for key, day in self.firsts.items()]
        posts = [
            ("fanpage", day, self.topic, many) for _made, day, reach in self.posts for many in ((1, reach) if reach else (1,))
        ]
        return sorted([*shown, *posts])


def counted() -> list[tuple[str, date, str, int]]:
    kinds = [int(kind) for kind in SHOWN | {Kind.POSTED_ELSEWHERE, Kind.REACHED_ELSEWHERE}]
    return sorted(standing().filter(kind__in=kinds).values_list("place", "on", "topic", "quantity"))


def rows() -> list[tuple[object, ...]]:
    """Every fact, with the entry by which it ended."""
    names = ("entry", "root", "kind", "on", "body", "quantity", "channel", "place", "topic", "subject", "cancellation__entry")
    return sorted(StoredFact.objects.values_list(*names), key=str)


def agrees(story: Story, today: date) -> None:
    """For the year and each of its months and topics the list is the figure, and no day after today counts."""
    scope, kinds = Scope(story.desk.body), {FIGURES[key].of.kind for key in KEYS}
    assert kinds == SHOWN | {Kind.POSTED_ELSEWHERE, Kind.REACHED_ELSEWHERE}
    for key in KEYS:
        figure, asked = FIGURES[key], asked_now(YEAR, today=today)
        listed = list(facts_of(figure, scope, asked))
        whole = sum(fact.quantity for fact in listed)
        assert all(fact.on <= today for fact in listed)
        assert (value(figure, scope, asked).value or 0) == whole
        assert sum(cell.value or 0 for cell in by_topic(figure, scope, asked).values()) == whole
        for point, cell in trend(figure, scope, asked):
            alone = asked_now(point, today=today)
            assert cell == value(figure, scope, alone)
            assert (cell.value or 0) == sum(fact.quantity for fact in listed if fact.on in point)
        for topic in TOPICS:
            of_topic = value(figure, scope, asked_now(YEAR, today=today, topic=topic)).value or 0
            assert of_topic == sum(fact.quantity for fact in listed if fact.topic == topic)


DAYS = st.integers(0, 60).map(timedelta)
SINCE = st.none() | st.integers(0, 90).map(lambda days: DAY + timedelta(days))
STEP = st.one_of(
    st.tuples(st.just("publish"), DAYS, st.sampled_from(["site", "ticker", "popup"])),
    st.tuples(st.just("correct"), DAYS, SINCE, st.sampled_from(TOPICS)),
    st.tuples(st.just("post"), DAYS, st.integers(0, 900)),
    st.tuples(st.just("read"), DAYS, st.integers(0, 900)),
    st.tuples(st.just("withdraw"), DAYS),
)


def told(story: Story, step: tuple[object, ...], on: date) -> None:
    verb, _wait, *given = step
    if verb == "publish":
        given = [getattr(story.desk, str(given[0]))]
    with clock.held(noon(on)), transaction.atomic():
        getattr(story, str(verb))(on, *given)


@settings(max_examples=share(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(since=SINCE, steps=st.lists(STEP, min_size=2, max_size=7))
def test_whatever_is_published_corrected_and_withdrawn_the_list_is_the_figure(
    since: date | None, steps: list[tuple[object, ...]]
) -> None:
    with transaction.atomic():
        story, on = Story.begun(since), DAY
        for step in steps:
            on += step[1] if isinstance(step[1], timedelta) else timedelta()
            try:
                told(story, step, on)
            except Refusal:
                story.bulletin.refresh_from_db()
            with clock.held(noon(on)):
                run.work()
            gather()
            assert counted() == story.told
            agrees(story, on)
        agrees(story, AFTER)
        assert not list(differing())
        before = rows()
        rebuild()
        assert rows() == before
        transaction.set_rollback(True)


def a_story_of_december() -> Story:
    """Published in November to be shown from the fifth of December."""
    story = Story.begun(date(2020, 12, 5))
    for outlet in ("site", "ticker", "popup"):
        told(story, ("publish", None, outlet), date(2020, 11, 27))
    carried(date(2020, 11, 27))
    return story


def carried(day: date) -> None:
    with clock.held(noon(day)):
        run.work()
    gather()


def in_months(story: Story, today: date) -> dict[str, list[str]]:
    """Figure -> the months in which it counts, as known on a day."""
    scope = Scope(story.desk.body)
    asked = asked_now(YEAR, today=today)
    return {key: [point.key for point, cell in trend(FIGURES[key], scope, asked) if cell.value] for key in KEYS[:3]}


def test_what_is_shown_from_a_later_day_counts_from_that_day_and_not_before_it_has_come() -> None:
    story = a_story_of_december()
    assert in_months(story, date(2020, 11, 30)) == in_months(story, date(2020, 12, 4)) == dict.fromkeys(KEYS[:3], [])
    assert in_months(story, date(2020, 12, 5)) == dict.fromkeys(KEYS[:3], ["2020-12"])
    for key in KEYS[:3]:
        assert value(FIGURES[key], Scope(story.desk.body), Asked(period=month(2020, 11))).value == 0


def test_it_moves_with_a_corrected_beginning_and_what_was_shown_once_keeps_its_day() -> None:
    story = a_story_of_december()
    told(story, ("correct", None, date(2020, 11, 29), "y-te"), date(2020, 11, 28))
    carried(date(2020, 11, 28))
    assert in_months(story, AFTER) == dict.fromkeys(KEYS[:3], ["2020-11"])
    told(story, ("correct", None, None, "y-te"), date(2020, 12, 2))
    carried(date(2020, 12, 2))
    assert counted() == [(key, date(2020, 11, 29), "y-te", 1) for key in ("dichvucong", "so-tttt", "vnptioffice")]


def test_withdrawn_before_it_began_it_was_never_there() -> None:
    story = a_story_of_december()
    told(story, ("withdraw", None), date(2020, 12, 1))
    carried(date(2020, 12, 1))
    assert in_months(story, AFTER) == dict.fromkeys(KEYS[:3], [])


def test_posts_by_hand_and_their_reach_stand_under_one_topic_and_as_of_before_under_the_one_of_then() -> None:
    story = Story.begun(None)
    told(story, ("publish", None, "site"), DAY)
    told(story, ("post", None, 10), DAY)
    carried(DAY)
    then = last_seq()
    told(story, ("correct", None, None, "du-lich"), DAY + timedelta(1))
    told(story, ("read", None, 500), DAY + timedelta(2))
    carried(DAY + timedelta(2))

    def by(key: str, as_of: int | None) -> dict[str, int]:
        cells = by_topic(FIGURES[key], Scope(story.desk.body), Asked(period=YEAR, as_of=as_of))
        return {topic: int(cell.value or 0) for topic, cell in cells.items()}

    assert [by(key, None) for key in ("portal.department.posts", "facebook.posts", "facebook.reach")] == [
        {"du-lich": 1},
        {"du-lich": 1},
        {"du-lich": 500},
    ]
    assert [by(key, then) for key in ("facebook.posts", "facebook.reach")] == [{"dich-vu-cong": 1}, {"dich-vu-cong": 10}]
    acts.annul_elsewhere(story.posts[0][0], by=story.desk.publisher, on=DAY + timedelta(3), reason="Nhập nhầm")
    gather()
    assert by("facebook.posts", None) == by("facebook.reach", None) == {}
    assert len(months_of(YEAR)) == 12 and not list(differing())

"""A figure is counted from facts: for bodies, areas, months and topics, and never adds what has no sum."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from khen.atoms.fact import Kind
from khen.atoms.period import administrative_half_year, half_year, month, parse
from khen.bodies.models import AreaEdge, AreaLineage
from khen.book.reading import last_seq
from khen.domains.returns import acts
from khen.domains.returns.terms import Answer
from khen.domains.returns.tests.makers import a_clerk, an_accepted, an_entered, given
from khen.facts.gather import gather
from khen.figures.catalogue import FIGURES, NOT_IN_ANY_FIGURE, PLANS, RESULTS
from khen.figures.engine import Asked, Over, added, behind, by_topic, facts_of, over_areas, over_bodies, trend, value, values
from khen.figures.figure import SAYINGS, Cell, Figure, NotAdditiveError, State
from khen.figures.scope import Scope
from khen.figures.telling import in_words
from khen.figures.tests.makers import DAY, FIRST_HALF, a_province, annul, on_radio, posted, reached, taken_in

pytestmark = pytest.mark.django_db

POSTS, RADIO = FIGURES["portal.department.posts"], FIGURES["radio.bulletins"]
REACH, SHARE = FIGURES["facebook.reach"], FIGURES["it.internet.district"]


def everything(asked: Asked = FIRST_HALF) -> dict[tuple[str, int], Cell]:
    cells = over_areas(FIGURES.values(), asked)
    return {(key, area): cell for key, row in cells.items() for area, cell in row.items()}


def test_one_more_act_moves_exactly_its_figure() -> None:
    world = a_province()
    commune = world.bodies[4]
    taken_in(commune, posted(commune))
    before = everything()
    taken_in(commune, posted(commune, subject="2"))
    after = everything()
    moved = {key for key in after if after[key] != before[key]}
    above = (world.areas[0], world.areas[1], world.areas[2])
    assert moved == {("portal.department.posts", area.pk) for area in above}
    assert {after[key].value for key in moved} == {Decimal(2)}


def test_a_changed_return_moves_exactly_its_figure() -> None:
    world = a_province()
    division = world.bodies[2]
    record = an_accepted("39", key="licences.granted", body=division)
    an_accepted("23", key="licences.books", body=division)
    gather()
    before = everything()
    clerk = a_clerk(division)
    acts.withdraw(record, by=clerk, on=DAY, reason="Đếm thiếu")
    gather()
    assert everything()["licences.granted", world.area.pk].state == State.MISSING
    record = acts.change(record, by=clerk, on=DAY, given=given("40"))
    acts.submit(record, by=clerk, on=DAY)
    gather()
    assert everything()["licences.granted", world.area.pk].state == State.MISSING
    an_accepted("5", key="licences.leaflets", body=division)
    gather()
    after = everything()
    assert {key for key in after if after[key] != before[key]} == {
        ("licences.granted", world.area.pk),
        ("licences.leaflets", world.area.pk),
    }


def test_a_withdrawn_act_no_longer_counts_but_did_as_of_before() -> None:
    world = a_province()
    taken_in(world.department, posted(world.department))
    before, scope = last_seq(), Scope(world.area)
    annul(world.department)
    taken_in(world.department)
    assert value(POSTS, scope, FIRST_HALF).value == 0
    assert value(POSTS, scope, Asked(period=FIRST_HALF.period, as_of=before)).value == 1


def test_a_bulletin_on_air_at_two_bodies_counts_once_above_them() -> None:
    world = a_province()
    one, other = world.bodies[3], world.bodies[5]
    taken_in(one, on_radio(one, "7"), on_radio(other, "7"), on_radio(other, "8"))
    cells = over_areas([RADIO], FIRST_HALF)["radio.bulletins"]
    assert [cells[world.areas[number].pk].value for number in (1, 3, 0)] == [1, 2, 2]


@pytest.mark.parametrize(("figure", "over"), [(SHARE, Over.BODIES), (RADIO, Over.BODIES), (RADIO, Over.TIME)])
def test_what_has_no_sum_is_not_added(figure: Figure, over: Over) -> None:
    with pytest.raises(NotAdditiveError):
        added(figure, [Cell(Decimal(1)), Cell(Decimal(2))], over)


def test_stocks_add_over_bodies_but_not_over_time() -> None:
    tokens = FIGURES["certificates.personal_tokens"]
    assert added(tokens, [Cell(Decimal(1)), Cell(Decimal(2))], Over.BODIES).value == 3
    with pytest.raises(NotAdditiveError):
        added(tokens, [Cell(Decimal(1))], Over.TIME)


def test_every_figure_of_the_catalogue_says_what_may_be_added() -> None:
    refused = set()
    for figure in FIGURES.values():
        try:
            added(figure, [], Over.BODIES)
        except NotAdditiveError:
            refused.add(figure.key)
    assert {figure.key for figure in FIGURES.values() if figure.unit == "%"} < refused
    assert "licences.agencies" in refused
    assert "licences.granted" not in refused


def test_a_share_is_known_only_at_the_level_that_declared_it() -> None:
    world = a_province()
    district = world.bodies[3]
    an_accepted("87.74", key=SHARE.key, body=district)
    gather()
    cells = over_areas([SHARE], FIRST_HALF)[SHARE.key]
    assert cells[world.areas[1].pk].value == Decimal("87.74")
    assert cells[world.area.pk] == Cell(None, State.MISSING)
    assert cells[world.areas[2].pk] == Cell(None, State.NOT_APPLICABLE)


def test_two_bodies_declaring_one_share_make_none() -> None:
    world = a_province()
    for body in world.bodies[1:3]:
        an_accepted("50", key=SHARE.key, body=body)
    gather()
    assert value(SHARE, Scope(world.area), FIRST_HALF) == Cell(None, State.SEVERAL)
    assert value(SHARE, Scope(world.bodies[2]), FIRST_HALF).value == 50


def test_nothing_occurred_counts_as_nought_and_says_so() -> None:
    world = a_province()
    figure, division = FIGURES["licences.granted"], world.bodies[2]
    assert value(figure, Scope(world.area), FIRST_HALF) == Cell(None, State.MISSING)
    an_accepted(None, key=figure.key, body=division, answer=Answer.NOTHING)
    gather()
    assert value(figure, Scope(world.area), FIRST_HALF) == Cell(Decimal(0), State.NOTHING)
    an_accepted("3", key=figure.key, body=world.department)
    gather()
    assert value(figure, Scope(world.area), FIRST_HALF) == Cell(Decimal(3), State.VALUE)


def test_a_share_of_what_did_not_occur_is_no_number_and_says_why() -> None:
    world = a_province()
    for body in world.bodies[1:3]:
        an_accepted(None, key=SHARE.key, body=body, answer=Answer.NOTHING)
    gather()
    cell = value(SHARE, Scope(world.area), FIRST_HALF)
    assert cell == Cell(None, State.NOTHING)
    assert in_words(SHARE, cell) == SAYINGS[State.NOTHING] != in_words(SHARE, Cell(Decimal(0)))


def test_what_is_only_sent_does_not_count() -> None:
    world = a_province()
    record = an_entered("40", body=world.bodies[2])
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    gather()
    assert value(FIGURES["licences.granted"], Scope(world.area), FIRST_HALF).state == State.MISSING


def test_the_administrative_half_year_asks_for_the_same_returns() -> None:
    world = a_province()
    an_accepted("40", body=world.bodies[2])
    gather()
    scope, granted = Scope(world.area), FIGURES["licences.granted"]
    assert value(granted, scope, Asked(period=administrative_half_year(2020, 1))).value == 40
    assert value(granted, scope, Asked(period=month(2020, 6))).value is None


def test_halves_of_a_year_add_up_only_for_what_happened() -> None:
    world = a_province()
    for period, number in (("2020-H1", "40"), ("2020-H2", "2")):
        an_accepted(number, key="licences.granted", body=world.bodies[2], period=period)
        an_accepted(number, key="licences.agencies", body=world.bodies[2], period=period)
        an_accepted(number, key="certificates.issued", body=world.bodies[2], period=period)
    gather()
    year, scope = Asked(period=parse("2020")), Scope(world.area)
    assert value(FIGURES["licences.granted"], scope, year).value == 42
    assert value(FIGURES["licences.agencies"], scope, year).value is None
    assert value(FIGURES["certificates.issued"], scope, year).value == 2


def test_months_and_topics() -> None:
    world = a_province()
    one, other = posted(world.department, on=date(2020, 1, 31)), posted(world.department, on=date(2020, 2, 1), topic="ocop")
    taken_in(world.department, one, other, reached(world.department, 7))
    scope = Scope(world.department)
    assert [cell.value for _month, cell in trend(POSTS, scope, FIRST_HALF)] == [1, 1, 0, 0, 0, 0]
    assert [cell.value for _month, cell in trend(REACH, scope, FIRST_HALF)] == [0, 0, 7, 0, 0, 0]
    assert {topic: cell.value for topic, cell in by_topic(POSTS, scope, FIRST_HALF).items()} == {"covid": 1, "ocop": 1}
    assert value(POSTS, scope, Asked(period=FIRST_HALF.period, topic="ocop")).value == 1


def test_the_trend_of_a_declared_figure_runs_over_half_years() -> None:
    world = a_province()
    an_accepted("30", body=world.bodies[2], period="2019-H2")
    an_accepted("40", body=world.bodies[2])
    gather()
    points = trend(FIGURES["licences.granted"], Scope(world.area), FIRST_HALF)
    assert [(point.key, cell.value) for point, cell in points] == [
        ("2018-H2", None),
        ("2019-H1", None),
        ("2019-H2", 30),
        ("2020-H1", 40),
    ]


def test_a_commune_that_moves_counts_where_it_stood_on_the_day() -> None:
    world = a_province()
    province, old, commune, new = world.areas[0], world.areas[1], world.areas[2], world.areas[3]
    moved_on = date(2020, 7, 1)
    AreaEdge.objects.filter(child=commune).update(until=moved_on)
    AreaLineage.objects.filter(area=commune, above=old).update(until=moved_on)
    AreaEdge.objects.create(child=commune, parent=new, since=moved_on)
    AreaLineage.objects.create(area=commune, above=new, depth=1, since=moved_on)
    taken_in(world.bodies[4], posted(world.bodies[4]))
    then = over_areas([POSTS], FIRST_HALF)[POSTS.key]
    now = over_areas([POSTS], Asked(period=FIRST_HALF.period, at=moved_on))[POSTS.key]
    assert [then[area.pk].value for area in (old, new, province)] == [1, 0, 1]
    assert [now[area.pk].value for area in (old, new, province)] == [0, 1, 1]


def test_all_results_for_all_areas_take_one_query_a_figure_and_two_for_the_tree(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    world = a_province()
    taken_in(world.department, posted(world.department), on_radio(world.department, "1"))
    with django_assert_num_queries(43):
        cells = over_areas(RESULTS, FIRST_HALF)
    assert {len(row) for row in cells.values()} == {len(world.areas)}
    with django_assert_num_queries(42):
        over_bodies(RESULTS, FIRST_HALF)


def test_all_figures_of_one_place_take_a_query_for_each_way_in_which_they_are_measured(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    world = a_province()
    taken_in(world.department, posted(world.department))
    an_accepted("39", key="licences.granted", body=world.bodies[2])
    gather()
    scope, recorded = Scope(world.area), sum(not figure.is_declared for figure in FIGURES.values())
    with django_assert_num_queries(4):  # declared, counted, summed up, different things
        cells = values(FIGURES.values(), scope, FIRST_HALF)
    assert cells == {key: value(figure, scope, FIRST_HALF) for key, figure in FIGURES.items()}
    assert [cells[key].value for key in ("licences.granted", POSTS.key)] == [39, 1]
    with django_assert_num_queries(recorded + 6):
        proofs = behind(FIGURES.values(), scope, FIRST_HALF)
    assert [len(proofs[key]) for key in ("licences.granted", POSTS.key, "licences.books")] == [1, 1, 0]


def test_the_list_is_made_of_what_the_number_counts() -> None:
    world = a_province()
    taken_in(world.department, posted(world.department), posted(world.bodies[4], subject="2"))
    listed = facts_of(POSTS, Scope(world.area), FIRST_HALF)
    assert listed.count() == value(POSTS, Scope(world.area), FIRST_HALF).value == 2
    assert facts_of(SHARE, Scope(world.areas[2]), FIRST_HALF).count() == 0


def test_the_catalogue_holds_41_results_and_5_plans_with_a_number_each() -> None:
    assert (len(RESULTS), len(PLANS), len(FIGURES)) == (41, 5, 46)
    assert {figure.number for figure in FIGURES.values()} == {*map(str, range(1, 42)), "P1", "P2", "P3", "P4", "P5"}


def test_every_kind_of_fact_is_used_by_a_figure_or_named_as_unused() -> None:
    used = {figure.of.kind for figure in FIGURES.values()}
    assert used.isdisjoint(NOT_IN_ANY_FIGURE)
    assert used | set(NOT_IN_ANY_FIGURE) == set(Kind)


def test_the_half_year_of_the_sample_is_data() -> None:
    assert half_year(2020, 1).key == FIRST_HALF.period.key == "2020-H1"

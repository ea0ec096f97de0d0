"""What the plan of the sample promises: the figures of the half-year come out of its items, and its rows agree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from unicodedata import is_normalized

import pytest

from khen.domains.newsroom.terms import Origin
from khen.figures.catalogue import FIGURES
from khen.reports import chips
from khen.reports.outline import outline
from khen.sample.bulletins import written_in_full
from khen.sample.plans import Plan
from khen.sample.prose import html
from khen.sample.roads import BulletinPlan, Channel, ElsewherePlan, Standing
from khen.sample.weave import weave

FIRST, LAST = date(2020, 1, 2), date(2020, 6, 12)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return weave()


def posts_on(plan: Plan, site: str) -> int:
    return sum(site in bulletin.sites for bulletin in plan.bulletins)


def elsewhere(plan: Plan, channel: Channel) -> list[ElsewherePlan]:
    return [one for bulletin in plan.bulletins for one in bulletin.elsewhere if one.channel is channel]


@pytest.mark.parametrize(("site", "posts"), [("sukien", 53), ("so-tttt", 79), ("ocop", 97)])
def test_the_posts_of_a_site_come_out_of_its_bulletins(plan: Plan, site: str, posts: int) -> None:
    assert posts_on(plan, site) == posts


@pytest.mark.parametrize(
    ("channel", "items", "reach"),
    [(Channel.RADIO, 45, None), (Channel.FACEBOOK, 364, 771705), (Channel.ZALO, 145, 264446)],
)
def test_publications_elsewhere_add_up(plan: Plan, channel: Channel, items: int, reach: int | None) -> None:
    found = elsewhere(plan, channel)
    assert len(found) == len({one.link for one in found}) == items
    counted = [one.reach for one in found if one.reach is not None]
    assert sum(counted) == (reach or 0)
    assert len(counted) == (items if reach else 0)


def test_reach_has_a_long_tail(plan: Plan) -> None:
    reached = sorted(one.reach or 0 for one in elsewhere(plan, Channel.FACEBOOK))
    assert reached[0] > 0
    assert reached[-1] > 5 * reached[len(reached) // 2]


def test_a_bulletin_goes_out_at_most_once_per_channel(plan: Plan) -> None:
    for bulletin in plan.bulletins:
        channels = [one.channel for one in bulletin.elsewhere]
        assert len(channels) == len(set(channels)), bulletin.key


def test_the_event_site_opens_in_the_half_year_and_carries_the_documents(plan: Plan) -> None:
    opened = {site.key: site.opened_on for site in plan.sites if site.opened_on}
    assert list(opened) == ["sukien"]
    assert Counter(document.site for document in plan.documents) == {"sukien": 184}
    placed = [day for b in plan.bulletins if "sukien" in b.sites and (day := b.published_on)]
    placed += [document.placed_on for document in plan.documents]
    assert min(placed) >= opened["sukien"]


def test_tickers_popups_and_links_name_known_systems(plan: Plan) -> None:
    shows = {(system.key, system.shows) for system in plan.systems}
    used = {(key, "ticker") for b in plan.bulletins for key in b.tickers}
    used |= {(key, "popup") for b in plan.bulletins for key in b.popups}
    assert used == shows == {("email", "ticker"), ("dichvucong", "ticker"), ("vnptioffice", "popup")}
    assert [link.system for link in plan.links] == ["dichvucong"]


def test_no_two_titles_and_no_two_bodies_are_equal(plan: Plan) -> None:
    for texts in ([b.title for b in plan.bulletins], [b.summary + b.body_html for b in plan.bulletins]):
        assert [text for text, times in Counter(texts).items() if times > 1] == []
    for titles in ([d.title for d in plan.documents], [f"{d.number}/{d.symbol}" for d in plan.documents]):
        assert [text for text, times in Counter(titles).items() if times > 1] == []


def test_keys_are_unique(plan: Plan) -> None:
    for keys in (
        [b.key for b in plan.bulletins],
        [a.code for a in plan.areas],
        [b.key for b in plan.bodies],
        [b.slug for b in plan.bodies],
        [c.key for c in plan.campaigns],
        [p.username for p in plan.people],
        [d.key for d in plan.documents],
        [f"{r.item_key} {r.body_key}" for r in plan.returns],
    ):
        assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_every_bulletin_says_enough_and_leaves_no_blank_unfilled(plan: Plan) -> None:
    for bulletin in plan.bulletins:
        assert len(bulletin.body_html.splitlines()) >= 3, bulletin.key
        assert not set("{}") & set(bulletin.title + bulletin.summary + bulletin.body_html), bulletin.key
        assert len(bulletin.title) <= 130, bulletin.title


def test_about_forty_published_bulletins_are_written_in_full(plan: Plan) -> None:
    full = {block["key"] for block in written_in_full()}
    assert sum(b.key in full and b.standing is Standing.PUBLISHED for b in plan.bulletins) >= 40


def test_areas_bodies_topics_and_sites_exist(plan: Plan) -> None:
    areas, bodies = {a.code for a in plan.areas}, {b.key for b in plan.bodies}
    topics, sites = {t.key for t in plan.topics}, {s.key for s in plan.sites}
    assert {a.parent for a in plan.areas} <= areas | {""}
    assert {b.parent for b in plan.bodies} <= bodies | {""}
    assert {b.area for b in plan.bodies} <= areas | {""}
    assert {b.area_code for b in plan.bulletins} <= areas
    used = {b.author_body_key for b in plan.bulletins} | {r.body_key for r in plan.returns}
    used |= {s.body_key for s in plan.sites} | {post.body_key for person in plan.people for post in person.posts}
    assert used <= bodies
    assert {s for b in plan.bulletins for s in b.sites} == sites
    assert {b.topic for b in plan.bulletins} | {c.topic for c in plan.campaigns} <= topics
    assert {c.body_key for c in plan.campaigns} <= bodies and {c.by for c in plan.campaigns} <= {p.username for p in plan.people}


def test_every_campaign_is_followed_while_it_runs_by_whom_it_is_meant_for(plan: Plan) -> None:
    known = {one.key: one for one in plan.campaigns}
    followed = Counter(b.campaign for b in plan.bulletins if b.campaign)
    assert followed.keys() == known.keys() and followed["du-lich-dong-van"] == 2
    assert all(known[b.campaign].topic == b.topic and known[b.campaign].runs(b.written_on) for b in plan.bulletins if b.campaign)
    assert known["covid-19"].renamed_on == date(2020, 2, 12)  # earlier texts and names do not know that name


def test_every_row_of_publications_elsewhere_belongs_to_a_bulletin(plan: Plan) -> None:
    assert len(elsewhere(plan, Channel.RADIO) + elsewhere(plan, Channel.FACEBOOK) + elsewhere(plan, Channel.ZALO)) == 554


def test_the_province_is_whole(plan: Plan) -> None:
    assert Counter(a.kind for a in plan.areas) == {"province": 1, "district": 11, "commune": 193}
    parents = {a.code: a.kind for a in plan.areas}
    assert all(parents[a.parent] == "district" for a in plan.areas if a.kind == "commune")


def days_in_order(bulletin: BulletinPlan) -> list[date]:
    days = [bulletin.written_on, bulletin.submitted_on, bulletin.approved_on, bulletin.published_on]
    after = [*sorted(one.on for one in bulletin.elsewhere), bulletin.change and bulletin.change.on]
    return [day for day in [*days, *after] if day]


def test_days_follow_each_other_within_the_half_year(plan: Plan) -> None:
    for bulletin in plan.bulletins:
        days = days_in_order(bulletin)
        assert days == sorted(days), bulletin.key
        assert days[0] >= FIRST, bulletin.key
        assert days[-1] <= LAST, bulletin.key
        assert all(one.on >= bulletin.published_on for one in bulletin.elsewhere if bulletin.published_on), bulletin.key
    for document in plan.documents:
        assert FIRST <= document.signed_on <= document.placed_on <= LAST
    assert all(FIRST <= declared.on <= LAST for declared in plan.returns)


def test_unfinished_bulletins_stay_off_the_counted_channels(plan: Plan) -> None:
    unfinished = [b for b in plan.bulletins if b.standing is not Standing.PUBLISHED]
    assert Counter(b.standing for b in unfinished) == {
        Standing.DRAFT: 2,
        Standing.SUBMITTED: 2,
        Standing.RETURNED: 1,
        Standing.CORRECTED: 1,
        Standing.WITHDRAWN: 1,
    }
    for bulletin in unfinished:
        assert bulletin.written_on >= date(2020, 6, 10)
        assert not bulletin.elsewhere + bulletin.tickers + bulletin.popups
        assert not {"sukien", "so-tttt", "ocop"} & set(bulletin.sites)
        assert bool(bulletin.change) == (bulletin.standing in {Standing.RETURNED, Standing.CORRECTED, Standing.WITHDRAWN})


def roles(plan: Plan, role: str) -> set[tuple[str, str]]:
    return {(person.username, post.body_key) for person in plan.people for post in person.posts if post.role == role}


def test_nobody_approves_their_own_text_and_everybody_holds_the_role(plan: Plan) -> None:
    authors, approvers = roles(plan, "author"), {name for name, _body in roles(plan, "approver")}
    publishers = {name for name, _body in roles(plan, "publisher")}
    for bulletin in plan.bulletins:
        assert bulletin.author != bulletin.approver, bulletin.key
        assert (bulletin.author, bulletin.author_body_key) in authors
        assert bulletin.approver in approvers
        assert bulletin.publisher in publishers


def test_collected_and_republished_texts_name_their_source(plan: Plan) -> None:
    for bulletin in plan.bulletins:
        assert bool(bulletin.source) == (bulletin.origin is not Origin.OWN), bulletin.key


def test_readers_meet_issuers_by_their_full_names(plan: Plan) -> None:
    assert {document.issuer for document in plan.documents} <= {body.name for body in plan.bodies}


def test_declared_figures_have_a_clerk_and_a_source_document(plan: Plan) -> None:
    clerks = {body for _name, body in roles(plan, "clerk")}
    for declared in plan.returns:
        assert Decimal(declared.value) >= 0
        assert declared.body_key in clerks
        assert "dữ liệu minh họa" in declared.source_document
    assert sum(not declared.item_key.startswith("district.") for declared in plan.returns) == 34


def test_ten_of_eleven_districts_have_sent_their_half_year_return(plan: Plan) -> None:
    offices = {body.key for body in plan.bodies if body.kind == "district_office"}
    sent = {declared.body_key for declared in plan.returns if declared.item_key == "district.half_year_return"}
    assert offices - sent == {"pvhtt-031"}


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def test_every_text_is_composed_unicode(plan: Plan) -> None:
    assert [text for text in texts(plan) if not is_normalized("NFC", text)] == []


def test_the_same_files_give_the_same_plan(plan: Plan) -> None:
    assert weave() == plan


def test_the_report_writes_every_part_that_has_words_and_prints_every_figure(plan: Plan) -> None:
    words = {part.key: part.text for part in plan.report}
    assert list(words) == [part.key for part in outline("half-year-department").parts if part.text]
    assert {key for text in words.values() for key in chips.keys(text)} == FIGURES.keys()
    assert not any(chips.hints(text) or chips.has_stray_brace(text) for text in words.values())


def test_what_is_said_to_lead_elsewhere_leads_there_and_nowhere_else() -> None:
    said = html("Xem [cổng <này>](https://a.vn/x?y=1&z=2) và [kia](javascript:alert(1)).")
    assert said == '<p>Xem <a href="https://a.vn/x?y=1&amp;z=2">cổng &lt;này&gt;</a> và [kia](javascript:alert(1)).</p>'

"""The bulletins: some written in full, the rest woven from sentences, places and days by the rows of the schedule."""

from collections.abc import Iterator
from datetime import date

from khen.domains.newsroom.terms import Klass, Origin
from khen.sample.campaigns import campaign_of, campaigns
from khen.sample.people import Hands, Newsroom, hands_for, newsrooms
from khen.sample.plans import AreaPlan, BodyPlan
from khen.sample.prose import Subject, html, place_words, weave_words
from khen.sample.roads import BulletinPlan, ChangePlan, Channel, ElsewherePlan, Standing
from khen.sample.tables import Block, Row, blocks_of, day, days_of, documents_in, rows, text_of, texts_of, words

PROVINCE = "02"
PROVINCE_PUBLISHER = "xuatban"


class Weaver:
    """What every bulletin needs: places, offices, newsrooms, campaigns, subjects and what was entered as published elsewhere."""

    def __init__(self, areas: tuple[AreaPlan, ...], bodies: tuple[BodyPlan, ...]) -> None:
        self.areas = {area.code: area for area in areas}
        self.offices = {body.key: body.name for body in bodies}
        self.newsrooms: dict[str, Newsroom] = newsrooms()
        self.campaigns = campaigns()
        self.subjects = {subject.key: subject for subject in subjects()}
        self.elsewhere = publications_elsewhere()

    def all(self) -> tuple[BulletinPlan, ...]:
        """Every bulletin, in the order in which they were written."""
        full = [self.full(block, turn) for turn, block in enumerate(written_in_full())]
        woven = [self.woven(row, turn) for turn, row in enumerate(rows("schedule"))]
        return tuple(sorted([*full, *woven], key=lambda bulletin: (bulletin.written_on, bulletin.key)))

    def full(self, block: Block, turn: int) -> BulletinPlan:
        """A bulletin whose whole wording stands in the file; `days` ends where its road ends."""
        key, topic, body = (text_of(block, name) for name in ("key", "topic", "author_body"))
        sites = texts_of(block, "sites")
        standing = Standing(text_of(block, "standing", Standing.PUBLISHED))
        days = days_of(block, "days")
        approved_on, published_on = (*days[1:], None, None)[:2]
        hands = self.hands(body, turn, (*sites, *texts_of(block, "mailing"), *self.accounts(key)))
        return BulletinPlan(
            key=key,
            title=text_of(block, "title"),
            summary=text_of(block, "summary"),
            body_html=html(text_of(block, "body")),
            topic=topic,
            campaign=campaign_of(self.campaigns, topic=topic, body=body, on=days[0]),
            klass=Klass(text_of(block, "klass")),
            origin=Origin(text_of(block, "origin")),
            source=text_of(block, "source"),
            area_code=text_of(block, "area"),
            author_body_key=body,
            author=hands.author,
            approver=hands.approver,
            publisher=hands.publisher,
            written_on=days[0],
            submitted_on=None if standing is Standing.DRAFT else days[0],
            approved_on=approved_on,
            published_on=published_on,
            standing=standing,
            change=change_of(block),
            sites=sites,
            tickers=texts_of(block, "tickers"),
            popups=texts_of(block, "popups"),
            mailing=texts_of(block, "mailing"),
            elsewhere=self.elsewhere.get(key, ()),
        )

    def woven(self, row: Row, turn: int) -> BulletinPlan:
        """A bulletin made of a subject's sentences at the place (or office) and on the days of a row."""
        subject, sites = self.subjects[row["subject"]], words(row["sites"])
        written_on = date.fromisoformat(row["written_on"])
        full, short = self.place(row)
        text = weave_words(subject, turn=int(row["turn"]), full=full, short=short, on=written_on)
        hands = self.hands(row["author_body"], turn, (*sites, *words(row["mailing"]), *self.accounts(row["key"])))
        return BulletinPlan(
            key=row["key"],
            title=text.title,
            summary=text.summary,
            body_html=text.body_html,
            topic=subject.topic,
            campaign=campaign_of(self.campaigns, topic=subject.topic, body=row["author_body"], on=written_on),
            klass=Klass(row["klass"]),
            origin=Origin(row["origin"]),
            source=row["source"],
            area_code=row["place"] or PROVINCE,
            author_body_key=row["author_body"],
            author=hands.author,
            approver=hands.approver,
            publisher=hands.publisher,
            written_on=written_on,
            submitted_on=written_on,
            approved_on=day(row["approved_on"]),
            published_on=day(row["published_on"]),
            standing=Standing.PUBLISHED,
            change=None,
            sites=sites,
            tickers=(),
            popups=(),
            mailing=words(row["mailing"]),
            elsewhere=self.elsewhere.get(row["key"], ()),
        )

    def accounts(self, key: str) -> tuple[str, ...]:
        """The channels outside on which the bulletin was published by hand."""
        return tuple(made.channel for made in self.elsewhere.get(key, ()))

    def hands(self, body: str, turn: int, outlets: tuple[str, ...]) -> Hands:
        """Author, approver and publisher of a bulletin of this body."""
        return hands_for(self.newsrooms[body], turn=turn, sites=outlets, province_publisher=PROVINCE_PUBLISHER)

    def place(self, row: Row) -> tuple[str, str]:
        """How the text calls its place: an office by its name, a commune with its district."""
        if row["office"]:
            return self.offices[row["office"]], self.offices[row["office"]]
        area = self.areas[row["place"]]
        return place_words(area, self.areas[area.parent] if area.kind == "commune" else None)


def written_in_full() -> Iterator[Block]:
    """The blocks of every file of full bulletins."""
    for _stem, content in documents_in("bulletins"):
        yield from blocks_of(content, "bulletin")


def subjects() -> Iterator[Subject]:
    """The families of woven bulletins; a file named as a topic gives its topic to subjects that name none."""
    for stem, content in documents_in("themes"):
        for block in blocks_of(content, "subject"):
            yield Subject(
                key=text_of(block, "key"),
                topic=text_of(block, "topic", text_of(content, "topic", stem)),
                titles=texts_of(block, "titles"),
                leads=texts_of(block, "leads"),
                details=texts_of(block, "details"),
                closings=texts_of(content, "closings"),
            )


def change_of(block: Block) -> ChangePlan | None:
    """What happened to a bulletin afterwards, if anything did."""
    change = block.get("change")
    if not isinstance(change, dict):
        return None
    on = change["on"]
    if not isinstance(on, date):
        raise TypeError(f"on: a day was expected, not {on!r}")
    return ChangePlan(on, text_of(change, "reason"), html(text_of(change, "body")))


def publications_elsewhere() -> dict[str, tuple[ElsewherePlan, ...]]:
    """Publications made by hand, by the key of their bulletin."""
    found: dict[str, tuple[ElsewherePlan, ...]] = {}
    for row in rows("elsewhere"):
        reach = int(row["reach"]) if row["reach"] else None
        one = ElsewherePlan(Channel(row["channel"]), row["link"], date.fromisoformat(row["on"]), reach)
        found[row["bulletin"]] = (*found.get(row["bulletin"], ()), one)
    return found

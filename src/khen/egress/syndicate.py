"""Feeds as XML: Atom (RFC 4287) with what has left it, withdrawn or over (RFC 6721), and RSS 2.0."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape

from khen.atoms import clock
from khen.egress.channels.speaking import put_right
from khen.egress.models import Dispatch, Showing
from khen.egress.reads import moment_left

NEVER = datetime(2020, 1, 1, tzinfo=UTC)
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


class Dated:
    """The last change is the feed's moment: the same content is the same bytes, so that it has the same tag."""

    changed: datetime = NEVER

    def latest_post_date(self) -> datetime:
        return self.changed


class Rss(Dated, Rss201rev2Feed):
    """RSS 2.0: what no longer stands is left out, and an item carries one file, a recording before a paper."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        first = sorted(item["enclosures"], key=lambda one: not one.mime_type.startswith("audio/"))[:1]
        super().add_item_elements(handler, {**item, "enclosures": first})


class Atom(Dated, Atom1Feed):
    """Atom that also says what no longer stands."""

    left: Sequence[Showing] = ()
    tags = ""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:at": TOMBSTONES}

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        for one in self.left:
            when = {"ref": name(one, self.tags), "when": rfc3339_date(moment_left(one))}
            handler.startElement("at:deleted-entry", when)
            handler.endElement("at:deleted-entry")


def name(showing: Showing, tags: str) -> str:
    """A bulletin's name in every feed, whatever becomes of its address (RFC 4287, 4.2.6)."""
    return f"{tags}ban-tin/{showing.bulletin}"


def published(showing: Showing, days: Mapping[int, date]) -> datetime:
    """When the text was published: the moment it was first shown, where that was on its day; else the beginning of its day."""
    return clock.within(days.get(showing.bulletin, showing.since), showing.shown_at)


def _changed(showing: Showing, days: Mapping[int, date]) -> datetime:
    return max(showing.changed_at, published(showing, days))


def said(showing: Showing, correction: Dispatch | None) -> str:
    """What an entry says besides its title: first when and why the text was corrected, where it was."""
    text = showing.more or showing.text
    if correction is None:
        return text
    return f"{put_right(correction)} {text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What a feed says of itself: `home` is the readers' page, `address` the feed's own, `tags` begins the names that never
    change, `key` tells this feed from the house's others."""

    title: str
    home: str
    address: str
    tags: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a feed holds. `days` says on which day each bulletin was published first, `corrections` what corrected it last,
    `files` what is listened to or taken along with it, `left` what no longer stands."""

    items: Sequence[Showing]
    days: Mapping[int, date]
    corrections: Mapping[int, Dispatch]
    files: Mapping[int, Sequence[Mapping[str, Any]]]
    left: Sequence[Showing]

    @property
    def changed(self) -> datetime:
        moments = (*(_changed(one, self.days) for one in self.items), *(moment_left(one) for one in self.left))
        return max(moments, default=NEVER)


def written(form: str, head: Masthead, contents: Contents) -> tuple[bytes, str]:
    """The feed's bytes and media type; `form` is atom or rss."""
    feed = (Atom if form == "atom" else Rss)(
        title=head.title,
        link=head.home,
        description=head.title,
        language="vi",
        feed_url=head.address,
        feed_guid=f"{head.tags}nguon-tin/{head.key}",
    )
    for one in contents.items:
        feed.add_item(**_item(one, head, contents))
    if isinstance(feed, Atom):
        feed.left, feed.tags = contents.left, head.tags
    feed.changed = contents.changed
    return str(feed.writeString("utf-8")).encode(), feed.content_type


def _item(one: Showing, head: Masthead, contents: Contents) -> dict[str, Any]:
    """An entry. In both forms its description is HTML; ours is plain text."""
    return {
        "title": one.text,
        "link": settings.ENV.reached(one.link) or head.home,
        "description": escape(said(one, contents.corrections.get(one.bulletin))),
        "unique_id": name(one, head.tags),
        "unique_id_is_permalink": False,
        "pubdate": published(one, contents.days),
        "updateddate": _changed(one, contents.days),
        "categories": [one.topic_title],
        "author_name": one.outlet.name,
        "enclosures": [Enclosure(file["url"], str(file["size"]), file["mime"]) for file in contents.files.get(one.bulletin, ())],
    }

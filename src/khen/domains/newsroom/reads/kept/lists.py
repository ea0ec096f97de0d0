"""Topics, campaigns, templates, regulations and renderings, as the journal tells them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from khen.book.comparing import UNTOLD, Retold, day, rows
from khen.book.models import Entry
from khen.domains.newsroom.models import Campaign, Pattern, Regulation, Topic, Variant
from khen.domains.newsroom.terms import campaigns, patterns, regulations, tongues, topics

Now = dict[str, Any]
DAY = timedelta(days=1)
NAMED = ("key", "name", "body_id", "since", "until")
REGULATION = ("body_id", "regulated", "since", "until", "legal_basis", "author_id", "days", "by_id", "on")
VARIANT = ("bulletin_id", "version_id", "translator", "by_id", "on", "standing", "heard_by_id", "heard_on")
OPENED = (topics.TopicOpened.kind, campaigns.CampaignOpened.kind)
RENAMED = (topics.TopicRenamed.kind, campaigns.CampaignRenamed.kind)


def _named(entries: Iterable[Entry]) -> Now:
    """Of a campaign no entry tells its key."""
    now: Now = {}
    for entry in entries:
        said = entry.payload
        if entry.kind in OPENED:
            now = {"key": said.get("topic", UNTOLD), "body_id": entry.body_id, "since": day(said, "since"), "until": None}
        if "name" in said:
            now["name"] = said["name"]
        if said.get("last"):
            last = day(said, "last")
            now["until"] = last and last + DAY
    return now


def _of_bodies(model: type[Topic] | type[Campaign]) -> Any:
    """Those of no body stand in a house from its beginning, and no entry opened them."""
    standing = rows(model, *NAMED)

    def stands(after: int, last: int) -> Mapping[int, Mapping[str, object]]:
        opened = _opened(model)
        return {pk: row for pk, row in standing(after, last).items() if row["body_id"] is not None or pk in opened}

    return stands


def _unopened(model: type[Topic] | type[Campaign]) -> Any:
    def void() -> set[int]:
        return set(model._default_manager.filter(body=None).values_list("pk", flat=True)) - _opened(model)

    return void


def _opened(model: type[Topic] | type[Campaign]) -> set[int]:
    told = Entry.objects.filter(about=model._meta.label_lower, kind__in=OPENED)
    return set(told.values_list("about_id", flat=True))


def _pattern(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == patterns.PatternMade.kind:
            now = {"body_id": entry.body_id, "made_on": entry.on, "retired_on": None}
        if entry.kind == patterns.PatternRetired.kind:
            now["retired_on"] = entry.on
        else:
            now |= {"name": said["name"], "title": said["title"], "sha256": said.get("text_sha256", UNTOLD)}
    return now


def _patterns(after: int, last: int) -> Mapping[int, Now]:
    columns = ("body_id", "made_on", "retired_on", "name", "title")
    found = Pattern.objects.filter(pk__gt=after, pk__lte=last).select_related("topic")
    return {one.pk: {name: getattr(one, name) for name in columns} | {"sha256": one.digest()} for one in found}


def _regulation(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == regulations.Ended.kind:
            now["until"] = day(said, "until")
            continue
        now = {"body_id": entry.body_id, "by_id": entry.by_id, "on": entry.on, "author_id": said["person"]}
        now |= {name: said[name] for name in ("regulated", "legal_basis", "days")}
        now |= {"since": day(said, "since"), "until": day(said, "until")}
    return now


STANDINGS = {
    tongues.Confirmed.kind: tongues.Heard.CONFIRMED,
    tongues.SentBack.kind: tongues.Heard.RETURNED,
    tongues.Translated.kind: tongues.Heard.PUBLISHED,
    tongues.Recalled.kind: tongues.Heard.RECALLED,
}


def _variant(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        if entry.kind == tongues.Rendered.kind:
            now = {"bulletin_id": said["bulletin"], "version_id": said["version"], "language": said["language"]}
            now |= {"translator": said["translator"], "by_id": entry.by_id, "on": entry.on, "standing": tongues.Heard.WAITING}
            now |= {"heard_by_id": None, "heard_on": None, "sha256": said.get("text_sha256", UNTOLD)}
            continue
        now["standing"] = STANDINGS[entry.kind]
        if entry.kind not in {tongues.Translated.kind, tongues.Recalled.kind}:
            heard = entry.kind == tongues.Confirmed.kind
            now |= {"heard_by_id": entry.by_id if heard else None, "heard_on": entry.on if heard else None}
    return now


def _variants(after: int, last: int) -> Mapping[int, Now]:
    found = Variant.objects.filter(pk__gt=after, pk__lte=last).select_related("language")
    return {
        one.pk: {name: getattr(one, name) for name in VARIANT} | {"language": one.language.tag, "sha256": one.digest()}
        for one in found
    }


LISTS = (
    Retold(Topic, tuple(topics.SAYINGS), _named, _of_bodies(Topic), _unopened(Topic)),
    Retold(Campaign, tuple(campaigns.SAYINGS), _named, _of_bodies(Campaign), _unopened(Campaign)),
    Retold(Pattern, tuple(patterns.SAYINGS), _pattern, _patterns),
    Retold(Regulation, tuple(regulations.SAYINGS), _regulation, rows(Regulation, *REGULATION)),
    Retold(Variant, tuple(tongues.SAYINGS), _variant, _variants),
)

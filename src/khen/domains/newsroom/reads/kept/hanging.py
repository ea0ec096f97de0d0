"""Bulletins and what hangs on them, as they stand now, by the names under which `kept.texts` tells of them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from khen.domains.newsroom.models import (
    Attachment,
    Bulletin,
    BulletinVersion,
    ChannelWords,
    Initial,
    Opinion,
    Placed,
    PlannedDay,
    PostCheck,
    Remark,
)
from khen.domains.newsroom.models.files import digest_of

Rows = dict[int, dict[str, Any]]
WAY = (
    *("body_id", "author_id", "written_on", "moved_on", "standing", "number", "submissions", "approved_by_id"),
    *("released_number", "published_on", "under_id"),
)
TEXT = ("title", "summary", "topic_id", "campaign_id", "klass", "origin", "source", "area_id", "since", "until")
CHECK = ("published_by_id", "due", "verdict", "reason", "by_id", "on")
REMARK = ("number", "quote", "text", "by_id", "on", "settled_by_id", "settled_on")
OPINION = (
    *("version_id", "body_id", "person_id", "question", "until", "asked_by_id", "asked_on", "ended_on"),
    *("answer", "text", "answered_by_id", "answered_on"),
)


def stands(after: int, last: int) -> Rows:
    """Ten queries. What hangs on a bulletin that is gone is not asked after."""
    heads = Bulletin.objects.filter(pk__gt=after, pk__lte=last).defer("folded")
    found: Rows = defaultdict(dict, {row.pk: _columns(row, WAY) for row in heads})
    there = set(found)
    hanging = {"bulletin__gt": after, "bulletin__lte": last}
    versions = BulletinVersion.objects.filter(**hanging).defer("body_html")
    numbers = {(one.bulletin_id, one.number): one for one in versions}
    for row in heads:
        written = numbers.get((row.pk, row.number))
        found[row.pk]["as_written"] = written is not None and _columns(row, TEXT) == _columns(written, TEXT)
    _files(found, hanging)
    _counselled(found, hanging, {key: one.pk for key, one in numbers.items()})
    for placed in Placed.objects.filter(**hanging).select_related("outlet"):
        found[placed.bulletin_id][f"outlet {placed.outlet.key}"] = placed.on
    for planned in PlannedDay.objects.filter(**hanging):
        found[planned.bulletin_id]["planned"] = planned.day
    of_version = {f"version__{name}": value for name, value in hanging.items()}
    for words in ChannelWords.objects.filter(**of_version).select_related("version"):
        told = {name: getattr(words, name) for name in ("carrier", "number", "by_id", "on")}
        told |= {"version": words.version_id, "derived": not words.text, "sha256": words.digest()}
        found[words.version.bulletin_id][f"words {words.pk}"] = told
    return {pk: row for pk, row in found.items() if pk in there}


def _files(found: Rows, hanging: dict[str, int]) -> None:
    files: dict[int, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(**hanging).order_by("pk"):
        files[file.bulletin_id].append(file)
    for bulletin, row in found.items():
        row["files"] = digest_of(files[bulletin])


def _counselled(found: Rows, hanging: dict[str, int], versions: Mapping[tuple[int, int], int]) -> None:
    """Remarks with their answers, opinions, initials and checks."""
    answers: dict[int, list[Any]] = defaultdict(list)
    remarks = Remark.objects.filter(**hanging).order_by("pk")
    for one in remarks:
        if one.to_id is None:
            found[one.bulletin_id][f"remark {one.pk}"] = _columns(one, REMARK) | {"answers": answers[one.pk]}
        else:
            answers[one.to_id].append((one.bulletin_id, one.number, one.text, one.by_id, one.on))
    for to in answers.keys() - {one.pk for one in remarks if one.to_id is None}:  # to what is no remark of these bulletins
        found[answers[to][0][0]][f"remark {to}"] = answers[to]
    for opinion in Opinion.objects.filter(**hanging):
        found[opinion.bulletin_id][f"opinion {opinion.pk}"] = _columns(opinion, OPINION)
    for initial in Initial.objects.filter(**hanging):
        version = versions.get((initial.bulletin_id, initial.number))
        found[initial.bulletin_id][f"initials {version}"] = (initial.by_id, initial.on)
    for check in PostCheck.objects.filter(**hanging):
        version = versions.get((check.bulletin_id, check.number))
        found[check.bulletin_id][f"check {version}"] = _columns(check, CHECK)


def _columns(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}

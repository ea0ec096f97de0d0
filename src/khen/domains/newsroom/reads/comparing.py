"""What differs between two versions of one bulletin."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst

from khen.domains.newsroom import rules
from khen.domains.newsroom.models import Attachment, Bulletin, BulletinVersion
from khen.domains.newsroom.reads.texts import attachments_of
from khen.domains.newsroom.rules.comparing import Part, compared

PARTICULARS = ("topic", "campaign", "klass", "origin", "source", "area", "since", "until")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side. `particulars` = label, before, after of those that differ; `only_marks` = marks or links of
    the text differ, no word of it."""

    older: BulletinVersion
    newer: BulletinVersion
    title: list[Part]
    summary: list[Part]
    text: list[Part]
    particulars: list[tuple[str, str, str]]
    added: list[Attachment]
    left: list[Attachment]
    only_marks: bool

    @property
    def is_same(self) -> bool:
        """No word, particular or file differs."""
        words = any(part.mark for parts in (self.title, self.summary, self.text) for part in parts)
        return not (words or self.particulars or self.added or self.left or self.only_marks)


def comparison(bulletin: Bulletin, older: int, newer: int) -> Comparison:
    """Version `older` against version `newer`. Three queries. Raises KeyError for a number that the bulletin has not."""
    versions = bulletin.versions.select_related("by", "topic", "campaign", "area").filter(number__in=[older, newer])
    found = {version.number: version for version in versions}
    one, other = found[older], found[newer]
    before, after = (list(attachments_of(bulletin.pk, number)) for number in (older, newer))
    texts = [rules.numbered(version.body_html) for version in (one, other)]
    return Comparison(
        older=one,
        newer=other,
        title=compared(one.title, other.title),
        summary=compared(one.summary, other.summary),
        text=compared(*texts),
        particulars=[told for name in PARTICULARS if (told := _particular(name, one, other))],
        added=[file for file in after if file not in before],
        left=[file for file in before if file not in after],
        only_marks=texts[0] == texts[1] and one.body_html != other.body_html,
    )


def _particular(name: str, one: BulletinVersion, other: BulletinVersion) -> tuple[str, str, str] | None:
    before, after = (_worded(name, version) for version in (one, other))
    label = getattr(BulletinVersion._meta.get_field(name), "verbose_name", name)
    return (capfirst(str(label)), before, after) if before != after else None


def _worded(name: str, version: BulletinVersion) -> str:
    value: Any = getattr(version, f"get_{name}_display", None) or getattr(version, name)
    value = value() if callable(value) else value
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else str(value or "")

"""What the acts on topics write into the journal; `topic` is a key, as in the entries of texts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class TopicOpened(Payload):
    kind: ClassVar[str] = "newsroom.topic_opened"
    topic: str
    name: str
    since: date


@dataclass(frozen=True, kw_only=True)
class TopicRenamed(Payload):
    """Its texts and figures now show the new name; what was published keeps the name that it bore."""

    kind: ClassVar[str] = "newsroom.topic_renamed"
    topic: str
    name: str
    name_before: str


@dataclass(frozen=True, kw_only=True)
class TopicClosed(Payload):
    """`last` is the last day on which it may be chosen."""

    kind: ClassVar[str] = "newsroom.topic_closed"
    topic: str
    last: date


SAYINGS = {
    TopicOpened.kind: _("Topic opened"),
    TopicRenamed.kind: _("Topic renamed"),
    TopicClosed.kind: _("Topic closed"),
}

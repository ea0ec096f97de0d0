"""Texts and documents as they are handed over to portals, and how a text stands there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it is handed over: the bytes of a JPEG, PNG or WebP file, and what it shows, in words."""

    content: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A recording (kind "audio") or another file as it is handed over: where it lies in the storage, where nothing that is named
    by its content is ever changed; its SHA-256, its name and what is said of it, its media type, its size in bytes."""

    path: str
    digest: str
    kind: str
    name: str
    caption: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an article says; the texts are NFC, the marks cleaned."""

    version: int
    title: str
    summary: str
    body_html: str
    topic: str
    topic_title: str
    klass: str
    source: str
    pictures: tuple[Picture, ...]
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A text in another language: its BCP 47 tag, the language's name in Vietnamese and its own, title and clean HTML."""

    tag: str
    name: str
    own_name: str
    title: str
    body_html: str


class Words(TypedDict):
    """The words of a text as they are handed over; a topic without its title is shown by its key."""

    version: int
    title: str
    summary: str
    body_html: str
    topic: str
    klass: str
    source: str
    topic_title: NotRequired[str]
    pictures: NotRequired[Sequence[Picture]]
    files: NotRequired[Sequence[Attached]]


class Particulars(TypedDict):
    """What names an official document; `kind` is a DocumentKind."""

    number: str
    symbol: str
    title: str
    issuer: str
    kind: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How an article stands on portals, from `since` up to, not including, `until`."""

    mode: str
    since: date
    until: date | None
    pinned_until: date | None
    intro: str

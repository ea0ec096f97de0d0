"""Questions to the newsroom."""

from khen.domains.newsroom.reads.texts import (
    FED_KINDS,
    File,
    Text,
    attachments_of,
    current,
    next_to_approve,
    outlets_by_hand,
    outlets_for,
    standing_with,
    version,
    versions,
    waiting,
)

__all__ = [
    "FED_KINDS",
    "File",
    "Text",
    "attachments_of",
    "current",
    "next_to_approve",
    "outlets_by_hand",
    "outlets_for",
    "standing_with",
    "version",
    "versions",
    "waiting",
]

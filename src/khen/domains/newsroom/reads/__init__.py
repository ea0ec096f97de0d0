"""Questions to the newsroom."""

from khen.domains.newsroom.reads.texts import (
    FED_KINDS,
    File,
    Text,
    attachments_of,
    corrected,
    current,
    next_to_approve,
    outlets_by_hand,
    outlets_fed,
    outlets_for,
    returned_to,
    standing_with,
    to_approve,
    to_publish,
    version,
    versions,
)

__all__ = [
    "FED_KINDS",
    "File",
    "Text",
    "attachments_of",
    "corrected",
    "current",
    "next_to_approve",
    "outlets_by_hand",
    "outlets_fed",
    "outlets_for",
    "returned_to",
    "standing_with",
    "to_approve",
    "to_publish",
    "version",
    "versions",
]

"""Texts that once stood, and the words of their channels, stay as they were written."""

from khen.book.guards import Guarded

KEPT = (
    Guarded("newsroom_bulletinversion", "versions", "a version", (("id",), ("bulletin_id", "number"))),
    Guarded("newsroom_channelwords", "words", "what a channel says", (("id",), ("version_id", "carrier", "number"))),
)

"""Texts that once stood, the words of their channels, what was chosen for fees and closed lists stay as they were written."""

from khen.book.guards import Guarded

KEPT = (
    Guarded("newsroom_bulletinversion", "versions", "a version", (("id",), ("bulletin_id", "number"))),
    Guarded("newsroom_channelwords", "words", "what a channel says", (("id",), ("version_id", "carrier", "number"))),
)
FEES = (
    Guarded("newsroom_feemark", "fee_marks", "a coefficient", (("id",), ("bulletin_id", "number"))),
    Guarded("newsroom_feeline", "fee_lines", "a line of a closed list", (("id",), ("fee_list_id", "position"), ("bulletin_id",))),
)

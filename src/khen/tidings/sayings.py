"""What every kind of entry is called: the words of all who write into the journal, together."""

from collections.abc import Mapping

from khen.desk.verbs import Words
from khen.domains.newsroom.terms import SAYINGS as NEWSROOM
from khen.domains.newsroom.terms import (
    calendar,
    campaigns,
    channels,
    counsel,
    fees,
    handing,
    orders,
    patterns,
    post_checks,
    regulations,
    remarks,
    tongues,
    topics,
)
from khen.domains.organisation.terms import SAYINGS as ORGANISATION
from khen.domains.portals.terms import SAYINGS as PORTALS
from khen.domains.returns.terms import SAYINGS as RETURNS
from khen.egress.terms import SAYINGS as EGRESS
from khen.reports.terms import SAYINGS as REPORTS

OF_THE_NEWSROOM = (
    *(calendar, campaigns, channels, counsel, fees, handing, orders, topics),
    *(patterns, post_checks, regulations, remarks, tongues),
)
SAYINGS: Mapping[str, Words] = {
    **NEWSROOM,
    **{kind: words for part in OF_THE_NEWSROOM for kind, words in part.SAYINGS.items()},
    **RETURNS,
    **EGRESS,
    **REPORTS,
    **PORTALS,
    **ORGANISATION,
}


def done(kind: str) -> Words:
    """What was done; a kind of old that nobody knows is told as it is written."""
    return SAYINGS.get(kind, kind)

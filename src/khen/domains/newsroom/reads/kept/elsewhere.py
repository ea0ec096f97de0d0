"""What was published by hand elsewhere, as the journal tells it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from khen.book.comparing import Retold
from khen.book.models import Entry
from khen.domains.newsroom.models import Elsewhere
from khen.domains.newsroom.rules.addresses import kept_before, place_of
from khen.domains.newsroom.terms import ElsewhereAnnulled, PostedElsewhere, ReachRead

COLUMNS = ("bulletin_id", "outlet__key", "channel", "link", "place", "reach", "by_id", "on", "annulled")


def _told(entries: Iterable[Entry]) -> dict[str, Any]:
    stands: dict[str, Any] = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case PostedElsewhere.kind:
                stands = {"bulletin_id": said["bulletin"], "outlet__key": said["outlet"], "by_id": entry.by_id, "on": entry.on}
                stands |= {name: said[name] for name in ("channel", "link", "reach")} | {"annulled": False}
                stands["place"] = place_of(said["link"]) if said["link"] else ""
            case ReachRead.kind:
                stands["reach"] = said["reach"]
            case ElsewhereAnnulled.kind:
                stands["annulled"] = True
    return stands


def _stands(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    rows = Elsewhere.objects.filter(pk__gt=after, pk__lte=last).values("pk", *COLUMNS)
    return {row.pop("pk"): row | {"place": _place(row["link"], row["place"])} for row in rows}


def _place(link: str, kept: str) -> str:
    """Of two that were entered under two addresses of one place before places were known, one keeps its own (migration 0030);
    and places that were told otherwise before stay as they were kept."""
    return place_of(link) if link and kept in {hashlib.sha256(link.encode()).hexdigest(), *kept_before(link)} else kept


ELSEWHERE = Retold(Elsewhere, (PostedElsewhere.kind, ReachRead.kind, ElsewhereAnnulled.kind), _told, _stands)

"""The campaigns of the half-year, and which of them a bulletin belongs to."""

from collections.abc import Iterable
from datetime import date

from khen.sample.plans import CampaignPlan
from khen.sample.tables import day, rows

OVER_ALL = "so-tttt"  # its campaigns run for every newsroom of the province


def campaigns() -> tuple[CampaignPlan, ...]:
    """Every campaign, in the order of the file."""
    return tuple(
        CampaignPlan(
            row["key"],
            row["topic"],
            row["body"],
            row["by"],
            row["name"],
            date.fromisoformat(row["since"]),
            day(row["last"]),
            day(row["renamed_on"]),
            row["name_before"],
        )
        for row in rows("campaigns")
    )


def campaign_of(known: Iterable[CampaignPlan], *, topic: str, body: str, on: date) -> str:
    """The key of the campaign on this topic that runs for the body on that day; empty: none."""
    runs = (one.key for one in known if one.topic == topic and one.body_key in {OVER_ALL, body} and one.runs(on))
    return next(runs, "")

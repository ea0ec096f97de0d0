"""The plan of the whole sample, read from the data files: no chance, no clock, no database. The same files give the same plan."""

from datetime import date
from decimal import Decimal

from khen.sample.bulletins import Weaver
from khen.sample.campaigns import campaigns
from khen.sample.people import people
from khen.sample.plans import (
    AreaPlan,
    BodyPlan,
    DocumentPlan,
    LinkPlan,
    PartPlan,
    Plan,
    ReturnPlan,
    SitePlan,
    SystemPlan,
    TopicPlan,
)
from khen.sample.tables import blocks_of, day, documents_in, rows, text_of


def weave() -> Plan:
    """Everything the sample will do; totals are nowhere written, they come out of the items."""
    land, public = areas(), bodies()
    return Plan(
        areas=land,
        bodies=public,
        people=people(),
        topics=topics(),
        campaigns=campaigns(),
        sites=sites(),
        systems=systems(),
        links=links(),
        bulletins=Weaver(land, public).all(),
        documents=documents(),
        returns=returns(),
        report=report(),
    )


def areas() -> tuple[AreaPlan, ...]:
    """The province, then each district before its communes."""
    return tuple(
        AreaPlan(
            row["code"],
            row["kind"],
            row["title"],
            row["name"],
            row["parent"],
            degrees(row["latitude"]),
            degrees(row["longitude"]),
            date.fromisoformat(row["valid_from"]),
            row["source"],
        )
        for row in rows("areas")
    )


def bodies() -> tuple[BodyPlan, ...]:
    """Public bodies, a parent before its children."""
    return tuple(
        BodyPlan(
            row["key"],
            row["kind"],
            row["name"],
            row["parent"],
            row["area"],
            row["slug"],
            date.fromisoformat(row["valid_from"]),
            row["source"],
            row["note"],
        )
        for row in rows("bodies")
    )


def topics() -> tuple[TopicPlan, ...]:
    """Topics, as the files call them."""
    return tuple(TopicPlan(row["key"], row["title"]) for row in rows("topics"))


def sites() -> tuple[SitePlan, ...]:
    """Sites; only one of them opens within the half-year."""
    return tuple(SitePlan(row["key"], row["title"], row["body"], day(row["opened_on"])) for row in rows("sites"))


def systems() -> tuple[SystemPlan, ...]:
    """Outside systems that show a ticker or a pop-up."""
    return tuple(SystemPlan(row["key"], row["title"], row["shows"]) for row in rows("systems"))


def links() -> tuple[LinkPlan, ...]:
    """Addresses put on outside systems."""
    return tuple(
        LinkPlan(row["key"], row["system"], row["title"], row["url"], date.fromisoformat(row["on"])) for row in rows("links")
    )


def documents() -> tuple[DocumentPlan, ...]:
    """Directive documents, in the order of their signing, each with its issuer's full name."""
    names = {row["key"]: row["name"] for row in rows("bodies")}
    return tuple(
        DocumentPlan(
            row["key"],
            row["number"],
            row["symbol"],
            row["title"],
            names.get(row["issuer"], row["issuer"]),
            date.fromisoformat(row["signed_on"]),
            date.fromisoformat(row["placed_on"]),
            row["site"],
        )
        for row in rows("documents")
    )


def returns() -> tuple[ReturnPlan, ...]:
    """Figures declared by divisions and districts."""
    return tuple(
        ReturnPlan(row["item"], row["body"], row["value"], row["source_document"], date.fromisoformat(row["on"]), row["note"])
        for row in rows("returns")
    )


def report() -> tuple[PartPlan, ...]:
    """The words of the half-year report, part by part."""
    ((_name, content),) = documents_in("report")
    return tuple(PartPlan(text_of(one, "key"), text_of(one, "text").strip()) for one in blocks_of(content, "part"))


def degrees(text: str) -> Decimal | None:
    """Decimal degrees; an empty text is not measured."""
    return Decimal(text) if text else None

"""Who receives the bulletins by e-mail: the offices that a mailing list is meant for, under addresses of the sample."""

from khen.bodies.models import Body
from khen.bodies.terms import AreaKind, BodyKind
from khen.egress import acts as egress
from khen.sample.founding import BEGINS, Cast

DOMAIN = "hagiang.example"
FIRST_COMMUNES = 12  # of each list of communes: enough to see, few enough to send in a rehearsal
LISTS: dict[str, dict[str, str]] = {
    "co-quan-tinh": {"kind": BodyKind.DEPARTMENT},
    "huyen-thanh-pho": {"kind": BodyKind.DISTRICT_OFFICE},
    "xa-phuong-thi-tran": {"kind": BodyKind.PEOPLE_COMMITTEE, "area__kind": AreaKind.COMMUNE},
    "xa-bien-gioi": {"kind": BodyKind.PEOPLE_COMMITTEE, "area__kind": AreaKind.COMMUNE},
}


def subscribe(cast: Cast) -> int:
    """Every list gets the offices it is meant for. Returns how many addresses were entered."""
    entered = 0
    for key, meant in LISTS.items():
        for body in Body.objects.filter(**meant).order_by("key")[: FIRST_COMMUNES if "area__kind" in meant else None]:
            egress.subscribe(outlet=cast.outlets[key], address=f"{body.key}@{DOMAIN}", by=cast.people["xuatban"], on=BEGINS)
            entered += 1
    return entered

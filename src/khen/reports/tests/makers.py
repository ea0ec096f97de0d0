"""A department with its divisions and people, and its half-year report at every step of its road, made through real acts."""

from dataclasses import dataclass, field, replace
from datetime import date

from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import AreaKind, BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.domains.returns import acts as returns
from khen.domains.returns.models import Return
from khen.domains.returns.tests.makers import a_clerk, a_leader, an_accepted, an_item, given
from khen.facts.gather import gather
from khen.reports import acts
from khen.reports.findings import findings
from khen.reports.models import Block, Report
from khen.reports.outline import outline

PERIOD = "2020-H1"
OPENED, DUE, DAY, NUMBERED = date(2020, 6, 1), date(2020, 6, 12), date(2020, 6, 12), date(2020, 6, 15)
OUTLINE = "half-year-department"
PLAIN = {"I": "Dịch bệnh chi phối mọi hoạt động.", "II.3": "Sở cấp giấy phép cho {licences.agencies} cơ quan."}
SCAN = a_pdf("ban quet")
REASON = "Giữ cách đánh số như bản in năm trước."


@dataclass
class House:
    """The department of a province; its divisions by key, a writer in each, a clerk and two leaders above them."""

    area: Area = field(default_factory=an_area)
    department: Body = field(init=False)
    divisions: dict[str, Body] = field(init=False)
    clerk: Person = field(init=False)
    leader: Person = field(init=False)
    other_leader: Person = field(init=False)

    def __post_init__(self) -> None:
        self.department = a_body(area=self.area)
        keys = sorted({part.division for part in outline(OUTLINE).parts})
        self.divisions = {key: self._division(key) for key in keys}
        self.clerk = a_person(Role.CLERK, body=self.department)
        self.leader, self.other_leader = (a_person(Role.LEADER, body=self.department) for _ in range(2))

    def _division(self, key: str) -> Body:
        return a_body(f"Phòng {key}", kind=BodyKind.DIVISION, parent=self.department, area=self.area, key=key)

    def writer(self, block: Block) -> Person:
        """Somebody of the division that answers for a part."""
        return a_person(Role.CLERK, body=block.division)

    def viewer(self) -> Person:
        """Somebody who may look at the whole province."""
        return a_person(Role.VIEWER, body=self.department, area=self.area)

    def declared(self, value: str, key: str = "licences.agencies", period: str = PERIOD, *, gathered: bool = True) -> Return:
        """A figure declared by its division, accepted, and counted."""
        division = "so-tttt-bcvt" if key.startswith("plan.") else "so-tttt-bcxb"
        record = an_accepted(value, key=key, body=self.divisions[division], period=period)
        if gathered:
            gather()
        return record

    def asked_districts(self, count: int) -> list[Body]:
        """District offices that were asked for the half-year's return and have not sent it."""
        form = an_item("district.half_year_return").form
        bodies = [self._district(at) for at in range(count)]
        for body in bodies:
            returns.ask(form, by=a_person(Role.LEADER, body=body), body=body, on=OPENED, period=PERIOD, due=date(2020, 6, 5))
        return bodies

    @staticmethod
    def elsewhere(name: str) -> Body:
        """A district office of another province."""
        area = an_area("Huyện xa", kind=AreaKind.DISTRICT, parent=an_area(name))
        return a_body("Phòng VH&TT huyện xa", kind=BodyKind.DISTRICT_OFFICE, area=area)

    def _district(self, at: int) -> Body:
        area = an_area(f"Huyện {at}", kind=AreaKind.DISTRICT, parent=self.area)
        return a_body(f"Phòng VH&TT huyện {at}", kind=BodyKind.DISTRICT_OFFICE, area=area)


def an_open(house: House, texts: dict[str, str] | None = None, *, period: str = PERIOD) -> Report:
    """Opened by the clerk, with two sections III as in the report of 2020; with `texts`, each part says what stands there for its
    key, and nothing where there is none."""
    due, plan = DUE.replace(year=int(period[:4])), outline(OUTLINE)
    parts = (replace(one, numeral={"III.danh-gia": "III", "IV": "IV"}.get(one.key, one.numeral)) for one in plan.parts)
    plan = replace(plan, parts=tuple(parts))
    report = acts.open_report(by=house.clerk, body=house.department, period=period, outline=plan, due=due, on=OPENED)
    if texts is not None:
        for block in report.blocks.select_related("division"):
            acts.edit_block(block, by=house.writer(block), text=texts.get(block.key, ""), on=OPENED)
    return report


def a_confirmed(house: House, texts: dict[str, str] | None = None, *, period: str = PERIOD) -> Report:
    """Every part with words is confirmed by its division."""
    report = an_open(house, PLAIN if texts is None else texts, period=period)
    for block in report.blocks.select_related("division").exclude(text=""):
        acts.confirm_block(block, by=house.writer(block), on=DAY)
    return report


def a_passed(house: House, texts: dict[str, str] | None = None, *, period: str = PERIOD) -> Report:
    """Every warning was let pass by a leader, those of one kind together."""
    report = a_confirmed(house, texts, period=period)
    kinds: dict[str, list[str]] = {}
    for found in findings(report):
        if found.warns:
            kinds.setdefault(found.finding.rule, []).append(found.key)
    for keys in kinds.values():
        acts.pass_warnings(report, by=house.leader, findings=keys, reason=REASON, on=DAY)
    return report


def an_approved(house: House, texts: dict[str, str] | None = None, *, period: str = PERIOD) -> Report:
    return acts.approve(a_passed(house, texts, period=period), by=house.leader, on=DAY)


def a_numbered(house: House) -> Report:
    return acts.number(an_approved(house), by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)


def a_signed(house: House) -> Report:
    return acts.enter_scan(a_numbered(house), by=house.clerk, data=SCAN, on=NUMBERED)


def approved_of_31(house: House) -> Report:
    """Approved with a figure that its division declared."""
    house.declared("31")
    return an_approved(house)


def the_declared() -> Return:
    """What a division declared, where one did so once."""
    return Return.objects.get()


def block_of(report: Report, key: str) -> Block:
    return report.blocks.select_related("division", "report").get(key=key)


def corrected(record: Return, value: str) -> None:
    """The division takes its figure back and declares another; another person accepts it."""
    clerk = a_clerk(record.body)
    returns.withdraw(record, by=clerk, on=NUMBERED, reason="Cộng sót sổ tháng 3")
    returns.change(record, by=clerk, on=NUMBERED, given=given(value))
    returns.submit(record, by=clerk, on=NUMBERED)
    returns.accept(record, by=a_leader(record.body), on=NUMBERED)
    gather()

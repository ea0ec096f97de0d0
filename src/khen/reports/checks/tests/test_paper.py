"""A whole paper is read as it was written: figures set by key have a source, typed numbers have none."""

from datetime import date

from khen.deeds.blocks import Chip, Letterhead, Paper, Paragraph, Section, Signature, Text
from khen.reports import checks
from khen.reports.checks import narrative, outline
from khen.reports.checks.paper import passages
from khen.reports.checks.sheet import Sheet


def paper(*sections: Section) -> Paper:
    return Paper(
        letterhead=Letterhead(
            "UBND tỉnh Hà Giang", "Sở Thông tin và Truyền thông", "BC-STTTT", "Hà Giang", "5", date(2020, 6, 29)
        ),
        kind="BÁO CÁO",
        subject=("Kết quả công tác",),
        kinh_gui=("Ủy ban nhân dân tỉnh",),
        blocks=sections,
        closing="Trên đây là báo cáo",
        signature=Signature(("KT. Giám đốc", "Phó Giám đốc")),
        recipients=("Như trên",),
        archive="VT, VP",
    )


def test_figures_set_by_key_are_quiet_and_typed_numbers_speak() -> None:
    sourced = Paragraph((Text("Đã cấp "), Chip("licences.granted", "40"), Text(" giấy phép.")))
    typed = Paragraph((Text("Đã cấp 41 giấy phép."),))
    inner = Section(2, "1", "Báo chí", (typed,))
    sheet = Sheet(passages=passages(paper(Section(1, "I", "Kết quả", (sourced, inner)))))
    (finding,) = checks.run(sheet)
    assert (finding.rule, finding.where, finding.data["number"]) == (narrative.UNSOURCED, "1. Báo chí", "41")


def test_a_section_numbered_twice_is_seen_in_the_paper_too() -> None:
    sheet = Sheet(passages=passages(paper(Section(1, "I", "Một"), Section(1, "II", "Hai"), Section(1, "II", "Ba"))))
    (finding,) = checks.run(sheet)
    assert (finding.rule, finding.data["expected"]) == (outline.DUPLICATED, "III")

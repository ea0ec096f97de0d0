"""A half-year report in our own words, with the figures of Hà Giang in 2020; nobody's name stands in it."""

from dataclasses import replace
from datetime import date

from khen.deeds.blocks import (
    Annex,
    Block,
    Bullets,
    Chip,
    Column,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Runs,
    Section,
    Signature,
    Table,
    Text,
)

FIGURES = {
    "it.infrastructure.all": ("104,06%", "Hạ tầng kỹ thuật công nghệ thông tin"),
    "it.infrastructure.province": ("115,5%", "Hạ tầng kỹ thuật, cấp tỉnh"),
    "it.infrastructure.district": ("9,27%", "Hạ tầng kỹ thuật, cấp huyện"),
    "it.internet.all": ("91,14%", "Máy tính kết nối Internet"),
    "it.internet.province": ("94,4%", "Máy tính kết nối Internet, cấp tỉnh"),
    "it.internet.district": ("87,74%", "Máy tính kết nối Internet, cấp huyện"),
    "documents.per_day": ("5.115", "Văn bản điện tử trao đổi trong ngày"),
    "certificates.issued": ("5.885", "Chứng thư số đã cấp"),
    "certificates.personal_tokens": ("4.379", "Chứng thư số cá nhân"),
    "certificates.organisation_tokens": ("707", "Chứng thư số tổ chức"),
    "certificates.sim_pki": ("799", "Chứng thư số trên SIM PKI"),
    "lines.health_sites": ("17", "Điểm y tế, cách ly có đường truyền"),
    "licences.granted": ("40", "Giấy phép xuất bản tài liệu không kinh doanh"),
    "licences.agencies": ("31", "Cơ quan, đơn vị được cấp phép"),
    "licences.leaflet_copies": ("2.317.313", "Số bản tờ rơi, lịch, áp phích, đĩa"),
    "radio.bulletins": ("45", "Bản tin phát thanh"),
    "portal.events.posts": ("53", "Tin, bài trên trang sự kiện"),
    "facebook.posts": ("364", "Tin, bài trên Facebook"),
    "facebook.reach": ("771.705", "Lượt tiếp cận Facebook"),
    "zalo.views": ("264.446", "Lượt xem Zalo OA"),
    "inspections.held": ("02", "Cuộc kiểm tra"),
}
NOTE = "Dữ liệu minh họa, không có giá trị pháp lý"


def chip(key: str) -> Chip:
    """A figure of the half-year by its key."""
    text, title = FIGURES[key]
    return Chip(key, text, title)


def runs(sentence: str) -> Runs:
    """Words with {keys} of figures among them."""
    made: list[Text | Chip] = []
    for at, piece in enumerate(sentence.replace("}", "{").split("{")):
        if piece:
            made.append(chip(piece) if at % 2 else Text(piece))
    return tuple(made)


def words(*sentences: str) -> tuple[Block, ...]:
    """Paragraphs."""
    return tuple(Paragraph(runs(sentence)) for sentence in sentences)


def results() -> tuple[Block, ...]:
    """Section II."""
    information = words(
        "Hạ tầng kỹ thuật công nghệ thông tin toàn ngành đạt {it.infrastructure.all} so với nhu cầu; trong đó cấp tỉnh "
        "đạt {it.infrastructure.province}, cấp huyện đạt {it.infrastructure.district}. Máy tính có kết nối Internet đạt "
        "{it.internet.all}, cấp tỉnh {it.internet.province} và cấp huyện {it.internet.district}.",
        "Mỗi ngày các cơ quan trao đổi trung bình {documents.per_day} văn bản điện tử. Tính đến ngày chốt số liệu, toàn "
        "tỉnh đã cấp {certificates.issued} chứng thư số, gồm:",
    )
    kinds = Bullets(
        (
            runs("{certificates.personal_tokens} chứng thư số cá nhân lưu trên token;"),
            runs("{certificates.organisation_tokens} chứng thư số của cơ quan, tổ chức;"),
            runs("{certificates.sim_pki} chứng thư số trên SIM PKI cấp cho lãnh đạo."),
        )
    )
    press = words(
        "Sở đã cấp {licences.granted} giấy phép xuất bản tài liệu không kinh doanh cho {licences.agencies} cơ quan, đơn vị; "
        "riêng tờ rơi, lịch, áp phích và đĩa in {licences.leaflet_copies} bản."
    )
    digital = (
        Section(3, "a", "Truyền thanh cơ sở", words("Đưa vào khung giờ phát {radio.bulletins} bản tin phát thanh.")),
        Section(
            3,
            "b",
            "Mạng xã hội",
            words(
                "Đăng {facebook.posts} tin, bài trên Facebook với {facebook.reach} lượt tiếp cận; Zalo có {zalo.views} lượt xem."
            ),
        ),
    )
    return (
        Section(2, "1", "Công nghệ thông tin", (*information, kinds)),
        Section(
            2, "2", "Bưu chính, viễn thông", words("Thiết lập đường truyền tại {lines.health_sites} bệnh viện và khu cách ly.")
        ),
        Section(2, "3", "Báo chí, xuất bản", press),
        Section(2, "4", "Truyền thông số", digital),
        Section(2, "5", "Thanh tra", words("Tổ chức {inspections.held} cuộc kiểm tra trong lĩnh vực bưu chính, chuyển phát.")),
    )


def sections() -> tuple[Section, ...]:
    """The four sections of the report."""
    general = words(
        "Sáu tháng qua, ngành Thông tin và Truyền thông vừa phục vụ công tác phòng, chống dịch bệnh, vừa giữ tiến độ các nhiệm "
        "vụ thường xuyên. Thông tin đến với người dân kịp thời qua báo chí, truyền thanh cơ sở và các kênh số của tỉnh.",
        "Nguồn gốc từng số liệu trong báo cáo này được nêu tại Phụ lục kèm theo.",
    )
    tasks = Bullets(
        (
            runs("Triển khai Kế hoạch số 265/KH-UBND ngày 22/10/2019 của UBND tỉnh về ứng dụng công nghệ thông tin năm 2020;"),
            runs("Phối hợp thiết lập đài truyền thanh cơ sở ứng dụng công nghệ thông tin tại các huyện Đồng Văn, Hoàng Su Phì;"),
            runs("Hướng dẫn người dân sử dụng dịch vụ công trực tuyến."),
        )
    )
    limits = words("Một số trang thông tin cấp xã ít được cập nhật; việc sử dụng chứng thư số ở cơ sở chưa thường xuyên.")
    return (
        Section(1, "I", "Tình hình chung", general),
        Section(1, "II", "Kết quả nổi bật 6 tháng đầu năm 2020", results()),
        Section(1, "III", "Nhiệm vụ 6 tháng cuối năm 2020", (tasks,)),
        Section(1, "IV", "Tồn tại, hạn chế", limits),
    )


def trace() -> Annex:
    """The annex that says where each figure comes from."""
    columns = (
        Column("STT", 8, "center"),
        Column("Chỉ tiêu", 34),
        Column("Số liệu", 14, "right"),
        Column("Nguồn", 14),
        Column("Mã", 38),
    )
    rows = tuple(
        Row(((Text(str(at)),), (Text(title),), (Text(text),), (Text("Bản ghi"),), (Text(key),)), key)
        for at, (key, (text, title)) in enumerate(FIGURES.items(), start=1)
    )
    return Annex("", "Nguồn gốc số liệu trong báo cáo", (Table(columns, rows),))


def report() -> Paper:
    """The report before the clerk has entered number and day."""
    head = Letterhead("UBND tỉnh Hà Giang", "Sở Thông tin và Truyền thông", "BC-STTTT", "Hà Giang")
    return Paper(
        letterhead=head,
        kind="BÁO CÁO",
        subject=("Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2020", "ngành Thông tin và Truyền thông"),
        kinh_gui=("Bộ Thông tin và Truyền thông", "Ủy ban nhân dân tỉnh Hà Giang"),
        blocks=sections(),
        closing="Trên đây là báo cáo kết quả công tác 6 tháng đầu năm 2020 của ngành Thông tin và Truyền thông tỉnh Hà Giang",
        signature=Signature(("KT. Giám đốc", "Phó Giám đốc")),
        recipients=("Như trên", "Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở", "Phòng Văn hóa và Thông tin các huyện, thành phố"),
        archive="VT, VP",
        annexes=(trace(),),
        note=NOTE,
    )


def registered() -> Paper:
    """The report with its number and day."""
    paper = report()
    return replace(paper, letterhead=replace(paper.letterhead, number="5", signed_on=date(2020, 6, 29)))


def with_two_annexes() -> Paper:
    """The same, one addressee, two annexes, a name under the signature."""
    paper = registered()
    annexes = tuple(replace(annex, numeral=numeral) for numeral, annex in (("I", trace()), ("II", trace())))
    hand = replace(paper.signature, name="Nguyễn Văn A")
    return replace(paper, annexes=annexes, kinh_gui=paper.kinh_gui[1:], signature=hand)

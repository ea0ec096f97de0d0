"""The figures of Hà Giang's first half of 2020, as the department printed them: facts and keys, in our own arrangement."""

from decimal import Decimal

from khen.reports.checks.sheet import Figure, Kind, Passage, Sheet, Siblings

INFRASTRUCTURE = ("it.infrastructure.province", "it.infrastructure.district")
INTERNET = ("it.internet.province", "it.internet.district")
CERTIFICATES = ("certificates.personal_tokens", "certificates.organisation_tokens", "certificates.sim_pki")
HALF_YEAR = (Siblings("it.infrastructure.all", "it.internet.all"),)

_SHARES = (
    ("it.infrastructure.all", "Hạ tầng kỹ thuật CNTT", "104.06", INFRASTRUCTURE),
    ("it.infrastructure.province", "Hạ tầng kỹ thuật CNTT cấp tỉnh", "115.5", ()),
    ("it.infrastructure.district", "Hạ tầng kỹ thuật CNTT cấp huyện", "9.27", ()),
    ("it.internet.all", "Máy tính kết nối Internet", "91.14", INTERNET),
    ("it.internet.province", "Máy tính kết nối Internet cấp tỉnh", "94.4", ()),
    ("it.internet.district", "Máy tính kết nối Internet cấp huyện", "87.74", ()),
    ("documents.signed_share", "Văn bản điện tử có chữ ký số", "58", ()),
    ("documents.interagency_electronic_share", "Văn bản giữa các cơ quan hoàn toàn điện tử", "50", ()),
    ("documents.internal_electronic_share", "Văn bản nội bộ hoàn toàn trên mạng", "90", ()),
)
_COUNTS = (
    ("certificates.issued", "Chứng thư số đã cấp", 5885, Kind.STOCK, "chứng thư", CERTIFICATES),
    ("certificates.personal_tokens", "Token cá nhân", 4379, Kind.STOCK, "chứng thư", ()),
    ("certificates.organisation_tokens", "Token tổ chức", 707, Kind.STOCK, "chứng thư", ()),
    ("certificates.sim_pki", "SIM PKI", 799, Kind.STOCK, "chứng thư", ()),
    ("licences.granted", "Giấy phép đã cấp", 40, Kind.FLOW, "giấy phép", ("licences.books", "licences.leaflets")),
    ("licences.books", "Giấy phép đầu sách", 23, Kind.FLOW, "giấy phép", ()),
    ("licences.leaflets", "Giấy phép tờ rơi, lịch, đĩa", 17, Kind.FLOW, "giấy phép", ()),
    ("licences.leaflet_copies", "Số bản in", 2317313, Kind.FLOW, "bản", ()),
    ("radio.bulletins", "Bản tin phát thanh", 45, Kind.DISTINCT, "bản tin", ()),
    ("facebook.posts", "Tin, bài trên Facebook", 364, Kind.FLOW, "tin bài", ()),
    ("zalo.views", "Lượt xem Zalo OA", 264446, Kind.REACH, "lượt", ()),
)


def figures() -> tuple[Figure, ...]:
    """The printed figures, the impossible one among them."""
    shares = [share(key, value, parts, label) for key, label, value, parts in _SHARES]
    counts = [Figure(key, label, Decimal(value), kind, unit, 0, parts) for key, label, value, kind, unit, parts in _COUNTS]
    agencies = Figure(
        "licences.agencies", "Cơ quan được cấp phép", Decimal(31), Kind.DISTINCT, "cơ quan", distinct_of="licences.granted"
    )
    reach = Figure("facebook.reach", "Tiếp cận Facebook", Decimal(771705), Kind.REACH, "người")
    return (*shares, *counts, agencies, reach)


def share(key: str, value: str, parts: tuple[str, ...] = (), label: str = "") -> Figure:
    """A percentage printed exactly as `value` is written."""
    exact = Decimal(value)
    return Figure(key, label or key, exact, Kind.RATIO, "%", max(0, -int(exact.as_tuple().exponent)), parts)


def with_value(key: str, value: str) -> Sheet:
    """The half-year with one figure printed otherwise."""
    changed = [share(key, value, one.parts, one.label) if one.key == key else one for one in figures()]
    return Sheet(figures=tuple(changed), siblings=HALF_YEAR)


def outline() -> tuple[Passage, ...]:
    """The sections as the report numbered them: III stands twice."""
    rows = (
        ("I", 1, "Tình hình chung"),
        ("II", 1, "Kết quả"),
        ("1", 2, "Công nghệ thông tin"),
        ("2", 2, "Bưu chính, viễn thông"),
        ("3", 2, "Báo chí, xuất bản"),
        ("III", 1, "Nhiệm vụ tới"),
        ("1", 2, "Bưu chính, viễn thông"),
        ("2", 2, "Công nghệ thông tin"),
        ("III", 1, "Đánh giá các đơn vị"),
        ("IV", 1, "Hạn chế"),
        ("1", 2, "Thông tin cơ sở"),
    )
    return tuple(Passage(numeral, level, title) for numeral, level, title in rows)


def half_year() -> Sheet:
    """Figures, siblings and sections of the half-year."""
    return Sheet(figures=figures(), passages=outline(), siblings=HALF_YEAR)

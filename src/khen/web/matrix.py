"""The permission matrix: every address of the house and who may use it, written out. A test walks the URL map and fails
for an address that does not stand here, then knocks at each one from outside (tests/isolation).

One dict for each part of the house, in the order of the menu; MATRIX joins them. A new counter writes its dict here with
`counter()`, and lets tests/isolation/world.py make its rows."""

from khen.bodies.terms import Action
from khen.web.access import (
    ACCEPT,
    ACCOUNT,
    ADVISE,
    APPROVE,
    BEARER,
    CLOSED,
    COMPOSE,
    DECLARE,
    DRAFT,
    GOVERN,
    INITIAL,
    INSPECT,
    LIST,
    NUMBER,
    PUBLIC,
    PUBLISH,
    REGULATE,
    REHEARSAL,
    ROW,
    SIGN,
    Access,
    Who,
    counter,
)

NEWSROOM = {
    **counter(
        "ban-tin",
        begin={"soan": DRAFT, "tin-nhanh": DRAFT, "soan-tu-mau": DRAFT},
        act={
            "trinh": DRAFT,
            "sua": DRAFT,
            "them-tep": DRAFT,
            "bo-tep": DRAFT,
            "duyet": APPROVE,
            "tra-lai": APPROVE,
            "dang": PUBLISH,
            "dang-noi-khac": PUBLISH,
            "dinh-chinh": PUBLISH,
            "go": PUBLISH,
            "dat-ngay": DRAFT,
            "dich": DRAFT,
            "kenh/<slug:carrier>": DRAFT,
            "dang-truoc": PUBLISH,
            "hau-kiem": APPROVE,
            "ky-nhay": INITIAL,
            "xin-y-kien": ADVISE,
            "thoi-xin-y-kien": ADVISE,
            "gop-y": ADVISE,
            "tra-loi-gop-y": ADVISE,
            "khep-gop-y": ADVISE,
        },
        together=("trinh", "tra-lai", "dang"),
        see=("ban/<int:number>/", "so-sanh/", "kenh/", "in/", "tep/<int:file>/"),
        lists=("lich/",),
    ),
    **counter("ban-dich", act={"xac-nhan": ADVISE, "tra-lai": ADVISE, "dang": PUBLISH, "go": PUBLISH}, see=("ban-ghi/",)),
    **counter("xin-y-kien", act={"tra-loi": ADVISE}, see=("tep/<int:file>/",)),
    **counter("dang-noi-khac", act={"tiep-can": PUBLISH, "huy": PUBLISH}),
    **counter(
        "dat-tuyen-truyen",
        begin={"dat": PUBLISH},
        act={"sua": PUBLISH, "bo-don-vi": PUBLISH, "dat-them": PUBLISH, "ket-thuc": PUBLISH, "thoi-dat": PUBLISH},
    ),
    **counter(
        "tuyen-truyen-duoc-dat",
        act={"tra-tin": ADVISE, "tra-bai": ADVISE, "khong-thuc-hien": ADVISE, "rut-bai": ADVISE},
    ),
    **counter("chu-de", begin={"mo": PUBLISH}, act={"doi-ten": PUBLISH, "dong": PUBLISH}),
    **counter("dot-tuyen-truyen", begin={"mo": PUBLISH}, act={"ket-thuc": PUBLISH, "doi-ten": PUBLISH}),
    **counter("mau-tin", begin={"lap-mau": APPROVE}, act={"sua": APPROVE, "thoi-dung": APPROVE}),
    **counter("bang-ke-tin-bai", begin={"lap": PUBLISH}, act={"cham": PUBLISH, "chot": SIGN}, see=("tai-ve/<slug:form>/",)),
    **counter("muc-nhuan-but", begin={"nhap": SIGN}, act={"ket-thuc": SIGN, "huy": SIGN}),
    **counter("quy-dinh-tin-bai", begin={"yeu-cau-ky-nhay": REGULATE, "cho-dang-truoc": REGULATE}, act={"ket-thuc": REGULATE}),
}

SITES = {
    **counter("trang-tin", begin={"mo": GOVERN}),
    **counter("tin-tren-trang", act={"nhan-dang": PUBLISH, "khong-nhan": PUBLISH, "goi-y": PUBLISH}),
    **counter(
        "van-ban-tren-trang", begin={"dang": PUBLISH}, act={"dinh-chinh": PUBLISH, "go": PUBLISH}, see=("tep/<int:number>/",)
    ),
}

ON_PEOPLE = (
    *("giao-vi-tri", "sua", "cap-mat-khau", "go-buoc-thu-hai", "ket-thuc-phien", "ket-thuc", "ban-giao", "noi-dinh-danh"),
    *("dong-tai-khoan", "mo-tai-khoan", "mo-khoa", "gui-thu-moi", "thu-hoi-thu-moi", "thoi-dinh-danh"),
)
KEEP = {"chuyen": GOVERN, "huy-chuyen": GOVERN, "ke-thua": GOVERN, "huy-ke-thua": GOVERN}
ORGANISATION = {
    **counter("dia-ban", begin={"mo": GOVERN}, act={**KEEP, "mo-ke-thua": GOVERN}, lists=("cay/",)),
    **counter("co-quan", begin={"mo": GOVERN}, act={"mo-kenh": GOVERN, **KEEP}, lists=("cay/",)),
    **counter("can-bo", begin={"them": GOVERN}, act=dict.fromkeys(ON_PEOPLE, GOVERN), looks=INSPECT),
    **counter("dang-nhap-sai", act={"mo-khoa": GOVERN}, looks=GOVERN),
    **counter("lan-bi-tu-choi", looks=INSPECT),
    **counter("nhap-can-bo", act={"gui-thu-moi": GOVERN, "in-phieu": GOVERN}, lists=("mau/",), looks=GOVERN),
    **counter("nghi-phep", begin={"bao": Action.VIEW}, act={"ket-thuc": Action.VIEW}),
    **counter("uy-quyen", begin={"moi": Action.VIEW}, act={"huy": Action.VIEW, "ket-thuc": Action.VIEW}),
    **counter("tham-quyen-ky", begin={"ghi": GOVERN}, act={"thoi-ky": GOVERN}),
    **counter("mang-quan-tri", begin={"khai": GOVERN}, act={"go": GOVERN}, looks=GOVERN),
    "quan-tri/nhap-can-bo/tu-tep/": Access(Who.BEGINNER, GOVERN, GOVERN),
}

EGRESS = {
    **counter("luot-gui", act={"thu-lai": PUBLISH, "dung-gui": PUBLISH}, together=("thu-lai",)),
    **counter("nguoi-nhan", act={"gui-lai": PUBLISH, "khep-lai": PUBLISH}, together=("gui-lai", "khep-lai"), looks=PUBLISH),
    **counter("dang-ky-nhan-tin", begin={"dang-ky": PUBLISH}, act={"huy": PUBLISH}, together=("huy",), looks=PUBLISH),
}

RETURNS = {
    **counter(
        "so-lieu-khai",
        begin={"nhap": DECLARE},
        act={"gui": DECLARE, "sua": DECLARE, "chap-nhan": ACCEPT, "tra-lai": ACCEPT, "rut-lai": DECLARE},
        together=("gui", "chap-nhan", "tra-lai"),
        see=("tai-lieu/<int:number>/",),
        lists=("phieu/",),
    ),
    **counter("yeu-cau-so-lieu", begin={"yeu-cau": ACCEPT}),
    "quan-tri/so-lieu-khai/phieu/<int:ask>/": Access(Who.OF_BODY, DECLARE),
}

FIGURES = {
    "quan-tri/so-lieu/": LIST,
    "quan-tri/so-lieu/xlsx/": LIST,
    "quan-tri/so-lieu/but-toan/<int:seq>/": ROW,
    "quan-tri/so-lieu/<str:key>/": LIST,
    "quan-tri/so-lieu/<str:key>/bang-chung/": LIST,
    "quan-tri/so-lieu/<str:key>/bang-chung/xlsx/": LIST,
}

REPORTS = {
    **counter(
        "bao-cao",
        begin={"mo": COMPOSE},
        act={
            **dict.fromkeys(("cho-qua", "duyet"), SIGN),
            **dict.fromkeys(("vao-so", "ban-ky", "sua-so", "thay-ban-ky", "dung-so"), NUMBER),
            "huy": COMPOSE,
        },
        see=("ban/<slug:stage>.<slug:form>",),
    ),
    **counter("phan-bao-cao", act={"sua": COMPOSE, "xac-nhan": COMPOSE}),
}

TIDINGS = counter("viec-da-lam")

DOOR = {
    "quan-tri/login/": PUBLIC,
    **dict.fromkeys((f"quan-tri/login/{step}/" for step in ("ma", "dinh-danh", "dinh-danh/ve")), PUBLIC),
    "quan-tri/logout/": PUBLIC,
    "quan-tri/sprite/": PUBLIC,
    "quan-tri/jsi18n/": PUBLIC,
    "quan-tri/doi-mat-khau/": ACCOUNT,
    "quan-tri/buoc-thu-hai/": ACCOUNT,
    "quan-tri/buoc-thu-hai/ma-moi/": ACCOUNT,
    "quan-tri/buoc-thu-hai/dien-thoai-moi/": ACCOUNT,
    "quan-tri/buoc-thu-hai/them-khoa/": ACCOUNT,
    "quan-tri/buoc-thu-hai/go-khoa/": ACCOUNT,
    "quan-tri/phien-dang-nhap/": ACCOUNT,
    "quan-tri/ngon-ngu/": ACCOUNT,
    "quan-tri/bo-loc/": ACCOUNT,
    **dict.fromkeys((f"quan-tri/thong-bao/{page}" for page in ("", "lua-chon/", "nhan.js")), ACCOUNT),
    "quan-tri/gui-tep/": ACCOUNT,
    **dict.fromkeys((f"quan-tri/huong-dan/{page}" for page in ("", "<slug:page>/", "anh/<slug:name>.png")), ACCOUNT),
    "quan-tri/lam-quen/": ACCOUNT,
    "quan-tri/tap-huan/": Access(Who.OFFICER, GOVERN),  # GOVERN to open and end a round; to enter it, a post
    "quan-tri/account/": ACCOUNT,
    "quan-tri/": LIST,
}

PORTALS = dict.fromkeys(
    (
        "",
        "tin/",
        "tin/<number:pk>/",
        "tin/<number:pk>-<slug:title>/",
        "chuyen-muc/<slug:key>/",
        "van-ban/",
        "van-ban/<number:pk>/",
        "van-ban/<number:pk>/tep/",
        "tim-kiem/",
        "anh/<slug:digest>-<number:width>.webp",
        "tin/<number:pk>/tep/<slug:digest>-<number:place>",
        "tin/<number:pk>/tep/<slug:digest>",
        "robots.txt",
        "^((?:[\\w\\-]+/)*)$",  # Wagtail's pages: the portals' first pages alone
    ),
    PUBLIC,
)

OUTLETS = {
    **dict.fromkeys(
        (
            "loa/ticker/<slug:key>.json",
            "loa/popup/<slug:key>.json",
            "nguon-tin/<slug:site>.atom",
            "nguon-tin/<slug:site>.rss",
            "nguon-tin/chu-de/<slug:topic>.atom",
            "nguon-tin/chu-de/<slug:topic>.rss",
            "nguon-tin/<slug:site>/<slug:topic>.atom",
            "nguon-tin/<slug:site>/<slug:topic>.rss",
            "_xem",  # takes the report of a page view; whatever it is told, it answers nothing
        ),
        PUBLIC,
    ),
    **dict.fromkeys(("huy-nhan-tin/<str:token>/", "nhan-loi-moi/<str:word>/", "thoi-thu-thong-bao/<str:word>/"), BEARER),
    "nhan-loi-moi/": BEARER,
    **dict.fromkeys(
        (
            "hop-thu-thu/",
            "hop-thu-thu/<slug:name>/",
            "hop-thu-thu/<slug:name>/html/",
            "he-thong-mau/",
            "he-thong-mau/<slug:key>/",
        ),
        REHEARSAL,
    ),
}

MATRIX: dict[str, Access] = {
    **DOOR,
    **NEWSROOM,
    **SITES,
    **EGRESS,
    **RETURNS,
    **FIGURES,
    **REPORTS,
    **ORGANISATION,
    **TIDINGS,
    **OUTLETS,
    **PORTALS,
}

WAGTAIL = (  # what Wagtail brings along; the gate answers 404 for each, to everybody
    *(
        f"quan-tri/{part}/"
        for part in (
            "api",
            "block-preview",
            "bulk",
            "choose-anchor-link",
            "choose-email-link",
            "choose-external-link",
            "choose-page",
            "choose-phone-link",
            "collections",
            "dismissibles",
            "editing-sessions",
            "failwhale",
            "groups",
            "pages",
            "password_reset",
            "reports",
            "tag-autocomplete",
            "test404",
            "users",
            "workflows",
        )
    ),
    "quan-tri/^.*/$",
    "_util/",
)


def access(route: str) -> Access | None:
    """Who may use a route of the URL map; None when nobody has written it down."""
    if route in MATRIX:
        return MATRIX[route]
    return CLOSED if route.startswith(WAGTAIL) else None

"""Which how-to page helps on which screen and to which role, written out once. A test asks that no screen is without a page
and no page without a screen or a role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Role
from khen.desk.verbs import Words
from khen.web.guide_text import Text, text


def of(counter: str, *names: str) -> tuple[str, ...]:
    """Single screens of a counter."""
    return tuple(f"{counter}:{name}" for name in names)


@dataclass(frozen=True, slots=True)
class Topic:
    """Pages that stand together in the list of help, each with the screens on which it helps: a counter's name for all of
    its screens, `counter:screen` for one of them, or the name of a page of one's own account."""

    title: Words
    pages: Mapping[str, tuple[str, ...]]


TEXTS = Topic(
    _("Bulletins"),
    {
        "viet-va-trinh-tin": ("ban-tin", "mau-tin"),
        "duyet-tin": (
            *of("ban-tin", "duyet", "tra-lai", "together_tra-lai", "hau-kiem", "ky-nhay", "compare", "version"),
            *of("ban-tin", "xin-y-kien", "thoi-xin-y-kien", "gop-y", "tra-loi-gop-y", "khep-gop-y"),
            *("xin-y-kien", "quy-dinh-tin-bai"),
        ),
        "dang-dinh-chinh-go-tin": (
            *of("ban-tin", "dang", "together_dang", "dang-noi-khac", "dinh-chinh", "go", "dang-truoc"),
            *("dang-noi-khac", "luot-gui"),
        ),
        "soan-cho-moi-kenh": (
            *of("ban-tin", "channels", "wording", "dich", "soan-tu-mau", "calendar", "dat-ngay"),
            "ban-dich",
        ),
        "dat-tuyen-truyen": ("dat-tuyen-truyen", "tuyen-truyen-duoc-dat", "dot-tuyen-truyen", "chu-de"),
        "bang-ke-tin-bai": ("bang-ke-tin-bai", "muc-nhuan-but"),
    },
)
SITES = Topic(
    _("Sites and recipients"),
    {
        "trang-thong-tin": ("trang-tin", "tin-tren-trang", "van-ban-tren-trang"),
        "nguoi-nhan-tin": ("nguoi-nhan", "dang-ky-nhan-tin"),
    },
)
FIGURES = Topic(
    _("Figures and reports"),
    {
        "khai-so-lieu": ("so-lieu-khai", "yeu-cau-so-lieu"),
        "xem-so-lieu": ("so-lieu",),
        "duyet-bao-cao": ("bao-cao", "phan-bao-cao"),
        "vao-so-bao-cao": of("bao-cao", "vao-so", "ban-ky", "sua-so", "thay-ban-ky", "dung-so", "huy"),
    },
)
PEOPLE = Topic(
    _("Bodies and people"),
    {
        "dia-ban-co-quan": ("dia-ban", "co-quan"),
        "quan-ly-can-bo": ("can-bo", "nhap-can-bo", "dang-nhap-sai"),
        "lan-bi-tu-choi": ("lan-bi-tu-choi",),
        "nghi-phep-thoi-viec": ("nghi-phep", "uy-quyen", *of("can-bo", "ket-thuc", "ban-giao")),
        "tham-quyen-ky": ("tham-quyen-ky",),
        "mang-cua-quan-tri-vien": ("mang-quan-tri",),
    },
)
ACCOUNT = Topic(
    _("Everybody"),
    {
        "trang-dau": ("wagtailadmin_home", "tour"),
        "tap-huan": ("training",),
        "dung-danh-sach": ("saved_filters",),
        "thong-bao": ("notices", "notice_choices"),
        "viec-da-lam": ("viec-da-lam",),
        "dang-nhap-doi-mat-khau": ("change_password",),
        "dang-nhap-hai-buoc": ("second_factor", "new_codes", "new_phone", "new_passkey", "remove_passkey"),
        "phien-dang-nhap": ("open_sessions",),
    },
)
TOPICS = (ACCOUNT, TEXTS, SITES, FIGURES, PEOPLE)
HELPS = {screen: page for topic in TOPICS for page, screens in topic.pages.items() for screen in screens}

ROLES: Mapping[str, tuple[str, ...]] = {  # the role's own day first
    Role.AUTHOR: ("mot-ngay-nguoi-soan", "mot-ngay-can-bo-xa"),
    Role.APPROVER: ("mot-ngay-nguoi-duyet",),
    Role.PUBLISHER: ("mot-ngay-ban-bien-tap",),
    Role.CLERK: ("mot-ngay-van-thu",),
    Role.LEADER: ("mot-ngay-lanh-dao",),
    Role.INSPECTOR: ("mot-ngay-thanh-tra",),
    Role.VIEWER: ("mot-ngay-thanh-tra",),
    Role.ADMINISTRATOR: ("mot-ngay-quan-tri-vien", "cai-dat-va-van-hanh"),
}


def page_for(match: ResolverMatch | None) -> str:
    """The name of the page that helps on a screen; "" where none does. A single screen goes before its counter."""
    names = (match.view_name, *match.namespaces) if match else ()
    return next((HELPS[name] for name in names if name in HELPS), "")


def address(match: ResolverMatch | None) -> str:
    """Where the link "Help" of a screen leads: to its page, or to the list of all."""
    page = page_for(match)
    return reverse("guide_page", args=[page]) if page else reverse("guide")


def offered(request: HttpRequest) -> dict[str, Any]:
    """For templates: where help for this screen is found; looked up only where it is asked."""
    return {"guide": SimpleLazyObject(lambda: address(request.resolver_match))}


def days_of(roles: Iterable[str]) -> list[Text]:
    """The pages written for these roles, each once, in the order of the roles."""
    return texts(page for role in Role.values if role in roles for page in ROLES[role])


def texts(pages: Iterable[str]) -> list[Text]:
    """Pages by their names, each once."""
    return [found for page in dict.fromkeys(pages) if (found := text(page))]

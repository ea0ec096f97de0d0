"""States and kinds of what stands on portals, and names that several parts share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_CORRECTION = 500  # characters
SIGNS = frozenset(  # topics that have a drawing of their own in art.svg
    (
        *("an-sinh", "bien-gioi", "cam-sanh", "chuyen-doi-so", "covid-19", "dai-hoi-dang", "dich-vu-cong", "du-lich"),
        *("giao-duc", "khac", "kinh-te", "nong-thon-moi", "ocop", "phap-luat", "tet", "thien-tai", "van-hoa", "y-te"),
    )
)
ANY_SIGN = "khac"
HOSTS = "portals.hosts"  # the shared cache's name for {host name: portal key}


def generation_name(key: str) -> str:
    """The shared cache's name for a portal's generation: pages kept under an older one are never shown again."""
    return f"portals.generation.{key}"


def sign_of(topic: str) -> str:
    """The drawing that stands for a topic where there is no picture; topics opened later share one."""
    return topic if topic in SIGNS else ANY_SIGN


class Theme(TextChoices):
    """A set of colours with proven contrast; each is a class of the style sheet."""

    PROVINCE = "province", _("province: lacquer red")
    DEPARTMENT = "department", _("department: blue")
    EPIDEMIC = "epidemic", _("epidemic: red and amber")
    PRODUCE = "produce", _("produce: green and orange")
    DISTRICT = "district", _("district: stone teal")
    COMMUNE = "commune", _("commune: indigo linen")


class Mode(TextChoices):
    """May the portal's own editors decline what is placed?"""

    MANDATORY = "mandatory", _("mandatory")
    SUGGESTED = "suggested", _("suggested")


class State(TextChoices):
    PROPOSED = "proposed", _("waiting for the portal's editors")
    STANDING = "standing", _("on the portal")
    DECLINED = "declined", _("declined by the portal's editors")
    TAKEN_DOWN = "taken_down", _("taken down")


class DocumentState(TextChoices):
    STANDING = "standing", _("on the portal")
    WITHDRAWN = "withdrawn", _("taken down")


class Klass(TextChoices):
    """How pressing an article is; the first two run in the strip under the menu."""

    EMERGENCY = "emergency", _("emergency")
    NOTICE = "notice", _("notice")
    NEWS = "news", _("news")
    ADVERT = "advert", _("advertisement")


class DocumentKind(TextChoices):
    """Kinds of official documents, after Decree 30/2020/NĐ-CP, article 7, and of the Party's and the councils'."""

    RESOLUTION = "resolution", _("resolution")
    DECISION = "decision", _("decision")
    DIRECTIVE = "directive", _("directive")
    PLAN = "plan", _("plan")
    GUIDANCE = "guidance", _("guidance")
    REPORT = "report", _("report")
    ANNOUNCEMENT = "announcement", _("announcement")
    TELEGRAM = "telegram", _("urgent telegram")
    LETTER = "letter", _("official letter")
    OTHER = "other", _("other document")

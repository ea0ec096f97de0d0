"""The newsroom's tables."""

from khen.domains.newsroom.models.counsel import Initial, Opinion
from khen.domains.newsroom.models.patterns import Pattern
from khen.domains.newsroom.models.post_checks import PostCheck
from khen.domains.newsroom.models.regulations import Regulation
from khen.domains.newsroom.models.remarks import Remark
from khen.domains.newsroom.models.texts import (
    Attachment,
    Bulletin,
    BulletinVersion,
    Campaign,
    Elsewhere,
    Placed,
    Topic,
)

__all__ = [
    "Attachment",
    "Bulletin",
    "BulletinVersion",
    "Campaign",
    "Elsewhere",
    "Initial",
    "Opinion",
    "Pattern",
    "Placed",
    "PostCheck",
    "Regulation",
    "Remark",
    "Topic",
]

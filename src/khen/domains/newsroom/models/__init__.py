"""The newsroom's tables."""

from khen.domains.newsroom.models.counsel import Initial, Opinion
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
    "Placed",
    "PostCheck",
    "Regulation",
    "Remark",
    "Topic",
]

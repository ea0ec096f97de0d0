"""The newsroom's tables."""

from khen.domains.newsroom.models.calendar import PlannedDay
from khen.domains.newsroom.models.channels import ChannelWords, MessagePrice, SenderName
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
from khen.domains.newsroom.models.tongues import Language, Variant

__all__ = [
    "Attachment",
    "Bulletin",
    "BulletinVersion",
    "Campaign",
    "ChannelWords",
    "Elsewhere",
    "Language",
    "MessagePrice",
    "Placed",
    "PlannedDay",
    "Remark",
    "SenderName",
    "Topic",
    "Variant",
]

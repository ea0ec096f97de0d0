"""The newsroom's tables."""

from khen.domains.newsroom.models.calendar import PlannedDay
from khen.domains.newsroom.models.channels import ChannelWords, MessagePrice, SenderName
from khen.domains.newsroom.models.counsel import Initial, Opinion
from khen.domains.newsroom.models.fees import FeeLine, FeeList, FeeMark, FeeRate
from khen.domains.newsroom.models.orders import Asked, Order, Piece
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
from khen.domains.newsroom.models.tongues import Language, Variant

__all__ = [
    "Asked",
    "Attachment",
    "Bulletin",
    "BulletinVersion",
    "Campaign",
    "ChannelWords",
    "Elsewhere",
    "FeeLine",
    "FeeList",
    "FeeMark",
    "FeeRate",
    "Initial",
    "Language",
    "MessagePrice",
    "Opinion",
    "Order",
    "Pattern",
    "Piece",
    "Placed",
    "PlannedDay",
    "PostCheck",
    "Regulation",
    "Remark",
    "SenderName",
    "Topic",
    "Variant",
]

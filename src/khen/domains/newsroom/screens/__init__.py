"""The newsroom at the counter: bulletins with every step of their road, orders, and publications made by hand."""

from khen.domains.newsroom.screens.doors import (
    ASKED,
    BULLETINS,
    CAMPAIGNS,
    ELSEWHERE,
    FEE_LISTS,
    LISTS,
    OPINIONS,
    ORDERS,
    PATTERNS,
    RATES,
    REGULATIONS,
    RENDERINGS,
    TOPICS,
    waiting,
)
from khen.domains.newsroom.screens.holdings import HOLDINGS

__all__ = [
    "ASKED",
    "BULLETINS",
    "CAMPAIGNS",
    "TOPICS",
    "ELSEWHERE",
    "FEE_LISTS",
    "HOLDINGS",
    "LISTS",
    "OPINIONS",
    "ORDERS",
    "PATTERNS",
    "RATES",
    "REGULATIONS",
    "RENDERINGS",
    "waiting",
]

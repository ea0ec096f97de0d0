"""The newsroom at the counter: bulletins with every step of their road, orders, and publications made by hand."""

from khen.domains.newsroom.screens.doors import (
    ASKED,
    BULLETINS,
    CAMPAIGNS,
    ELSEWHERE,
    OPINIONS,
    ORDERS,
    PATTERNS,
    REGULATIONS,
    RENDERINGS,
    waiting,
)

__all__ = [
    "ASKED",
    "BULLETINS",
    "CAMPAIGNS",
    "ELSEWHERE",
    "OPINIONS",
    "ORDERS",
    "PATTERNS",
    "REGULATIONS",
    "RENDERINGS",
    "waiting",
]

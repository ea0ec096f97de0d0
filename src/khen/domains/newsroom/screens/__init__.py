"""The newsroom at the counter: bulletins with every step of their road, and publications made by hand."""

from khen.domains.newsroom.screens.doors import BULLETINS, ELSEWHERE, OPINIONS, PATTERNS, REGULATIONS, RENDERINGS, waiting

__all__ = ["BULLETINS", "ELSEWHERE", "OPINIONS", "PATTERNS", "REGULATIONS", "RENDERINGS", "waiting"]

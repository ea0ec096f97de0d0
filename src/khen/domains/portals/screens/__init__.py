"""Portals: the pages that the public reads, and what officers do with sites, articles and documents at the counter."""

from khen.domains.portals.screens.articles import LISTS, PLACEMENTS, waiting
from khen.domains.portals.screens.documents import DOCUMENTS
from khen.domains.portals.screens.sites import SITES

__all__ = ["DOCUMENTS", "LISTS", "PLACEMENTS", "SITES", "waiting"]

"""Portals, and what stands on them."""

from khen.domains.portals.models.articles import Article, ArticlePicture, ArticleTongue, Placement
from khen.domains.portals.models.documents import KEPT, Document, EarlierDocument, Paper
from khen.domains.portals.models.sites import BodyFolder, HomePage, Portal
from khen.domains.portals.models.words import Findable

__all__ = [
    "KEPT",
    "Article",
    "ArticlePicture",
    "ArticleTongue",
    "BodyFolder",
    "Document",
    "EarlierDocument",
    "Findable",
    "HomePage",
    "Paper",
    "Placement",
    "Portal",
]

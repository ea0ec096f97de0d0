"""Portals, with their places in the tree of pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from khen.bodies.alphabet import Collated
from khen.bodies.models import Body, Outlet
from khen.domains.portals.terms import Theme


class BodyFolder(Page):
    """A body in the page tree. Never live, never under a site's root: it carries permission and order, no address."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="folder")

    parent_page_types: ClassVar[list[str]] = []
    is_creatable = False

    class Meta:
        verbose_name = _("place in the tree of pages")
        verbose_name_plural = _("places in the tree of pages")


class HomePage(Page):
    """The root of one portal's site."""

    parent_page_types: ClassVar[list[str]] = []
    is_creatable = False


class Portal(models.Model):
    """The public site of a body. Its name, body and days stand in the outlet, its host name in the site."""

    key = models.SlugField(_("short name"), max_length=40, unique=True)
    outlet = models.OneToOneField(Outlet, on_delete=models.PROTECT, related_name="portal")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="portals", verbose_name=_("body"))
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="portal")
    root = models.OneToOneField(HomePage, on_delete=models.PROTECT, related_name="portal")
    name = models.CharField(_("name"), max_length=120)
    collated = Collated()
    tagline = models.CharField(max_length=200, blank=True)
    theme = models.CharField(_("theme"), max_length=20, choices=Theme)

    class Meta:
        verbose_name = _("portal")
        verbose_name_plural = _("portals")

    def __str__(self) -> str:
        return self.name

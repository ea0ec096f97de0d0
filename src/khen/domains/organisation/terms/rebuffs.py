"""Attempts that were refused for want of right."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Refused(TextChoices):
    """Why an attempt came to nothing. Mistakes in a form are none of these."""

    OUT_OF_REACH = "out_of_reach", _("record out of reach")
    NOT_ALLOWED = "not_allowed", _("not allowed by their post")
    NOT_OFFERED = "not_offered", _("choice not offered to them")
    LINK_OVER = "link_over", _("invitation no longer holds")

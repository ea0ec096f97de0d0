"""How long, and how far ahead, somebody may be away or acted for."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Limited(TextChoices):
    """What is limited, in days."""

    LENGTH = "absence_length", _("length of one leave or one delegation")
    AHEAD = "absence_ahead", _("how far ahead it is announced")


class Limits(NamedTuple):
    """The limits of a day; None where nothing is limited."""

    length: int | None
    ahead: int | None

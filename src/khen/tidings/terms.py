"""What people are told of, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Told(TextChoices):
    """The sorts of notices; each can be turned down."""

    RETURNED = "returned", _("A text of yours was returned")
    APPROVED = "approved", _("A text of yours was approved")
    PUBLISHED = "published", _("A text of yours was published")
    TO_APPROVE = "to_approve", _("A text waits for your approval")
    ORDERED = "ordered", _("A topic was ordered of a body for which you write")
    SENT_BACK = "sent_back", _("A figure that you sent came back")
    ACCEPTED = "accepted", _("A figure that you sent was accepted")
    DEVICE = "device", _("You signed in from a new device")
    DUE = "due", _("A sheet is due within three days")

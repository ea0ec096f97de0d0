"""What the acts on campaigns write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class CampaignOpened(Payload):
    """`since` and `last` are days on which it runs; without a last day it runs until one is set."""

    kind: ClassVar[str] = "newsroom.campaign_opened"
    campaign: int
    name: str
    since: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class CampaignRenamed(Payload):
    """Its texts and orders now show the new name."""

    kind: ClassVar[str] = "newsroom.campaign_renamed"
    campaign: int
    name: str
    name_before: str


@dataclass(frozen=True, kw_only=True)
class CampaignEnded(Payload):
    kind: ClassVar[str] = "newsroom.campaign_ended"
    campaign: int
    last: date


SAYINGS = {
    CampaignOpened.kind: _("Campaign opened"),
    CampaignRenamed.kind: _("Campaign renamed"),
    CampaignEnded.kind: _("Last day of the campaign set"),
}

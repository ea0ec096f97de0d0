"""Every channel, in the order in which a publication is frozen and carried: the portal first, others link to it."""

from khen.egress.channels import email, feed, popup, portal, ticker
from khen.egress.channels.channel import Channel

CHANNELS: tuple[Channel, ...] = (portal.CHANNEL, ticker.CHANNEL, popup.CHANNEL, feed.CHANNEL, email.CHANNEL)

__all__ = ["CHANNELS", "Channel"]

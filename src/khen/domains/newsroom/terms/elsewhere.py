"""Platforms on which people publish by hand: whose addresses are theirs, and what such addresses carry besides the place."""

from khen.domains.newsroom.terms.texts import Channel

PLATFORMS: dict[str, tuple[str, ...]] = {
    Channel.FACEBOOK: ("facebook.com", "fb.com", "fb.watch", "fb.me", "facebook.example"),
    Channel.ZALO: ("zalo.me", "zalo.vn", "zapps.vn", "zaloapp.com", "zalo.example"),
}
"""Hosts of each platform, with all below them. Names in .example lead nowhere (RFC 2606); the sample's links use them."""

TRACKING = (
    *("utm", "fbclid", "mibextid", "igsh", "igshid", "rdid", "share_url", "sfnsn", "refsrc", "__tn__", "__cft__", "__xts__"),
    *("gclid", "gbraid", "wbraid", "dclid", "_ga", "_gl", "msclkid", "ttclid", "twclid", "ref_src", "yclid"),
    *("zarsrc", "gidzl"),
)
"""Parameters that say how a reader came to a place, not which place it is; also with more behind them: utm_source, __cft__[0]."""

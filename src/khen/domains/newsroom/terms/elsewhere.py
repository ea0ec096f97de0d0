"""Platforms on which people publish by hand: whose addresses are theirs, and what such addresses carry besides the place."""

from khen.domains.newsroom.terms.texts import Channel

FACEBOOK, SHORT = ("facebook.com", "fb.com", "facebook.example"), ("fb.watch", "fb.me")
ZALO = ("zalo.me", "zalo.vn", "zapps.vn", "zaloapp.com", "zalo.example")
YOUTUBE = ("youtube.com", "youtu.be", "youtube-nocookie.com")
PLATFORMS: dict[str, tuple[str, ...]] = {
    Channel.FACEBOOK: (*FACEBOOK, *SHORT),
    Channel.ZALO: ZALO,
}
"""Hosts of each platform, with all below them. Names in .example lead nowhere (RFC 2606); the sample's links use them."""

TRACKING = (
    *("utm", "fbclid", "mibextid", "igsh", "igshid", "rdid", "share_url", "sfnsn", "refsrc", "__tn__", "__cft__", "__xts__"),
    *("gclid", "gbraid", "wbraid", "dclid", "_ga", "_gl", "msclkid", "ttclid", "twclid", "ref_src", "yclid"),
    *("zarsrc", "gidzl"),
)
"""Parameters that say how a reader came to a place, not which place it is; also with more behind them: utm_source, __cft__[0]."""

FACEBOOK_ASIDE = {
    *("ref", "comment_id", "reply_comment_id", "locale", "paipv", "eav", "_rdr", "_rdc", "hc_ref", "fref", "pnref", "refid"),
    *(
        "notif_id",
        "notif_t",
        "type",
        "theater",
        "app",
        "extid",
        "wtsid",
        "vh",
        "ti",
        "__so__",
        "__rv__",
        "acontext",
        "ref_component",
    ),
    *("m_entstream_source", "idorvanity", "source", "sorting_setting", "hoisted_section_header_type", "d", "s", "_fb_noscript"),
}
YOUTUBE_ASIDE = {"si", "feature", "pp", "ab_channel", "app", "lc", "t", "sub_confirmation"}
"""What these platforms themselves add to an address that says nothing of the place."""

DOORS = {
    *(
        "login",
        "login.php",
        "home",
        "home.php",
        "recover",
        "checkpoint",
        "help",
        "settings",
        "privacy",
        "policies",
        "r.php",
        "reg",
    ),
    *("sharer", "sharer.php", "dialog", "l.php", "search", "messages", "notifications", "marketplace", "friends"),
    *("bookmarks", "profile.php", "business", "ads", "logout.php", "index.php", "download", "pc", "hashtag", "gaming"),
}
"""Where the path of an address begins that leads to no post, but to a door or a room of the platform itself."""

TABS = {
    *(
        "posts",
        "about",
        "photos",
        "photos_all",
        "photos_by",
        "photos_albums",
        "videos",
        "reels",
        "events",
        "followers",
        "following",
        "reviews",
    ),
    *("mentions", "community", "live", "likes", "members", "media", "permalink", "discussion"),
}
BESIDES = {"pages", "people", "p", "groups", "watch", "photo"}
"""On Facebook: where an address ends that shows a page's shelves, and where one begins that names pages, people and groups."""

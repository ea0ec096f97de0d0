"""What stands open to other systems and to readers besides the portals; and, in a demonstration, its mailbox and its mock-ups."""

from functools import partial

from django.urls import path

from khen.egress import pages
from khen.egress.terms import ChannelKey
from khen.web import rehearsal
from khen.web.notice_choices import no_letters

urlpatterns = [
    path("loa/ticker/<slug:key>.json", partial(pages.system, kind=ChannelKey.TICKER), name="ticker"),
    path("loa/popup/<slug:key>.json", partial(pages.system, kind=ChannelKey.POPUP), name="popup"),
    path("nguon-tin/<slug:site>.atom", partial(pages.feed, form="atom"), name="atom"),
    path("nguon-tin/<slug:site>.rss", partial(pages.feed, form="rss"), name="rss"),
    path("nguon-tin/chu-de/<slug:topic>.atom", partial(pages.feed, form="atom"), name="topic_atom"),
    path("nguon-tin/chu-de/<slug:topic>.rss", partial(pages.feed, form="rss"), name="topic_rss"),
    path("nguon-tin/<slug:site>/<slug:topic>.atom", partial(pages.feed, form="atom"), name="site_topic_atom"),
    path("nguon-tin/<slug:site>/<slug:topic>.rss", partial(pages.feed, form="rss"), name="site_topic_rss"),
    path("huy-nhan-tin/<str:token>/", pages.unsubscribe, name="unsubscribe"),
    path("thoi-thu-thong-bao/<str:word>/", no_letters, name="no_letters"),
    path("_xem", pages.seen, name="seen"),
    path("hop-thu-thu/", rehearsal.mailbox, name="mailbox"),
    path("hop-thu-thu/<slug:name>/", rehearsal.letter, name="letter"),
    path("hop-thu-thu/<slug:name>/html/", rehearsal.letter_html, name="letter_html"),
    path("he-thong-mau/", rehearsal.systems, name="systems"),
    path("he-thong-mau/<slug:key>/", rehearsal.system, name="system"),
]

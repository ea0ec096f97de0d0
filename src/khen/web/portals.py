"""The addresses of every portal: the same on each, told apart by the host name."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from khen.domains.portals.screens import public as screens


class Number(IntConverter):
    """A number that every database can hold."""

    regex = "[0-9]{1,15}"


register_converter(Number, "number")
app_name = "portals"
urlpatterns = [
    path("", screens.home, name="home"),
    path("tin/", screens.latest, name="latest"),
    path("tin/<number:pk>/", screens.article),
    path("tin/<number:pk>-<slug:title>/", screens.article, name="article"),
    path("chuyen-muc/<slug:key>/", screens.topic, name="topic"),
    path("van-ban/", screens.documents, name="documents"),
    path("van-ban/<number:pk>/", screens.document, name="document"),
    path("van-ban/<number:pk>/tep/", screens.paper, name="paper"),
    path("tim-kiem/", screens.search, name="search"),
    path("anh/<slug:digest>-<number:width>.webp", screens.picture, name="picture"),
    path("tin/<number:pk>/tep/<slug:digest>-<number:place>", screens.file, name="file"),
    path("tin/<number:pk>/tep/<slug:digest>", screens.file),  # as older pages led there
    path("robots.txt", screens.robots),
]

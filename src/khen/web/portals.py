"""The addresses of every portal: the same on each, told apart by the host name."""

from django.urls import path

from khen.domains.portals import screens

app_name = "portals"
urlpatterns = [
    path("", screens.home, name="home"),
    path("tin/", screens.latest, name="latest"),
    path("tin/<int:pk>/", screens.article),
    path("tin/<int:pk>-<slug:title>/", screens.article, name="article"),
    path("chuyen-muc/<slug:key>/", screens.topic, name="topic"),
    path("van-ban/", screens.documents, name="documents"),
    path("van-ban/<int:pk>/", screens.document, name="document"),
    path("van-ban/<int:pk>/tep/", screens.paper, name="paper"),
    path("tim-kiem/", screens.search, name="search"),
    path("anh/<slug:digest>-<int:width>.webp", screens.picture, name="picture"),
    path("robots.txt", screens.robots),
]

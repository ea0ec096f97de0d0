from django.apps import AppConfig


class Newsroom(AppConfig):
    name = "khen.domains.newsroom"
    label = "newsroom"

from django.apps import AppConfig


class Tidings(AppConfig):
    name = "khen.tidings"
    label = "tidings"

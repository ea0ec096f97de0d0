from django.apps import AppConfig


class Facts(AppConfig):
    name = "khen.facts"
    label = "facts"

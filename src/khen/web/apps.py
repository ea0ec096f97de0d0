from django.apps import AppConfig


class Web(AppConfig):
    name = "khen.web"
    label = "web"

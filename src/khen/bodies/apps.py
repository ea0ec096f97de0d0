from django.apps import AppConfig


class Bodies(AppConfig):
    name = "khen.bodies"
    label = "bodies"

from django.apps import AppConfig


class Figures(AppConfig):
    name = "khen.figures"
    label = "figures"

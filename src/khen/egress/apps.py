from django.apps import AppConfig


class Egress(AppConfig):
    name = "khen.egress"
    label = "egress"

from django.apps import AppConfig


class Returns(AppConfig):
    name = "khen.domains.returns"
    label = "returns"

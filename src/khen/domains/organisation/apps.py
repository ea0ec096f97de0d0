from django.apps import AppConfig


class Organisation(AppConfig):
    name = "khen.domains.organisation"
    label = "organisation"

from django.apps import AppConfig


class Portals(AppConfig):
    name = "khen.domains.portals"
    label = "portals"

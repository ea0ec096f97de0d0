from django.apps import AppConfig


class Reports(AppConfig):
    name = "khen.reports"
    label = "reports"

from django.apps import AppConfig


class Desk(AppConfig):
    name = "khen.desk"
    label = "desk"

from django.apps import AppConfig


class Book(AppConfig):
    name = "khen.book"
    label = "book"

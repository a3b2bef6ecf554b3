from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "aftershift.pages"

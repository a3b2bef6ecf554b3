from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "aftershift.config"
    label = "config"

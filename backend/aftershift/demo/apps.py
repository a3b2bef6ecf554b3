from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The seeded organisation of `make run`. Has no tables of its own."""

    name = "aftershift.demo"

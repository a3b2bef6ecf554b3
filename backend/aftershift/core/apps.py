from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "aftershift.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from aftershift.core import checks, instants  # noqa: F401  (register the checks made at start, and a reader)

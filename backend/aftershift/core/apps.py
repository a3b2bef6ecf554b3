from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "aftershift.core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from aftershift.core import checks  # noqa: F401  (registers the checks made at start)

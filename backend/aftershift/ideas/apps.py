from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "aftershift.ideas"

    def ready(self) -> None:
        from aftershift.ideas import personal_data

        personal_data.register()

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "aftershift.media"

    def ready(self) -> None:
        from aftershift.media import personal_data

        personal_data.register()

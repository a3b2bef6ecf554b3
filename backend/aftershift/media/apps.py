from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "aftershift.media"

    def ready(self) -> None:
        from aftershift.media import merged, personal_data

        personal_data.register()
        merged.register()

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "aftershift.ballots"

    def ready(self) -> None:
        from aftershift.ballots import merged, personal_data

        personal_data.register()
        merged.register()

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "aftershift.safety"

    def ready(self) -> None:
        from aftershift.activities.events import OccurrenceClosing, OccurrencePublishing, OccurrenceStarting
        from aftershift.core.events import subscribe
        from aftershift.safety import personal_data, services

        personal_data.register()
        subscribe(OccurrencePublishing, services.check_before_publishing)
        subscribe(OccurrenceStarting, services.check_before_starting)
        subscribe(OccurrenceClosing, services.check_before_closing)

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "aftershift.safety"

    def ready(self) -> None:
        from aftershift.activities.events import (
            OccurrenceChanged,
            OccurrenceClosing,
            OccurrencePublishing,
            OccurrenceStarting,
        )
        from aftershift.activities.held import register_holder
        from aftershift.core.events import subscribe
        from aftershift.safety import merged, messages, personal_data, selectors, services
        from aftershift.safety.services import home
        from aftershift.safety.services.messaging import tell_it_opens

        messages.register()
        personal_data.register()
        merged.register()
        register_holder(
            lambda organisation_id, occurrence_ids: selectors.with_checklists(
                organisation_id=organisation_id, occurrence_ids=occurrence_ids
            )
        )
        subscribe(OccurrencePublishing, services.check_before_publishing)
        subscribe(OccurrencePublishing, tell_it_opens)
        subscribe(OccurrenceStarting, services.check_before_starting)
        subscribe(OccurrenceClosing, services.check_before_closing)
        subscribe(OccurrenceChanged, home.end_alert)

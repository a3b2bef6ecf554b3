from django.apps import AppConfig


class LeadingConfig(AppConfig):
    name = "aftershift.leading"

    def ready(self) -> None:
        from aftershift.activities.events import OccurrenceClosing, OccurrencePublishing, OccurrenceStarting
        from aftershift.core.events import subscribe
        from aftershift.leading import merged, personal_data
        from aftershift.leading.selectors import leads_something
        from aftershift.leading.services import certificates, load, record
        from aftershift.people.selectors import register_role_source

        personal_data.register()
        merged.register()
        register_role_source(leads_something)
        subscribe(OccurrenceClosing, record.note_closing)
        subscribe(OccurrencePublishing, certificates.check_mountain_day)
        subscribe(OccurrenceStarting, certificates.check_mountain_day)
        subscribe(OccurrencePublishing, load.note_who_opened)
        subscribe(OccurrenceClosing, load.note_date_led)

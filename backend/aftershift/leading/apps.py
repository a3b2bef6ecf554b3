from django.apps import AppConfig


class LeadingConfig(AppConfig):
    name = "aftershift.leading"

    def ready(self) -> None:
        from aftershift.activities.events import OccurrenceClosing, OccurrencePublishing, OccurrenceStarting
        from aftershift.core.events import subscribe
        from aftershift.leading import merged, messages, personal_data
        from aftershift.leading.events import RoleAsked
        from aftershift.leading.selectors import leads_something
        from aftershift.leading.services import certificates, handover, load, messaging, record
        from aftershift.people.events import MemberLeft
        from aftershift.people.selectors import register_role_source

        messages.register()
        personal_data.register()
        merged.register()
        register_role_source(leads_something)
        subscribe(MemberLeft, handover.end_handovers_of)
        subscribe(OccurrenceClosing, record.note_closing)
        subscribe(OccurrencePublishing, certificates.check_mountain_day)
        subscribe(OccurrenceStarting, certificates.check_mountain_day)
        subscribe(OccurrencePublishing, load.note_who_opened)
        subscribe(OccurrenceClosing, load.note_turn)
        subscribe(RoleAsked, messaging.tell_who_is_asked)

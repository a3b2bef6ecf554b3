from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "aftershift.calendars"

    def ready(self) -> None:
        from aftershift.calendars import merged, personal_data
        from aftershift.calendars.services import end_feeds_of
        from aftershift.core.events import subscribe
        from aftershift.people.events import MemberLeft

        personal_data.register()
        merged.register()
        subscribe(MemberLeft, end_feeds_of)

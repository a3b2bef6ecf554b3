from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "aftershift.activities"

    def ready(self) -> None:
        from aftershift.activities import personal_data
        from aftershift.activities.services.joining import free_places_of
        from aftershift.core.events import subscribe
        from aftershift.people.events import MemberLeft

        personal_data.register()
        subscribe(MemberLeft, free_places_of)

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "aftershift.activities"

    def ready(self) -> None:
        from aftershift.activities import merged, personal_data, releasing, selectors, showing
        from aftershift.activities.services.joining import free_places_of
        from aftershift.activities.services.series.standing import end_standing
        from aftershift.core.events import subscribe
        from aftershift.media.showing import register_about
        from aftershift.people.events import InvitationGoingOut, MemberLeft
        from aftershift.shifts.series import register_series

        personal_data.register()
        merged.register()
        register_about(showing.ABOUT, showing.may_see)
        subscribe(MemberLeft, free_places_of)
        subscribe(InvitationGoingOut, releasing.refuse_empty_invitation)
        subscribe(MemberLeft, end_standing)
        register_series(
            lambda member, activity_id, now: selectors.starts_of(member=member, activity_id=activity_id, now=now)
        )

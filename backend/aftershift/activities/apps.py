from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "aftershift.activities"

    def ready(self) -> None:
        from aftershift.activities import (
            events,
            merged,
            messages,
            messages_people,
            personal_data,
            releasing,
            selectors,
            showing,
        )
        from aftershift.activities.events import (
            AskedToBeTold,
            DatesChanged,
            MovedToQueue,
            OccurrenceChanged,
            PlaceGiven,
            TakenOffList,
        )
        from aftershift.activities.services import messaging, messaging_people
        from aftershift.activities.services.ages import follow_age
        from aftershift.activities.services.joining import free_places_of
        from aftershift.activities.services.series.standing import end_standing
        from aftershift.core.events import subscribe
        from aftershift.media.showing import register_about
        from aftershift.people.events import AgeCorrected, InvitationGoingOut, MemberLeft
        from aftershift.shifts.series import register_series

        subscribe(PlaceGiven, messaging.tell_of_place)
        subscribe(MovedToQueue, messaging.tell_of_place)
        subscribe(TakenOffList, messaging.tell_of_place)
        subscribe(events.PutBackOnList, messaging.tell_of_place)
        subscribe(DatesChanged, messaging.tell_of_dates)
        subscribe(OccurrenceChanged, messaging.tell_of_date)
        subscribe(AskedToBeTold, messaging.tell_what_was_asked_for)
        subscribe(events.HostAsked, messaging_people.tell_who_is_asked_to_host)
        subscribe(events.HostSteppedBack, messaging_people.tell_that_no_host_is_left)
        subscribe(events.ColleagueInvited, messaging_people.tell_who_is_invited)
        subscribe(events.HeldPlaceEnded, messaging_people.tell_whose_held_place_ended)
        subscribe(events.LineTypedIn, messaging_people.tell_who_wrote_on_paper)
        subscribe(events.PromiseJudged, messaging_people.tell_whose_promise_it_is)
        messages.register()
        messages_people.register()
        personal_data.register()
        merged.register()
        register_about(showing.ABOUT, showing.may_see)
        subscribe(MemberLeft, free_places_of)
        subscribe(InvitationGoingOut, releasing.refuse_empty_invitation)
        subscribe(MemberLeft, end_standing)
        subscribe(AgeCorrected, follow_age)
        register_series(
            lambda member, activity_id, now: selectors.starts_of(member=member, activity_id=activity_id, now=now)
        )

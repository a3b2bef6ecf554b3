from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "aftershift.safety"

    def ready(self) -> None:
        from aftershift.activities.events import (
            ChildrenComing,
            DatesChanged,
            OccurrenceChanged,
            OccurrenceClosing,
            OccurrencePublishing,
            OccurrenceStarting,
            PlacesGrowing,
        )
        from aftershift.activities.held import register_holder
        from aftershift.core.events import subscribe
        from aftershift.leading.events import TaperMoved
        from aftershift.leading.mountain_days import register_mountain_days
        from aftershift.people.events import MemberLeft
        from aftershift.safety import (
            events,
            letters_out,
            merged,
            messages,
            messages_late,
            messages_lists,
            messages_out,
            personal_data,
            selectors,
            services,
        )
        from aftershift.safety.services import agreeing, children, home, letters, messaging_out, mountains
        from aftershift.safety.services.messaging import tell_it_opens, tell_of_change

        messages.register()
        messages_late.register()
        messages_lists.register()
        messages_out.register()
        letters_out.register()
        personal_data.register()
        merged.register()
        register_holder(
            lambda organisation_id, occurrence_ids: selectors.with_checklists(
                organisation_id=organisation_id, occurrence_ids=occurrence_ids
            )
        )
        register_mountain_days(mountains.is_mountain_day)
        subscribe(ChildrenComing, children.refuse_where_adults_were_planned_for)
        subscribe(OccurrencePublishing, services.check_before_publishing)
        subscribe(OccurrencePublishing, mountains.check_group_size)
        subscribe(OccurrencePublishing, tell_it_opens)
        subscribe(OccurrenceStarting, services.check_before_starting)
        subscribe(OccurrenceStarting, mountains.check_group_size)
        subscribe(PlacesGrowing, mountains.check_larger_group)
        subscribe(OccurrenceClosing, services.check_before_closing)
        subscribe(OccurrenceChanged, home.end_alert)
        subscribe(DatesChanged, home.ask_again_when_moved)
        subscribe(MemberLeft, home.leave_no_home_empty)
        subscribe(TaperMoved, agreeing.ask_again)
        subscribe(events.DateStopped, messaging_out.tell_it_stopped)
        subscribe(events.HomeContactAsked, messaging_out.tell_who_is_asked)
        subscribe(events.NobodyAtHome, messaging_out.tell_nobody_is_at_home)
        subscribe(events.GroupOverdue, messaging_out.tell_it_is_overdue)
        subscribe(events.GroupIsSafe, messaging_out.tell_they_are_safe)
        subscribe(events.HomeContactAsked, letters.write_to_who_is_asked)
        subscribe(events.GroupOverdue, letters.write_it_is_overdue)
        subscribe(events.GroupIsSafe, letters.write_they_are_safe)
        subscribe(events.ChangeProposed, tell_of_change)

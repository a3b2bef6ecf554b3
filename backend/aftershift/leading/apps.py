from django.apps import AppConfig


class LeadingConfig(AppConfig):
    name = "aftershift.leading"

    def ready(self) -> None:
        from aftershift.activities.events import (
            EveryoneTold,
            OccurrenceClosing,
            OccurrencePublishing,
            OccurrenceStarting,
        )
        from aftershift.core.events import subscribe
        from aftershift.leading import events, merged, messages, messages_passing, messages_steps, personal_data
        from aftershift.leading.selectors import leads_something
        from aftershift.leading.services import (
            certificates,
            handover,
            load,
            messaging,
            messaging_passing,
            messaging_steps,
            record,
            turns,
        )
        from aftershift.people.events import MemberLeft
        from aftershift.people.selectors import register_role_source

        messages.register()
        messages_passing.register()
        messages_steps.register()
        personal_data.register()
        merged.register()
        register_role_source(leads_something)
        subscribe(MemberLeft, handover.end_handovers_of)
        subscribe(OccurrenceClosing, record.note_closing)
        subscribe(OccurrencePublishing, certificates.check_mountain_day)
        subscribe(OccurrenceStarting, certificates.check_mountain_day)
        subscribe(OccurrencePublishing, load.note_who_opened)
        subscribe(EveryoneTold, load.note_who_told)
        subscribe(OccurrenceClosing, load.note_turn)
        subscribe(events.RoleAsked, messaging.tell_who_is_asked)
        subscribe(events.RoleGivenBack, messaging_passing.tell_that_a_role_is_free)
        subscribe(events.LeaderWanted, messaging_passing.tell_who_could_lead)
        subscribe(events.SeriesPaused, messaging_passing.tell_who_waits)
        subscribe(events.SeriesGoesOn, messaging_passing.tell_who_waits)
        subscribe(events.LeadRoleOffered, messaging_passing.tell_who_is_asked_to_lead)
        subscribe(events.HandoverBegun, messaging_passing.tell_whose_yes_is_missing)
        subscribe(events.HandoverEnded, messaging_passing.tell_how_it_ended)
        subscribe(events.HandoverEnded, turns.ask_the_next)
        subscribe(events.HandoverSuggested, messaging_passing.tell_who_could_hand_over)
        subscribe(events.TurnSuggested, messaging_passing.tell_whose_turn_it_was)
        subscribe(events.TaperProposed, messaging_passing.tell_what_is_proposed)
        subscribe(events.TaperMoved, messaging_passing.tell_how_much_help_there_is)
        subscribe(events.CircleInvited, messaging_steps.tell_who_is_asked_into_the_circle)
        subscribe(events.StepOpened, messaging_steps.tell_that_a_step_is_open)
        subscribe(events.SignOffAsked, messaging_steps.tell_who_is_asked_for_a_word)
        subscribe(events.SignOffAnswered, messaging_steps.tell_that_there_is_a_word)

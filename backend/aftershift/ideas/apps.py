from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "aftershift.ideas"

    def ready(self) -> None:
        from aftershift.core.events import subscribe
        from aftershift.ideas import merged, messages, messages_conversations, personal_data, selectors, showing
        from aftershift.ideas.events import ConversationChanged, IdeaAnswered, StepGiven
        from aftershift.ideas.services.messaging import tell_author
        from aftershift.ideas.services.messaging_conversations import tell_of_conversation, tell_whose_step_it_is
        from aftershift.media.showing import register_about
        from aftershift.shifts.audiences import register_audience

        personal_data.register()
        merged.register()
        messages.register()
        messages_conversations.register()
        subscribe(IdeaAnswered, tell_author)
        subscribe(ConversationChanged, tell_of_conversation)
        subscribe(StepGiven, tell_whose_step_it_is)
        register_about(showing.ABOUT, showing.may_see)
        register_about(showing.ABOUT_CONVERSATION, showing.may_see_conversation)
        register_audience(
            "idea",
            lambda member, idea_id: selectors.who_would_come(member=member, idea_id=idea_id),
            lambda member: selectors.ideas_many_would_come_to(member=member),
        )

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "aftershift.ballots"

    def ready(self) -> None:
        from aftershift.ballots import merged, messages, messages_checks, personal_data
        from aftershift.ballots.events import BallotExtended, BallotOpened, BallotSettled, IdeaChecked, OutcomeWaits
        from aftershift.ballots.services.messaging import tell_author, tell_of_vote, tell_who_may_publish
        from aftershift.core.events import subscribe

        personal_data.register()
        merged.register()
        messages.register()
        messages_checks.register()
        subscribe(BallotOpened, tell_of_vote)
        subscribe(BallotExtended, tell_of_vote)
        subscribe(BallotSettled, tell_of_vote)
        subscribe(OutcomeWaits, tell_who_may_publish)
        subscribe(IdeaChecked, tell_author)

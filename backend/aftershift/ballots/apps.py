from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "aftershift.ballots"

    def ready(self) -> None:
        from aftershift.ballots import merged, messages, personal_data
        from aftershift.ballots.events import BallotExtended, BallotOpened, BallotSettled
        from aftershift.ballots.services.messaging import tell_of_vote
        from aftershift.core.events import subscribe

        personal_data.register()
        merged.register()
        messages.register()
        subscribe(BallotOpened, tell_of_vote)
        subscribe(BallotExtended, tell_of_vote)
        subscribe(BallotSettled, tell_of_vote)

"""Everybody with a paper hears that a vote opens, lasts longer, and is counted: the same, whether they voted or not."""

from django.db import transaction

from aftershift.ballots.events import BallotExtended, BallotOpened, BallotSettled
from aftershift.ballots.messages import VOTE
from aftershift.ballots.models import Paper
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send


@transaction.atomic(savepoint=False)
def tell_of_vote(event: BallotOpened | BallotExtended | BallotSettled) -> None:
    what = {BallotOpened: "opened", BallotExtended: "extended", BallotSettled: "settled"}[type(event)]
    papers = Paper.objects.of(event.organisation_id).filter(ballot=event.ballot_id, member__left_at=None)
    send(
        organisation_id=event.organisation_id,
        members=[member for member in papers.values_list("member_id", flat=True) if member is not None],
        kind=VOTE,
        about=event.ballot_id,
        facts={"what": what},
        key=f"{what}:{event.ballot_id}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )

"""One extension of 14 days where too few could vote (DOMAIN 8.2, RULE-35). The caller holds the lock on the ballot."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.ballots import selectors
from aftershift.ballots.events import BallotExtended
from aftershift.ballots.models import OTHER_GROUP, Ballot, Paper, Slip
from aftershift.ballots.services.tallying import TALK_BELOW
from aftershift.core.events import publish
from aftershift.organisations.models import Organisation

EXTENDED_BY = dt.timedelta(days=14)


def is_wanted(*, ballot: Ballot) -> bool:
    """It was not extended yet, and fewer than 8 voted of those who could, or nobody of a large shift group used a paper.

    A slip that was handed out counts as a vote, whatever stands on it, typed in or not. So the answer is fixed at the close:
    however late the worker asks, and whatever is typed in meanwhile, it is the same (docs/decisions/0020).
    """
    if ballot.first_closed_at is not None:
        return False
    papers = list(Paper.objects.of(ballot.organisation_id).filter(ballot=ballot).values_list("shift_group", "is_used"))
    named = {group for group, _ in papers if group not in ("", OTHER_GROUP)}
    if named - {group for group, is_used in papers if is_used}:
        return True
    ticked = sum(1 for slip in Slip.objects.of(ballot.organisation_id).filter(ballot=ballot) if slip.ticks)
    ticked_on_paper = sum(1 for ticks in selectors.read_off(ballot) if ticks)
    voted = ticked - ticked_on_paper + selectors.handed_out(ballot)
    # With fewer papers than that no extension helps.
    return voted < TALK_BELOW <= len(papers)


@transaction.atomic(savepoint=False)
def extend(*, ballot: Ballot, now: dt.datetime) -> None:
    """Open for 14 days more, to the same time of day; counted from today if the worker comes late, so that it lies ahead.

    Papers and slips stay as they are. What is said in public is one sentence for both reasons: which of them it was, or
    which group, would tell of people that they have not voted.
    """
    organisation = Organisation.objects.get(pk=ballot.organisation_id)
    local, today = organisation.local(ballot.closes_at), organisation.local(now).date()
    day = max(local.date(), today) + EXTENDED_BY
    ballot.first_closed_at = ballot.closes_at
    ballot.closes_at = dt.datetime.combine(day, local.time(), ZoneInfo(organisation.time_zone)).astimezone(dt.UTC)
    ballot.save(update_fields=["first_closed_at", "closes_at"])
    publish(BallotExtended(organisation_id=organisation.pk, ballot_id=ballot.pk, at=now))

"""Closing by the clock, counting as was fixed at opening, and publishing."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.ballots import selectors
from aftershift.ballots.errors import NotWaiting
from aftershift.ballots.events import BallotSettled, OutcomeWaits
from aftershift.ballots.models import Ballot, Option, Paper, PrintedSlip, Reading, Result, Slip
from aftershift.ballots.policies import MAY
from aftershift.ballots.services import extending, tallying
from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas.models import Idea
from aftershift.ideas.services import move_on
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def shuffle(*, organisation_id: UUID, ballot_id: UUID, now: dt.datetime) -> None:
    """Rewrite slips, papers and printed slips in the order of their keys, so that the order of writing joins no slip to a paper."""
    ballot = one(Ballot.objects.of(organisation_id).select_for_update(of=("self",)), ballot_id)
    _rewrite(ballot)
    ballot.shuffled_at = now
    ballot.save(update_fields=["shuffled_at"])


def _rewrite(ballot: Ballot) -> None:
    """All rows get one transaction and one order. Nothing but readings points to them, so they are taken out and put back."""
    of = ballot.organisation_id
    rows: list[QuerySet[Any]] = [
        Slip.objects.of(of).filter(ballot=ballot),
        Paper.objects.of(of).filter(ballot=ballot),
        PrintedSlip.objects.of(of).filter(ballot=ballot),
        Reading.objects.of(of).filter(printed_slip__ballot=ballot),
    ]
    kept = [list(found.order_by("pk")) for found in rows]
    for found in reversed(rows):
        found.delete()
    for found, again in zip(rows, kept, strict=True):
        found.model.objects.bulk_create(again, batch_size=500)


@transaction.atomic
def close(*, organisation_id: UUID, ballot_id: UUID, now: dt.datetime) -> None:
    """Close and count a ballot whose time has come; before that, or when it was counted already, do nothing.

    Once, instead of closing, it is extended when too few could vote (`extending`).
    While printed slips are still to be typed in, the count waits for them, three days at most.

    Fewer than 8 voters, a count that chooses nothing, and an outcome that may leave a shift group of ten voters or more
    with nothing wait to be published with a reason. Shift groups are emptied here, whatever comes of it.
    """
    ballot = one(Ballot.objects.of(organisation_id).select_for_update(of=("self",)), ballot_id)
    if ballot.state != Ballot.State.OPEN or ballot.closes_at > now:
        return
    if extending.is_wanted(ballot=ballot):
        extending.extend(ballot=ballot, now=now)
        return
    if selectors.waits_for_printed(ballot, now=now):
        return
    outcome_stands = tallying.count(ballot=ballot)
    # The ticks by number have done their work: from here on no number leads to a slip.
    Reading.objects.of(organisation_id).filter(printed_slip__ballot=ballot).delete()
    Slip.objects.of(organisation_id).filter(ballot=ballot).update(shift_group="")
    Paper.objects.of(organisation_id).filter(ballot=ballot).update(shift_group="", handing_hash="")
    _rewrite(ballot)
    ballot.state, ballot.shuffled_at = Ballot.State.WAITING_FOR_PANEL, now
    ballot.save(update_fields=["voters", "rule", "final_share", "left_out", "state", "shuffled_at"])
    if outcome_stands:
        _settle(ballot, now)
    else:
        publish(OutcomeWaits(organisation_id=organisation_id, ballot_id=ballot.pk, at=now))


@transaction.atomic
def publish_outcome(
    *, member: Member, ballot_id: UUID, reason: str, chosen: Collection[UUID] | None = None, now: dt.datetime
) -> Ballot:
    """Publish an outcome that waited, with the reason that everybody reads.

    chosen: after a talk, what was agreed; for a panel only when it changes what the count said, else None.
    Raises NotVisible, NotAllowed, NotWaiting, FieldProblem.
    """
    require(MAY, "ballot.publish", roles_of(member))
    visible = selectors.visible_ballots(member=member)
    ballot = one(visible.select_for_update(of=("self",)), ballot_id)
    if ballot.state != Ballot.State.WAITING_FOR_PANEL:
        raise NotWaiting(state_now=selectors.shown_state(ballot, now))
    options = {option.pk: option for option in selectors.options_of(ballot)}
    if ballot.rule == Ballot.Rule.TALK:
        if chosen is None:
            raise FieldProblem({"/chosen": "Say what you agreed on. It may be nothing: then leave the list empty."})
        Result.objects.bulk_create(
            Result(organisation_id=ballot.organisation_id, ballot=ballot, option=option, is_chosen=False)
            for option in options.values()
        )
    if chosen is not None:
        _check_fits(ballot, options, chosen)
        results = Result.objects.of(ballot.organisation_id).filter(ballot=ballot)
        results.exclude(option_id__in=chosen).update(is_chosen=False)
        results.filter(option_id__in=chosen).update(is_chosen=True)
    ballot.published_reason = reason
    ballot.save(update_fields=["published_reason"])
    _settle(ballot, now)
    return ballot


def _check_fits(ballot: Ballot, options: dict[UUID, Option], chosen: Collection[UUID]) -> None:
    if not set(chosen) <= set(options):
        raise FieldProblem({"/chosen": "One of these is not in this vote."})
    if any(selectors.is_hidden(options[option_id]) for option_id in chosen):
        raise FieldProblem({"/chosen": "One of these ideas was hidden meanwhile."})
    room = ballot.budget if ballot.budget is not None else ballot.slots or 0
    if sum(options[option_id].cost for option_id in set(chosen)) > room:
        raise FieldProblem({"/chosen": "There is not enough room for all of these."})


def _settle(ballot: Ballot, now: dt.datetime) -> None:
    today = Organisation.objects.get(pk=ballot.organisation_id).local(now).date()
    ballot.state, ballot.settled_date = Ballot.State.SETTLED, today
    ballot.save(update_fields=["state", "settled_date"])
    results = list(
        Result.objects.of(ballot.organisation_id).filter(ballot=ballot).select_related("option").order_by("pk")
    )
    chosen_ideas = {row.option.idea_id for row in results if row.is_chosen and row.option.idea_id}
    other_ideas = {row.option.idea_id for row in results if row.option.idea_id} - chosen_ideas
    for ideas, status in ((chosen_ideas, Idea.Status.CHOSEN), (other_ideas, Idea.Status.NOT_THIS_TIME)):
        move_on(organisation_id=ballot.organisation_id, idea_ids=ideas, status=status, today=today)
    publish(
        BallotSettled(
            organisation_id=ballot.organisation_id,
            ballot_id=ballot.pk,
            chosen_option_ids=tuple(row.option_id for row in results if row.is_chosen),
            at=now,
        )
    )

"""DOMAIN 8.2, RULE-35: one extension of 14 days where too few could vote, said in public, with a new close ahead."""

import datetime as dt

import pytest

from aftershift.ballots import selectors, tasks
from aftershift.ballots.events import BallotExtended, OutcomeWaits
from aftershift.ballots.models import Ballot, Paper, PrintedSlip, Result, Slip
from aftershift.ballots.services import closing
from aftershift.core import clock, events
from aftershift.core.models import Claim
from tests.factories import LONDON, MemberFactory, signed_in
from tests.rules.ballots.world import AFTER, CLOSES, put_in_groups, voting_world

pytestmark = pytest.mark.django_db
LATER = CLOSES + dt.timedelta(days=14)


def few_voted(voters=7, of=12, **fields):
    world = voting_world(voters=of, **fields)
    for voter in world.voters[:voters]:
        world.cast(voter, "A")
    return world


def test_with_fewer_than_eight_voters_it_is_open_for_fourteen_days_more():
    world = few_voted()
    world.close()
    assert (world.ballot.state, world.ballot.closes_at, world.ballot.first_closed_at) == ("open", LATER, CLOSES)
    late = world.voters[7]
    world.cast(late, "B", now=AFTER)
    assert world.papers().get(member=late).is_used


def test_with_eight_it_is_counted():
    assert few_voted(8).close().state == "settled"


def test_it_is_extended_once():
    world = few_voted()
    world.close()
    world.close(AFTER)
    assert world.ballot.closes_at == LATER
    world.close(LATER)
    assert (world.ballot.state, world.ballot.rule, world.ballot.closes_at) == ("waiting_for_panel", "talk", LATER)


def test_where_fewer_than_eight_have_a_paper_waiting_helps_nobody():
    world = few_voted(2, of=5)
    assert world.close().state == "waiting_for_panel"


def test_a_large_group_of_whom_nobody_used_a_paper_had_no_way_to_vote():
    world = voting_world(voters=30)
    put_in_groups(world, {"early": 20, "night": 10})
    early = world.papers().filter(shift_group="early", member__isnull=False).select_related("member")
    for paper in early:
        world.cast(paper.member, "A")
    world.close()
    assert world.ballot.first_closed_at == CLOSES


@pytest.mark.parametrize("way", ["by phone", "on paper"])
def test_one_of_the_group_who_voted_shows_that_there_was_a_way(way):
    world = voting_world(voters=30)
    put_in_groups(world, {"early": 20, "night": 10})
    for paper in world.papers().filter(shift_group="early").select_related("member"):
        world.cast(paper.member, "A")
    one = world.papers().filter(shift_group="night").select_related("member").first().member
    if way == "by phone":
        world.cast(one, "A")
    else:
        world.hand_out(one)
    world.close(CLOSES + selectors.TYPED_WITHIN)
    assert world.ballot.state != "open"
    assert world.ballot.first_closed_at is None


def test_slips_that_were_handed_out_are_votes_whether_or_not_they_come_back():
    """Seven by phone and one on paper: whoever had the slip could vote. It is waited for, and then the rest is counted."""
    world = few_voted(7)
    world.print(1)
    world.hand_out(world.voters[8])
    assert (world.close().state, world.ballot.first_closed_at) == ("open", None)
    world.close(CLOSES + selectors.TYPED_WITHIN)
    assert (world.ballot.state, world.ballot.rule, world.ballot.first_closed_at) == ("waiting_for_panel", "talk", None)


@pytest.mark.parametrize("typed_in", ["not at all", "before", "after", "blank"])
@pytest.mark.parametrize(("by_phone", "extended"), [(6, True), (7, False)])
def test_what_is_typed_in_and_when_the_worker_comes_change_nothing_about_the_extension(by_phone, extended, typed_in):
    """Whoever types slips in has read them: they must not choose whether the vote is opened again."""
    world = few_voted(by_phone)
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    (number,) = world.print(1)
    world.hand_out(world.voters[8])
    if typed_in != "not at all":
        for reader in (world.rosa, kofi):
            when = AFTER if typed_in == "after" else CLOSES - dt.timedelta(hours=1)
            world.read(reader, number, "" if typed_in == "blank" else "A", now=when)
    world.close(CLOSES + dt.timedelta(days=2))
    assert (world.ballot.first_closed_at is not None) == extended


def test_the_worker_extends_at_the_close_while_slips_are_still_to_be_typed_in():
    """Not days later: members read "closed", and then "open" again, beside slips that somebody has read meanwhile."""
    world = few_voted(6)
    (number,) = world.print(1)
    world.hand_out(world.voters[8])
    real = clock.now()
    Ballot.objects.of(world.organisation.pk).update(closes_at=real - dt.timedelta(minutes=1))
    assert tasks.close_due_ballots() == 1
    shown = selectors.ballot_shown(member=world.voters[9], ballot_id=world.ballot.pk, now=real)
    assert (shown.state, shown.first_closed) == ("open", real - dt.timedelta(minutes=1))
    world.cast(world.voters[9], "B", now=real)
    world.hand_out(world.voters[10], now=real)
    slips = selectors.printed_shown(member=world.rosa, ballot_id=world.ballot.pk, now=real)
    assert (slips.can_hand_out, slips.can_type_in, [slip.number for slip in slips.slips]) == (True, True, [number])


def test_papers_and_slips_stay_as_they_are():
    world = few_voted(3)
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    (number,) = world.print(1)
    world.hand_out(world.voters[5])
    receipt = world.cast(world.voters[6], "B")
    world.read(kofi, number, "A")
    kept = [
        list(model.objects.of(world.organisation.pk).order_by("pk").values()) for model in (Slip, Paper, PrintedSlip)
    ]
    world.close()
    assert world.ballot.first_closed_at
    assert [
        list(model.objects.of(world.organisation.pk).order_by("pk").values()) for model in (Slip, Paper, PrintedSlip)
    ] == kept
    world.read(world.rosa, number, "A", now=AFTER)
    world.cast(world.voters[6], "C", receipt=receipt, now=AFTER)
    assert world.slips().count() == 5


def test_the_new_close_lies_ahead_also_when_the_worker_comes_late():
    world = few_voted()
    world.close(CLOSES + dt.timedelta(days=20))
    assert world.ballot.closes_at == dt.datetime(2026, 3, 5, 20, 0, tzinfo=LONDON)


def test_the_new_close_is_at_the_same_time_of_day_when_the_clock_changes():
    world = few_voted(closes_date=dt.date(2026, 3, 20), closes_time=dt.time(20, 0))
    world.close(dt.datetime(2026, 3, 20, 20, 1, tzinfo=LONDON))
    assert world.ballot.closes_at == dt.datetime(2026, 4, 3, 20, 0, tzinfo=LONDON)


def test_totals_stay_hidden_and_everybody_sees_that_it_was_extended():
    world = few_voted()
    world.close()
    assert not Result.objects.of(world.organisation.pk).exists()
    shown = selectors.ballot_shown(member=world.voters[9], ballot_id=world.ballot.pk, now=AFTER)
    assert (shown.state, shown.closes, shown.first_closed) == ("open", LATER, CLOSES)
    reply = signed_in(world.voters[9]).get(f"/api/v1/ballots/{world.ballot.pk}").json()
    assert reply["first_closed"] == {"at": "2026-01-30T20:00:00Z", "date": "2026-01-30", "time": "20:00"}


def test_the_reply_does_not_tell_why_it_was_extended():
    """Which reason it was, or which group, would tell of people that they have not voted."""
    world = voting_world(voters=30)
    put_in_groups(world, {"early": 20, "night": 10})
    by_group = {paper.member: paper.shift_group for paper in world.papers().select_related("member")}
    of = {group: [voter for voter in world.voters if by_group[voter] == group] for group in ("early", "night")}

    def after(voters):
        for voter in voters:
            world.cast(voter, "A")
        world.close()
        said = vars(selectors.ballot_shown(member=world.rosa, ballot_id=world.ballot.pk, now=AFTER))
        world.slips().delete()
        world.papers().update(is_used=False)
        Ballot.objects.of(world.organisation.pk).update(closes_at=CLOSES, first_closed_at=None)
        return said

    too_few = after(of["early"][:3] + of["night"][:3])
    nobody_on_nights = after(of["early"])
    assert too_few["first_closed"] == CLOSES
    assert too_few == nobody_on_nights


def test_the_worker_extends_once_and_goes_on_shuffling():
    world = few_voted()
    real = clock.now()
    Ballot.objects.of(world.organisation.pk).update(
        closes_at=real - dt.timedelta(minutes=1), shuffled_at=real - dt.timedelta(hours=2)
    )
    heard = []
    for event in (BallotExtended, OutcomeWaits):
        events.subscribe(event, heard.append)
    assert tasks.close_due_ballots() == 1
    Claim.objects.all().delete()
    assert tasks.close_due_ballots() == 0
    closing.close(organisation_id=world.organisation.pk, ballot_id=world.ballot.pk, now=real)
    assert [type(event) for event in heard] == [BallotExtended]
    world.ballot.refresh_from_db()
    assert real + dt.timedelta(days=13) < world.ballot.closes_at < real + dt.timedelta(days=15)
    assert tasks.shuffle_slips() == 1

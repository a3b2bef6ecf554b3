import json
from uuid import uuid4

import pytest
from django.core.management import call_command

from aftershift.ballots import selectors, tasks
from aftershift.ballots.errors import NotCountedYet, NotWaiting, SlipsNotPublished, WaitingForPanel
from aftershift.ballots.events import BallotSettled
from aftershift.ballots.models import Ballot, Result
from aftershift.ballots.services import closing
from aftershift.core import events
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from tests.factories import MONDAY_9AM, same_query_count
from tests.rules.ballots.world import AFTER, CLOSES, put_in_groups, voting_world

pytestmark = pytest.mark.django_db


def outcome(world, now=AFTER):
    return selectors.outcome(member=world.rosa, ballot_id=world.ballot.pk, now=now)


def titles(rows):
    return [row.option.title for row in rows]


def day_and_night(**fields):
    """DOMAIN 8.2: seven on days tick A, B, C; five on nights tick D, E; four slots."""
    world = voting_world(voters=12, **fields)
    for voter in world.voters[:7]:
        world.cast(voter, "ABC")
    for voter in world.voters[7:]:
        world.cast(voter, "DE")
    return world


def test_twelve_voters_are_counted_by_sequential_pav_and_nights_get_their_share():
    world = day_and_night()
    world.close()
    found = outcome(world)
    assert (found.rule, found.voters, found.papers, found.state) == ("seq-pav", 12, 13, "settled")
    assert set(titles(found.chosen)) >= {"D", "E"}
    assert len(found.chosen) == 4
    assert [(row.ticks, row.short_by) for row in found.not_chosen] == [(7, 1)]
    assert found.every_group_got_something


@pytest.mark.parametrize(("voters", "rule"), [(20, "seq-pav"), (21, "equal-shares")])
def test_slots_go_by_sequential_pav_up_to_twenty_voters_and_by_equal_shares_above(voters, rule):
    world = voting_world(voters=voters, letters="ABC", slots=2)
    for voter in world.voters:
        world.cast(voter, "AB")
    assert world.close().rule == rule


def test_money_goes_by_equal_shares_from_eight_voters_on():
    world = voting_world(voters=8, letters="AB", budget="40.00", costs={"A": "30.00", "B": "10.50"})
    for voter in world.voters:
        world.cast(voter, "AB")
    assert world.close().rule == "equal-shares"
    found = outcome(world)
    assert titles(found.chosen) == ["B"]
    assert found.chosen[0].each_pays == "21/16"
    assert titles(found.not_chosen) == ["A"]


def test_a_ballot_closes_by_itself_at_its_time_and_not_before():
    world = voting_world()
    world.close(now=MONDAY_9AM)
    assert world.ballot.state == "open"
    assert tasks.close_due_ballots() == 1  # its close is in the past by the real clock
    world.ballot.refresh_from_db()
    assert world.ballot.state == "waiting_for_panel"
    assert tasks.close_due_ballots() == 0


def test_closing_twice_counts_once():
    world = day_and_night()
    world.close()
    before = list(Result.objects.of(world.organisation.pk).order_by("pk").values())
    world.close()
    assert list(Result.objects.of(world.organisation.pk).order_by("pk").values()) == before


def test_until_it_is_counted_it_is_shown_as_closed_and_has_no_outcome():
    world = day_and_night()
    row = selectors.ballots_for_cards(member=world.rosa).get()
    assert selectors.card(row, now=CLOSES).state == "closed"
    with pytest.raises(NotCountedYet):
        outcome(world)


def test_under_eight_voters_people_talk_and_nothing_is_counted():
    world = voting_world(voters=7).extended_before()
    for voter in world.voters:
        world.cast(voter, "A")
    world.close()
    with pytest.raises(WaitingForPanel):
        outcome(world)
    assert not Result.objects.of(world.organisation.pk).exists()


def test_what_people_agreed_on_is_published_with_the_reason():
    world = voting_world(voters=7).extended_before()
    world.close()
    agreed = [world.option("B").pk]
    with pytest.raises(FieldProblem):
        closing.publish_outcome(member=world.rosa, ballot_id=world.ballot.pk, reason="We talked.", now=AFTER)
    with pytest.raises(NotAllowed):
        closing.publish_outcome(
            member=world.voters[0], ballot_id=world.ballot.pk, reason="We talked.", chosen=agreed, now=AFTER
        )
    closing.publish_outcome(member=world.rosa, ballot_id=world.ballot.pk, reason="We talked.", chosen=agreed, now=AFTER)
    found = outcome(world)
    assert (titles(found.chosen), found.published_reason, found.rule) == (["B"], "We talked.", "talk")
    assert [row.ticks for row in found.chosen + found.not_chosen] == [None] * 5
    with pytest.raises(NotWaiting):
        closing.publish_outcome(member=world.rosa, ballot_id=world.ballot.pk, reason="Again.", chosen=[], now=AFTER)


def nights_get_nothing():
    """Thirty voters, three slots; ten on nights tick one thing each that nobody else wants."""
    world = voting_world(voters=40, letters="ABCDEFGHIJKLM", slots=3)
    put_in_groups(world, {"early": 30, "night": 10})
    by_group = {paper.member_id: paper.shift_group for paper in world.papers()}
    alone = iter("DEFGHIJKLM")
    for voter in world.voters:
        world.cast(voter, "ABC" if by_group[voter.pk] == "early" else next(alone))
    return world


def test_a_shift_group_of_ten_left_with_nothing_goes_to_the_panel_first():
    world = nights_get_nothing()
    assert world.close().state == "waiting_for_panel"
    assert world.ballot.left_out == ["night"]
    with pytest.raises(WaitingForPanel):
        outcome(world)
    for reader, seen in ((world.rosa, ["night"]), (world.voters[0], [])):
        shown = selectors.ballot_shown(member=reader, ballot_id=world.ballot.pk, now=AFTER)
        assert shown.missing_groups == seen
    closing.publish_outcome(
        member=world.rosa, ballot_id=world.ballot.pk, reason="Nights get the first place in March.", now=AFTER
    )
    found = outcome(world)
    assert sorted(titles(found.chosen)) == ["A", "B", "C"]
    assert found.every_group_got_something is False
    assert found.missing_groups == ["night"]
    assert found.published_reason == "Nights get the first place in March."


def test_a_panel_may_change_an_outcome_within_the_places_there_are():
    world = nights_get_nothing()
    world.close()
    too_many = [world.option(letter).pk for letter in "ABCD"]
    with pytest.raises(FieldProblem):
        closing.publish_outcome(member=world.rosa, ballot_id=world.ballot.pk, reason="All.", chosen=too_many, now=AFTER)
    agreed = [world.option(letter).pk for letter in "ABD"]
    closing.publish_outcome(
        member=world.rosa, ballot_id=world.ballot.pk, reason="One for nights.", chosen=agreed, now=AFTER
    )
    found = outcome(world)
    assert sorted(titles(found.chosen)) == ["A", "B", "D"]
    assert [row["option"] for row in found.rounds] != []


def test_a_group_of_nine_voters_is_not_named():
    world = nights_get_nothing()
    world.slips().filter(pk=world.slips().filter(shift_group="night").first().pk).update(ticks=[])
    assert world.close().left_out == []
    assert world.ballot.state == "settled"


def test_a_blank_slip_counts_for_nothing():
    world = day_and_night()
    world.slips().filter(pk=world.slips().first().pk).update(ticks=[])
    world.close()
    assert outcome(world).voters == 11


def test_ideas_say_what_became_of_them():
    world = day_and_night()
    world.close()
    found = outcome(world)
    states = {option.title: option.idea.status for option in world.options if option.idea.refresh_from_db() is None}
    assert {title for title, status in states.items() if status == "chosen"} == set(titles(found.chosen))
    assert {title for title, status in states.items() if status == "not_this_time"} == set(titles(found.not_chosen))


def test_the_outcome_is_told_upwards():
    world = day_and_night()
    heard = []
    events.subscribe(BallotSettled, heard.append)
    world.close()
    assert heard[0].ballot_id == world.ballot.pk
    assert {str(key) for key in heard[0].chosen_option_ids} == {str(row.option.id) for row in outcome(world).chosen}


def test_below_twenty_slips_only_the_hashes_of_receipts_are_listed():
    world = day_and_night()
    receipt = world.slips().first().receipt_hash
    world.close()
    found = outcome(world)
    assert found.slips is None
    assert found.receipt_hashes == list(world.slips().order_by("pk").values_list("receipt_hash", flat=True))
    assert receipt in found.receipt_hashes
    with pytest.raises(SlipsNotPublished):
        selectors.slips_as_pb(member=world.rosa, ballot_id=world.ballot.pk, now=AFTER)


def test_from_twenty_slips_on_anybody_can_count_again(tmp_path, capsys):
    world = voting_world(voters=24, letters="ABCDE", slots=2)
    for place, voter in enumerate(world.voters):
        world.cast(voter, ["ABC", "DE", "C"][place % 3])
    world.close()
    found = outcome(world)
    assert found.receipt_hashes is None
    assert len(found.slips) == 24
    file = tmp_path / "slips.pb"
    file.write_text(selectors.slips_as_pb(member=world.voters[0], ballot_id=world.ballot.pk, now=AFTER))
    call_command("count_votes", str(file), "--rule", "equal-shares", "--seed", found.seed, "--json")
    printed = capsys.readouterr()
    assert json.loads(printed.out)["chosen"] == [str(row.option.id) for row in found.chosen]
    assert "exactly what the file says" in printed.err


def test_the_outcome_explains_itself_in_plain_words():
    world = voting_world(voters=24, letters="AB", slots=1)
    for voter in world.voters:
        world.cast(voter, "A")
    world.cast(world.rosa, "B")
    world.close()
    found = outcome(world)
    assert found.explanation[0].startswith("We share the places equally. Everyone gets the same number of tokens.")
    assert found.explanation[1] == "A: chosen. 24 people ticked it. Each paid 12 tokens."
    assert found.explanation[2] == (
        "B: not this time. At least 5 people have to tick an idea before it is counted. 4 more people were needed."
    )


def test_a_chosen_option_can_become_an_activity_and_another_cannot():
    world = day_and_night()
    assert selectors.chosen_options(organisation_id=world.organisation.pk) == []
    world.close()
    chosen = selectors.chosen_options(organisation_id=world.organisation.pk)
    assert {row.title for row in chosen} == set(titles(outcome(world).chosen))
    one = selectors.chosen_option(member=world.rosa, option_id=chosen[0].id)
    assert (one.idea_text, one.weekday, one.minutes) == (f"Idea {one.title}", "Thu", 60)
    missed = outcome(world).not_chosen[0].option.id
    for absent in (missed, uuid4()):
        with pytest.raises(NotVisible):
            selectors.chosen_option(member=world.rosa, option_id=absent)


def test_the_outcome_takes_as_many_statements_for_forty_slips_as_for_eight():
    world = voting_world(voters=40)
    Ballot.objects.of(world.organisation.pk).update(state="settled", rule="equal-shares", final_share="1/10", voters=8)

    def more(voters):
        for voter in voters:
            world.cast(voter, "A")

    Ballot.objects.of(world.organisation.pk).update(state="open")
    more(world.voters[:8])

    def as_settled():
        Ballot.objects.of(world.organisation.pk).update(state="settled")

    def reopened_for_more():
        Ballot.objects.of(world.organisation.pk).update(state="open")
        more(world.voters[8:])
        as_settled()

    same_query_count(few=as_settled, many=reopened_for_more, read=lambda: outcome(world))

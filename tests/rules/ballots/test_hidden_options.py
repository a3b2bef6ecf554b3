"""RULE-31: nobody votes for an idea that was hidden while the vote is open; who ticked it keeps their other ticks."""

import datetime as dt

import pytest

from aftershift.ballots.errors import OptionHidden
from aftershift.ballots.models import Ballot
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.ballots.services import closing
from aftershift.core import clock
from aftershift.core.errors import FieldProblem
from aftershift.ideas import services as ideas
from aftershift.ideas.errors import IdeaHasMovedOn
from tests.factories import MONDAY_9AM, Client, MemberFactory, signed_in
from tests.rules.ballots.test_outcomes import outcome, titles
from tests.rules.ballots.world import AFTER, voting_world

pytestmark = pytest.mark.django_db
REASON = "It names somebody."


def hide(world, letter, what="hidden"):
    ideas.judge(member=world.rosa, idea_id=world.option(letter).idea_id, what=what, reason=REASON, now=MONDAY_9AM)


@pytest.fixture
def world():
    world = voting_world(voters=12)
    Ballot.objects.of(world.organisation.pk).update(closes_at=clock.now() + dt.timedelta(days=30))
    return world


def test_a_vote_for_a_hidden_idea_is_refused_and_nothing_is_used(world):
    ama = world.voters[0]
    hide(world, "A")
    with pytest.raises(OptionHidden) as refused:
        world.cast(ama, "AB")
    assert refused.value.facts == {"options": [str(world.option("A").pk)]}
    assert not world.slips().exists()
    assert not world.papers().get(member=ama).is_used
    world.cast(ama, "B")


def test_a_change_to_a_hidden_idea_is_refused_in_plain_words_and_the_slip_stays(world):
    receipt = world.cast(world.voters[0], "B")
    hide(world, "A")
    body = {"ballot": str(world.ballot.pk), "options": [str(world.option("A").pk)]}
    reply = Client().put(f"/api/v1/slips/{receipt}", body, format="json")
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[-1]) == (409, "option-hidden")
    assert world.slips().get().ticks == [str(world.option("B").pk)]


def test_a_vote_that_was_in_before_is_safe_to_send_again(world):
    receipt = world.cast(world.voters[0], "AB")
    hide(world, "A")
    body = {
        "options": [str(world.option(letter).pk) for letter in "AB"],
        "receipt_hash": hash_of_receipt(receipt),
    }
    assert signed_in(world.voters[0]).post(f"/api/v1/ballots/{world.ballot.pk}/slips", body).status_code == 201


def test_a_slip_ticked_by_hand_keeps_what_else_is_on_it(world):
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    hide(world, "A")
    for reader in (world.rosa, kofi):
        world.read(reader, number, "AB")
    assert world.slips().get().ticks == sorted(str(world.option(letter).pk) for letter in "AB")


def test_a_hidden_idea_takes_no_part_in_the_count_and_slips_keep_their_other_ticks(world):
    for voter in world.voters:
        world.cast(voter, "AB")
    hide(world, "A")
    world.close(clock.now() + dt.timedelta(days=31))
    found = outcome(world, now=clock.now() + dt.timedelta(days=31))
    assert (titles(found.chosen), found.voters) == (["B"], 12)
    (gone,) = [row for row in found.not_chosen if row.not_counted == "hidden"]
    assert (gone.option.id, gone.option.title, gone.short_by) == (world.option("A").pk, "", None)
    assert "An idea that was hidden: not counted, because it was hidden after the vote had opened." in found.explanation


def test_an_idea_that_is_shown_again_is_counted(world):
    for voter in world.voters:
        world.cast(voter, "A")
    hide(world, "A")
    hide(world, "A", "shown_again")
    world.close(clock.now() + dt.timedelta(days=31))
    assert titles(outcome(world, now=clock.now()).chosen) == ["A"]


def test_a_panel_cannot_choose_a_hidden_idea():
    world = voting_world(voters=3)
    hide(world, "A")
    world.close()
    with pytest.raises(FieldProblem):
        closing.publish_outcome(
            member=world.rosa,
            ballot_id=world.ballot.pk,
            reason="We talked.",
            chosen=[world.option("A").pk],
            now=AFTER,
        )


def test_the_copied_words_of_a_hidden_idea_are_withheld_from_everybody(world):
    """On the ballot, at the slips, on the sheet to print, in the outcome and in the file."""
    title = "A walk with nobody's business"
    world.options[0].title, world.options[0].condition = title, f"only if {title}"
    world.options[0].save(update_fields=["title", "condition"])
    hide(world, world.options[0].title)
    world.print(2)
    for voter in [*world.voters, *(MemberFactory(organisation=world.organisation) for _ in range(10))]:
        paper, _ = world.papers().get_or_create(
            member=voter, defaults={"organisation": world.organisation, "ballot": world.ballot}
        )
        assert not paper.is_used
        world.cast(voter, "BC")
    path = f"/api/v1/ballots/{world.ballot.pk}"
    rosa = signed_in(world.rosa)
    seen = [rosa.get(path), rosa.get(f"{path}/printed-slips")]
    assert rosa.get(path).json()["options"] != []
    assert [o["hidden_reason"] for o in rosa.get(path).json()["options"] if not o["title"]] == [REASON]
    now = clock.now()
    Ballot.objects.of(world.organisation.pk).update(opened_at=now - dt.timedelta(days=40), closes_at=now)
    closing.close(organisation_id=world.organisation.pk, ballot_id=world.ballot.pk, now=now)
    seen += [rosa.get(f"{path}/outcome"), rosa.get(f"{path}/slips.pb")]
    assert [reply.status_code for reply in seen] == [200] * 4
    assert not [reply.text for reply in seen if title in reply.text]


def test_the_sheet_to_print_leaves_the_line_out_and_the_others_keep_their_numbers(world):
    from aftershift.pages import selectors as pages

    world.print(1)
    before = {
        o.letter: o.title for o in pages.slips(member=world.rosa, ballot_id=world.ballot.pk, now=MONDAY_9AM).options
    }
    hide(world, "B")
    after = {
        o.letter: o.title for o in pages.slips(member=world.rosa, ballot_id=world.ballot.pk, now=MONDAY_9AM).options
    }
    assert after == {letter: title for letter, title in before.items() if title != "B"}


def test_an_idea_in_a_vote_cannot_be_withdrawn(world):
    """RULE-31: so that no vote is on a withdrawn idea."""
    idea = world.option("A").idea
    with pytest.raises(IdeaHasMovedOn):
        ideas.withdraw(member=world.rosa, idea_id=idea.pk, now=MONDAY_9AM)

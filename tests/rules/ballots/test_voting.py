import datetime as dt
from uuid import uuid4

import pytest

from aftershift.ballots.errors import AlreadyVoted, BallotClosed, NoPaper, ReceiptTaken
from aftershift.ballots.models import Option
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.models import Outcome
from tests.factories import MONDAY_9AM, Client, MemberFactory, OrganisationFactory, signed_in
from tests.rules.ballots.world import AFTER, CLOSES, voting_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return voting_world()


def real_world():
    """A ballot that is open by the real clock, for calls through HTTP."""
    world = voting_world()
    world.ballot.closes_at = clock.now() + dt.timedelta(days=30)
    world.ballot.save(update_fields=["closes_at"])
    return world


def test_a_vote_uses_the_paper_and_puts_in_a_slip_together(world):
    ama = world.voters[0]
    world.cast(ama, "AC")
    slip = world.slips().get()
    assert slip.ticks == sorted(str(world.option(letter).pk) for letter in "AC")
    assert world.papers().get(member=ama).is_used
    assert world.papers().filter(is_used=True).count() == 1


def test_the_same_receipt_again_changes_nothing_even_after_the_close(world):
    ama = world.voters[0]
    receipt = world.cast(ama, "A")
    world.cast(ama, "A", receipt=receipt)
    world.cast(ama, "B", receipt=receipt, now=AFTER)
    assert world.slips().get().ticks == [str(world.option("A").pk)]


def test_nobody_votes_twice(world):
    ama = world.voters[0]
    world.cast(ama, "A")
    with pytest.raises(AlreadyVoted):
        world.cast(ama, "B")
    assert world.slips().count() == 1


def test_somebody_elses_receipt_puts_in_no_vote(world):
    ama, ben, _ = world.voters
    receipt = world.cast(ama, "A")
    with pytest.raises(ReceiptTaken):
        world.cast(ben, "B", receipt=receipt)
    assert not world.papers().get(member=ben).is_used


def test_without_a_paper_there_is_no_vote(world):
    late = MemberFactory(organisation=world.organisation)
    with pytest.raises(NoPaper):
        world.cast(late, "A")
    assert not world.slips().exists()


def test_a_vote_after_the_close_says_closed(world):
    """RULE-29: at the very moment too, and for organisers, whether or not it was counted yet."""
    ama, ben, _ = world.voters
    world.cast(ama, "A", now=CLOSES - dt.timedelta(microseconds=1))
    for late_voter in (ben, world.rosa):
        with pytest.raises(BallotClosed):
            world.cast(late_voter, "B", now=CLOSES)
    world.close()
    with pytest.raises(BallotClosed):
        world.cast(ben, "B", now=MONDAY_9AM)
    assert world.slips().count() == 1
    assert world.papers().filter(is_used=True).count() == 1


def test_a_vote_ticks_one_thing_of_this_ballot_or_more(world):
    ama = world.voters[0]
    for wrong in ("", "AA"):
        with pytest.raises(FieldProblem):
            world.cast(ama, wrong)
    world.options.append(Option(title="Z"))
    with pytest.raises(FieldProblem):
        world.cast(ama, "Z")
    assert not world.papers().get(member=ama).is_used


def test_another_organisations_ballot_is_not_there(world):
    stranger = MemberFactory(organisation=OrganisationFactory())
    with pytest.raises(NotVisible):
        world.cast(stranger, "A")


def test_a_vote_by_phone_leaves_no_idempotency_row():
    """DESIGN 6: the row's fingerprint could be guessed from the ticks."""
    world = real_world()
    ama = world.voters[0]
    body = {"options": [str(world.option("A").pk)], "receipt_hash": hash_of_receipt(uuid4().hex)}
    replies = [
        signed_in(ama).post(f"/api/v1/ballots/{world.ballot.pk}/slips", body, headers={"Idempotency-Key": str(uuid4())})
        for _ in range(2)
    ]
    assert [(reply.status_code, reply.json()) for reply in replies] == [(201, {}), (201, {})]
    assert not Outcome.objects.exists()
    assert world.slips().count() == 1


def test_ticks_are_changed_and_taken_back_by_the_receipt_alone():
    world = real_world()
    receipt = world.cast(world.voters[0], "A")
    nobody = Client()
    path, body = f"/api/v1/slips/{receipt}", {"ballot": str(world.ballot.pk), "options": [str(world.option("B").pk)]}
    assert nobody.put(path, body, format="json").status_code == 200
    assert world.slips().get().ticks == [str(world.option("B").pk)]
    assert nobody.delete(path).status_code == 204
    assert world.slips().get().ticks == []
    assert nobody.put(path, body, format="json").status_code == 200
    assert world.slips().get().ticks == [str(world.option("B").pk)]


def test_the_receipts_route_reads_no_session_and_sets_no_cookie():
    world = real_world()
    receipt = world.cast(world.voters[0], "A")
    stranger = MemberFactory(organisation=OrganisationFactory())
    body = {"ballot": str(world.ballot.pk), "options": [str(world.option("B").pk)]}
    reply = signed_in(stranger).put(f"/api/v1/slips/{receipt}", body)
    assert reply.status_code == 200
    assert not reply.cookies
    wrong = signed_in(stranger).put(f"/api/v1/slips/{receipt}", body, headers={"X-Session-Token": "of nobody"})
    assert wrong.status_code == 200


def test_a_receipt_that_nobody_has_is_not_there():
    world = real_world()
    world.cast(world.voters[0], "A")
    body = {"ballot": str(world.ballot.pk), "options": [str(world.option("B").pk)]}
    for receipt in (uuid4().hex, "short", "A" * 32, world.slips().get().receipt_hash):
        assert Client().put(f"/api/v1/slips/{receipt}", body, format="json").status_code == 404
        assert Client().delete(f"/api/v1/slips/{receipt}").status_code == 404
    assert world.slips().get().ticks == [str(world.option("A").pk)]


def test_a_receipt_changes_nothing_in_another_ballot_or_after_the_close():
    world = real_world()
    receipt = world.cast(world.voters[0], "A")
    other = {"ballot": str(uuid4()), "options": [str(world.option("B").pk)]}
    assert Client().put(f"/api/v1/slips/{receipt}", other, format="json").status_code == 404
    world.ballot.closes_at = clock.now()
    world.ballot.save(update_fields=["closes_at"])
    body = other | {"ballot": str(world.ballot.pk)}
    late = Client().put(f"/api/v1/slips/{receipt}", body, format="json")
    assert (late.status_code, late.json()["type"].rsplit("/", 1)[-1]) == (409, "ballot-closed")
    assert Client().delete(f"/api/v1/slips/{receipt}").status_code == 409
    assert world.slips().get().ticks == [str(world.option("A").pk)]


def test_a_forgotten_member_leaves_the_used_paper_without_a_name(world):
    from aftershift.people.registry import registered

    ama, ben, _ = world.voters
    world.cast(ama, "A")
    assert registered["ballots"].export(ama) == {
        "papers": [{"ballot": "Winter vote", "is_used": True, "is_printed": False}],
        "printed_slips_typed_in": 0,
        "ideas_checked": [],
        "money_asked_for": [],
    }
    registered["ballots"].erase(ama, MONDAY_9AM)
    registered["ballots"].erase(ben, MONDAY_9AM)
    assert world.papers().filter(member=None, is_used=True).count() == 1
    assert world.papers().filter(member=None).count() == 1
    assert world.slips().count() == 1

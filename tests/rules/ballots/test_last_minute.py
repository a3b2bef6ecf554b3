"""RULE-29: of five hundred votes in the last minute each is counted, or refused with the reason; and each costs the same."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.ballots.models import Ballot
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.core import clock
from tests.factories import signed_in, statements
from tests.rules.ballots.world import voting_world

pytestmark = pytest.mark.django_db
VOTERS, IN_TIME = 500, 400


def test_five_hundred_votes_around_the_close_are_counted_or_refused_with_the_reason(monkeypatch):
    """One every 150 ms from a minute before the close on, so that the 401st comes at its very moment."""
    world = voting_world(voters=VOTERS, letters="ABC", slots=2)
    closes_at = clock.now() + dt.timedelta(days=30)
    Ballot.objects.of(world.organisation.pk).update(closes_at=closes_at)
    # Sessions are real: signing in happens now, and only the clock that the vote is judged by stands at the close.
    phones = [signed_in(voter) for voter in world.voters]
    path, tick = f"/api/v1/ballots/{world.ballot.pk}/slips", [str(world.option("A").pk)]
    replies, costs = [], []
    for place, phone in enumerate(phones):
        at = closes_at - dt.timedelta(minutes=1) + place * dt.timedelta(milliseconds=150)
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        body = {"options": tick, "receipt_hash": hash_of_receipt(uuid4().hex)}
        costs.append(statements(lambda phone=phone, body=body: replies.append(phone.post(path, body))))
    assert [reply.status_code for reply in replies] == [201] * IN_TIME + [409] * (VOTERS - IN_TIME)
    assert {reply.json()["type"].rsplit("/", 1)[-1] for reply in replies[IN_TIME:]} == {"ballot-closed"}
    assert world.slips().count() == world.papers().filter(is_used=True).count() == IN_TIME
    assert len(set(costs[:IN_TIME])) == 1, "a vote costs the same, however many were cast before"
    assert len(set(costs[IN_TIME:])) == 1
    world.close(closes_at)
    assert (world.ballot.state, world.ballot.voters) == ("settled", IN_TIME)

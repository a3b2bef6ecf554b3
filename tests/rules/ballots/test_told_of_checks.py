"""An author hears whether their idea can be done; who may publish hears that an outcome waits."""

import pytest

from aftershift.ballots.services import closing
from aftershift.ideas.models import Idea
from tests.factories import MemberFactory, colleagues
from tests.rules.ballots.test_checks import ama, check, fresh, rosa
from tests.rules.ballots.test_extension import few_voted
from tests.rules.ballots.world import AFTER
from tests.rules.notifications.told import told

pytestmark = pytest.mark.django_db
__all__ = ["ama", "rosa"]  # fixtures: Ama comes, Rosa organises


def test_the_author_alone_hears_what_was_found_out_last(rosa, ama):
    idea = fresh(ama)
    check(rosa, idea, "yes_if", reason="After six")
    assert told(ama) == [("idea_check", "Your idea can be done, if …")]
    check(rosa, idea, "yes")
    check(rosa, idea, "yes")
    assert [title for kind, title in told(ama) if kind == "idea_check"] == ["Your idea can be done"]
    (ben,) = colleagues(rosa.organisation, 1)
    assert told(rosa) == told(ben) == []


def test_nobody_hears_of_their_own_check_or_of_what_was_hidden(rosa, ama):
    check(rosa, fresh(rosa))
    assert told(rosa) == []
    idea = fresh(ama)
    check(rosa, idea)
    Idea.objects.filter(pk=idea.pk).update(hidden_reason="Names somebody")
    assert told(ama) == []


def test_organisers_and_the_panel_hear_that_an_outcome_waits_until_it_is_published():
    world = few_voted(2, of=5)
    panellist = MemberFactory(organisation=world.organisation, roles=("panellist",))
    world.close(at := AFTER)
    waits = ("vote", "An outcome waits for you: Winter vote")
    assert (waits in told(world.rosa, at), waits in told(panellist, at)) == (True, True)
    assert not any(waits in told(member, at) for member in world.voters)
    closing.publish_outcome(member=world.rosa, ballot_id=world.ballot.pk, reason="We talked", chosen=[], now=at)
    assert waits not in told(world.rosa, at)

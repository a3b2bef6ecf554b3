import datetime as dt

import pytest

from aftershift.ideas import selectors, services
from aftershift.ideas.errors import IdeaHasMovedOn
from aftershift.ideas.models import Answer, Decision
from tests.factories import MONDAY_9AM, MemberFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def people():
    ama = MemberFactory()
    return ama, MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")


def proposed(ama):
    return services.propose(member=ama, text="Supper before nights", kind="cook", shown_as="named", now=MONDAY_9AM)


def seen(ama, idea, *, days):
    return selectors.card(member=ama, roles=("member",), idea_id=idea.pk, today=(MONDAY_9AM + days * DAY).date())


def answer(rosa, idea, *, days=1, status="to_vote", text="Yes. The canteen is free."):
    return services.answer(member=rosa, idea_id=idea.pk, status=status, text=text, now=MONDAY_9AM + days * DAY)


def test_an_unanswered_idea_is_late_from_the_day_after_it_was_due(people):
    ama, _ = people
    idea = proposed(ama)
    assert not seen(ama, idea, days=14).is_late
    assert seen(ama, idea, days=15).is_late


def test_a_late_answer_is_shown_as_late_for_good(people):
    ama, rosa = people
    late, on_time = proposed(ama), proposed(ama)
    answer(rosa, late, days=16)
    answer(rosa, on_time, days=14)
    assert seen(ama, late, days=40).answer.is_late
    assert seen(ama, late, days=40).is_late
    assert not seen(ama, on_time, days=40).answer.is_late
    assert not seen(ama, on_time, days=40).is_late


def test_a_later_answer_is_shown_and_the_earlier_one_is_kept(people):
    ama, rosa = people
    idea = proposed(ama)
    answer(rosa, idea, status="not_now", text="The canteen is shut until May.")
    answer(rosa, idea, days=30, status="to_vote", text="The canteen is open again.")
    card = seen(ama, idea, days=31)
    assert (card.status, card.answer.text) == ("to_vote", "The canteen is open again.")
    assert Answer.objects.of(ama.organisation_id).count() == 2
    log = Decision.objects.of(ama.organisation_id).order_by("pk").values_list("status", flat=True)
    assert list(log) == ["not_now", "to_vote"]


def test_an_idea_in_a_ballot_cannot_be_answered_away(people):
    ama, rosa = people
    idea = proposed(ama)
    services.move_on(
        organisation_id=ama.organisation_id, idea_ids=[idea.pk], status="in_ballot", today=MONDAY_9AM.date()
    )
    with pytest.raises(IdeaHasMovedOn):
        answer(rosa, idea, status="not_now")
    assert not Answer.objects.of(ama.organisation_id).exists()


def test_the_chain_says_where_an_idea_is(people):
    ama, _ = people
    idea = proposed(ama)
    states = {}
    for status in ("open", "in_ballot", "chosen", "planned", "done"):
        services.move_on(
            organisation_id=ama.organisation_id, idea_ids=[idea.pk], status=status, today=MONDAY_9AM.date()
        )
        states[status] = [step.state for step in seen(ama, idea, days=1).chain]
    assert states == {
        "open": ["now", "next", "next", "next"],
        "in_ballot": ["done", "now", "next", "next"],
        "chosen": ["done", "done", "now", "next"],
        "planned": ["done", "done", "done", "now"],
        "done": ["done", "done", "done", "done"],
    }

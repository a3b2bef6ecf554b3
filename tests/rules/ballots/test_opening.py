import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from django_scopes import scope

from aftershift.ballots import selectors
from aftershift.ballots.errors import IdeaNotForVoting
from aftershift.ballots.models import Ballot, Option, Paper
from aftershift.ballots.services import opening
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas import services as ideas
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.ballots.world import CLOSES, new_option, propose, voting_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",))


def opened(rosa, options=None, **fields):
    if options is None:
        options = [new_option(propose(rosa, text)) for text in ("Walk by the canal", "Supper before nights")]
    return opening.open_ballot(
        **{
            "member": rosa,
            "title": "Winter vote",
            "closes_date": CLOSES.date(),
            "closes_time": CLOSES.time(),
            "options": options,
            "slots": 1,
            "now": MONDAY_9AM,
        }
        | fields
    )


def test_new_members_get_no_paper(rosa):
    ama = MemberFactory(organisation=rosa.organisation)
    colleagues(rosa.organisation, 50, confirmed=False)
    ballot = opened(rosa)
    papers = Paper.objects.of(rosa.organisation_id).filter(ballot=ballot)
    assert set(papers.values_list("member_id", flat=True)) == {rosa.pk, ama.pk}


def test_somebody_confirmed_after_the_opening_is_in_the_next_vote(rosa):
    ballot = opened(rosa)
    late = MemberFactory(organisation=rosa.organisation)
    assert selectors.ballot_shown(member=late, ballot_id=ballot.pk, now=MONDAY_9AM).my_paper == "none"


def test_somebody_who_left_gets_no_paper(rosa):
    MemberFactory(organisation=rosa.organisation, left_at=MONDAY_9AM)
    ballot = opened(rosa)
    assert Paper.objects.of(rosa.organisation_id).filter(ballot=ballot).count() == 1


def test_people_have_twenty_one_days_or_a_published_reason(rosa):
    soon = (MONDAY_9AM + dt.timedelta(days=20)).date()
    ideas_to_vote_on = [new_option(propose(rosa, text)) for text in ("Walk", "Choir")]
    with pytest.raises(FieldProblem) as refused:
        opened(rosa, ideas_to_vote_on, closes_date=soon)
    assert refused.value.facts["errors"][0]["pointer"] == "/closes_date"
    assert not Ballot.objects.of(rosa.organisation_id).exists()
    ballot = opened(rosa, ideas_to_vote_on, closes_date=soon, short_reason="The hall is free only this month.")
    assert selectors.ballot_shown(member=rosa, ballot_id=ballot.pk, now=MONDAY_9AM).short_reason.startswith("The hall")


def test_exactly_twenty_one_days_is_enough(rosa):
    assert opened(rosa, closes_date=(MONDAY_9AM + dt.timedelta(days=21)).date()).pk


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max, MONDAY_9AM.date() - dt.timedelta(days=1)])
def test_a_day_that_cannot_be_is_refused_in_every_zone(rosa, day):
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        rosa.organisation.time_zone = zone
        with pytest.raises(FieldProblem):
            opened(rosa, closes_date=day, short_reason="Soon.")


def test_a_time_of_today_that_has_passed_is_refused(rosa):
    with pytest.raises(FieldProblem):
        opened(rosa, closes_date=MONDAY_9AM.date(), closes_time=dt.time(8, 59), short_reason="Soon.")


def test_a_vote_about_money_is_opened_through_the_api_with_and_without_costs(rosa):
    options = [
        {"idea_id": str(propose(rosa, text).pk), "weekday": "Thu", "start": "15:30", "minutes": 60}
        for text in ("Walk", "Choir")
    ]
    options[0]["cost"] = "12.50"
    closes = (clock.now() + dt.timedelta(days=30)).date().isoformat()
    body = {"title": "Small fund", "closes_date": closes, "closes_time": "20:00", "budget": "40.00", "options": options}
    reply = signed_in(rosa).send("POST", "/api/v1/ballots", body, once=True)
    assert reply.status_code == 201, reply.text
    assert sorted(option["cost"] for option in reply.json()["options"]) == ["1", "12.50"]
    assert reply.json()["budget"] == "40.00"


def test_the_close_is_on_the_wall_clock_of_the_organisation(rosa):
    summer = dt.datetime(2026, 6, 10, 9, 0, tzinfo=dt.UTC)
    ballot = opened(rosa, closes_date=dt.date(2026, 7, 10), closes_time=dt.time(20, 0), now=summer)
    assert ballot.closes_at == dt.datetime(2026, 7, 10, 19, 0, tzinfo=dt.UTC)


def test_the_hash_of_the_seed_is_published_and_the_seed_is_not(rosa):
    ballot = opened(rosa)
    assert ballot.seed_hash == hashlib.sha256(ballot.seed.encode()).hexdigest()
    reply = signed_in(rosa).get(f"/api/v1/ballots/{ballot.pk}")
    assert ballot.seed_hash in reply.text
    assert ballot.seed not in reply.text


def test_everybody_sees_the_options_in_another_order_and_each_the_same_every_time():
    world = voting_world(voters=12)
    orders = {
        voter.pk: [
            o.id for o in selectors.ballot_shown(member=voter, ballot_id=world.ballot.pk, now=MONDAY_9AM).options
        ]
        for voter in world.voters
    }
    again = {
        voter.pk: [o.id for o in selectors.ballot_shown(member=voter, ballot_id=world.ballot.pk, now=CLOSES).options]
        for voter in world.voters
    }
    assert orders == again
    assert len({tuple(order) for order in orders.values()}) > 6
    assert all(sorted(order) == sorted(option.pk for option in world.options) for order in orders.values())


def test_an_idea_that_was_declined_or_stands_in_a_vote_is_not_voted_on(rosa):
    """RULE-31."""
    declined, fresh, other = (propose(rosa, text) for text in ("Choir", "Walk", "Supper"))
    ideas.answer(member=rosa, idea_id=declined.pk, status="not_now", text="No room.", now=MONDAY_9AM)
    with pytest.raises(IdeaNotForVoting):
        opened(rosa, [new_option(declined), new_option(fresh)])
    opened(rosa, [new_option(fresh), new_option(other)])
    with pytest.raises(IdeaNotForVoting):
        opened(rosa, [new_option(fresh), new_option(propose(rosa, "Chess"))])
    assert Ballot.objects.of(rosa.organisation_id).count() == 1


def test_one_idea_may_stand_at_two_times_but_not_twice_at_one(rosa):
    walk = propose(rosa, "Walk")
    with pytest.raises(FieldProblem):
        opened(rosa, [new_option(walk), new_option(walk)])
    ballot = opened(rosa, [new_option(walk), new_option(walk, weekday="Sat")])
    assert Option.objects.of(rosa.organisation_id).filter(ballot=ballot).count() == 2


def test_a_vote_is_about_places_or_about_money(rosa):
    for wrong in ({"slots": None}, {"budget": Decimal(400)}):
        with pytest.raises(FieldProblem):
            opened(rosa, **wrong)
    with pytest.raises(FieldProblem):
        opened(rosa, [new_option(propose(rosa, t), cost=Decimal(500)) for t in "AB"], slots=None, budget=Decimal(400))
    assert not Ballot.objects.of(rosa.organisation_id).exists()


def test_only_an_organiser_opens_a_vote(rosa):
    ama = MemberFactory(organisation=rosa.organisation)
    with pytest.raises(NotAllowed):
        opened(ama, [])


def test_another_organisations_idea_is_not_there(rosa):
    mine = propose(rosa, "Walk")
    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        stranger = MemberFactory(organisation=elsewhere, roles=("organiser",))
        with pytest.raises(NotVisible):
            opened(stranger, [new_option(mine), new_option(mine, weekday="Sat")])


def test_the_ideas_say_that_they_are_in_the_vote():
    world = voting_world()
    idea = world.option("A").idea
    assert (idea.status, idea.ballot_id) == ("in_ballot", world.ballot.pk)


def test_lists_take_as_many_statements_for_twenty_ballots_as_for_one(rosa):
    client = signed_in(rosa)

    def more(number):
        for _ in range(number):
            opened(rosa)

    for path in ("/api/v1/ballots", f"/api/v1/ballots/{opened(rosa).pk}"):
        same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda path=path: client.get(path))

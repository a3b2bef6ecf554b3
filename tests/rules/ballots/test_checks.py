"""DOMAIN 8.2: whether an idea can be done is found out, in public, before people vote on it; its author may change it meanwhile."""

from decimal import Decimal

import pytest
from django_scopes import scope

from aftershift.ballots import selectors
from aftershift.ballots.errors import IdeaNotChecked, IdeaNotForVoting
from aftershift.ballots.events import IdeaChecked
from aftershift.ballots.models import Ballot, CostAsked, Feasibility, Option
from aftershift.ballots.services import checking
from aftershift.core import events
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas import services as ideas
from aftershift.ideas.errors import IdeaHasMovedOn
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.ballots.test_opening import opened
from tests.rules.ballots.world import new_option, propose, voting_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",), called_name="Rosa")


@pytest.fixture
def ama(rosa):
    return MemberFactory(organisation=rosa.organisation, called_name="Ama")


def fresh(author, text="A choir for nights"):
    """Nobody has checked it."""
    return ideas.propose(member=author, text=text, kind="other", shown_as="named", now=MONDAY_9AM)


def check(rosa, idea, verdict="yes", **fields):
    return checking.check(member=rosa, idea_id=idea.pk, verdict=verdict, now=MONDAY_9AM, **fields)


def ask(author, idea, pounds="40", what_for="Wool and needles"):
    amount = None if pounds is None else Decimal(pounds)
    return checking.ask_for_money(member=author, idea_id=idea.pk, pounds=amount, what_for=what_for)


def shown(member, idea, roles=frozenset({"member"})):
    return selectors.feasibility(member=member, roles=roles, idea_id=idea.pk)


def edit(author, idea, text):
    ideas.edit(member=author, idea_id=idea.pk, text=text, kind=idea.kind, shown_as="named", now=MONDAY_9AM)


def vote_on(rosa, *made, **fields):
    return opened(rosa, [new_option(idea) for idea in made], **fields)


def test_no_vote_opens_on_an_idea_that_nobody_checked(rosa, ama):
    walk, choir = propose(rosa, "Walk"), fresh(ama)
    with pytest.raises(IdeaNotChecked) as refused:
        vote_on(rosa, walk, choir)
    assert refused.value.facts == {"ideas": [str(choir.pk)]}
    assert not Ballot.objects.of(rosa.organisation_id).exists()
    check(rosa, choir)
    assert vote_on(rosa, walk, choir).pk


def test_no_vote_opens_on_an_idea_that_cannot_be_done(rosa, ama):
    choir = fresh(ama)
    check(rosa, choir, "no", reason="No room has a door that keeps the sound in.")
    with pytest.raises(IdeaNotChecked):
        vote_on(rosa, propose(rosa, "Walk"), choir)


def test_yes_if_stands_beside_the_idea_in_the_vote_and_stays_as_it_was(rosa, ama):
    choir = fresh(ama)
    check(rosa, choir, "yes_if", reason="If the chapel is free.")
    ballot = vote_on(rosa, propose(rosa, "Walk"), choir)
    conditions = {o.title: o.condition for o in Option.objects.of(rosa.organisation_id).filter(ballot=ballot)}
    assert conditions == {"Walk": "", "A choir for nights": "If the chapel is free."}
    with pytest.raises(IdeaNotForVoting):
        check(rosa, choir, "no", reason="Too late.")


@pytest.mark.parametrize("verdict", ["yes_if", "no"])
def test_a_condition_and_a_no_have_a_reason(rosa, ama, verdict):
    choir = fresh(ama)
    with pytest.raises(FieldProblem):
        check(rosa, choir, verdict)
    assert not Feasibility.objects.of(rosa.organisation_id).exists()


def test_the_author_may_change_the_idea_while_it_is_checked_and_then_it_is_checked_again(rosa, ama):
    choir = fresh(ama)
    check(rosa, choir, "no", reason="No room keeps the sound in.")
    edit(ama, choir, "A choir in the garden")
    seen = shown(ama, choir)
    assert (seen.verdict, seen.is_current, seen.reason) == ("no", False, "No room keeps the sound in.")
    choir.refresh_from_db()
    with pytest.raises(IdeaNotChecked):
        vote_on(rosa, propose(rosa, "Walk"), choir)
    check(rosa, choir)
    assert vote_on(rosa, propose(rosa, "Walk again"), choir).pk


def test_a_yes_does_not_hold_for_other_words(rosa, ama):
    choir = fresh(ama)
    check(rosa, choir)
    edit(ama, choir, "A choir on the roof")
    with pytest.raises(IdeaNotChecked):
        vote_on(rosa, propose(rosa, "Walk"), choir)


def test_the_author_is_told(rosa, ama):
    """On the page of the idea, and upwards, for whoever words messages."""
    choir, heard = fresh(ama), []
    events.subscribe(IdeaChecked, heard.append)
    for _ in range(2):  # sent again, because the answer was lost
        check(rosa, choir, "yes_if", reason="If the chapel is free.", cost=Decimal("12.5"), helper_hours=3)
    assert [event.idea_id for event in heard] == [choir.pk]
    assert signed_in(ama).get(f"/api/v1/ideas/{choir.pk}/feasibility").json() == {
        "idea_id": str(choir.pk),
        "verdict": "yes_if",
        "is_current": True,
        "reason": "If the chapel is free.",
        "cost": "12.50",
        "helper_hours": 3,
        "checked_by": "Rosa",
        "checked_date": MONDAY_9AM.date().isoformat(),
        "asked": None,
    }


def test_who_manages_people_reads_no_name(rosa, ama):
    choir = fresh(ama)
    check(rosa, choir)
    assert shown(ama, choir, roles=frozenset({"member", "supervisor"})).checked_by is None


def test_a_vote_says_which_ideas_are_not_in_it_and_why(rosa, ama):
    choir, hidden, changed = fresh(ama), fresh(ama, "Ask Gerald to sing"), fresh(ama, "A choir at noon")
    for idea in (choir, hidden, changed):
        check(rosa, idea, "no", reason="No room keeps the sound in.")
    ideas.judge(member=rosa, idea_id=hidden.pk, what="hidden", reason="It names somebody.", now=MONDAY_9AM)
    edit(ama, changed, "A choir at eight")
    ballot = vote_on(rosa, propose(rosa, "Walk"), propose(rosa, "Chess"))
    found = selectors.ballot_shown(member=ama, ballot_id=ballot.pk, now=MONDAY_9AM)
    assert [(row.text, row.reason) for row in found.left_out] == [("A choir for nights", "No room keeps the sound in.")]


def test_what_was_said_about_a_hidden_idea_is_withheld(rosa, ama):
    choir = fresh(ama)
    ask(ama, choir, what_for="Gerald's wool")
    check(rosa, choir, "no", reason="Gerald says no.")
    ideas.judge(member=rosa, idea_id=choir.pk, what="hidden", reason="It names somebody.", now=MONDAY_9AM)
    seen = shown(rosa, choir)
    assert (seen.verdict, seen.reason, seen.asked) == ("no", "", None)
    with pytest.raises(IdeaNotForVoting):
        check(rosa, choir)


def test_only_organisers_check_and_only_in_their_organisation(rosa, ama):
    choir = fresh(ama)
    with pytest.raises(NotAllowed):
        check(ama, choir)
    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        stranger = MemberFactory(organisation=elsewhere, roles=("organiser",))
        with pytest.raises(NotVisible):
            check(stranger, choir)
    assert not Feasibility._base_manager.exists()


# Money: an author asks, a check settles it, the vote shares it out.


def test_an_author_asks_for_money_and_may_ask_for_less_or_for_none(rosa, ama):
    wool = fresh(ama, "A knitting circle")
    ask(ama, wool)
    assert vars(shown(rosa, wool).asked) == {"pounds": "40", "what_for": "Wool and needles"}
    ask(ama, wool, "25.50")
    assert shown(rosa, wool).asked.pounds == "25.50"
    ask(ama, wool, None)
    assert shown(rosa, wool).asked is None
    assert not CostAsked.objects.of(rosa.organisation_id).exists()


def test_what_is_asked_for_is_said_with_what_it_is_for_and_by_its_author_alone(rosa, ama):
    wool = fresh(ama, "A knitting circle")
    with pytest.raises(FieldProblem):
        ask(ama, wool, what_for="")
    with pytest.raises(NotAllowed):
        ask(rosa, wool)
    assert shown(rosa, wool).asked is None


def test_another_sum_is_checked_again(rosa, ama):
    wool = fresh(ama, "A knitting circle")
    ask(ama, wool)
    check(rosa, wool, cost=Decimal(40))
    assert shown(ama, wool).is_current
    ask(ama, wool, "400")
    assert not shown(ama, wool).is_current


def test_the_cost_that_was_checked_goes_into_a_vote_about_money(rosa, ama):
    wool, walk = fresh(ama, "A knitting circle"), propose(rosa, "Walk")
    ask(ama, wool)
    check(rosa, wool, cost=Decimal("38.50"), helper_hours=2)
    vote_on(rosa, wool, walk, slots=None, budget=Decimal(60))
    options = {o.title: (str(o.cost), o.helper_hours) for o in Option.objects.of(rosa.organisation_id)}
    assert options == {"A knitting circle": ("38.50", 2), "Walk": ("1.00", None)}


def test_places_in_a_programme_cost_one_place_each(rosa, ama):
    wool = fresh(ama, "A knitting circle")
    check(rosa, wool, cost=Decimal("38.50"))
    vote_on(rosa, wool, propose(rosa, "Walk"))
    assert {str(o.cost) for o in Option.objects.of(rosa.organisation_id)} == {"1.00"}


def test_once_it_stands_in_a_vote_the_sum_stays(rosa, ama):
    wool = fresh(ama, "A knitting circle")
    ask(ama, wool)
    check(rosa, wool, cost=Decimal(40))
    vote_on(rosa, wool, propose(rosa, "Walk"), slots=None, budget=Decimal(60))
    with pytest.raises(IdeaHasMovedOn):
        ask(ama, wool, "20")


def test_an_outcome_about_money_says_what_is_spent_and_what_is_left_over():
    world = voting_world(voters=10, letters="ABC", budget="100", costs={"A": "60", "B": "30.50", "C": "20"})
    for voter in world.voters:
        world.cast(voter, "ABC")
    world.close()
    found = selectors.outcome(member=world.rosa, ballot_id=world.ballot.pk, now=world.ballot.closes_at)
    spent = {row.option.title: (row.option.cost, row.each_pays) for row in found.chosen}
    assert spent == {"C": ("20", "2"), "B": ("30.50", "61/20")}
    assert (found.budget, found.spent, found.left_over) == ("100", "50.50", "49.50")


def test_the_list_for_the_desk_takes_as_many_statements_for_many(rosa, ama):
    client = signed_in(rosa)

    def some(count):
        for number in range(count):
            idea = fresh(ama, f"Idea {number} of {count}")
            ask(ama, idea)
            check(rosa, idea)

    same_query_count(few=lambda: some(1), many=lambda: some(19), read=lambda: client.get("/api/v1/feasibility"))
    assert len(client.get("/api/v1/feasibility").json()["results"]) == 20


def test_a_vote_takes_as_many_statements_for_many_ideas_that_are_left_out(rosa, ama):
    ballot = vote_on(rosa, propose(rosa, "Walk"), propose(rosa, "Chess"))
    client = signed_in(ama)

    def some(count):
        for number in range(count):
            check(rosa, fresh(ama, f"Idea {number} of {count}"), "no", reason="No room.")

    same_query_count(
        few=lambda: some(1), many=lambda: some(15), read=lambda: client.get(f"/api/v1/ballots/{ballot.pk}")
    )


def test_a_member_reads_what_they_checked_and_asked_for_and_leaves_it_without_a_name(rosa, ama):
    wool = fresh(ama, "A knitting circle")
    ask(ama, wool)
    check(rosa, wool)
    date = MONDAY_9AM.date().isoformat()
    assert registered["ballots"].export(rosa)["ideas_checked"] == [{"verdict": "yes", "date": date}]
    assert registered["ballots"].export(ama)["money_asked_for"] == [{"pounds": "40.00", "what_for": "Wool and needles"}]
    colleagues(rosa.organisation, 1)
    registered["ballots"].erase(rosa, MONDAY_9AM)
    assert shown(ama, wool).checked_by is None
    assert shown(ama, wool).verdict == "yes"

"""Which change may follow which, and the log of them that any member reads."""

import datetime as dt
import itertools

import pytest

from aftershift.ideas import selectors, services
from aftershift.ideas.models import Idea
from aftershift.ideas.statuses import ANSWERS, EDITABLE, MAY_BECOME, may_follow
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MONDAY_9AM.date()
S = Idea.Status


@pytest.fixture
def people():
    ama = MemberFactory()
    return ama, MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")


def propose(member, shown_as="named"):
    return services.propose(member=member, text="Choir in the chapel", kind="move", shown_as=shown_as, now=MONDAY_9AM)


def answer(rosa, idea, status="to_vote", text="Into the spring vote.", now=MONDAY_9AM):
    return services.answer(member=rosa, idea_id=idea.pk, status=status, text=text, now=now)


def log_of(reader):
    return signed_in(reader).get("/api/v1/decisions").json()["results"]


def test_every_status_has_its_row_and_can_be_reached():
    assert set(MAY_BECOME) == set(S)
    assert {after for row in MAY_BECOME.values() for after in row} == set(S) - {S.OPEN}


def test_what_a_vote_or_a_date_decided_is_not_answered_or_taken_away():
    decided = (S.IN_BALLOT, S.CHOSEN, S.PLANNED, S.DONE, S.WITHDRAWN, S.MERGED)
    asked = (*ANSWERS, S.WITHDRAWN)
    assert not [pair for pair in itertools.product(decided, asked) if may_follow(*pair)]
    assert set(EDITABLE) == set(S) - set(decided)


@pytest.mark.parametrize("away", [S.NOT_NOW, S.RULE_IN_OUR_WAY, S.ALREADY_EXISTS, S.WITHDRAWN])
def test_what_was_declined_or_taken_back_stands_in_no_ballot(away):
    """RULE-31."""
    assert not may_follow(away, S.IN_BALLOT)
    assert away not in selectors.CAN_BE_VOTED_ON


def test_a_vote_that_closes_leaves_an_idea_that_is_planned_already_where_it_is(people):
    ama, _ = people
    idea = propose(ama)
    for status in ("in_ballot", "planned", "not_this_time"):
        services.move_on(organisation_id=ama.organisation_id, idea_ids=[idea.pk], status=status, today=TODAY)
    idea.refresh_from_db()
    assert idea.status == "planned"


def test_being_checked_is_no_answer_so_the_date_goes_on(people):
    ama, rosa = people
    idea = propose(ama)
    answer(rosa, idea, "being_checked", "I ask the chaplain.")

    def seen(days):
        return selectors.card(member=ama, roles=("member",), idea_id=idea.pk, today=TODAY + days * DAY)

    assert [seen(14).is_late, seen(15).is_late] == [False, True]
    assert list(selectors.ideas_to_answer(member=rosa)) == [idea]
    answer(rosa, idea, "to_vote", now=MONDAY_9AM + 20 * DAY)
    assert (seen(30).is_late, seen(30).answer.is_late) == (True, True)
    assert not selectors.ideas_to_answer(member=rosa).exists()


def test_the_log_says_what_when_and_why(people):
    ama, rosa = people
    idea = propose(ama)
    answer(rosa, idea)
    services.move_on(
        organisation_id=ama.organisation_id,
        idea_ids=[idea.pk],
        status="in_ballot",
        today=TODAY + DAY,
        ballot_id=idea.pk,
    )
    voted, answered = log_of(MemberFactory(organisation=ama.organisation, confirmed=False))
    assert (answered["status"], answered["date"], answered["reason"], answered["ballot_id"]) == (
        "to_vote",
        TODAY.isoformat(),
        "Into the spring vote.",
        None,
    )
    assert (voted["status"], voted["reason"], voted["ballot_id"]) == ("in_ballot", None, str(idea.pk))
    assert voted["text"] == "Choir in the chapel"


@pytest.mark.parametrize("shown_as", ["named", "anonymous"])
def test_the_log_holds_no_names(people, shown_as):
    ama, rosa = people
    answer(rosa, propose(ama, shown_as))
    reply = signed_in(ama).get("/api/v1/decisions").text
    assert not [word for word in (ama.called_name, "Rosa", str(ama.pk), str(rosa.pk)) if word in reply]


def test_the_log_takes_as_many_statements_for_twenty_lines_as_for_one(people):
    ama, rosa = people
    client = signed_in(ama)

    def more(number):
        for _ in range(number):
            answer(rosa, propose(ama))

    same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda: client.get("/api/v1/decisions"))

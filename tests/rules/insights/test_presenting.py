"""The screen of a big meeting: the programme in large letters, with no name and no total of a vote in it."""

import datetime as dt

import pytest

from aftershift.ballots.services import checking, opening
from aftershift.core import clock
from aftershift.core.errors import NotAllowed
from aftershift.ideas import services as ideas
from aftershift.ideas.services import conversations
from aftershift.insights.presenting import presentation
from aftershift.people.services import leaving
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ORGANISES = frozenset({"member", "organiser"})


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",), called_name="Rosalind")


def idea(member, text, *, shown_as="named"):
    return ideas.propose(member=member, text=text, kind="walk", shown_as=shown_as, now=MONDAY_9AM)


def shown(rosa, at=MONDAY_9AM):
    return presentation(member=rosa, roles=ORGANISES, now=at)


def plan(member, held_date, question="What helps?"):
    return conversations.plan_conversation(
        member=member,
        plan=conversations.Plan(
            question=question,
            template="cafe_tables",
            place="Canteen",
            held_date=held_date,
            start=dt.time(15, 30),
            minutes=60,
        ),
        now=MONDAY_9AM,
    )


def test_the_open_ideas_that_most_would_come_to_are_shown_and_no_hidden_one(rosa):
    people = colleagues(rosa.organisation, 3)
    made = [idea(rosa, text) for text in ("Chess", "Choir", "Canal walk", "Rude words")]
    for number, row in enumerate(made):
        for member in people[:number]:
            ideas.say_id_come(member=member, idea_id=row.pk, now=MONDAY_9AM)
    ideas.judge(member=rosa, idea_id=made[3].pk, what="hidden", reason="Unkind.", now=MONDAY_9AM)
    assert [(i.text, i.interest) for i in shown(rosa).ideas] == [("Canal walk", 2), ("Choir", 1), ("Chess", 0)]


def test_what_was_answered_is_shown_once_for_each_idea_by_its_last_answer(rosa):
    choir, chess, hidden = (idea(rosa, text) for text in ("Choir", "Chess", "Rude words"))
    for row, status, text in (
        (choir, "being_checked", "We ask the chaplain."),
        (choir, "not_now", "Not in winter."),
        (choir, "small_try", "One evening in May."),
        (chess, "being_checked", "We look for boards."),
        (hidden, "not_now", "No."),
    ):
        ideas.answer(member=rosa, idea_id=row.pk, status=status, text=text, now=MONDAY_9AM)
    ideas.judge(member=rosa, idea_id=hidden.pk, what="hidden", reason="Unkind.", now=MONDAY_9AM)
    assert [(a.text, a.status, a.answer) for a in shown(rosa).answered] == [
        ("Choir", "small_try", "One evening in May.")
    ]


def test_the_open_ballot_that_closes_first_is_shown_with_its_end_and_nothing_else(rosa):
    colleagues(rosa.organisation, 10)
    option = opening.NewOption(
        idea_id=idea(rosa, "Walk").pk, weekday="Thu", start=dt.time(15, 30), minutes=45, price="Free"
    )
    other = opening.NewOption(
        idea_id=idea(rosa, "Supper").pk, weekday="Sat", start=dt.time(18), minutes=45, price="Free"
    )
    for chosen in (option, other):
        checking.check(member=rosa, idea_id=chosen.idea_id, verdict="yes", now=MONDAY_9AM)
    ballot = opening.open_ballot(
        member=rosa,
        title="Winter vote",
        closes_date=(MONDAY_9AM + 30 * DAY).date(),
        closes_time=dt.time(20),
        options=[option, other],
        slots=1,
        now=MONDAY_9AM,
    )
    found = shown(rosa).ballot
    assert vars(found) == {"id": ballot.pk, "title": "Winter vote", "closes": ballot.closes_at}
    assert shown(rosa, at=ballot.closes_at).ballot is None


def test_conversations_to_come_are_offered_the_next_one_first(rosa):
    today = MONDAY_9AM.date()
    later, sooner = plan(rosa, today + 9 * DAY), plan(rosa, today)
    conversations.call_off(member=rosa, conversation_id=plan(rosa, today + DAY).pk, now=MONDAY_9AM)
    assert [c.id for c in shown(rosa).conversations] == [sooner.pk, later.pk]
    assert [c.id for c in shown(rosa, at=MONDAY_9AM + DAY).conversations] == [later.pk]


def test_no_name_and_no_id_of_a_person_is_in_it(rosa):
    ama = MemberFactory(organisation=rosa.organisation, called_name="Amarachi")
    row = idea(ama, "Choir")
    ideas.answer(member=rosa, idea_id=row.pk, status="small_try", text="One evening.", now=MONDAY_9AM)
    plan(rosa, dt.date(2100, 1, 8))
    text = signed_in(rosa).get("/api/v1/presentation").text
    assert "Choir" in text
    for member in (ama, rosa):
        assert member.called_name not in text
        assert str(member.pk) not in text


def test_it_is_for_those_who_lead_connect_or_organise(rosa):
    with pytest.raises(NotAllowed):
        presentation(member=rosa, roles={"member", "supervisor"}, now=MONDAY_9AM)
    for role in ("lead", "connector", "organiser"):
        assert presentation(member=rosa, roles={"member", role}, now=MONDAY_9AM).ideas == []


def test_it_takes_as_many_statements_for_many_rows_as_for_one(rosa):
    client = signed_in(rosa)

    def more(number):
        for _ in range(number):
            OccurrenceFactory(activity=ActivityFactory(organisation=rosa.organisation), starts_at=clock.now() + DAY)
            row = idea(rosa, "Choir")
            ideas.answer(member=rosa, idea_id=row.pk, status="small_try", text="One evening.", now=MONDAY_9AM)
            plan(rosa, dt.date(2100, 1, 8))

    def read():
        assert client.get("/api/v1/presentation").status_code == 200

    same_query_count(few=lambda: more(1), many=lambda: more(12), read=read)


def answered(rosa, text):
    row = idea(rosa, text)
    ideas.answer(member=rosa, idea_id=row.pk, status="small_try", text="One evening in May.", now=MONDAY_9AM)
    return row


def test_what_its_author_took_away_is_on_no_list(rosa):
    """Also not by the answer that it had got."""
    row = answered(rosa, "Choir")
    ideas.withdraw(member=rosa, idea_id=row.pk, now=MONDAY_9AM)
    found = shown(rosa)
    assert (found.ideas, found.answered) == ([], [])


def test_what_became_part_of_another_is_on_no_list(rosa):
    choir, singing = answered(rosa, "Choir"), idea(rosa, "Singing")
    merge = ideas.suggest_merge(member=rosa, idea_id=choir.pk, into_id=singing.pk, now=MONDAY_9AM)
    ideas.answer_merge(member=rosa, merge_id=merge.pk, agrees=True, now=MONDAY_9AM)
    found = shown(rosa)
    assert ([i.text for i in found.ideas], found.answered) == (["Singing"], [])


def test_what_is_hidden_is_on_no_list(rosa):
    row = answered(MemberFactory(organisation=rosa.organisation, roles=("organiser",)), "Rude words")
    ideas.judge(member=rosa, idea_id=row.pk, what="hidden", reason="Unkind.", now=MONDAY_9AM)
    found = shown(rosa)
    assert (found.ideas, found.answered) == ([], [])


def test_the_idea_of_a_forgotten_author_stays_without_the_name(rosa):
    ama = MemberFactory(organisation=rosa.organisation, called_name="Amarachi", roles=("organiser",))
    answered(ama, "Choir")
    leaving.forget_member(member=ama, now=MONDAY_9AM)
    found = shown(rosa)
    assert [row.text for row in (*found.ideas, *found.answered)] == ["Choir", "Choir"]
    assert "Amarachi" not in str(found)


def test_an_idea_that_is_answered_very_often_keeps_no_other_away(rosa):
    answered(rosa, "Chess")
    choir = idea(rosa, "Choir")
    for number in range(31):
        ideas.answer(member=rosa, idea_id=choir.pk, status="small_try", text=f"Evening {number}.", now=MONDAY_9AM)
    assert [(a.text, a.answer) for a in shown(rosa).answered] == [
        ("Choir", "Evening 30."),
        ("Chess", "One evening in May."),
    ]

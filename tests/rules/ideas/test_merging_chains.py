"""An idea that took another in becomes part of a third: who has not followed is asked again, and nobody is moved."""

import datetime as dt

import pytest

from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.ideas import selectors, services
from aftershift.ideas.errors import MergeRefused, MergeSettled, MergeWentOn, NotAsked
from aftershift.ideas.models import Idea, Interest
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
CANAL, RIVER, POND, SEA = "Walk by the canal", "Walk by the river", "Walk by the pond", "Walk by the sea"


@pytest.fixture
def ama():
    """All the ideas are Ama's, so that her one yes merges."""
    return MemberFactory(called_name="Ama")


@pytest.fixture
def people(ama):
    """Ben would come to the canal, Chidi to the canal and the river, Dan to the river."""
    return colleagues(ama.organisation, 3)


def propose(member, text):
    return services.propose(member=member, text=text, kind="walk", shown_as="named", now=MONDAY_9AM)


@pytest.fixture
def ideas(ama, people):
    ben, chidi, dan = people
    canal, river, pond = (propose(ama, text) for text in (CANAL, RIVER, POND))
    for member, idea in ((ben, canal), (chidi, canal), (chidi, river), (dan, river)):
        services.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
    return canal, river, pond


def merge(ama, ends, goes_on, line=""):
    made = services.suggest_merge(member=ama, idea_id=ends.pk, into_id=goes_on.pk, line=line, now=MONDAY_9AM)
    return services.answer_merge(member=ama, merge_id=made.pk, agrees=True, now=MONDAY_9AM)


def reply(member, row, comes=True):
    services.reply_to_merge(member=member, merge_id=row.pk, comes=comes, now=MONDAY_9AM)


def undo(ama, row):
    return services.undo_merge(member=ama, merge_id=row.pk, now=MONDAY_9AM)


def asked(reader):
    return [(row.asks, row.ends.text, row.goes_on.text) for row in selectors.merge_questions(member=reader)]


def would_come(idea):
    return {row.member for row in Interest.objects.of(idea.organisation_id).filter(idea=idea)}


def fresh(idea):
    return Idea.objects.of(idea.organisation_id).get(pk=idea.pk)


def test_who_would_come_to_the_first_is_asked_about_the_third_by_the_words_they_know(ama, people, ideas):
    """RULE-33."""
    ben, chidi, dan = people
    canal, river, pond = ideas
    merge(ama, canal, river)
    merge(ama, river, pond)
    assert asked(ben) == [("supporter", CANAL, POND)]
    assert asked(chidi) == asked(dan) == [("supporter", RIVER, POND)]
    assert [would_come(idea) for idea in ideas] == [{ben, chidi}, {chidi, dan}, set()]


def test_a_no_to_the_second_is_no_answer_about_the_third(ama, people, ideas):
    ben, *_ = people
    canal, river, pond = ideas
    reply(ben, merge(ama, canal, river), comes=False)
    assert asked(ben) == []
    merge(ama, river, pond)
    assert asked(ben) == [("supporter", CANAL, POND)]


def test_who_followed_to_the_second_is_asked_once_about_the_third(ama, people, ideas):
    ben, *_ = people
    canal, river, pond = ideas
    reply(ben, merge(ama, canal, river))
    merge(ama, river, pond)
    assert asked(ben) == [("supporter", RIVER, POND)]


@pytest.mark.parametrize("comes", [True, False])
def test_their_answer_makes_an_interest_in_the_third_or_none_and_they_are_asked_no_more(ama, people, ideas, comes):
    ben, chidi, _ = people
    canal, river, pond = ideas
    merge(ama, canal, river)
    last = merge(ama, river, pond)
    for _ in range(2):
        reply(ben, last, comes=comes)
    assert would_come(pond) == ({ben} if comes else set())
    assert (would_come(canal), ben in would_come(river)) == ({ben, chidi}, False)
    assert asked(ben) == []


def test_a_chain_of_four_asks_those_of_the_first(ama, people, ideas):
    ben, *_ = people
    canal, river, pond = ideas
    sea = propose(ama, SEA)
    merge(ama, canal, river)
    merge(ama, river, pond)
    merge(ama, pond, sea)
    assert asked(ben) == [("supporter", CANAL, SEA)]


def test_nobody_else_is_asked_or_answers(ama, people, ideas):
    canal, river, pond = ideas
    merge(ama, canal, river)
    last = merge(ama, river, pond)
    eve = MemberFactory(organisation=ama.organisation)
    assert asked(eve) == []
    with pytest.raises(NotAsked):
        reply(eve, last)


def test_who_would_come_to_what_was_taken_out_again_is_not_asked_about_the_third(ama, people, ideas):
    ben, *_ = people
    canal, river, pond = ideas
    undo(ama, merge(ama, canal, river))
    merge(ama, river, pond)
    assert asked(ben) == []


# ---- undoing


def test_a_chain_comes_apart_from_its_end_with_everything_as_it_was(ama, people, ideas):
    ben, *_ = people
    canal, river, pond = ideas
    first = merge(ama, canal, river, line="Walk by the water")
    last = merge(ama, river, pond, line="Walk where it is wet")
    with pytest.raises(MergeWentOn):
        undo(ama, first)
    assert (fresh(canal).status, fresh(river).text) == ("merged", "Walk by the water")
    undo(ama, last)
    assert [fresh(idea).status for idea in ideas] == ["merged", "open", "open"]
    assert asked(ben) == [("supporter", CANAL, "Walk by the water")]
    undo(ama, first)
    assert [(fresh(idea).status, fresh(idea).text) for idea in ideas] == [
        ("open", CANAL),
        ("open", RIVER),
        ("open", POND),
    ]
    assert asked(ben) == []


def test_the_first_link_cannot_be_undone_on_its_page_while_the_second_stands(ama, ideas):
    canal, river, pond = ideas
    merge(ama, canal, river)
    last = merge(ama, river, pond)

    def until():
        rows = selectors.merges_of_idea(member=ama, idea_id=canal.pk)
        return [c.undo_until for c in selectors.merge_cards(rows, member=ama, roles=(), today=MONDAY_9AM.date())]

    assert until() == [None]
    undo(ama, last)
    assert until() == [MONDAY_9AM.date() + 14 * DAY]


def test_who_was_won_over_through_a_chain_is_asked_whether_it_holds_by_the_words_they_know(ama, people, ideas):
    ben, *_ = people
    canal, river, pond = ideas
    merge(ama, canal, river)
    last = merge(ama, river, pond)
    reply(ben, last)
    undo(ama, last)
    assert ("still", CANAL, POND) in asked(ben)
    reply(ben, last, comes=False)
    assert would_come(pond) == set()


def test_home_asks_with_as_many_statements_for_many_chains_as_for_one(ama):
    ben = MemberFactory(organisation=ama.organisation)

    def more(count):
        for number in range(count):
            first, second, third = (propose(ama, f"{text} {number}") for text in (CANAL, RIVER, POND))
            services.say_id_come(member=ben, idea_id=first.pk, now=MONDAY_9AM)
            merge(ama, first, second)
            merge(ama, second, third)

    same_query_count(few=lambda: more(1), many=lambda: more(3), read=lambda: selectors.merge_questions(member=ben))
    assert len(asked(ben)) == 3


# ---- taking a suggestion back


@pytest.fixture
def suggestion(ama, people, ideas):
    """Ben's, about two ideas of Ama's."""
    return services.suggest_merge(member=people[0], idea_id=ideas[0].pk, into_id=ideas[1].pk, now=MONDAY_9AM)


def take_back(member, row):
    return services.take_merge_back(member=member, merge_id=row.pk, now=MONDAY_9AM)


def test_whoever_suggested_it_takes_it_back_and_nobody_is_asked_any_more(ama, people, ideas, suggestion):
    assert asked(ama) == [("author", CANAL, RIVER)]
    for _ in range(2):
        assert take_back(people[0], suggestion).state == "taken_back"
    assert asked(ama) == []
    assert list(selectors.merges_of_idea(member=ama, idea_id=ideas[0].pk)) == []
    with pytest.raises(MergeSettled):
        services.answer_merge(member=ama, merge_id=suggestion.pk, agrees=True, now=MONDAY_9AM)
    with pytest.raises(MergeSettled):
        services.answer_merge(member=ama, merge_id=suggestion.pk, agrees=False, now=MONDAY_9AM)


def test_it_may_be_suggested_anew_at_once_since_nobody_said_no(people, ideas, suggestion):
    take_back(people[0], suggestion)
    again = services.suggest_merge(member=people[1], idea_id=ideas[0].pk, into_id=ideas[1].pk, now=MONDAY_9AM)
    assert again.state == "open"


def test_a_no_stands_for_30_days_also_when_whoever_suggested_it_would_take_it_back(ama, people, ideas, suggestion):
    services.answer_merge(member=ama, merge_id=suggestion.pk, agrees=False, now=MONDAY_9AM)
    with pytest.raises(MergeSettled):
        take_back(people[0], suggestion)
    with pytest.raises(MergeRefused):
        services.suggest_merge(member=people[0], idea_id=ideas[0].pk, into_id=ideas[1].pk, now=MONDAY_9AM)


def test_nobody_else_takes_it_back_neither_an_author_nor_an_organiser(ama, people, ideas, suggestion):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    for member, refusal in ((ama, NotAllowed), (rosa, NotAllowed), (people[1], NotVisible)):
        with pytest.raises(refusal):
            take_back(member, suggestion)
    assert asked(ama) == [("author", CANAL, RIVER)]


def test_what_became_one_is_not_taken_back_but_undone(ama, people, ideas, suggestion):
    services.answer_merge(member=ama, merge_id=suggestion.pk, agrees=True, now=MONDAY_9AM)
    with pytest.raises(MergeSettled):
        take_back(people[0], suggestion)
    assert fresh(ideas[0]).status == "merged"


def test_only_whoever_suggested_it_is_told_that_it_was_them(ama, people, ideas, suggestion):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    path = f"/api/v1/ideas/{ideas[0].pk}/merges"
    told = {
        reader: [row["can_be_taken_back"] for row in signed_in(reader).get(path).json()["results"]]
        for reader in (ama, people[0], rosa)
    }
    assert told == {ama: [False], people[0]: [True], rosa: [False]}

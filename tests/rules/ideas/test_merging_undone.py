"""Who would come to an idea that ended is asked about the other, once; and what merged comes apart as it was."""

import datetime as dt

import pytest

from aftershift.ballots.services import checking, opening
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.ideas import selectors, services
from aftershift.ideas.errors import IdeaHidden, MergeRefused, MergeSettled, MergeStands, NotAsked
from aftershift.ideas.models import Idea, Interest
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MONDAY_9AM.date()
CANAL, RIVER = "Walk by the canal", "Walk by the river"


@pytest.fixture
def people():
    """Ama's idea would end, Ben's would go on; Chidi would come to Ama's, Dan to both; Rosa organises."""
    ama = MemberFactory()
    ben, chidi, dan = colleagues(ama.organisation, 3)
    return ama, ben, chidi, dan, MemberFactory(organisation=ama.organisation, roles=("organiser",))


@pytest.fixture
def ideas(people):
    ama, ben, chidi, dan, _ = people
    made = [
        services.propose(member=member, text=text, kind="walk", shown_as="named", now=MONDAY_9AM)
        for member, text in ((ama, CANAL), (ben, RIVER))
    ]
    for member, idea in ((chidi, made[0]), (dan, made[0]), (dan, made[1])):
        services.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
    return made


def merge_of(people, ideas, line=""):
    ama, ben, *_ = people
    merge = services.suggest_merge(member=ama, idea_id=ideas[0].pk, into_id=ideas[1].pk, line=line, now=MONDAY_9AM)
    for member in (ama, ben):
        services.answer_merge(member=member, merge_id=merge.pk, agrees=True, now=MONDAY_9AM)
    return merge


@pytest.fixture
def merge(people, ideas):
    return merge_of(people, ideas)


def reply(member, merge, comes=True):
    services.reply_to_merge(member=member, merge_id=merge.pk, comes=comes, now=MONDAY_9AM)


def undo(member, merge, now=MONDAY_9AM, reason=""):
    return services.undo_merge(member=member, merge_id=merge.pk, reason=reason, now=now)


def asked(reader):
    return [(row.asks, row.ends.text, row.goes_on.text) for row in selectors.merge_questions(member=reader)]


def would_come(idea):
    return {row.member for row in Interest.objects.of(idea.organisation_id).filter(idea=idea)}


def fresh(idea):
    return Idea.objects.of(idea.organisation_id).get(pk=idea.pk)


def open_a_ballot(rosa, *ideas):
    option = {"weekday": "Sat", "start": dt.time(10), "minutes": 60}
    for idea in ideas:
        checking.check(member=rosa, idea_id=idea.pk, verdict="yes", now=MONDAY_9AM)
    return opening.open_ballot(
        member=rosa,
        title="Spring",
        closes_date=TODAY + 30 * DAY,
        closes_time=dt.time(18),
        options=[opening.NewOption(idea_id=idea.pk, **option) for idea in ideas],
        slots=1,
        now=MONDAY_9AM,
    )


def test_who_would_come_is_asked_once_and_moved_by_nobody(people, ideas, merge):
    """RULE-33."""
    _, _, chidi, dan, rosa = people
    canal, river = ideas
    assert (would_come(canal), would_come(river)) == ({chidi, dan}, {dan})
    assert asked(chidi) == [("supporter", CANAL, RIVER)]
    # Dan said already that he would come to it, and Rosa would come to neither.
    assert asked(dan) == asked(rosa) == []
    (row,) = signed_in(chidi).get("/api/v1/home").json()["merges"]
    assert (row["asks"], row["ends"]["text"], row["goes_on"]["text"]) == ("supporter", CANAL, RIVER)


@pytest.mark.parametrize("comes", [True, False])
def test_yes_makes_an_interest_in_the_other_and_no_makes_none_and_the_old_one_stays(people, ideas, merge, comes):
    _, _, chidi, dan, _ = people
    canal, river = ideas
    for _ in range(2):
        reply(chidi, merge, comes=comes)
    assert would_come(river) == ({chidi, dan} if comes else {dan})
    assert would_come(canal) == {chidi, dan}
    assert asked(chidi) == []
    counts = [selectors.card(member=dan, roles=(), idea_id=idea.pk, today=TODAY).interest for idea in ideas]
    assert counts == [2, 2 if comes else 1]


def test_the_time_finder_counts_for_each_idea_those_who_said_so_of_that_idea(people, ideas, merge):
    """docs/decisions/0012: the supporters of an idea are an audience."""
    _, _, chidi, dan, _ = people
    canal, river = ideas
    audience = {idea.pk: set(selectors.who_would_come(member=dan, idea_id=idea.pk)) for idea in ideas}
    assert audience == {canal.pk: {chidi, dan}, river.pk: {dan}}


def test_nobody_who_would_not_come_to_the_ended_idea_replies(people, merge):
    *_, rosa = people
    with pytest.raises(NotAsked):
        reply(rosa, merge)


def test_nobody_is_asked_whether_they_would_come_to_what_is_hidden_or_gone(people, ideas, merge):
    _, ben, chidi, _, rosa = people
    river = ideas[1]
    services.judge(member=rosa, idea_id=river.pk, what="hidden", reason="It names a colleague.", now=MONDAY_9AM)
    assert asked(chidi) == []
    with pytest.raises(IdeaHidden):
        reply(chidi, merge)
    services.judge(member=rosa, idea_id=river.pk, what="shown_again", reason="It does not.", now=MONDAY_9AM)
    services.withdraw(member=ben, idea_id=river.pk, now=MONDAY_9AM)
    assert asked(chidi) == []


@pytest.mark.parametrize("who", [0, 1], ids=["of the ended", "of the other"])
def test_either_author_makes_them_two_again_with_everything_as_it_was(people, ideas, who):
    canal, river = ideas
    services.answer(member=people[4], idea_id=canal.pk, status="small_try", text="Yes.", now=MONDAY_9AM)
    merge = merge_of(people, ideas, line="Walk by the water")
    assert fresh(river).text == "Walk by the water"
    for _ in range(2):
        undo(people[who], merge)
    assert (fresh(canal).status, fresh(canal).text, fresh(river).text) == ("small_try", CANAL, RIVER)
    log = signed_in(people[2]).get("/api/v1/decisions").json()["results"]
    assert [(row["status"], row["is_undoing"]) for row in log] == [
        ("small_try", True),
        ("merged", False),
        ("small_try", False),
    ]


def test_words_that_were_changed_since_stay(people, ideas):
    ama, ben, *_ = people
    merge = merge_of(people, ideas, line="Walk by the water")
    services.edit(
        member=ben, idea_id=ideas[1].pk, text="Swim in the river", kind="move", shown_as="named", now=MONDAY_9AM
    )
    undo(ama, merge)
    assert fresh(ideas[1]).text == "Swim in the river"


def test_an_organiser_undoes_it_with_a_reason_that_everybody_reads(people, merge):
    *_, chidi, dan, rosa = people
    with pytest.raises(FieldProblem):
        undo(rosa, merge)
    with pytest.raises(NotAllowed):
        undo(dan, merge, reason="I want to.")
    undo(rosa, merge, reason="They are on different days.")
    newest = signed_in(chidi).get("/api/v1/decisions").json()["results"][0]
    assert (newest["status"], newest["reason"]) == ("open", "They are on different days.")


def test_it_can_be_undone_for_14_days(people, ideas, merge):
    ama, *_ = people
    with pytest.raises(MergeStands):
        undo(ama, merge, now=MONDAY_9AM + 15 * DAY)
    assert fresh(ideas[0]).status == "merged"
    assert undo(ama, merge, now=MONDAY_9AM + 14 * DAY).state == "undone"


def test_it_cannot_be_undone_once_the_merged_idea_stood_in_a_ballot(people, ideas, merge):
    ama, *_, rosa = people
    other = services.propose(member=rosa, text="Swimming", kind="move", shown_as="named", now=MONDAY_9AM)
    open_a_ballot(rosa, ideas[1], other)
    with pytest.raises(MergeStands):
        undo(ama, merge)
    services.move_on(organisation_id=ama.organisation_id, idea_ids=[ideas[1].pk], status="not_this_time", today=TODAY)
    with pytest.raises(MergeStands):
        undo(ama, merge)
    assert fresh(ideas[0]).status == "merged"


def test_a_vote_before_the_merge_is_no_reason_against_undoing_it(people, ideas):
    ama, *_, rosa = people
    other = services.propose(member=rosa, text="Swimming", kind="move", shown_as="named", now=MONDAY_9AM)
    open_a_ballot(rosa, ideas[1], other)
    services.move_on(organisation_id=ama.organisation_id, idea_ids=[ideas[1].pk], status="not_this_time", today=TODAY)
    assert undo(ama, merge_of(people, ideas)).state == "undone"


def test_it_can_be_undone_also_when_the_other_is_gone(people, ideas, merge):
    ama, ben, *_ = people
    services.withdraw(member=ben, idea_id=ideas[1].pk, now=MONDAY_9AM)
    undo(ama, merge)
    assert (fresh(ideas[0]).status, fresh(ideas[1]).status) == ("open", "withdrawn")


def test_what_never_merged_cannot_be_undone(people, ideas):
    ama, *_ = people
    merge = services.suggest_merge(member=ama, idea_id=ideas[0].pk, into_id=ideas[1].pk, now=MONDAY_9AM)
    with pytest.raises(MergeSettled):
        undo(ama, merge)


def test_whoever_said_yes_to_the_question_is_asked_whether_it_holds_and_nobody_else(people, ideas, merge):
    ama, _, chidi, dan, _ = people
    canal, river = ideas
    reply(chidi, merge)
    undo(ama, merge)
    assert (would_come(canal), would_come(river)) == ({chidi, dan}, {chidi, dan})
    assert asked(chidi) == [("still", CANAL, RIVER)]
    assert asked(dan) == []


@pytest.mark.parametrize("holds", [True, False])
def test_their_answer_after_an_undoing_counts(people, ideas, merge, holds):
    ama, _, chidi, dan, _ = people
    canal, river = ideas
    reply(chidi, merge)
    undo(ama, merge)
    for _ in range(2):
        reply(chidi, merge, comes=holds)
    assert would_come(river) == ({chidi, dan} if holds else {dan})
    assert would_come(canal) == {chidi, dan}
    assert asked(chidi) == []


def test_who_would_come_before_the_question_loses_nothing_by_a_no(people, ideas, merge):
    _, _, _, dan, _ = people
    reply(dan, merge, comes=False)
    assert dan in would_come(ideas[1])


def test_who_was_not_won_over_is_not_asked_after_an_undoing(people, ideas, merge):
    ama, _, chidi, *_ = people
    reply(chidi, merge, comes=False)
    undo(ama, merge)
    assert asked(chidi) == []


def test_after_an_undoing_it_is_not_suggested_again_for_30_days(people, ideas, merge):
    ama, *_ = people
    undo(ama, merge)
    with pytest.raises(MergeRefused):
        services.suggest_merge(member=ama, idea_id=ideas[0].pk, into_id=ideas[1].pk, now=MONDAY_9AM + 29 * DAY)


def test_only_those_who_may_undo_it_are_told_until_when(people, ideas, merge):
    ama, ben, _, dan, rosa = people
    told = {}
    for reader in (ama, ben, dan, rosa):
        found = selectors.merge_cards(
            selectors.merges_of_idea(member=reader, idea_id=ideas[0].pk),
            member=reader,
            roles=(),
            today=TODAY,
            reads_hidden=reader == rosa,
        )
        told[reader] = found[0].undo_until
    assert told == {ama: TODAY + 14 * DAY, ben: TODAY + 14 * DAY, dan: None, rosa: TODAY + 14 * DAY}

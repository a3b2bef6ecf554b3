"""Two ideas become one when both who had them agree; who would come is asked, and nobody is moved."""

import datetime as dt
import json

import pytest

from aftershift.ballots.errors import IdeaNotForVoting
from aftershift.ballots.services import checking, opening
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas import selectors, services
from aftershift.ideas.errors import (
    CannotBeMerged,
    IdeaHasMovedOn,
    IdeaMerged,
    MergeRefused,
    MergeSettled,
    MergeSuggested,
    TooManyMerges,
)
from aftershift.ideas.models import Idea, Interest, Merge
from aftershift.people.registry import registered
from aftershift.people.services import leaving
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MONDAY_9AM.date()


@pytest.fixture
def people():
    """Ama's idea would end, Ben's would go on; Chidi suggests it; Rosa organises."""
    ama = MemberFactory()
    ben, chidi = colleagues(ama.organisation, 2)
    return ama, ben, chidi, MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")


def propose(member, text, shown_as="named"):
    return services.propose(member=member, text=text, kind="walk", shown_as=shown_as, now=MONDAY_9AM)


def suggest(member, ends, goes_on, line="", now=MONDAY_9AM):
    return services.suggest_merge(member=member, idea_id=ends.pk, into_id=goes_on.pk, line=line, now=now)


def answer(member, merge, agrees=True, now=MONDAY_9AM):
    return services.answer_merge(member=member, merge_id=merge.pk, agrees=agrees, now=now)


def in_place(member, merge, agrees=True):
    return services.answer_merge_in_place(
        member=member, merge_id=merge.pk, agrees=agrees, reason="Otilia has left.", now=MONDAY_9AM
    )


def fresh(idea):
    return Idea.objects.of(idea.organisation_id).get(pk=idea.pk)


def page(reader, idea):
    return signed_in(reader).get(f"/api/v1/ideas/{idea.pk}").json()


def merges(reader, idea):
    return signed_in(reader).get(f"/api/v1/ideas/{idea.pk}/merges").json()["results"]


def asked(reader):
    return [(row.asks, row.ends.text, row.goes_on.text) for row in selectors.merge_questions(member=reader)]


def into_a_ballot(idea):
    services.move_on(organisation_id=idea.organisation_id, idea_ids=[idea.pk], status="in_ballot", today=TODAY)


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


def test_only_when_both_authors_agree_the_two_become_one(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    assert asked(ama) == asked(ben) == [("author", "Walk by the canal", "Walk by the river")]
    answer(ama, merge)
    assert (fresh(canal).status, asked(ama)) == ("open", [])
    answer(ben, merge)
    assert (fresh(canal).status, fresh(river).status) == ("merged", "open")
    shown = page(chidi, canal)
    assert (shown["text"], shown["merged_into"], shown["is_late"]) == ("Walk by the canal", str(river.pk), False)
    assert fresh(river).text == "Walk by the river"


def test_an_author_who_suggests_it_is_asked_like_the_other(people):
    ama, ben, _, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    suggest(ama, canal, river)
    assert [row[0] for row in asked(ama) + asked(ben)] == ["author", "author"]


def test_one_yes_is_enough_where_both_ideas_are_of_one_author(people):
    ama, _, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ama, "Walk by the river")
    answer(ama, suggest(chidi, canal, river))
    assert fresh(canal).status == "merged"


def test_one_no_ends_it_also_after_a_yes_of_ones_own(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    answer(ama, merge)
    answer(ama, merge, agrees=False)
    with pytest.raises(MergeSettled):
        answer(ben, merge)
    assert (fresh(canal).status, asked(ben)) == ("open", [])


def test_an_answer_given_twice_is_one(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    for member in (ama, ama, ben, ben, ama):
        answer(member, merge)
    assert fresh(canal).status == "merged"
    assert [row.status for row in canal.decisions.all()] == ["merged"]


def test_nobody_but_the_two_and_no_organiser_answers_for_an_author_who_is_here(people):
    ama, ben, chidi, rosa = people
    dan = MemberFactory(organisation=ama.organisation)
    merge = suggest(chidi, propose(ama, "Walk by the canal"), propose(ben, "Walk by the river"))
    with pytest.raises(NotAllowed):
        answer(chidi, merge)
    with pytest.raises(NotVisible):
        answer(dan, merge)
    for member in (rosa, chidi):
        with pytest.raises(NotAllowed):
            in_place(member, merge)
    kept = Merge.objects.of(ama.organisation_id).get()
    assert (kept.state, kept.ends_agrees, kept.goes_on_agrees) == ("open", False, False)


@pytest.mark.parametrize("gone", ["left", "forgotten"])
def test_an_organiser_answers_in_the_place_of_an_author_who_is_gone_with_a_public_reason(people, gone):
    ama, ben, chidi, rosa = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    {"left": leaving.leave, "forgotten": leaving.forget_member}[gone](member=ben, now=MONDAY_9AM)
    answer(ama, merge)
    (waiting,) = signed_in(rosa).get("/api/v1/merges").json()["results"]
    assert waiting["asks"] == "in_place"
    in_place(rosa, merge)
    assert fresh(canal).status == "merged"
    log = signed_in(chidi).get("/api/v1/decisions").json()["results"]
    assert [(row["status"], row["other"]["text"], row["reason"]) for row in log] == [
        ("merged", "Walk by the river", "Otilia has left.")
    ]


def test_an_author_without_a_name_answers_and_nobody_reads_who(people):
    ama, ben, chidi, rosa = people
    canal, river = propose(ama, "Walk by the canal", "anonymous"), propose(ben, "Walk by the river")
    merge = suggest(ama, canal, river)
    answer(ama, merge)
    for reader in (ben, rosa):
        said = json.dumps(merges(reader, canal))
        assert ama.called_name not in said
        assert str(ama.pk) not in said
    answer(ben, merge)
    said = json.dumps([merges(chidi, canal), page(chidi, canal), signed_in(chidi).get("/api/v1/decisions").json()])
    assert ama.called_name not in said
    assert str(ama.pk) not in said


def test_what_is_only_suggested_is_read_by_those_asked_by_who_suggested_it_and_by_organisers(people):
    ama, ben, chidi, rosa = people
    dan = MemberFactory(organisation=ama.organisation)
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river, line="Walk by the water")
    seen = {reader.called_name: len(merges(reader, river)) for reader in (ama, ben, chidi, rosa, dan)}
    assert list(seen.values()) == [1, 1, 1, 1, 0]
    answer(ama, merge)
    answer(ben, merge)
    assert len(merges(dan, river)) == 1


def test_a_common_line_takes_the_place_of_the_other_which_stays_beside_it(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    services.say_id_come(member=chidi, idea_id=river.pk, now=MONDAY_9AM)
    merge = suggest(chidi, canal, river, line="Walk by the water")
    assert page(ama, river)["text"] == "Walk by the river"
    for member in (ama, ben):
        answer(member, merge)
    shown = page(chidi, river)
    assert shown["text"] == "Walk by the water"
    assert [was["text"] for was in shown["earlier_texts"]] == ["Walk by the river"]
    assert shown["changed_since_i_said"] is True


def test_a_common_line_that_is_hidden_is_hidden_with_the_merge_too(people):
    ama, ben, chidi, rosa = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river, line="Throw Gerald in the water")
    for member in (ama, ben):
        answer(member, merge)
    hide(rosa, river)
    everything = [merges(chidi, canal), page(chidi, river), signed_in(chidi).get("/api/v1/decisions").json()]
    assert "Gerald" not in json.dumps(everything)
    services.undo_merge(member=ama, merge_id=merge.pk, now=MONDAY_9AM)
    services.judge(member=rosa, idea_id=river.pk, what="shown_again", reason="It is gone.", now=MONDAY_9AM)
    assert page(chidi, river)["text"] == "Walk by the river"
    assert "Gerald" not in json.dumps([merges(chidi, canal), page(chidi, river)])


def test_a_yes_is_asked_again_when_the_words_change(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    answer(ama, merge)
    services.edit(member=ben, idea_id=river.pk, text="Run by the river", kind="walk", shown_as="named", now=MONDAY_9AM)
    assert asked(ama) == [("author", "Walk by the canal", "Run by the river")]
    answer(ben, merge)
    assert fresh(canal).status == "open"


def hide(rosa, idea):
    services.judge(member=rosa, idea_id=idea.pk, what="hidden", reason="It names a colleague.", now=MONDAY_9AM)


UNFIT = {
    "in a ballot": lambda idea, ben, rosa: into_a_ballot(idea),
    "hidden": lambda idea, ben, rosa: hide(rosa, idea),
    "withdrawn": lambda idea, ben, rosa: services.withdraw(member=ben, idea_id=idea.pk, now=MONDAY_9AM),
}


@pytest.mark.parametrize("how", UNFIT)
@pytest.mark.parametrize("ends", [True, False], ids=["ends", "goes on"])
def test_nothing_merges_while_either_stands_in_a_ballot_is_hidden_or_withdrawn(people, how, ends):
    ama, ben, chidi, rosa = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    pair = (river, canal) if ends else (canal, river)
    merge = suggest(chidi, *pair)
    answer(ben, merge)
    UNFIT[how](river, ben, rosa)
    before = fresh(river).status
    with pytest.raises(CannotBeMerged):
        answer(ama, merge)
    assert (fresh(canal).status, fresh(river).status) == ("open", before)
    assert asked(ama) == []
    assert merges(rosa, canal) == []
    again = propose(ama, "Walk by the pond")
    with pytest.raises(CannotBeMerged):
        suggest(chidi, *((river, again) if ends else (again, river)))


def test_a_no_is_taken_also_while_one_stands_in_a_ballot(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    into_a_ballot(river)
    assert answer(ama, merge, agrees=False).state == "refused"


def test_a_pair_is_suggested_once_at_a_time_in_either_direction(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    suggest(chidi, canal, river)
    for pair in ((canal, river), (river, canal)):
        with pytest.raises(MergeSuggested):
            suggest(ben, *pair)
    with pytest.raises(FieldProblem):
        suggest(ben, canal, canal)


def test_after_a_no_it_is_not_suggested_again_for_30_days(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    answer(ama, suggest(chidi, canal, river), agrees=False)
    for pair in ((canal, river), (river, canal)):
        with pytest.raises(MergeRefused):
            suggest(ben, *pair, now=MONDAY_9AM + 29 * DAY)
    assert suggest(ben, canal, river, now=MONDAY_9AM + 30 * DAY).state == "open"


def test_one_member_has_five_suggestions_waiting_at_most(people):
    ama, ben, chidi, _ = people
    river = propose(ben, "Walk by the river")
    waiting = [suggest(chidi, propose(ama, f"Walk number {n}"), river) for n in range(5)]
    canal = propose(ama, "Walk by the canal")
    with pytest.raises(TooManyMerges):
        suggest(chidi, canal, river)
    answer(ben, waiting[0], agrees=False)
    assert suggest(chidi, canal, river).state == "open"


@pytest.fixture
def merged(people):
    ama, ben, chidi, _ = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    merge = suggest(chidi, canal, river)
    answer(ama, merge)
    answer(ben, merge)
    return canal, river, merge


def test_a_merged_idea_cannot_be_voted_on_changed_withdrawn_answered_or_joined(people, merged):
    ama, _, chidi, rosa = people
    canal, river, _ = merged
    with pytest.raises(IdeaNotForVoting):
        open_a_ballot(rosa, canal, river)
    with pytest.raises(IdeaHasMovedOn):
        services.edit(member=ama, idea_id=canal.pk, text="Skate", kind="move", shown_as="named", now=MONDAY_9AM)
    with pytest.raises(IdeaHasMovedOn):
        services.withdraw(member=ama, idea_id=canal.pk, now=MONDAY_9AM)
    with pytest.raises(IdeaHasMovedOn):
        services.answer(member=rosa, idea_id=canal.pk, status="to_vote", text="Yes.", now=MONDAY_9AM)
    for refused in (services.say_id_come, lambda **said: services.say_times(member=ama, idea_id=canal.pk, times=[])):
        with pytest.raises(IdeaMerged):
            refused(member=chidi, idea_id=canal.pk, now=MONDAY_9AM)
    services.move_on(organisation_id=canal.organisation_id, idea_ids=[canal.pk], status="planned", today=TODAY)
    assert (fresh(canal).status, fresh(canal).text) == ("merged", "Walk by the canal")


def test_it_is_answered_and_stands_in_no_list_but_in_the_log(people, merged):
    ama, _, _, rosa = people
    canal, river, _ = merged
    api = signed_in(ama)
    assert [row["id"] for row in api.get("/api/v1/ideas").json()["results"]] == [str(river.pk)]
    assert [row["id"] for row in api.get("/api/v1/ideas/similar?text=walk").json()["results"]] == [str(river.pk)]
    assert list(selectors.ideas_to_answer(member=rosa)) == [river]
    late = selectors.card(member=ama, roles=("member",), idea_id=canal.pk, today=TODAY + 90 * DAY)
    assert late.is_late is False
    (line,) = api.get("/api/v1/decisions").json()["results"]
    assert (line["status"], line["other"]["id"], line["is_undoing"]) == ("merged", str(river.pk), False)


def test_the_earlier_texts_and_answers_of_the_ended_idea_stay_readable(people):
    ama, ben, chidi, rosa = people
    canal, river = propose(ama, "Walk by the canal"), propose(ben, "Walk by the river")
    services.answer(member=rosa, idea_id=canal.pk, status="to_vote", text="Yes, in spring.", now=MONDAY_9AM)
    services.edit(member=ama, idea_id=canal.pk, text="Canal walk", kind="walk", shown_as="named", now=MONDAY_9AM)
    merge = suggest(chidi, canal, river)
    answer(ama, merge)
    answer(ben, merge)
    shown = page(chidi, canal)
    assert shown["answer"]["text"] == "Yes, in spring."
    assert [was["text"] for was in shown["earlier_texts"]] == ["Walk by the canal"]


def test_merges_of_another_organisation_do_not_exist(people, merged):
    stranger = MemberFactory(organisation=OrganisationFactory())
    canal, _, merge = merged
    own = propose(stranger, "Swimming")
    for refused in (
        lambda: suggest(stranger, own, canal),
        lambda: answer(stranger, merge),
        lambda: services.undo_merge(member=stranger, merge_id=merge.pk, now=MONDAY_9AM),
        lambda: services.reply_to_merge(member=stranger, merge_id=merge.pk, comes=True, now=MONDAY_9AM),
    ):
        with pytest.raises(NotVisible):
            refused()


def test_a_list_of_merges_takes_as_many_statements_for_few_as_for_many(people):
    ama, ben, _, rosa = people
    river = propose(ben, "Walk by the river")

    def more(count):
        for who in colleagues(ama.organisation, count):
            suggest(who, propose(ama, f"Walk of {who.pk}"), river)

    for path in ("/api/v1/merges", f"/api/v1/ideas/{river.pk}/merges"):
        same_query_count(few=lambda: more(1), many=lambda: more(4), read=lambda path=path: signed_in(rosa).get(path))
    same_query_count(few=lambda: None, many=lambda: more(4), read=lambda: selectors.merge_questions(member=ben))


def test_what_is_kept_of_a_member_is_exported_and_goes_with_them(people, merged):
    ama, _, chidi, _ = people
    canal, river, merge = merged
    services.say_id_come(member=chidi, idea_id=river.pk, now=MONDAY_9AM)
    Interest(organisation_id=canal.organisation_id, idea=canal, member=chidi, said_date=TODAY).save()
    services.reply_to_merge(member=chidi, merge_id=merge.pk, comes=True, now=MONDAY_9AM)
    data = registered["ideas"].export(chidi)
    pair = {"ends": "Walk by the canal", "goes_on": "Walk by the river", "date": "2026-01-05"}
    assert data["merges_suggested"] == [pair | {"line": ""}]
    assert data["merge_replies"] == [pair | {"comes": True, "said_date": "2026-01-05"}]
    assert registered["ideas"].export(ama)["merges_of_my_ideas"] == [pair | {"state": "merged", "i_agreed": True}]
    registered["ideas"].erase(chidi, MONDAY_9AM)
    kept = Merge.objects.of(ama.organisation_id).get()
    assert (kept.suggested_by, list(kept.replies.all())) == (None, [])

"""An author changes or withdraws an idea until it stands in a ballot, and nobody learns more than they were told."""

import datetime as dt
import json

import pytest

from aftershift.ballots.errors import IdeaNotForVoting
from aftershift.ballots.services import opening
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.ideas import selectors, services
from aftershift.ideas.errors import IdeaHasMovedOn, IdeaWithdrawn, WithdrawalStands
from aftershift.ideas.models import Decision, EarlierText, Idea
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, TeamFactory, colleagues, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MONDAY_9AM.date()


@pytest.fixture
def ama():
    return MemberFactory(language="pl")


def propose(member, text="Taniec w piątki", shown_as="named"):
    return services.propose(member=member, text=text, kind="move", shown_as=shown_as, now=MONDAY_9AM)


def edit(member, idea, text="Taniec w soboty", *, kind="move", shown_as="named", now=MONDAY_9AM):
    return services.edit(member=member, idea_id=idea.pk, text=text, kind=kind, shown_as=shown_as, now=now)


def seen(reader, idea, today=TODAY):
    return selectors.card(member=reader, roles=("member",), idea_id=idea.pk, today=today)


def listed(reader):
    return {row["id"] for row in signed_in(reader).get("/api/v1/ideas").json()["results"]}


def into_a_ballot(idea):
    services.move_on(organisation_id=idea.organisation_id, idea_ids=[idea.pk], status="in_ballot", today=TODAY)


def test_every_earlier_text_is_kept_in_its_language_beside_the_new_one(ama):
    idea = propose(ama)
    edit(ama, idea, "Taniec w soboty", now=MONDAY_9AM + DAY)
    ama.language = "en"
    ama.save()
    edit(ama, idea, "Dancing on Saturdays", now=MONDAY_9AM + 2 * DAY)
    card = seen(ama, idea)
    assert (card.text, card.language) == ("Dancing on Saturdays", "en")
    assert [(was.text, was.language, was.replaced_date) for was in card.earlier_texts] == [
        ("Taniec w soboty", "pl", TODAY + 2 * DAY),
        ("Taniec w piątki", "pl", TODAY + DAY),
    ]


def test_the_same_change_twice_is_one_change(ama):
    idea = propose(ama)
    for _ in range(2):
        edit(ama, idea, kind="talk")
    assert (seen(ama, idea).kind, len(seen(ama, idea).earlier_texts)) == ("talk", 1)


def test_an_author_changes_how_they_are_shown():
    porters = TeamFactory()
    ama = MemberFactory(organisation=porters.organisation, team=porters)
    ben = MemberFactory(organisation=ama.organisation)
    idea = propose(ama)
    names = {}
    for shown_as in ("team", "anonymous", "named"):
        edit(ama, idea, idea.text, shown_as=shown_as)
        names[shown_as] = seen(ben, idea).author.name
    assert names == {"team": porters.name, "anonymous": None, "named": ama.called_name}
    with pytest.raises(FieldProblem):
        edit(ben, propose(ben), shown_as="team")  # who is in no team


def test_nobody_else_changes_or_withdraws_it_not_even_the_organiser(ama):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama)
    with pytest.raises(NotAllowed):
        edit(rosa, idea)
    with pytest.raises(NotAllowed):
        services.withdraw(member=rosa, idea_id=idea.pk, now=MONDAY_9AM)
    assert (seen(rosa, idea).text, seen(rosa, idea).status) == ("Taniec w piątki", "open")
    assert (seen(ama, idea).can_be_changed, seen(rosa, idea).can_be_changed) == (True, False)


def test_from_the_ballot_on_an_idea_stays_as_it_is(ama):
    idea = propose(ama)
    into_a_ballot(idea)
    with pytest.raises(IdeaHasMovedOn):
        edit(ama, idea)
    with pytest.raises(IdeaHasMovedOn):
        services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    card = seen(ama, idea)
    assert (card.text, card.status, card.can_be_changed) == ("Taniec w piątki", "in_ballot", False)


def test_a_withdrawn_idea_takes_no_supporters_no_answer_and_no_ballot(ama):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama)
    services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    with pytest.raises(IdeaWithdrawn):
        services.say_id_come(member=rosa, idea_id=idea.pk, now=MONDAY_9AM)
    with pytest.raises(IdeaHasMovedOn):
        services.answer(member=rosa, idea_id=idea.pk, status="to_vote", text="Into the vote.", now=MONDAY_9AM)
    with pytest.raises(IdeaHasMovedOn):
        edit(ama, idea)
    with pytest.raises(IdeaNotForVoting):
        opening._lock_ideas(rosa, {idea.pk})
    assert seen(rosa, idea).interest == 0
    assert selectors.similar_ideas(member=rosa, text=idea.text) == []
    assert not selectors.ideas_to_answer(member=rosa).exists()


def test_who_would_come_still_sees_it_and_reads_that_it_was_withdrawn(ama):
    ben, chidi = colleagues(ama.organisation, 2)
    idea = propose(ama)
    services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM + DAY)
    assert (seen(ben, idea).status, seen(ben, idea).withdrawn_date) == ("withdrawn", TODAY + DAY)
    assert (listed(ama), listed(ben), listed(chidi)) == ({str(idea.pk)}, {str(idea.pk)}, set())


def test_a_withdrawal_is_undone_on_the_same_day_only_and_returns_where_it_was(ama):
    ben, rosa = (
        MemberFactory(organisation=ama.organisation),
        MemberFactory(organisation=ama.organisation, roles=("organiser",)),
    )
    idea = propose(ama)
    services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    services.answer(member=rosa, idea_id=idea.pk, status="small_try", text="Try it once.", now=MONDAY_9AM)
    for _ in range(2):
        services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    for _ in range(2):
        services.undo_withdrawal(member=ama, idea_id=idea.pk, now=MONDAY_9AM.replace(hour=23))
    card = seen(ben, idea)
    assert (card.status, card.withdrawn_date, card.interest) == ("small_try", None, 1)
    log = Decision.objects.of(ama.organisation_id).order_by("pk").values_list("status", flat=True)
    assert list(log) == ["small_try", "withdrawn", "small_try"]
    services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    with pytest.raises(WithdrawalStands):
        services.undo_withdrawal(member=ama, idea_id=idea.pk, now=MONDAY_9AM + DAY)
    assert seen(ben, idea).status == "withdrawn"


def test_only_who_said_it_before_the_change_is_told_that_they_said_it_of_other_words(ama):
    """Also within one day."""
    ben, chidi = colleagues(ama.organisation, 2)
    idea = propose(ama)
    services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    edit(ama, idea)
    services.say_id_come(member=chidi, idea_id=idea.pk, now=MONDAY_9AM)
    told = [seen(reader, idea).changed_since_i_said for reader in (ben, chidi, ama)]
    assert told == [True, False, False]


def test_change_withdrawal_and_return_say_nothing_of_who_had_an_idea_without_a_name(ama):
    """Whoever the author is, every reply to the others and every export of theirs is the same."""
    ben, reader = colleagues(ama.organisation, 2)
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama, shown_as="anonymous")
    services.say_id_come(member=reader, idea_id=idea.pk, now=MONDAY_9AM)
    others = propose(ben, "Szachy w przerwie")
    edit(ama, idea, shown_as="anonymous")
    services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)

    def everything():
        pages = [f"/api/v1/ideas/{idea.pk}", f"/api/v1/ideas/{others.pk}", "/api/v1/ideas", "/api/v1/home"]
        replies = [signed_in(one).get(page) for one in (reader, rosa) for page in pages]
        exports = [json.dumps(registered["ideas"].export(one)) for one in (reader, rosa, ben)]
        return [(reply.content, reply.headers.get("ETag")) for reply in replies], exports

    replies, exports = everything()
    Idea.objects.of(ama.organisation_id).filter(pk=idea.pk).update(author=None)
    assert everything() == (replies, exports)
    assert str(ama.pk) not in repr(replies) + repr(exports)
    assert not {"member", "author", "created_at", "at"} & {field.name for field in EarlierText._meta.get_fields()}


def test_earlier_texts_are_in_the_export_of_their_author_and_stay_after_they_are_forgotten(ama):
    idea = propose(ama)
    edit(ama, idea)
    assert registered["ideas"].export(ama)["ideas"][0]["earlier_texts"] == ["Taniec w piątki"]
    registered["ideas"].erase(ama, MONDAY_9AM)
    assert [was.text for was in seen(MemberFactory(organisation=ama.organisation), idea).earlier_texts] == [
        "Taniec w piątki"
    ]


def test_the_list_takes_as_many_statements_with_earlier_texts_as_without(ama):
    client = signed_in(ama)

    def more(number):
        for _ in range(number):
            edit(ama, propose(ama))

    same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda: client.get("/api/v1/ideas"))

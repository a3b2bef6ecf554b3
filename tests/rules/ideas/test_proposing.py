import datetime as dt

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas import selectors, services
from aftershift.ideas.models import Decision, Idea, Interest
from aftershift.people.registry import registered
from tests.factories import (
    MONDAY_9AM,
    MemberFactory,
    OrganisationFactory,
    TeamFactory,
    colleagues,
    same_query_count,
    signed_in,
)

pytestmark = pytest.mark.django_db
TODAY = MONDAY_9AM.date()


def propose(member, text="Picnic with our children", shown_as="named", kind="picnic", now=MONDAY_9AM):
    return services.propose(member=member, text=text, kind=kind, shown_as=shown_as, now=now)


def card_for(reader, idea, *, roles=("member",), today=TODAY):
    return selectors.card(member=reader, roles=roles, idea_id=idea.pk, today=today)


def test_an_idea_takes_one_line_in_the_language_of_its_author():
    ama = MemberFactory(language="pl")
    idea = propose(ama, "Taniec w piątki")
    card = card_for(ama, idea)
    assert (card.text, card.language, card.author.name, card.author.is_me) == (
        "Taniec w piątki",
        "pl",
        ama.called_name,
        True,
    )
    assert card.status == "open"


def test_every_idea_is_answered_by_somebody_within_fourteen_days():
    ama = MemberFactory()
    rosa, bashir = colleagues(ama.organisation, 2, roles=("organiser",))
    first, second = propose(ama), propose(ama)
    assert first.due_date == TODAY + dt.timedelta(days=14)
    assert {first.owner_id, second.owner_id} == {rosa.pk, bashir.pk}


def test_who_proposed_is_shown_as_the_author_chose():
    porters = TeamFactory()
    ama = MemberFactory(organisation=porters.organisation, team=porters)
    ben = MemberFactory(organisation=porters.organisation)
    seen = {
        shown_as: card_for(ben, propose(ama, shown_as=shown_as)).author for shown_as in ("named", "team", "anonymous")
    }
    assert seen["named"].name == ama.called_name
    assert seen["team"].name == porters.name
    assert seen["anonymous"].name is None
    assert not any(author.is_me for author in seen.values())


def test_an_idea_without_a_name_is_known_as_mine_only_to_me():
    ama = MemberFactory()
    ben = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama, shown_as="anonymous")
    assert card_for(ama, idea).author.is_me
    assert not card_for(ben, idea, roles=("member", "organiser")).author.is_me
    reply = signed_in(ben).get(f"/api/v1/ideas/{idea.pk}")
    assert str(ama.pk) not in reply.text
    assert ama.called_name not in reply.text


def test_no_reply_changes_when_somebody_elses_anonymous_idea_has_another_author():
    """Neither body, nor order, nor validator tells who had it."""
    ama = MemberFactory()
    ben, reader = colleagues(ama.organisation, 2)
    idea = propose(ama, shown_as="anonymous")
    client = signed_in(reader)
    before = client.get("/api/v1/ideas")
    Idea.objects.of(ama.organisation_id).filter(pk=idea.pk).update(author=ben)
    after = client.get("/api/v1/ideas")
    assert (before.content, before.headers["ETag"]) == (after.content, after.headers["ETag"])


def test_a_team_signs_only_for_somebody_who_is_in_one():
    ama = MemberFactory()
    with pytest.raises(FieldProblem):
        propose(ama, shown_as="team")
    assert not Idea.objects.of(ama.organisation_id).exists()


def test_a_supervisor_sees_no_names_in_any_role_they_also_hold():
    ama = MemberFactory()
    boss = MemberFactory(organisation=ama.organisation, roles=("supervisor", "organiser"))
    idea = propose(ama)
    for session in ({}, {"second_factor": False}):
        reply = signed_in(boss, **session).get(f"/api/v1/ideas/{idea.pk}")
        assert reply.json()["author"] == {"shown_as": "named", "name": None, "is_me": False}
        assert reply.json()["owner_name"] is None


def test_saying_id_come_twice_counts_once_and_can_be_taken_back():
    ama = MemberFactory()
    ben = MemberFactory(organisation=ama.organisation, confirmed=False)
    idea = propose(ama)
    for _ in range(2):
        services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    assert (card_for(ben, idea).interest, card_for(ben, idea).is_mine_interest) == (1, True)
    assert (card_for(ama, idea).interest, card_for(ama, idea).is_mine_interest) == (1, False)
    for _ in range(2):
        services.take_back_id_come(member=ben, idea_id=idea.pk)
    assert card_for(ama, idea).interest == 0


def test_another_organisations_idea_is_not_there():
    ama = MemberFactory()
    idea = propose(ama)
    stranger = MemberFactory(organisation=OrganisationFactory())
    with pytest.raises(NotVisible):
        services.say_id_come(member=stranger, idea_id=idea.pk, now=MONDAY_9AM)


def test_similar_ideas_are_shown_before_posting():
    ama = MemberFactory()
    picnic = propose(ama, "Picnic with our children")
    propose(ama, "Choir in the chapel")
    dance = propose(ama, "Taniec w piątki po późnej zmianie")
    assert selectors.similar_ideas(member=ama, text="Family picnic in the park, children welcome") == [picnic]
    assert selectors.similar_ideas(member=ama, text="taniec w piatek")[0] == dance
    assert selectors.similar_ideas(member=ama, text="Chess") == []


def test_an_idea_that_was_declined_is_not_offered_as_similar():
    ama = MemberFactory()
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama)
    services.answer(member=rosa, idea_id=idea.pk, status="not_now", text="No room before May.", now=MONDAY_9AM)
    assert selectors.similar_ideas(member=ama, text="Picnic with our children") == []


def test_the_list_takes_as_many_statements_for_twenty_ideas_as_for_one():
    ama = MemberFactory()
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    client = signed_in(ama)

    def more(number):
        for _ in range(number):
            idea = propose(ama)
            services.say_id_come(member=rosa, idea_id=idea.pk, now=MONDAY_9AM)
            services.answer(
                member=rosa, idea_id=idea.pk, status="to_vote", text="Into the spring vote.", now=MONDAY_9AM
            )

    for path in ("/api/v1/ideas", "/api/v1/ideas/similar?text=picnic"):
        same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda path=path: client.get(path))


def test_the_list_is_not_sent_again_while_nothing_changed():
    ama = MemberFactory()
    propose(ama)
    client = signed_in(ama)
    first = client.get("/api/v1/ideas")
    again = client.get("/api/v1/ideas", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_a_forgotten_member_leaves_the_idea_and_no_trace_in_it():
    ama = MemberFactory()
    idea = propose(ama)
    services.say_id_come(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    assert registered["ideas"].export(ama)["ideas"][0]["text"] == idea.text
    registered["ideas"].erase(ama, MONDAY_9AM)
    idea.refresh_from_db()
    assert (idea.author_id, idea.shown_as) == (None, "anonymous")
    assert not Interest.objects.of(ama.organisation_id).exists()


def test_the_decision_log_holds_ids_verbs_and_dates_and_no_words():
    names = {field.name for field in Decision._meta.get_fields()}
    assert names == {"id", "organisation", "idea", "status", "decided_date", "answer", "ballot_id", "merge"}


def test_only_an_organiser_answers():
    ama = MemberFactory()
    idea = propose(ama)
    with pytest.raises(NotAllowed):
        services.answer(member=ama, idea_id=idea.pk, status="to_vote", text="Yes, yes.", now=MONDAY_9AM)
    idea.refresh_from_db()
    assert idea.status == "open"

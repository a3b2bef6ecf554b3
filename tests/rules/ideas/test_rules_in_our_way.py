""" "A rule is in our way": anybody says which, an organiser finds out by a date, everybody reads what became of it."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core.errors import NotAllowed
from aftershift.ideas import selectors, services
from aftershift.ideas.models import RuleInOurWay, RuleReply
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MONDAY_9AM.date()


@pytest.fixture
def people():
    ama = MemberFactory()
    return ama, MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")


def propose(member):
    return services.propose(member=member, text="Choir in the chapel", kind="move", shown_as="named", now=MONDAY_9AM)


def raised(member, text="No keys for the chapel after six"):
    return services.raise_rule_of_idea(member=member, idea_id=propose(member).pk, text=text, now=MONDAY_9AM)


def reply(rosa, rule, state="changed", text="The porters' desk has the key now.", now=MONDAY_9AM):
    return services.reply_to_rule(member=rosa, rule_id=rule.pk, state=state, text=text, now=now)


def seen(reader, rule, *, days=0, roles=("member",)):
    return selectors.rule_card(member=reader, roles=roles, rule_id=rule.pk, today=TODAY + days * DAY)


def test_a_rule_gets_an_owner_and_a_date(people):
    ama, _ = people
    card = seen(ama, raised(ama))
    assert (card.owner_name, card.due_date, card.state) == ("Rosa", TODAY + 14 * DAY, "open")
    assert (card.about, card.about_text) == ("idea", "Choir in the chapel")


def test_a_rule_that_nobody_replied_to_is_late_and_a_late_reply_stays_late(people):
    ama, rosa = people
    rule = raised(ama)
    assert [seen(ama, rule, days=days).is_late for days in (14, 15)] == [False, True]
    reply(rosa, rule, now=MONDAY_9AM + 15 * DAY)
    card = seen(ama, rule, days=40)
    assert (card.is_late, card.reply.is_late, card.state) == (True, True, "changed")


def test_a_later_reply_is_shown_and_the_earlier_one_is_kept(people):
    ama, rosa = people
    rule = raised(ama)
    reply(rosa, rule, "stays", "The insurer asks for it.")
    reply(rosa, rule, "way_round", "We meet in the hall instead.")
    card = seen(ama, rule)
    assert (card.state, card.reply.text) == ("way_round", "We meet in the hall instead.")
    assert RuleReply.objects.of(ama.organisation_id).count() == 2


def test_an_answer_that_names_a_rule_raises_it_once(people):
    ama, rosa = people
    idea = propose(ama)
    for _ in range(2):
        services.answer(
            member=rosa, idea_id=idea.pk, status="rule_in_our_way", text="No keys after six.", now=MONDAY_9AM
        )
    rules = RuleInOurWay.objects.of(ama.organisation_id)
    assert [(rule.about_id, rule.text) for rule in rules] == [(idea.pk, "No keys after six.")]


def test_something_above_ideas_can_raise_a_rule_by_its_id(people):
    ama, _ = people
    item = uuid4()
    rule = services.raise_rule(
        member=ama, about="checklist_item", about_id=item, text="Two first-aiders for a stroll", now=MONDAY_9AM
    )
    assert (seen(ama, rule).about, seen(ama, rule).about_id, seen(ama, rule).about_text) == (
        "checklist_item",
        item,
        None,
    )


def test_nobody_reads_who_raised_it(people):
    ama, rosa = people
    raised(ama)
    text = signed_in(rosa).get("/api/v1/rules").text
    assert ama.called_name not in text
    assert str(ama.pk) not in text
    assert registered["ideas"].export(rosa)["rules_raised"] == []
    assert len(registered["ideas"].export(ama)["rules_raised"]) == 1


def test_only_an_organiser_replies(people):
    ama, rosa = people
    rule = raised(ama)
    with pytest.raises(NotAllowed):
        reply(ama, rule)
    assert seen(rosa, rule).state == "open"


def test_a_forgotten_member_leaves_the_rule_and_no_trace_in_it(people):
    ama, rosa = people
    rule = raised(ama)
    reply(rosa, rule)
    for member in people:
        registered["ideas"].erase(member, MONDAY_9AM)
    rule.refresh_from_db()
    assert (rule.raised_by_id, rule.owner_id, rule.replies.get().replied_by_id) == (None, None, None)


def test_the_list_takes_as_many_statements_for_twenty_rules_as_for_one(people):
    ama, rosa = people
    client = signed_in(ama)

    def more(number):
        for _ in range(number):
            reply(rosa, raised(ama))

    same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda: client.get("/api/v1/rules"))

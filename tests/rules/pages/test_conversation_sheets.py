"""The sheet for the tables of a conversation: the question large, how to go on, and nobody's name."""

import datetime as dt

import pytest
from django.test import Client
from django_scopes import scope

from aftershift.ideas.services import conversations
from aftershift.pages.words import URDU
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, session_key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben():
    return MemberFactory(organisation=OrganisationFactory(), roles=("connector",), called_name="Benedict")


def planned(member, template="open_agenda"):
    with scope(organisation=member.organisation_id):
        return conversations.plan_conversation(
            member=member,
            plan=conversations.Plan(
                question="What would make <nights> easier?",
                template=template,
                place="Staff canteen",
                held_date=dt.date(2026, 1, 8),
                start=dt.time(15, 30),
                minutes=90,
            ),
            now=MONDAY_9AM,
        )


def sheet(member, conversation, **query):
    return Client().get(
        f"/print/conversation/{conversation.pk}",
        query,
        headers={"X-Session-Token": session_key_of(member), "Accept-Language": "en"},
    )


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("cafe_tables", "move to another table"),
        ("open_agenda", "Use your feet"),
        ("story_circle", "Nobody breaks in"),
    ],
)
def test_the_sheet_has_the_question_how_to_go_on_and_a_code_for_ideas(ben, template, hint):
    ama = MemberFactory(organisation=ben.organisation)
    text = sheet(ama, planned(ben, template)).content.decode()
    assert "What would make &lt;nights&gt; easier?" in text
    assert "Thursday 8 January, 15:30 to 17:00" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert hint in text
    assert text.count('role="img"') == 1
    assert "Benedict" not in text
    assert str(ben.pk) not in text


def test_the_sheet_reads_right_to_left_in_urdu_and_the_question_in_its_own_language(ben):
    text = sheet(ben, planned(ben), lang="ur").content.decode()
    assert '<html lang="ur" dir="rtl">' in text
    assert URDU.words["table_open_agenda_3"] in text
    assert '<h1 lang="en" dir="auto">' in text


def test_another_hospital_a_called_off_one_and_nobody_signed_in_get_no_sheet(ben):
    conversation = planned(ben)
    assert sheet(MemberFactory(organisation=OrganisationFactory()), conversation).status_code == 404
    signed_out = Client().get(f"/print/conversation/{conversation.pk}")
    assert (signed_out.status_code, signed_out["Location"]) == (302, "/sign-in")
    with scope(organisation=ben.organisation_id):
        conversations.call_off(member=ben, conversation_id=conversation.pk, now=MONDAY_9AM)
    assert sheet(ben, conversation).status_code == 404

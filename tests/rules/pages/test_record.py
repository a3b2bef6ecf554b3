"""What I led, to print: my own session's, in my language and in English."""

import datetime as dt
import re

import pytest
from django.test import Client
from django_scopes import scope

from aftershift.core import clock
from aftershift.leading.models import RecordLine
from tests.factories import MemberFactory, OrganisationFactory, session_key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def st_brides():
    return OrganisationFactory(name="St Bride's")


def somebody(organisation, name, **fields):
    with scope(organisation=organisation.pk):
        return MemberFactory(organisation=organisation, called_name=name, **fields)


def did(member, what, *, role="", days_ago=3, minutes=45, title="Thursday <walk>"):
    with scope(organisation=member.organisation_id):
        RecordLine.objects.create(
            organisation=member.organisation,
            member=member,
            kind="walk",
            what=what,
            role=role,
            title=title,
            local_date=clock.now().date() - dt.timedelta(days=days_ago),
            minutes=minutes,
        )


def opened(member, query=""):
    client = Client()
    if member is not None:
        client.defaults["HTTP_X_SESSION_TOKEN"] = session_key_of(member)
    return client.get(f"/print/record{query}")


def text_of(reply):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_it_says_what_i_led_and_for_how_long(st_brides):
    ama = somebody(st_brides, "Ama")
    did(ama, "led", minutes=90)
    did(ama, "shared", days_ago=60, minutes=45)
    did(ama, "job", minutes=45)
    text = text_of(opened(ama))
    assert "What Ama has led" in text
    assert "Dates led, alone or with others: 2. Time: 2 h 15 min." in text
    assert "In the last four weeks: 1 h 30 min." in text
    assert "Thursday &lt;walk&gt;" in text
    assert text.count("Shared the lead") == 1


def rows_of(reply):
    """The cells of each row, by table."""
    tables = re.findall(r"<tbody>(.*?)</tbody>", reply.content.decode(), re.S)
    cells = [re.findall(r"<tr>(.*?)</tr>", table, re.S) for table in tables]
    return [
        [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", row, re.S)] for row in rows]
        for rows in cells
    ]


def test_a_date_is_one_line_that_names_the_roles_in_both_languages(st_brides):
    ama = somebody(st_brides, "Ama", language="ur")
    for what, role in (
        ("whole_list", ""),
        ("role", "back_marker"),
        ("with_buddy", ""),
        ("job", "Tea"),
        ("job", "host"),
    ):
        did(ama, what, role=role)
    did(ama, "role", role="register", days_ago=10)
    urdu, english = rows_of(opened(ama))
    assert [row[2] for row in english] == [
        "Led it, with somebody experienced beside; Walked at the back; Lent a hand: Tea; Met somebody who came for the first time",
        "Helped with the list",
    ]
    assert [row[2] for row in urdu] == [
        "سنبھالا، کوئی تجربہ کار ساتھ تھا؛ سب سے پیچھے چلے؛ ہاتھ بٹایا: Tea؛ پہلی بار آنے والے سے ملے",
        "فہرست میں مدد کی",
    ]


def test_marks_that_only_rules_read_are_not_on_it(st_brides):
    ama = somebody(st_brides, "Ama")
    did(ama, "came", title="First walk")
    did(ama, "whole_list", title="The list")
    text = text_of(opened(ama))
    assert "First walk" not in text
    assert "The list" not in text
    assert "Nothing here yet" in text


def test_in_my_language_and_in_english(st_brides):
    ama = somebody(st_brides, "Ama", language="ur")
    did(ama, "led")
    reply = opened(ama)
    sections = re.findall(r'<section class="record" lang="(\w+)" dir="(\w+)">', reply.content.decode())
    assert sections == [("ur", "rtl"), ("en", "ltr")]
    assert text_of(reply).count("Thursday &lt;walk&gt;") == 2
    assert "Led it" in text_of(reply)


def test_it_is_nobody_elses(st_brides):
    """There is no address of anybody's but one's own; without a session it leads to signing in."""
    ama, boss = somebody(st_brides, "Ama"), somebody(st_brides, "Olga", roles=("organiser", "supervisor"))
    did(ama, "led")
    for query in ("", f"?member={ama.pk}", f"?member_id={ama.pk}"):
        text = text_of(opened(boss, query))
        assert "Thursday" not in text
        assert "Ama" not in text
    reply = opened(None)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/sign-in")


def test_it_is_kept_by_no_cache(st_brides):
    assert opened(somebody(st_brides, "Ama")).headers["Cache-Control"] == "private, no-store"

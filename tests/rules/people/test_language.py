"""The language that a member chose, on whatever screen, is theirs everywhere (DESIGN 9, RULE-52)."""

import pytest

from aftershift.core import clock
from aftershift.people.models import Member
from tests.factories import signed_in
from tests.rules.activities.test_day_register import Walk
from tests.rules.activities.test_day_telling import tell

pytestmark = pytest.mark.django_db


def test_what_a_member_was_told_before_is_worded_in_the_language_they_choose_now():
    walk = Walk()
    tell(walk, now=clock.now())
    ama = signed_in(walk.ama)
    before = ama.get("/api/v1/inbox")
    assert before.json()["results"][0]["language"] == "en"
    assert ama.send("PUT", "/api/v1/me/language", {"language": "ur"}).status_code == 204
    after = ama.get("/api/v1/inbox", headers={"If-None-Match": before["ETag"]})
    (message,) = after.json()["results"]
    assert (message["language"], message["text"]) == ("ur", "لیڈ کو 10 منٹ کی دیر ہے۔")
    assert ama.get("/api/v1/home").json()["unread"] == [message]
    assert ama.get("/api/v1/session").json()["member"]["language"] == "ur", (
        "another device takes it up at its next start"
    )


def test_the_last_one_said_holds_and_one_that_we_do_not_speak_changes_nothing():
    walk = Walk()
    ama = signed_in(walk.ama)
    for language in ("ur", "ur", "pl"):
        assert ama.send("PUT", "/api/v1/me/language", {"language": language}).status_code == 204
    for wrong in ({"language": "xx"}, {"language": None}, {}, {"language": "ur", "called_name": "Eve"}):
        assert ama.send("PUT", "/api/v1/me/language", wrong).status_code == 400
    row = Member.objects.get(pk=walk.ama.pk)
    assert (row.language, row.called_name) == ("pl", "Ama")
    assert Member.objects.get(pk=walk.ben.pk).language == "en"

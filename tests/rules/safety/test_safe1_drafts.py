"""The lists in other languages: a draft under every English line, and none for words that somebody has changed."""

import pytest
import yaml

from aftershift.safety import drafts, templates
from aftershift.safety.services import own_list
from tests.factories import MONDAY_9AM, signed_in
from tests.rules.safety.test_gates import MEMBER, Walk

TEXTS = {item.text for name in templates.names() for item in templates.template(name).items}


def read(walk):
    return {
        item["id"]: item
        for item in signed_in(walk.rosa).get(f"/api/v1/occurrences/{walk.date.pk}/checklist").json()["items"]
    }


@pytest.mark.parametrize("language", sorted(drafts.languages()))
def test_every_line_of_every_list_has_a_draft_and_no_other(language):
    assert {text for text in TEXTS if not drafts.draft(text, language)} == set()
    assert yaml.safe_load((drafts.DATA / f"{language}.yaml").read_text(encoding="utf-8")).keys() == TEXTS


def test_there_are_drafts_in_urdu():
    assert drafts.languages() == {"ur"}


def test_no_draft_stands_for_a_line_that_has_changed():
    assert drafts.draft("Count at start; write the number", "ur").startswith("شروع")
    assert drafts.draft("Count at start; write the number down", "ur") is None
    assert drafts.draft("Count at start; write the number", "en") is None
    assert drafts.draft("Count at start; write the number", "../ur") is None


@pytest.mark.django_db
def test_a_lead_who_reads_urdu_gets_the_english_line_and_the_draft():
    walk = Walk()
    english = read(walk)
    assert {item["draft"] for item in english.values()} == {None}
    walk.rosa.language = "ur"
    walk.rosa.save()
    urdu = read(walk)
    assert urdu["C-D1"]["text"] == english["C-D1"]["text"] == "Count at start; write the number"
    assert urdu["C-D1"]["draft"] == drafts.draft("Count at start; write the number", "ur")


@pytest.mark.django_db
def test_an_activitys_own_words_have_no_draft():
    walk = Walk()
    walk.rosa.language = "ur"
    walk.rosa.save()
    own_list.change_list(
        member=walk.rosa,
        roles=MEMBER,
        activity_id=walk.activity.pk,
        based_on=0,
        changed={"C-D1": {"text": "Count at the gate"}},
        own=[],
        now=MONDAY_9AM,
    )
    assert (read(walk)["C-D1"]["text"], read(walk)["C-D1"]["draft"]) == ("Count at the gate", None)


@pytest.mark.django_db
def test_another_language_is_another_answer():
    walk = Walk()
    path = f"/api/v1/occurrences/{walk.date.pk}/checklist"
    etag = signed_in(walk.rosa).get(path).headers["ETag"]
    walk.rosa.language = "ur"
    walk.rosa.save()
    assert signed_in(walk.rosa).get(path, headers={"If-None-Match": etag}).status_code == 200

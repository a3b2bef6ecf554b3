"""The photo and the voice note of an idea: who sees them, and until when their author changes them."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core import clock
from aftershift.ideas import services
from aftershift.ideas.errors import IdeaHasMovedOn
from aftershift.ideas.models import Idea
from aftershift.media import services as media
from aftershift.media import storing
from aftershift.media.errors import PhotoNotThere
from aftershift.media.models import Photo, VoiceNote
from aftershift.people.services.leaving import forget_member
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def people():
    ama = MemberFactory()
    (ben,) = colleagues(ama.organisation, 1)
    return ama, ben, MemberFactory(organisation=ama.organisation, roles=("organiser",))


def a_photo(member):
    files = {f"{size}_file": storing.keep(size.encode(), "jpg") for size in ("large", "small")}
    return media.keep_photo(member=member, width=64, height=48, now=clock.now(), **files)


def a_note(member):
    sound = storing.keep(b"sound", "mp3")
    return media.keep_voice_note(member=member, sound_file=sound, length_ms=2600, now=clock.now())


def put_up(member, **added):
    body = {"text": "Walk by the canal", "kind": "walk", "shown_as": "anonymous"} | added
    return signed_in(member).send("POST", "/api/v1/ideas", body, once=True)


def change(member, idea_id, **added):
    body = {"text": "Walk by the canal", "kind": "walk", "shown_as": "anonymous"} | added
    return signed_in(member).send("PUT", f"/api/v1/ideas/{idea_id}", body)


def with_both(member):
    photo, note = a_photo(member), a_note(member)
    reply = put_up(member, photo_id=str(photo.pk), photo_alt="The towpath in May", voice_note_id=str(note.pk))
    assert reply.status_code == 201
    return Idea.objects.get(pk=reply.json()["id"]), photo, note


def statuses(reader, photo, note):
    client = signed_in(reader)
    paths = (f"photos/{photo.pk}/small", f"photos/{photo.pk}/large", f"voice-notes/{note.pk}/sound")
    return [client.get(f"/api/v1/{path}").status_code for path in paths]


def shown(reader, idea):
    body = signed_in(reader).get(f"/api/v1/ideas/{idea.pk}").json()
    return body["photo"], body["voice_note"]


def test_an_idea_shows_its_photo_and_voice_note_without_who_or_when(people):
    ama, ben, _ = people
    idea, photo, note = with_both(ama)
    expected = (
        {"id": str(photo.pk), "width": 64, "height": 48, "alt": "The towpath in May"},
        {"id": str(note.pk), "seconds": 3},
    )
    assert shown(ben, idea) == expected
    (listed,) = signed_in(ben).get("/api/v1/ideas").json()["results"]
    assert (listed["photo"], listed["voice_note"]) == expected
    assert statuses(ben, photo, note) == [200, 200, 200]
    reply = signed_in(ben).get(f"/api/v1/photos/{photo.pk}/small")
    assert "photo.jpg" in reply.headers["Content-Disposition"]
    assert "Last-Modified" not in reply.headers


def test_an_idea_needs_neither(people):
    ama, _, _ = people
    body = put_up(ama).json()
    assert (body["photo"], body["voice_note"]) == (None, None)


def test_another_hospital_sees_neither():
    ama, elsewhere = MemberFactory(), MemberFactory()
    _, photo, note = with_both(ama)
    assert statuses(elsewhere, photo, note) == [404, 404, 404]


def test_a_hidden_ideas_photo_and_voice_are_hidden_but_for_its_author_and_for_who_judges(people):
    ama, ben, rosa = people
    idea, photo, note = with_both(ama)
    services.judge(member=rosa, idea_id=idea.pk, what="hidden", reason="It shows a patient.", now=MONDAY_9AM)
    assert statuses(ben, photo, note) == [404, 404, 404]
    assert shown(ben, idea) == (None, None)
    for insider in (ama, rosa):
        assert statuses(insider, photo, note) == [200, 200, 200]
        assert None not in shown(insider, idea)
    services.judge(member=rosa, idea_id=idea.pk, what="shown_again", reason="It does not.", now=MONDAY_9AM)
    assert statuses(ben, photo, note) == [200, 200, 200]


def test_a_withdrawn_ideas_photo_and_voice_are_its_authors_alone(people):
    ama, ben, rosa = people
    idea, photo, note = with_both(ama)
    services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    for other in (ben, rosa):
        assert statuses(other, photo, note) == [404, 404, 404]
        assert shown(other, idea) == (None, None)
    assert statuses(ama, photo, note) == [200, 200, 200]
    services.undo_withdrawal(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    assert statuses(ben, photo, note) == [200, 200, 200]


def test_the_author_replaces_and_removes_until_the_ballot(people):
    ama, ben, _ = people
    idea, first, note = with_both(ama)
    second = a_photo(ama)
    assert change(ama, idea.pk).json()["photo"]["id"] == str(first.pk), "left out, it stays"
    changed = change(ama, idea.pk, photo_id=str(second.pk), photo_alt="The towpath in June").json()
    assert changed["photo"] == {"id": str(second.pk), "width": 64, "height": 48, "alt": "The towpath in June"}
    assert list(Photo.objects.all()) == [second]
    removed = change(ama, idea.pk, photo_id=None, voice_note_id=None).json()
    assert (removed["photo"], removed["voice_note"]) == (None, None)
    assert (Photo.objects.count(), VoiceNote.objects.count()) == (0, 0)
    Idea.objects.filter(pk=idea.pk).update(status="in_ballot")
    third = a_photo(ama)
    with pytest.raises(IdeaHasMovedOn):
        services.edit(member=ama, idea_id=idea.pk, text="x y z", kind="walk", shown_as="named", now=MONDAY_9AM)
    assert change(ama, idea.pk, photo_id=str(third.pk)).status_code == 409
    assert statuses(ben, third, note) == [404, 404, 404]


def test_somebody_elses_photo_cannot_be_put_on_an_idea_and_nothing_is_put_up(people):
    ama, ben, _ = people
    photo = a_photo(ben)
    for taken in (photo.pk, uuid4()):
        reply = put_up(ama, photo_id=str(taken))
        assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[1]) == (409, PhotoNotThere.slug)
    assert Idea.objects.count() == 0
    idea, _, _ = with_both(ama)
    assert change(ben, idea.pk, photo_id=str(photo.pk)).status_code == 403


def test_one_photo_stands_on_one_idea(people):
    ama, _, _ = people
    _, photo, _ = with_both(ama)
    assert put_up(ama, photo_id=str(photo.pk)).status_code == 409


def test_a_change_sent_twice_is_one_change(people):
    ama, _, _ = people
    idea, _, _ = with_both(ama)
    second = a_photo(ama)
    replies = [change(ama, idea.pk, photo_id=str(second.pk)).json()["photo"] for _ in range(2)]
    assert replies[0] == replies[1]
    assert Photo.objects.get().pk == second.pk


def test_the_idea_of_a_forgotten_author_stays_without_their_photo_and_voice(people):
    ama, ben, _ = people
    idea, photo, note = with_both(ama)
    forget_member(member=ama, now=MONDAY_9AM + dt.timedelta(days=1))
    assert shown(ben, idea) == (None, None)
    assert statuses(ben, photo, note) == [404, 404, 404]


def test_a_list_of_ideas_with_photos_takes_as_many_statements_as_one(people):
    ama, ben, _ = people
    client = signed_in(ben)
    same_query_count(
        few=lambda: with_both(ama),
        many=lambda: [with_both(ama) for _ in range(9)],
        read=lambda: client.get("/api/v1/ideas"),
    )

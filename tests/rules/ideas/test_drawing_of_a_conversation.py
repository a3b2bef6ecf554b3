"""Photos of the drawing or the wall: the record of a conversation."""

import pytest

from aftershift.core import clock
from aftershift.ideas.services import conversations as services
from aftershift.media.models import Photo
from aftershift.people.services.leaving import forget_member
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.ideas.test_conversations import ON_THURSDAY, held, plan, theme_of
from tests.rules.ideas.test_media_of_ideas import a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def people():
    kasia = MemberFactory(roles=("connector",))
    return kasia, *colleagues(kasia.organisation, 1)


def address(conversation):
    return f"/api/v1/conversations/{conversation.pk}/photos"


def added(member, conversation, alt="A tree of wishes"):
    photo = a_photo(member)
    reply = signed_in(member).send("POST", address(conversation), {"photo_id": str(photo.pk), "alt": alt}, once=True)
    assert reply.status_code == 201, reply.json()
    return photo


def seen(reader, conversation, photo):
    client = signed_in(reader)
    page = client.get(f"/api/v1/conversations/{conversation.pk}").json()
    return [row["id"] for row in page["photos"]], client.get(f"/api/v1/photos/{photo.pk}/small").status_code


def test_the_drawing_is_seen_by_who_runs_it_and_by_everybody_once_it_is_written_up(people):
    kasia, ben = people
    conversation = held(kasia)
    photo = added(kasia, conversation)
    assert seen(kasia, conversation, photo) == ([str(photo.pk)], 200)
    assert seen(ben, conversation, photo) == ([], 404)
    theme_of(kasia, conversation)
    services.write_up(member=kasia, conversation_id=conversation.pk, now=ON_THURSDAY)
    assert seen(ben, conversation, photo) == ([str(photo.pk)], 200)
    assert signed_in(MemberFactory()).get(f"/api/v1/photos/{photo.pk}/small").status_code == 404


def test_each_drawing_keeps_its_own_words(people):
    kasia, _ = people
    conversation = held(kasia)
    added(kasia, conversation, "A tree of wishes")
    added(kasia, conversation, "The wall with topics")
    page = signed_in(kasia).get(f"/api/v1/conversations/{conversation.pk}").json()
    assert {row["alt"] for row in page["photos"]} == {"A tree of wishes", "The wall with topics"}


def test_a_record_takes_eight_drawings_and_sending_one_again_is_no_ninth(people):
    kasia, _ = people
    conversation = held(kasia)
    photos = [added(kasia, conversation) for _ in range(8)]
    again = {"member": kasia, "conversation_id": conversation.pk, "alt": "", "now": clock.now()}
    services.add_photo(photo_id=photos[0].pk, **again)
    ninth = a_photo(kasia)
    reply = signed_in(kasia).send("POST", address(conversation), {"photo_id": str(ninth.pk)}, once=True)
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[-1]) == (409, "photos-are-full")
    assert Photo.objects.of(kasia.organisation_id).exclude(about="").count() == 8


def test_a_drawing_on_which_somebody_is_seen_can_be_taken_away_later(people):
    kasia, ben = people
    conversation = held(kasia)
    photo = added(kasia, conversation)
    theme_of(kasia, conversation)
    services.write_up(member=kasia, conversation_id=conversation.pk, now=ON_THURSDAY)
    assert signed_in(ben).send("DELETE", f"{address(conversation)}/{photo.pk}").status_code == 403
    assert signed_in(kasia).send("DELETE", f"{address(conversation)}/{photo.pk}").status_code == 200
    assert seen(ben, conversation, photo) == ([], 404)
    assert not Photo.objects.of(kasia.organisation_id).exists()


def test_no_drawing_is_added_before_it_was_held(people):
    kasia, _ = people
    conversation = plan(kasia)
    reply = signed_in(kasia).send("POST", address(conversation), {"photo_id": str(a_photo(kasia).pk)}, once=True)
    assert reply.status_code == 409


def test_the_drawings_of_who_is_forgotten_go(people):
    kasia, _ = people
    added(kasia, held(kasia))
    forget_member(member=kasia, now=MONDAY_9AM)
    assert not Photo.objects.of(kasia.organisation_id).exists()

"""What somebody tries who wants more of a photo than they are shown."""

from uuid import uuid4

import pytest

from aftershift.media import services, showing
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.media.pictures import drawing, encoded
from tests.rules.media.sounds import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def hidden():
    """A board that nobody sees as long as it is in this set."""
    out_of_sight: set = set()
    showing.register_about("board", lambda member, about_id: about_id not in out_of_sight)
    yield out_of_sight
    del showing._registered["board"]


def sent(client, path, data, **headers):
    headers = {"Idempotency-Key": str(uuid4())} | headers
    reply = client.generic("POST", path, data, content_type="image/jpeg", headers=headers)
    assert reply.status_code == 201
    return reply.json()["id"]


def test_what_a_device_has_kept_is_asked_for_again_and_refused_once_it_is_hidden(hidden):
    rosa = MemberFactory()
    ivo = signed_in(MemberFactory(organisation=rosa.organisation))
    photo = sent(signed_in(rosa), "/api/v1/photos", encoded(drawing(1), "JPEG"))
    note = sent(signed_in(rosa), "/api/v1/voice-notes", recorded(1))
    board = uuid4()
    services.claim(member=rosa, photo_id=photo, about="board", about_id=board, now=MONDAY_9AM)
    services.claim_voice_note(member=rosa, voice_note_id=note, about="board", about_id=board, now=MONDAY_9AM)
    addresses = [f"/api/v1/photos/{photo}/large", f"/api/v1/photos/{photo}/small", f"/api/v1/voice-notes/{note}/sound"]
    etags = [ivo.get(address).headers["ETag"] for address in addresses]
    asked = list(zip(addresses, etags, strict=True))
    assert [ivo.get(at, headers={"If-None-Match": etag}).status_code for at, etag in asked] == [304] * 3
    hidden.add(board)
    for at, etag in asked:
        refused = ivo.get(at, headers={"If-None-Match": etag})
        assert refused.status_code == 404
        assert "ETag" not in refused.headers


@pytest.mark.parametrize("etag", ["*", 'W/"a"', "made from the name"])
def test_a_version_that_is_named_does_not_tell_whether_a_photo_is_there(etag):
    rosa = MemberFactory()
    photo = sent(signed_in(rosa), "/api/v1/photos", encoded(drawing(1), "JPEG"))
    if etag == "made from the name":
        etag = signed_in(rosa).get(f"/api/v1/photos/{photo}/small").headers["ETag"]
    colleague, stranger = MemberFactory(organisation=rosa.organisation), MemberFactory()
    for member in (colleague, stranger):
        client = signed_in(member)
        there, not_there = (
            client.get(f"/api/v1/photos/{at}/small", headers={"If-None-Match": etag}) for at in (photo, uuid4())
        )
        assert (there.status_code, there.json()) == (not_there.status_code, not_there.json())
        assert there.status_code == 404
        assert set(there.headers) == set(not_there.headers)


def test_a_picture_that_is_a_page_as_well_comes_back_as_a_picture_alone():
    page = b"<html><script>alert(1)</script>"
    picture = encoded(drawing(1), "JPEG")
    both = picture[:2] + b"\xff\xfe" + (len(page) + 2).to_bytes(2, "big") + page + picture[2:] + page + b"PK\x03\x04"
    client = signed_in(MemberFactory())
    photo = sent(client, "/api/v1/photos", both, **{"Content-Disposition": 'attachment; filename="../../x.html"'})
    shown = client.get(f"/api/v1/photos/{photo}/large?download=x.html", headers={"Accept": "text/html"})
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert b"script" not in shown.content
    assert b"PK\x03\x04" not in shown.content


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=-1", "bytes=9-1", "bytes=0-,0-,0-,0-", "bytes=99999999-"])
def test_whatever_part_is_asked_for_the_file_comes_whole_or_not_at_all(asked):
    rosa = MemberFactory()
    note = sent(signed_in(rosa), "/api/v1/voice-notes", recorded(1))
    address = f"/api/v1/voice-notes/{note}/sound"
    whole = signed_in(rosa).get(address).content
    part = signed_in(rosa).get(address, headers={"Range": asked})
    assert (part.status_code, part.content) == (200, whole)
    colleague = signed_in(MemberFactory(organisation=rosa.organisation))
    assert colleague.get(address, headers={"Range": asked}).status_code == 404


def test_pages_may_use_camera_and_microphone_and_show_what_they_made_and_other_sites_may_not():
    headers = signed_in(MemberFactory()).get("/api/v1/session").headers
    allowed = dict(part.split("=") for part in headers["Permissions-Policy"].split(", "))
    assert (allowed["camera"], allowed["microphone"]) == ("(self)", "(self)")
    assert {may for name, may in allowed.items() if name not in ("camera", "microphone")} == {"()"}
    rules = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert (rules["img-src"], rules["media-src"]) == ("'self' data: blob:", "'self' blob:")

"""Who sees a photo or a voice note, how it is attached, and that it goes everywhere when it goes."""

import datetime as dt
import os
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from aftershift.core.errors import NotVisible, TooMany
from aftershift.media import selectors, services, showing, storing, tasks
from aftershift.media.errors import PhotoNotThere, VoiceNoteNotThere
from aftershift.media.models import Photo, VoiceNote
from aftershift.people.services.leaving import export_member, forget_member
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count, signed_in
from tests.rules.media.pictures import DATE, MARK, drawing, encoded, exif, found_in, telling
from tests.rules.media.sounds import recorded

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def board():
    """A thing of another app, which everybody but Ben may see."""
    ama = MemberFactory()
    ben = MemberFactory(organisation=ama.organisation)
    showing.register_about("board", lambda member, about_id: member.pk != ben.pk)
    yield ama, ben, uuid4()
    del showing._registered["board"]


def a_photo(member, now=MONDAY_9AM):
    return services.keep_photo(
        member=member,
        large_file=storing.keep(b"large", "jpg"),
        small_file=storing.keep(b"small", "jpg"),
        width=64,
        height=48,
        now=now,
    )


def a_note(member, now=MONDAY_9AM):
    return services.keep_voice_note(member=member, sound_file=storing.keep(b"s", "mp3"), length_ms=2600, now=now)


def claim(member, photo, about_id, now=MONDAY_9AM):
    return services.claim(member=member, photo_id=photo.pk, about="board", about_id=about_id, now=now)


def files(root):
    return sorted(path for path in Path(root).rglob("*") if path.is_file())


def send(client, path, data, kind, key=None):
    headers = {"Idempotency-Key": str(key or uuid4())}
    return client.generic("POST", path, data, content_type=kind, headers=headers)


def test_a_photo_is_sent_and_read_again_by_its_uploader(media_root):
    ama = signed_in(MemberFactory())
    reply = send(ama, "/api/v1/photos", encoded(drawing(1), "JPEG", exif=exif()), "image/jpeg")
    assert reply.status_code == 201
    assert reply.json() == {"id": reply.json()["id"], "width": 96, "height": 64, "alt": ""}
    for size in ("large", "small"):
        shown = ama.get(f"/api/v1/photos/{reply.json()['id']}/{size}", headers={"Accept": "image/*"})
        assert shown.status_code == 200
        assert shown.headers["Content-Type"] == "image/jpeg"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert shown.headers["Content-Security-Policy"].endswith("sandbox")
        assert shown.headers["Cache-Control"] == "private, no-cache"
        assert found_in(shown.content) == set()
        again = ama.get(f"/api/v1/photos/{reply.json()['id']}/{size}", headers={"If-None-Match": shown.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert ama.get(f"/api/v1/photos/{reply.json()['id']}/original").status_code == 404


def test_a_voice_note_is_sent_and_read_again_by_its_uploader():
    ama = signed_in(MemberFactory())
    reply = send(ama, "/api/v1/voice-notes", recorded(2), "audio/webm;codecs=opus")
    assert reply.status_code == 201
    assert reply.json() == {"id": reply.json()["id"], "seconds": 2}
    sound = ama.get(f"/api/v1/voice-notes/{reply.json()['id']}/sound")
    assert (sound.status_code, sound.headers["Content-Type"]) == (200, "audio/mpeg")
    assert sound.headers["Content-Security-Policy"].endswith("sandbox")


def test_nothing_of_what_was_sent_lies_on_the_disk_afterwards(media_root):
    before = set(os.listdir(tempfile.gettempdir()))
    ama = signed_in(MemberFactory())
    telling_ones = [data for name, data in telling() if name.endswith(" 1")]
    for data in telling_ones:
        assert send(ama, "/api/v1/photos", data, "image/jpeg").status_code == 201
    kept = files(media_root)
    assert len(kept) == 2 * len(telling_ones)
    for file in kept:
        data = file.read_bytes()
        assert MARK not in data
        assert DATE.encode() not in data
        assert oct(file.stat().st_mode & 0o777) == "0o600"
    assert {name for name in set(os.listdir(tempfile.gettempdir())) - before if "upload" in name} == set()


@pytest.mark.parametrize(
    ("path", "data", "slug", "said"),
    [
        ("/api/v1/photos", b"<svg/>", "picture-not-readable", "not a picture"),
        ("/api/v1/photos", encoded(drawing(1), "JPEG") + bytes(8_000_000), "picture-not-readable", "larger than 8 MB"),
        ("/api/v1/voice-notes", b"hello", "sound-not-readable", "not a recording"),
        ("/api/v1/voice-notes", recorded(1) + bytes(3_000_000), "sound-not-readable", "larger than 3 MB"),
    ],
)
def test_a_refusal_says_in_plain_words_what_is_wrong_and_keeps_nothing(path, data, slug, said, media_root):
    reply = send(signed_in(MemberFactory()), path, data, "application/octet-stream")
    assert reply.status_code == 422
    assert reply.json()["type"].endswith(slug)
    assert said in reply.json()["detail"]
    assert (Photo.objects.count(), VoiceNote.objects.count(), files(media_root)) == (0, 0, [])


def test_a_photo_sent_twice_with_one_key_is_one_photo(media_root):
    ama, key = signed_in(MemberFactory()), uuid4()
    data = encoded(drawing(1), "PNG")
    first, second = (send(ama, "/api/v1/photos", data, "image/png", key) for _ in range(2))
    assert first.json() == second.json()
    assert len(files(media_root)) == 2
    assert send(ama, "/api/v1/photos", encoded(drawing(2), "PNG"), "image/png", key).status_code == 422
    assert len(files(media_root)) == 2


def test_a_member_adds_a_hundred_a_day():
    ama = MemberFactory()
    for _ in range(99):
        a_note(ama)
    a_photo(ama)
    for add in (a_photo, a_note):
        with pytest.raises(TooMany):
            add(ama)
    a_photo(ama, now=MONDAY_9AM + DAY)


def test_an_unattached_photo_is_its_uploaders_alone(board):
    ama, ben, _ = board
    photo = a_photo(ama)
    assert selectors.visible_photo(member=ama, photo_id=photo.pk) == photo
    with pytest.raises(NotVisible):
        selectors.visible_photo(member=ben, photo_id=photo.pk)


def test_an_attached_photo_is_seen_by_whom_the_thing_is_seen_by(board):
    ama, ben, thing = board
    photo = claim(ben, a_photo(ben), thing)
    assert selectors.visible_photo(member=ama, photo_id=photo.pk) == photo
    with pytest.raises(NotVisible):  # he added it, and may not see the board
        selectors.visible_photo(member=ben, photo_id=photo.pk)
    assert (photo.erase_at, photo.uploaded_date) == (None, MONDAY_9AM.date())


def test_what_nobody_speaks_for_is_seen_by_nobody():
    ama = MemberFactory()
    photo = a_photo(ama)
    services.claim(member=ama, photo_id=photo.pk, about="gone", about_id=uuid4(), now=MONDAY_9AM)
    with pytest.raises(NotVisible):
        selectors.visible_photo(member=ama, photo_id=photo.pk)


def test_only_ones_own_unattached_photo_can_be_claimed(board):
    ama, ben, thing = board
    photo, note = a_photo(ama), a_note(ama)
    elsewhere = MemberFactory()
    for claimed_by, at in ((ben, MONDAY_9AM), (elsewhere, MONDAY_9AM), (ama, MONDAY_9AM + DAY)):
        with pytest.raises(PhotoNotThere):
            claim(claimed_by, photo, thing, now=at)
        with pytest.raises(VoiceNoteNotThere):
            services.claim_voice_note(member=claimed_by, voice_note_id=note.pk, about="board", about_id=thing, now=at)
    assert claim(ama, photo, thing) == claim(ama, photo, thing)
    with pytest.raises(PhotoNotThere):
        claim(ama, photo, uuid4())


def test_photos_of_many_things_take_one_statement(board):
    ama, _, _ = board
    things: list = []

    def add(number):
        for _ in range(number):
            things.append(uuid4())
            claim(ama, a_photo(ama), things[-1])

    read = same_query_count(few=lambda: add(1), many=lambda: add(19), read=lambda: selectors.photos_of("board", things))
    assert read == 1
    found = selectors.photos_of("board", things)
    assert set(found) == set(things)
    assert [vars(shown).keys() for shown in found[things[0]]] == [{"id": 0, "width": 0, "height": 0, "alt": 0}.keys()]


def test_release_removes_rows_and_files_everywhere(board, media_root, django_capture_on_commit_callbacks):
    ama, _, thing = board
    stays, goes, other = (claim(ama, a_photo(ama), about) for about in (thing, thing, uuid4()))
    with django_capture_on_commit_callbacks(execute=True):
        assert services.release(about="board", about_id=thing, except_id=stays.pk) == 1
        assert services.release(about="board", about_id=thing, except_id=stays.pk) == 0
        assert len(files(media_root)) == 6, "files go when the rows are gone for good"
    assert set(Photo.objects.all()) == {stays, other}
    assert {str(file.relative_to(media_root)) for file in files(media_root)} == {*stays.files, *other.files}
    assert not default_storage.exists(goes.large_file)


def test_what_nothing_claimed_is_erased_after_a_day(board, media_root, django_capture_on_commit_callbacks, monkeypatch):
    ama, _, thing = board
    claim(ama, a_photo(ama), thing)
    photo, note = a_photo(ama), a_note(ama)
    for hours, erased, left in ((23, 0, 5), (24, 2, 2)):
        monkeypatch.setattr(tasks.clock, "now", lambda hours=hours: MONDAY_9AM + dt.timedelta(hours=hours))
        with django_capture_on_commit_callbacks(execute=True):
            assert tasks.erase_unattached() == erased
        assert len(files(media_root)) == left
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert not VoiceNote.objects.filter(pk=note.pk).exists()
    assert Photo.objects.count() == 1


def test_whoever_is_forgotten_takes_their_photos_and_voice_with_them(
    board, media_root, django_capture_on_commit_callbacks
):
    ama, ben, thing = board
    bens = claim(ben, a_photo(ben), thing)
    claim(ama, a_photo(ama), thing)
    a_photo(ama)
    note = a_note(ama)
    services.claim_voice_note(member=ama, voice_note_id=note.pk, about="board", about_id=thing, now=MONDAY_9AM)
    told = export_member(member=ama)["media"]
    assert (len(told["photos"]), len(told["voice_notes"])) == (2, 1)
    with django_capture_on_commit_callbacks(execute=True):
        forget_member(member=ama, now=MONDAY_9AM)
    assert list(Photo.objects.all()) == [bens]
    assert VoiceNote.objects.count() == 0
    assert len(files(media_root)) == 2


def age(media_root, names, hours):
    for name in names:
        path = media_root / name
        then = path.stat().st_mtime - hours * 3600
        os.utime(path, (then, then))


def test_files_without_a_row_and_rows_without_a_file_are_found(media_root, django_capture_on_commit_callbacks):
    ama = MemberFactory()
    whole, broken = a_photo(ama), a_photo(ama)
    stray, fresh = storing.keep(b"x", "jpg"), storing.keep(b"y", "jpg")
    age(media_root, [stray, *whole.files], 2)
    (media_root / broken.small_file).unlink()
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.drop_strays(real_now=dt.datetime.now(dt.UTC)) == 2
    assert list(Photo.objects.all()) == [whole]
    assert {str(file.relative_to(media_root)) for file in files(media_root)} == {fresh, *whole.files}


def test_a_store_that_is_not_there_takes_no_row_with_it(media_root):
    ama = MemberFactory()
    photo = a_photo(ama)
    media_root.rename(media_root.with_name("elsewhere"))
    assert tasks.drop_strays(real_now=dt.datetime.now(dt.UTC)) == 0
    assert list(Photo.objects.all()) == [photo]


def test_the_worker_sweeps_once_a_day(monkeypatch, media_root):
    MemberFactory()
    swept = []
    monkeypatch.setattr(tasks, "drop_strays", lambda real_now: swept.append(1) or 0)
    for hours in (0, 1, 23, 24, 25):
        monkeypatch.setattr(tasks.clock, "now", lambda hours=hours: MONDAY_9AM + dt.timedelta(hours=hours))
        tasks.sweep()
    assert len(swept) == 2

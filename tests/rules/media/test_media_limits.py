"""A handful of members cannot take a server's memory, its processors or its readers with the files they send."""

import datetime as dt
import io
import threading
from uuid import uuid4

import pytest

from aftershift.core import clock, limited
from aftershift.core.errors import Busy, TooMany
from aftershift.core.limited import CannotRead
from aftershift.media import services
from aftershift.media.models import Photo
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.media.pictures import drawing, encoded
from tests.rules.people.world import PIN, ama, web

pytestmark = pytest.mark.django_db
PHOTOS, NOTES = "/api/v1/photos", "/api/v1/voice-notes"
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


class Unreadable(io.BytesIO):
    """A body that must not be read."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


def send(client, path, data, **more):
    return client.generic(
        "POST", path, data, content_type="image/jpeg", headers={"Idempotency-Key": str(uuid4())}, **more
    )


def use_up(member, tries=60):
    now = clock.now()
    for _ in range(tries):
        services.begin_upload(member=member, now=now)


def test_a_member_sends_sixty_files_an_hour():
    rosa = MemberFactory()
    for _ in range(60):
        services.begin_upload(member=rosa, now=MONDAY_9AM)
    with pytest.raises(TooMany):
        services.begin_upload(member=rosa, now=MONDAY_9AM)
    services.begin_upload(member=MemberFactory(organisation=rosa.organisation), now=MONDAY_9AM)
    services.begin_upload(member=rosa, now=MONDAY_9AM + HOUR)


@pytest.mark.parametrize("path", [PHOTOS, NOTES])
def test_files_that_cannot_be_opened_count_too(path):
    member = MemberFactory()
    client = signed_in(member)
    use_up(member, 59)
    assert send(client, path, b"rubbish").status_code == 422
    refused = send(client, PHOTOS, encoded(drawing(1), "JPEG"))
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3600


@pytest.mark.parametrize("path", [PHOTOS, NOTES])
def test_what_is_sent_above_the_limit_is_not_even_read(path):
    member = MemberFactory()
    client = signed_in(member)
    use_up(member)
    stream = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": "5000"}
    assert send(client, path, b"", **stream).status_code == 429


@pytest.mark.parametrize(("path", "most", "said"), [(PHOTOS, 8_000_000, "8 MB"), (NOTES, 3_000_000, "3 MB")])
def test_a_file_that_says_it_is_too_long_is_refused_unread(path, most, said):
    stream = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": str(most + 1)}
    refused = send(signed_in(MemberFactory()), path, b"", **stream)
    assert refused.status_code == 422
    assert said in refused.json()["detail"]


def test_nor_is_it_read_in_search_of_a_browsers_token():
    """A browser's token comes in a header, so that the body can wait until its length is known."""
    member, card = ama()
    browser = web()
    csrf = browser.post("/api/v1/session", {"card": card.code, "pin": PIN}).json()["csrf"]
    stream = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": "8000001"}
    named = {"HTTP_X_MEMBER": str(member.pk)}
    assert send(browser, PHOTOS, b"", **stream, **named).status_code == 403
    assert send(browser, PHOTOS, b"", **stream, **named, HTTP_X_CSRFTOKEN=csrf).status_code == 422


def test_a_calendar_that_says_it_is_far_too_long_is_refused_unread():
    stream = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": "900000000"}
    client, headers = signed_in(MemberFactory()), {"Idempotency-Key": str(uuid4())}
    refused = client.post("/api/v1/rota-imports", {}, format="multipart", headers=headers, **stream)
    assert refused.status_code == 413


def slow(said):
    """A real child that is at work for about a second and a half, and says nothing that can be used."""
    try:
        limited.ask("timeit", "import time; time.sleep(0.25)", {}, b"", otherwise="done")
    except (CannotRead, Busy) as ended:
        said.append(str(ended))


@pytest.fixture
def everyone_at_work(monkeypatch):
    """As many children as there may be, and three more files that wait for one."""
    monkeypatch.setattr(limited, "WAIT_SECONDS", 0.3)
    said: list[str] = []
    threads = [threading.Thread(target=slow, args=(said,)) for _ in range(limited.AT_ONCE + 3)]
    for thread in threads:
        thread.start()
    yield said
    for thread in threads:
        thread.join()


def test_a_server_opens_two_files_at_a_time(everyone_at_work):
    with pytest.raises(Busy) as busy:
        limited.ask("timeit", "pass", {}, b"", otherwise="done")
    assert busy.value.headers == {"Retry-After": "60"}
    for _ in range(300):
        if len(everyone_at_work) == limited.AT_ONCE + 3:
            break
        threading.Event().wait(0.02)
    assert sorted(everyone_at_work) == ["busy"] * 3 + ["done"] * limited.AT_ONCE


def test_who_comes_while_it_is_busy_is_told_to_come_back_in_a_minute(everyone_at_work):
    client = signed_in(MemberFactory())
    refused = send(client, PHOTOS, encoded(drawing(1), "JPEG"))
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
    assert refused.json()["type"].endswith("/busy")
    assert refused.json()["next"] == "Try again in a minute."
    assert Photo.objects.count() == 0


def test_a_place_is_free_again_after_a_file_that_could_not_be_opened():
    for _ in range(limited.AT_ONCE + 1):
        with pytest.raises(CannotRead, match="done"):
            limited.ask("timeit", "nonsense(", {}, b"", otherwise="done")

"""An organiser sees how the work behind the scenes goes, and asks for what failed once more; nobody is named there."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core import claims, clock, runs
from aftershift.core.models import Claim
from aftershift.core.runs import Rounds, Task
from aftershift.notifications import work
from aftershift.notifications.channels import Result
from aftershift.notifications.models import Delivery
from tests.factories import MemberFactory, OrganisationFactory, same_query_count, signed_in
from tests.rules.notifications import world
from tests.rules.notifications.world import HOUR, MINUTE, TEN, deliver, phones, tell

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture(autouse=True)
def _news(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: TEN + HOUR)
    with world.news():
        yield


@pytest.fixture
def olu():
    return MemberFactory(organisation=OrganisationFactory(), roles=("organiser",), called_name="Olu")


def seen(olu):
    reply = signed_in(olu).get("/api/v1/background-work")
    assert reply.status_code == 200
    return reply.json()


def retry(olu, item, key=None):
    return signed_in(olu).post(
        f"/api/v1/background-work/{item}/retries", headers={"Idempotency-Key": str(key or uuid4())}
    )


def refused(push, member, state=State.PERMANENT_FAILURE, error="NoDevice"):
    push.says[member.pk] = Result(state, error)
    tell(member, speed="today", now=TEN)
    deliver(member.organisation, TEN)


def test_what_failed_is_shown_without_a_name_or_a_word_of_the_message(olu):
    ama = MemberFactory(organisation=olu.organisation, called_name="Ama Mensah")
    with phones() as push:
        refused(push, ama)
        body = seen(olu)
    (item,) = body["failed"]
    assert (item["what"], item["state"], item["error"], item["next"]) == ("push", "permanent-failure", "NoDevice", None)
    assert {"state": "permanent-failure", "number": 1} in body["sent"]
    assert "Ama" not in str(body)
    assert str(ama.pk) not in str(body)


def test_a_retried_delivery_is_claimed_anew_and_arrives_once(olu):
    """Q-R6: a retry button, safe to press again."""
    with phones() as push:
        refused(push, olu, State.TECHNICAL_FAILURE)
        for hours in range(1, 9):
            deliver(olu.organisation, TEN + hours * HOUR)
        tries = len(push.got)
        row = Delivery.objects.get()
        assert (row.free_at, row.attempts) == (None, tries)
        del push.says[olu.pk]
        key = uuid4()
        assert [retry(olu, row.pk, key).status_code for _ in range(2)] == [201, 201]
        assert retry(olu, row.pk).json()["failed"] == []
        deliver(olu.organisation, TEN + HOUR)
        assert retry(olu, row.pk).status_code == 201
        deliver(olu.organisation, TEN + 2 * HOUR)
        assert len(push.got) == tries + 1
        assert len({bundle for _, bundle, _ in push.got}) == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("delivered", tries + 1)


def test_a_retry_says_nothing_that_is_no_longer_true(olu):
    about = uuid4()
    with phones() as push:
        push.says[olu.pk] = Result(State.PERMANENT_FAILURE, "NoDevice")
        tell(olu, speed="today", now=TEN, about=about)
        deliver(olu.organisation, TEN)
        world.untrue.add(about)
        retry(olu, Delivery.objects.get().pk)
        deliver(olu.organisation, TEN + HOUR)
        assert len(push.got) == 1
    assert Delivery.objects.get().state == State.DROPPED


def test_a_poison_job_stops_after_its_tries_and_is_claimed_anew_when_asked(olu):
    """Q-R6."""
    subject, now = uuid4(), TEN - 400 * HOUR
    runs.begin(tasks=[Task(poison, claims="poison")])

    def work_through(at):
        due = [(subject, olu.organisation_id)]
        claims.work_through(kind="poison", due=due, do=poison, now=at)

    for number in range(40):
        work_through(now + 2 * number * HOUR)
    kept = Claim.objects.get()
    (item,) = seen(olu)["failed"]
    assert (item["what"], item["task"], item["state"]) == ("task", "poison", "technical-failure")
    assert (item["attempts"], item["next"]) == (claims.GIVE_UP_AFTER, None)
    assert item["error"].startswith("ValueError ")
    assert "Ama" not in str(item)
    (asked,) = retry(olu, kept.pk).json()["failed"]
    assert (asked["state"], asked["next"] is not None) == ("temporary-failure", True)
    work_through(TEN + HOUR)
    assert Claim.objects.get().attempt == claims.GIVE_UP_AFTER + 1


def poison(subject=None):
    raise ValueError("Ama Mensah")


def test_another_organisation_s_failures_are_neither_seen_nor_retried(olu):
    other = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))
    with phones() as push:
        refused(push, olu)
    Claim.objects.create(
        kind="x", subject_id=uuid4(), organisation_id=olu.organisation_id, free_at=TEN, failed_at=TEN, last_error="X"
    )
    assert len(seen(olu)["failed"]) == 2
    assert seen(other)["failed"] == []
    before = list(Delivery.objects.values()) + list(Claim.objects.values())
    for item in (Delivery.objects.get().pk, Claim.objects.get().pk, uuid4()):
        assert retry(other, item).status_code == 404
    assert list(Delivery.objects.values()) + list(Claim.objects.values()) == before


def test_the_age_of_the_queue_is_that_of_the_oldest_message_that_could_be_told(olu):
    with phones():
        assert seen(olu)["oldest_minutes"] == 0
        tell(olu, speed="today", now=TEN + 13 * MINUTE)
        assert seen(olu)["oldest_minutes"] == 47
        deliver(olu.organisation, TEN + HOUR)
        assert seen(olu)["oldest_minutes"] == 0
        tell(olu, speed="set_time", now=TEN + HOUR)
        deliver(olu.organisation, TEN + HOUR)
        assert seen(olu)["oldest_minutes"] == 0, "it waits for its time, not for a worker"


def test_what_waits_for_a_channel_that_is_not_set_up_does_not_age_the_queue(olu):
    with phones() as push:
        refused(push, olu, State.TEMPORARY_FAILURE)
    assert work.queue_age(now=TEN + HOUR) == dt.timedelta()


def test_without_a_worker_for_five_minutes_it_says_so(olu):
    assert (seen(olu)["is_working"], seen(olu)["seen"]) == (False, None)
    Rounds([Task(idle, repeats="a test")], clock=lambda: TEN + HOUR - 4 * MINUTE).go_round(is_stopping=lambda: False)
    body = seen(olu)
    assert body["is_working"] is True
    (task,) = body["tasks"]
    assert (task["name"], task["is_failing"], task["is_daily"], task["next"]) == ("idle", False, False, None)
    clock.now = lambda: TEN + HOUR + 2 * MINUTE  # the fixture puts it back
    assert seen(olu)["is_working"] is False


def idle():
    return 0


def test_the_page_costs_as_many_statements_for_much_as_for_little(olu):
    def fail(number):
        with phones() as push:
            for _ in range(number):
                refused(push, MemberFactory(organisation=olu.organisation))

    same_query_count(
        few=lambda: fail(1),
        many=lambda: fail(20),
        read=lambda: work.work_of(member=olu, roles={"organiser"}, now=TEN + HOUR),
    )


@pytest.mark.parametrize("path", ["inbox", "message-preferences", "to-tell", "push", "background-work", "feeds"])
def test_what_did_not_change_is_not_sent_again(path):
    member = MemberFactory(organisation=OrganisationFactory(), roles=("organiser", "connector"))
    client = signed_in(member)
    first = client.get(f"/api/v1/{path}")
    assert first.status_code == 200
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

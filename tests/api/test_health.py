import datetime as dt

import pytest
from django.test import Client
from django_scopes import scope

from aftershift.core import clock
from aftershift.notifications.services.sending import send
from tests.factories import MemberFactory


def test_livez_answers_without_a_database():
    assert Client().get("/livez").status_code == 200


@pytest.mark.django_db
def test_readyz_answers_when_the_database_does():
    assert Client().get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_tells_the_age_of_the_queue_and_stays_ready():
    """Q-R17: pages work without a worker."""
    member = MemberFactory()
    with scope(organisation=member.organisation_id):
        send(
            organisation_id=member.organisation_id,
            members=[member.pk],
            kind="reminder",
            about=member.pk,
            key="one",
            speed="today",
            now=clock.now() - dt.timedelta(minutes=12, seconds=5),
        )
    reply = Client().get("/readyz")
    assert (reply.status_code, reply.content) == (200, b"ready\nqueue age in minutes: 12\n")


@pytest.mark.django_db
def test_metrics_answer_only_who_has_the_token(settings):
    assert Client().get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a long random one"
    for wrong in ({}, {"Authorization": "Bearer another"}, {"Authorization": "a long random one"}):
        assert Client().get("/metrics", headers=wrong).status_code == 404
    reply = Client().get("/metrics", headers={"Authorization": "Bearer a long random one"})
    assert reply.status_code == 200
    found = dict(line.split(" ") for line in reply.content.decode().splitlines() if not line.startswith("#"))
    assert (found["aftershift_queue_age_seconds"], found["aftershift_worker_is_working"]) == ("0.0", "0")

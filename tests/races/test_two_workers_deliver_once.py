"""Several workers at the same due messages: each is decided once and handed over once."""

import threading
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection, connections
from django_scopes import scope

from aftershift.notifications.models import Delivery, Message
from aftershift.notifications.services import delivering
from aftershift.notifications.services.sending import send
from tests.factories import OrganisationFactory, colleagues
from tests.rules.notifications import world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
WORKERS = 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes one writer at a time: nothing to race")
def test_several_workers_hand_each_message_over_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delivering, "BATCH", 10)
    organisation = OrganisationFactory()
    members = colleagues(organisation, 200)
    with world.news(), world.phones() as push, scope(organisation=organisation.pk):
        send(
            organisation_id=organisation.pk,
            members=[member.pk for member in members],
            kind="news",
            about=uuid4(),
            key="once",
            speed="set_time",
            now=world.TEN,
        )
        together = threading.Barrier(WORKERS)

        def work() -> None:
            with scope(organisation=organisation.pk):
                together.wait()
                world.deliver(organisation, world.TEN)
            connections.close_all()

        threads = [threading.Thread(target=work) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(pk for pk, _, _ in push.got) == {member.pk: 1 for member in members}
        assert Message.objects.filter(outcome="sent").count() == len(members)
        assert Delivery.objects.filter(state="delivered", attempts=1).count() == len(members)

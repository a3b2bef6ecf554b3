"""Connectors who tell the same member at the same moment: each is done, and it is written down once."""

import threading

import pytest
from django.db import connection, connections
from django_scopes import scope

from aftershift.notifications import selectors
from aftershift.notifications.models import Delivery
from aftershift.notifications.services import reading, telling
from tests.factories import MemberFactory, OrganisationFactory, colleagues
from tests.rules.notifications import world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
CONNECTORS, MESSAGES = 6, 15
CONNECTOR = frozenset({"connector"})


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes one writer at a time: nothing to race")
def test_of_several_who_told_it_each_is_done_and_one_is_written_down():
    organisation = OrganisationFactory()
    faults: list[BaseException] = []
    with world.news(), world.phones(who=set()), scope(organisation=organisation.pk):
        ama = MemberFactory(organisation=organisation)
        tellers = colleagues(organisation, CONNECTORS)
        reading.prefer(member=ama, kind="news", channel="in_person", is_on=True)
        for _ in range(MESSAGES):
            world.tell(ama, speed="today")
        waiting = [row.id for row in selectors.to_tell(member=tellers[0], roles=CONNECTOR, now=world.TEN)]
        assert len(waiting) == MESSAGES
        together = threading.Barrier(CONNECTORS)

        def told(by):
            try:
                with scope(organisation=organisation.pk):
                    for message in waiting:
                        together.wait()
                        telling.told_in_person(member=by, roles=CONNECTOR, message_id=message, now=world.TEN)
            except BaseException as fault:
                faults.append(fault)
                together.abort()
            finally:
                connections.close_all()

        threads = [threading.Thread(target=told, args=(by,)) for by in tellers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [repr(fault)[:90] for fault in faults] == []
        assert Delivery.objects.filter(channel="in_person", state="delivered").count() == MESSAGES
        assert selectors.to_tell(member=tellers[0], roles=CONNECTOR, now=world.TEN) == []

"""DOMAIN 7.5: a message is kept as long as the names on a sign-up list, 90 days."""

import datetime as dt

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from aftershift.core import clock
from aftershift.notifications import tasks
from aftershift.notifications.models import Delivery, Letter, Message
from aftershift.notifications.services import delivering, forgetting, letters
from tests.factories import MemberFactory, OrganisationFactory
from tests.rules.notifications import world
from tests.rules.notifications.world import TEN, deliver, phones, tell

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _news():
    with world.news():
        yield


def told(organisation, number=1):
    with phones():
        for _ in range(number):
            tell(MemberFactory(organisation=organisation), expires_at=TEN + DAY)
        deliver(organisation, TEN)


def worker_at(moment, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: moment)
    return tasks.forget_old_messages()


def test_a_message_and_its_delivery_go_after_ninety_days(monkeypatch):
    told(OrganisationFactory())
    worker_at(TEN + 90 * DAY, monkeypatch)
    assert (Message.objects.count(), Delivery.objects.count()) == (1, 1)
    worker_at(TEN + 92 * DAY, monkeypatch)
    assert (Message.objects.count(), Delivery.objects.count()) == (0, 0)


def test_what_still_waits_stays(monkeypatch):
    tell(MemberFactory(), expires_at=TEN + DAY)
    worker_at(TEN + 92 * DAY, monkeypatch)
    assert Message.objects.count() == 1


def test_every_batch_goes_and_a_second_round_finds_nothing(monkeypatch):
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    told(OrganisationFactory(), number=5)
    waiting = Message.objects.filter(settled_at=None).count()
    there = (waiting, Message.objects.count(), Delivery.objects.count())
    assert there == (0, 5, 5)
    assert worker_at(TEN + 92 * DAY, monkeypatch) == 10
    assert not Message.objects.exists()
    assert worker_at(TEN + 92 * DAY, monkeypatch) == 0


def test_a_letter_to_an_address_goes_as_well(monkeypatch):
    organisation = OrganisationFactory()
    letters.write(
        organisation_id=organisation.pk, kind="home", about=organisation.pk, key="one", now=TEN, expires_at=TEN + DAY
    )
    worker_at(TEN + 90 * DAY, monkeypatch)
    assert Letter.objects.count() == 1
    worker_at(TEN + 91 * DAY, monkeypatch)
    assert Letter.objects.count() == 0


def test_what_no_channel_ever_took_goes_too(monkeypatch):
    """Push was switched off with a delivery under way: nobody will take it."""
    organisation = OrganisationFactory()
    with phones():
        tell(MemberFactory(organisation=organisation), expires_at=TEN + DAY)
        delivering.settle_due(organisation_id=organisation.pk, now=TEN)
    worker_at(TEN + 92 * DAY, monkeypatch)
    assert (Message.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("model", "wanted", "index"),
    [
        (Message, {"settled_at__isnull": False, "expires_at__lt": TEN}, "message_old"),
        (Delivery, {"changed_at__lt": TEN}, "delivery_old"),
        (Letter, {"changed_at__lt": TEN}, "letter_old"),
    ],
)
def test_what_is_old_is_found_by_an_index(model, wanted, index):
    if connection.vendor == "postgresql":  # tables this small are read as a whole otherwise
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    with scopes_disabled():
        plan = model.objects.filter(**wanted).values_list("organisation_id").explain()
    assert index in plan

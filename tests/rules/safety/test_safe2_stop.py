"""A leader may always stop; it ends the date for all, and everybody is told once."""

import pytest

from aftershift.activities.models import Occurrence
from aftershift.activities.services import joining
from aftershift.core.events import _listeners
from aftershift.notifications.models import Message
from aftershift.safety import services
from aftershift.safety.events import DateStopped
from aftershift.safety.messages_out import _stops
from aftershift.safety.models import Stop
from tests.factories import MONDAY_9AM, colleagues, signed_in
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.safety.test_gates import MEMBER, MINUTE, Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    found = []
    _listeners[DateStopped].append(found.append)
    yield found
    _listeners[DateStopped].remove(found.append)


@pytest.fixture
def walk():
    made = Walk()
    Occurrence.objects.filter(pk=made.date.pk).update(state="started", started_at=THURSDAY_1530)
    return made


def stop(walk, reason="", by=None, now=THURSDAY_1530 + MINUTE):
    return services.stop(member=by or walk.rosa, roles=MEMBER, occurrence_id=walk.date.pk, reason=reason, now=now)


def test_it_ends_for_all_with_a_word_or_without(walk, told):
    stop(walk, "Lightning")
    assert walk.state() == "stopped"
    assert [(event.by_id, event.reason) for event in told] == [(walk.rosa.pk, "Lightning")]


def test_both_leads_stop_at_once_and_everybody_is_told_once(walk, told):
    stop(walk)
    stop(walk, "Lightning", by=walk.bashir, now=THURSDAY_1530 + 5 * MINUTE)
    stop(walk, by=walk.bashir, now=THURSDAY_1530 + 6 * MINUTE)
    assert len(told) == 1
    assert [(row.by, row.reason) for row in Stop.objects.order_by("at")] == [
        (walk.rosa, ""),
        (walk.bashir, "Lightning"),
    ]
    stop(walk, "Everybody is cold", now=THURSDAY_1530 + 7 * MINUTE)
    messages = list(Message.objects.filter(kind="stopped"))
    assert {about.text for about in _stops(messages, THURSDAY_1530).values()} == {"Everybody is cold / Lightning"}


def test_nothing_on_the_list_keeps_a_leader_from_stopping(walk, told):
    assert walk.missing("close")
    stop(walk)
    assert len(told) == 1


def test_after_stopping_nobody_joins(walk):
    (ama,) = colleagues(walk.activity.organisation, 1)
    stop(walk)
    with pytest.raises(Exception, match="occurrence"):
        joining.join(member=ama, occurrence_id=walk.date.pk, now=MONDAY_9AM)


def test_a_phone_that_kept_the_press_from_before_reasons_existed_is_understood(walk, told):
    reply = signed_in(walk.rosa).send("POST", f"/api/v1/occurrences/{walk.date.pk}/stop", None, once=True)
    assert reply.status_code == 200
    assert [event.reason for event in told] == [""]

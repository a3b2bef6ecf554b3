"""What a member is told, once, as long as it is true and they want it, and never in a flood."""

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from django.core import mail

from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.notifications import kinds, selectors
from aftershift.notifications.channels import Result
from aftershift.notifications.models import Delivery, Message
from aftershift.notifications.services import delivering, reading, telling, trying
from aftershift.people.services import leaving
from aftershift.shifts import services as shifts
from tests.factories import MemberFactory, OrganisationFactory, colleagues, statements
from tests.rules.notifications import world
from tests.rules.notifications.world import HOUR, MINUTE, TEN, deliver, outcomes, phones, tell

pytestmark = pytest.mark.django_db
State = Delivery.State
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _news():
    with world.news():
        yield


@pytest.fixture
def hospital():
    return OrganisationFactory()


@pytest.fixture
def ama(hospital):
    return MemberFactory(organisation=hospital, called_name="Ama")


def test_a_message_is_told_once_by_its_key(hospital, ama):
    """RULE-55."""
    with phones() as push:
        for _ in range(3):
            tell(ama, key="walk tomorrow")
        deliver(hospital, TEN)
        tell(ama, key="walk tomorrow", now=TEN + HOUR)
        deliver(hospital, TEN + DAY)
    assert push.texts(ama) == [["news en"]]
    assert Message.objects.count() == 1


def test_what_is_no_longer_true_is_not_told(hospital, ama):
    """RULE-52."""
    walk, cook = uuid4(), uuid4()
    with phones() as push:
        tell(ama, about=walk, text="walk")
        tell(ama, about=cook, text="cook")
        world.untrue.add(walk)
        deliver(hospital, TEN)
        assert push.texts(ama) == [["cook en"]]
    assert outcomes() == ["not_true", "sent"]
    assert [row.words.text for row in selectors.inbox(member=ama, now=TEN)] == ["cook en"]


def test_what_stops_being_true_between_deciding_and_handing_over_is_dropped(hospital, ama):
    walk = uuid4()
    with phones() as push:
        tell(ama, about=walk)
        delivering.settle_due(organisation_id=hospital.pk, now=TEN)
        world.untrue.add(walk)
        deliver(hospital, TEN)
        assert push.got == []
    assert Delivery.objects.get().state == State.DROPPED


def test_off_means_off_for_that_kind_on_that_channel(hospital, ama):
    ben = MemberFactory(organisation=hospital)
    reading.prefer(member=ama, kind="news", channel="push", is_on=False)
    reading.prefer(member=ben, kind="reminder", channel="push", is_on=False)
    with phones() as push:
        tell(ama, ben)
        deliver(hospital, TEN)
        assert (push.texts(ama), push.texts(ben)) == ([], [["news en"]])
    assert Message.objects.get(member=ama).outcome == "nowhere"
    assert len(selectors.inbox(member=ama, now=TEN)) == 1


def test_turning_it_off_stops_what_is_on_its_way(hospital, ama):
    with phones() as push:
        tell(ama)
        delivering.settle_due(organisation_id=hospital.pk, now=TEN)
        reading.prefer(member=ama, kind="news", channel="push", is_on=False)
        deliver(hospital, TEN)
        assert push.got == []


def test_whoever_left_is_told_nothing(hospital, ama):
    """Q-S6: what waits, and what is on its way."""
    ben = MemberFactory(organisation=hospital)
    with phones() as push:
        tell(ama)
        delivering.settle_due(organisation_id=hospital.pk, now=TEN)
        tell(ama, ben, now=TEN)
        leaving.leave(member=ama, now=TEN)
        deliver(hospital, TEN)
        tell(ama, now=TEN)
        deliver(hospital, TEN)
        assert {pk for pk, _, _ in push.got} == {ben.pk}
    assert Delivery.objects.get(member=ama).state == State.DROPPED


def test_what_falls_together_is_one_push(hospital, ama):
    """RULE-53: never a flood at waking."""
    with phones() as push:
        for text in ("one", "two", "three"):
            tell(ama, text=text, now=TEN - 5 * HOUR)
        deliver(hospital, TEN - 5 * HOUR)
        assert push.got == []
        deliver(hospital, TEN)
        assert push.texts(ama) == [["one en", "two en", "three en"]]


def test_set_times_hold_and_at_most_three_a_day(hospital, ama):
    """DOMAIN 3.3.10."""
    with phones() as push:
        heard = []
        for quarter in range(4 * 24):
            at = TEN - 10 * HOUR + 15 * quarter * MINUTE
            tell(ama, now=at)
            before = len(push.got)
            deliver(hospital, at)
            if len(push.got) > before:
                heard.append(f"{hospital.local(at):%H:%M}")
        assert heard == ["10:00", "15:45", "19:00"]


def test_what_is_for_today_goes_at_once_and_waits_only_for_sleep(hospital, ama):
    with phones() as push:
        tell(ama, speed="today", now=TEN + 3 * HOUR)
        deliver(hospital, TEN + 3 * HOUR)
        assert len(push.texts(ama)) == 1
        tell(ama, speed="today", now=TEN + 11 * HOUR)  # 21:00: nobody knows whether she sleeps
        for at in (TEN + 11 * HOUR, TEN + DAY - MINUTE):
            deliver(hospital, at)
        assert len(push.texts(ama)) == 1
        deliver(hospital, TEN + DAY)
        assert len(push.texts(ama)) == 2


def test_only_what_would_begin_before_she_wakes_wakes_her(hospital, ama):
    """DESIGN 12.5."""
    night = TEN + 15 * HOUR  # 01:00
    with phones() as push:
        tell(ama, speed="urgent", now=night, starts_at=TEN + DAY + HOUR, text="later")
        deliver(hospital, night)
        assert push.got == []
        tell(ama, speed="urgent", now=night, starts_at=TEN + DAY - HOUR, text="early walk is off")
        deliver(hospital, night)
        assert push.texts(ama) == [["early walk is off en"]]


def test_after_a_night_shift_it_waits_until_sleep_is_over(hospital, ama):
    shifts.set_pattern(member=ama, days=["21:30-07:30"], anchor_date=TEN.date(), now=TEN - DAY)
    with phones() as push:
        tell(ama, speed="today", now=TEN)
        for at in (TEN, TEN + HOUR, TEN + 6 * HOUR + 29 * MINUTE):
            deliver(hospital, at)
        assert push.got == []
        deliver(hospital, TEN + 6 * HOUR + 30 * MINUTE)  # nine hours after half past seven
        assert len(push.texts(ama)) == 1


def test_a_failed_try_is_repeated_awake_and_not_for_ever(hospital, ama):
    with phones() as push:
        push.says[ama.pk] = Result(State.TEMPORARY_FAILURE, "Busy")
        tell(ama, speed="today", now=TEN + 10 * HOUR - MINUTE)  # a minute before eight in the evening
        deliver(hospital, TEN + 10 * HOUR - MINUTE)
        deliver(hospital, TEN + 10 * HOUR + HOUR)
        assert len(push.got) == 1, "nobody is woken by a second try"
        for hour in range(12):
            deliver(hospital, TEN + DAY + hour * HOUR)
        assert len({bundle for _, bundle, _ in push.got}) == 1, "a repeat is known by its bundle"
        assert len(push.got) == trying.MOST_TRIES
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.last_error, row.free_at) == ("temporary-failure", 5, "Busy", None)


def test_a_channel_that_breaks_is_our_own_failure_and_stops_no_other(hospital, ama, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ama.person.email = "ama@example.org"
    ama.person.save()
    with phones(only=False) as push:

        def broken(parcels):
            raise RuntimeError("ama@example.org 07700 900123")

        push.hand_over = broken
        tell(ama, speed="today")
        deliver(hospital, TEN)
    states = dict(Delivery.objects.values_list("channel", "state"))
    assert states == {"push": "technical-failure", "email": "delivered"}
    assert Delivery.objects.get(channel="push").last_error == "RuntimeError"
    (letter,) = mail.outbox
    assert letter.to == ["ama@example.org"]
    assert letter.subject == "Something new for you in Aftershift"
    assert "news en" in letter.body


def test_a_worker_that_comes_back_late_changes_nothing(hospital, ama):
    with phones() as push:
        tell(ama)
        delivering.settle_due(organisation_id=hospital.pk, now=TEN)
        late = delivering.take(organisation_id=hospital.pk, channel="push", now=TEN)
        again = TEN + delivering.LEASE
        assert delivering.take(organisation_id=hospital.pk, channel="push", now=again - MINUTE).parcels == []
        deliver(hospital, again)
        assert len(push.got) == 1
    wrong = {parcel.bundle: Result(State.PERMANENT_FAILURE, "Gone") for parcel in late.parcels}
    delivering.record(organisation_id=hospital.pk, claimed=late, results=wrong, now=again)
    assert (Delivery.objects.get().state, Delivery.objects.get().attempts) == ("delivered", 2)


def test_what_was_read_in_the_app_is_not_sent_as_well(hospital, ama):
    with phones() as push:
        tell(ama, now=TEN - HOUR)
        reading.mark_read(member=ama, message_id=Message.objects.get().pk, now=TEN - HOUR)
        deliver(hospital, TEN)
        assert push.got == []
    assert outcomes() == ["read"]


def test_held_messages_expire(hospital, ama):
    with phones() as push:
        tell(ama, now=TEN + 11 * HOUR, expires_at=TEN + DAY - HOUR)
        deliver(hospital, TEN + 11 * HOUR)
        deliver(hospital, TEN + DAY)
        assert push.got == []
    assert outcomes() == ["expired"]


def test_five_thousand_due_messages_take_a_bounded_number_of_statements(hospital):
    """Issue 7: the number belongs to a batch, not to what is in it."""
    members = colleagues(hospital, 250)
    with phones() as push:
        for number in range(20):
            tell(*members, text=str(number))
        assert Message.objects.filter(settled_at=None).count() == 5_000
        few = statements(lambda: delivering.settle_due(organisation_id=hospital.pk, now=TEN))
        rest = statements(lambda: deliver(hospital, TEN))
        batches = 5_000 // delivering.BATCH
        assert few <= 9
        assert rest <= 12 * batches * 2
        assert sum(len(texts) for _, _, texts in push.got) == 5_000
    assert set(outcomes()) == {"sent"}


def test_the_connector_tells_in_person_whom_nothing_reached_and_who_asked_for_it(hospital, ama):
    ben, chidi = (MemberFactory(organisation=hospital, called_name=name) for name in ("Ben", "Chidi"))
    connie = MemberFactory(organisation=hospital, roles=("connector",))
    for member in (ama, ben):
        reading.prefer(member=member, kind="news", channel="in_person", is_on=True)
    with phones(who={ben.pk}):
        tell(ama, ben, chidi, speed="today", now=TEN)
        deliver(hospital, TEN)
    rows = selectors.to_tell(member=connie, roles={"connector"}, now=TEN)
    assert [(row.called_name, row.words.text) for row in rows] == [("Ama", "news en")]
    with pytest.raises(NotAllowed):
        selectors.to_tell(member=connie, roles={"organiser"}, now=TEN)
    telling.told_in_person(member=connie, roles={"connector"}, message_id=rows[0].id, now=TEN)
    assert selectors.to_tell(member=connie, roles={"connector"}, now=TEN) == []
    telling.told_in_person(member=connie, roles={"connector"}, message_id=rows[0].id, now=TEN)  # asked again: once
    assert Delivery.objects.filter(channel="in_person").count() == 1
    theirs = Message.objects.get(member=chidi)  # who did not ask for it
    with pytest.raises(NotVisible):
        telling.told_in_person(member=connie, roles={"connector"}, message_id=theirs.pk, now=TEN)
    about = Message.objects.first().about_id
    far = selectors.how_far(organisation_id=hospital.pk, kind="news", about_ids=[about])[about]
    assert (len(far.told), far.reached) == (3, {ama.pk, ben.pk})


def test_of_what_falls_together_the_connector_tells_each_by_itself(hospital, ama):
    connie = MemberFactory(organisation=hospital, roles=("connector",))
    reading.prefer(member=ama, kind="news", channel="in_person", is_on=True)
    for text in ("first", "second"):
        tell(ama, text=text, speed="today", now=TEN)
    with phones(who=set()):
        deliver(hospital, TEN)
    assert len(set(Message.objects.values_list("bundle"))) == 1
    first, _ = selectors.to_tell(member=connie, roles={"connector"}, now=TEN)
    telling.told_in_person(member=connie, roles={"connector"}, message_id=first.id, now=TEN)
    (left,) = selectors.to_tell(member=connie, roles={"connector"}, now=TEN)
    assert (first.words.text, left.words.text) == ("first en", "second en")


def test_what_is_off_everywhere_does_not_count_as_brought_with_what_is_on(hospital, ama, monkeypatch):
    connie = MemberFactory(organisation=hospital, roles=("connector",))
    monkeypatch.setitem(kinds.registered, "olds", dataclasses.replace(kinds.registered["news"], name="olds"))
    reading.prefer(member=ama, kind="olds", channel="push", is_on=False)
    reading.prefer(member=ama, kind="olds", channel="in_person", is_on=True)
    tell(ama, text="on", speed="today", now=TEN)
    tell(ama, text="off", speed="today", now=TEN)
    Message.objects.filter(facts__text="off").update(kind="olds")
    with phones() as push:
        deliver(hospital, TEN)
    assert push.texts(ama) == [["on en"]]
    assert [row.words.text for row in selectors.to_tell(member=connie, roles={"connector"}, now=TEN)] == ["off en"]
    about = Message.objects.get(kind="olds").about_id
    assert selectors.how_far(organisation_id=hospital.pk, kind="olds", about_ids=[about])[about].reached == set()


def test_without_push_it_says_so_and_the_inbox_has_it(hospital, ama):
    assert selectors.working_channels(member=ama) == set()
    tell(ama)
    deliver(hospital, TEN)
    assert outcomes() == ["nowhere"]
    assert [row.is_read for row in selectors.inbox(member=ama, now=TEN)] == [False]

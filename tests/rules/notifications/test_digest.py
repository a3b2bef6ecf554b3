"""E-mail: what can wait is one letter a day with what was not read in the app; what cannot goes at once."""

import datetime as dt
import smtplib
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from aftershift.notifications import selectors
from aftershift.notifications.models import Delivery, Message
from aftershift.notifications.services import delivering, reading
from aftershift.people.services import leaving
from aftershift.shifts import services as shifts
from tests.factories import MemberFactory, OrganisationFactory, statements
from tests.rules.notifications import world
from tests.rules.notifications.world import HOUR, MINUTE, TEN, deliver, phones, tell

pytestmark = pytest.mark.django_db
State = Delivery.State
DAY = dt.timedelta(days=1)
EVENING = TEN + 9 * HOUR + 45 * MINUTE  # 19:45


@pytest.fixture(autouse=True)
def _news(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with world.news():
        yield


@pytest.fixture
def hospital():
    return OrganisationFactory(name="St Bride's")


def writes(hospital, name="Ama", **fields):
    return MemberFactory(organisation=hospital, called_name=name, email=f"{uuid4()}@example.org", **fields)


def letters(hospital, *moments):
    """The letters that go out when the worker comes at these moments, with when each did."""
    found = []
    for at in moments:
        mail.outbox.clear()
        deliver(hospital, at)
        found += [(at, letter) for letter in mail.outbox]
    return found


def quarters(begins, hours):
    return [begins + 15 * number * MINUTE for number in range(4 * hours)]


def test_what_can_wait_is_one_letter_in_the_evening(hospital):
    ama = writes(hospital)
    tell(ama, text="walk", now=TEN)
    deliver(hospital, TEN)
    tell(ama, text="cook", now=TEN + 5 * HOUR)
    ((at, letter),) = letters(hospital, *quarters(TEN, 24))
    assert at == EVENING
    assert letter.to == [ama.person.email]
    assert letter.subject == "2 new things for you in Aftershift"
    assert letter.body.startswith("Ama, you have not read these 2 things yet (St Bride's):")
    assert ("walk en" in letter.body, "cook en" in letter.body) == (True, True)


def test_a_push_at_its_set_time_does_not_wait_for_the_letter(hospital):
    ama = writes(hospital)
    with phones(only=False) as push:
        tell(ama, now=TEN)
        assert letters(hospital, TEN) == []
        assert push.texts(ama) == [["news en"]]
        ((at, _),) = letters(hospital, *quarters(TEN, 24))
    assert at == EVENING


def test_what_was_read_in_the_app_is_not_in_the_letter_and_nothing_left_is_no_letter(hospital):
    ama = writes(hospital)
    for text in ("walk", "cook"):
        tell(ama, text=text, now=TEN)
    deliver(hospital, TEN)
    walk, _ = Message.objects.order_by("made_at", "pk")
    reading.mark_read(member=ama, message_id=walk.pk, now=TEN + HOUR)
    ((_, letter),) = letters(hospital, EVENING)
    assert ("walk en" in letter.body, "cook en" in letter.body) == (False, True)
    tell(ama, now=TEN + DAY)
    deliver(hospital, TEN + DAY)
    for message in Message.objects.all():
        reading.mark_read(member=ama, message_id=message.pk, now=TEN + DAY)
    assert letters(hospital, *quarters(EVENING + DAY, 2)) == []


def test_what_was_in_one_letter_is_in_no_second_one(hospital):
    ama = writes(hospital)
    tell(ama, text="walk", now=TEN)
    letters(hospital, TEN, EVENING)
    tell(ama, text="cook", now=EVENING + HOUR)
    ((at, letter),) = letters(hospital, *quarters(EVENING + HOUR, 30))
    assert at == EVENING + DAY
    assert ("walk en" in letter.body, "cook en" in letter.body) == (False, True)


def test_what_cannot_wait_goes_by_e_mail_at_once_and_not_again_in_the_evening(hospital):
    """Q-R10: by every channel that the member allowed."""
    ama = writes(hospital)
    tell(ama, speed="today", text="cancelled", now=TEN)
    tell(ama, text="walk", now=TEN)
    (now, at_once), (evening, later) = letters(hospital, *quarters(TEN, 24))
    assert (now, evening) == (TEN, EVENING)
    assert ("cancelled en" in at_once.body, "walk en" in at_once.body) == (True, False)
    assert ("cancelled en" in later.body, "walk en" in later.body) == (False, True)


def test_off_means_off_also_for_what_is_in_a_letter_already(hospital):
    ama, ben = writes(hospital), writes(hospital, "Ben")
    reading.prefer(member=ama, kind="news", channel="email", is_on=False)
    tell(ama, ben, now=TEN)
    deliver(hospital, TEN)
    reading.prefer(member=ben, kind="news", channel="email", is_on=False)
    assert letters(hospital, *quarters(TEN, 30)) == []
    assert Message.objects.get(member=ama).outcome == "nowhere"


def test_the_letter_comes_neither_at_work_nor_in_guarded_time(hospital):
    """DESIGN 12.5. Ama works nights from 19:00 and sleeps until 16:30; Ben's shift ends at 21:30."""
    ama, ben = writes(hospital), writes(hospital, "Ben")
    shifts.set_pattern(member=ama, days=["19:00-07:30"], anchor_date=TEN.date() - DAY, now=TEN - DAY)
    shifts.set_pattern(member=ben, days=["13:30-21:30"], anchor_date=TEN.date() - DAY, now=TEN - DAY)
    tell(ama, ben, now=TEN - 2 * HOUR)
    found = {letter.to[0]: at for at, letter in letters(hospital, *quarters(TEN - 2 * HOUR, 40))}
    assert found[ben.person.email] == TEN + 11 * HOUR + 30 * MINUTE
    assert f"{hospital.local(found[ama.person.email]):%a %H:%M}" == "Tue 16:30"


def test_a_letter_that_waited_for_sleep_and_the_next_evening_s_are_two_days_letters(hospital):
    """One a local day, whatever moves."""
    ama = writes(hospital)
    shifts.set_pattern(member=ama, days=["19:00-07:30"], anchor_date=TEN.date() - DAY, now=TEN - DAY)
    for half_hour in range(2 * 24 * 4):
        at = TEN + half_hour * HOUR / 2
        if half_hour % 16 == 0:
            tell(ama, now=at)
        deliver(hospital, at)
    days = [hospital.local(row.changed_at).date() for row in Delivery.objects.filter(state=State.DELIVERED)]
    assert len(days) >= 3
    assert len(days) == len(set(days))


def test_what_is_no_longer_true_is_not_in_the_letter(hospital):
    """RULE-52."""
    ama, walk = writes(hospital), uuid4()
    tell(ama, about=walk, text="walk", now=TEN)
    tell(ama, text="cook", now=TEN, expires_at=EVENING - MINUTE)
    deliver(hospital, TEN)
    world.untrue.add(walk)
    assert letters(hospital, EVENING) == []
    assert Delivery.objects.get().state == State.DROPPED


def test_whoever_left_gets_no_letter(hospital):
    """Q-S6."""
    ama = writes(hospital)
    tell(ama, now=TEN)
    deliver(hospital, TEN)
    leaving.leave(member=ama, now=TEN + HOUR)
    assert letters(hospital, EVENING) == []


@pytest.mark.parametrize(
    ("language", "count", "says"),
    [
        ("pl", 1, "\u2068احمد\u2069, jednej wiadomości jeszcze nie znasz (St Bride's):"),
        ("pl", 3, "\u2068احمد\u2069, 3 wiadomości jeszcze nie znasz (St Bride's):"),
        ("pl", 5, "\u2068احمد\u2069, 5 wiadomości jeszcze nie znasz (St Bride's):"),
        ("ur", 1, "\u2068احمد\u2069، یہ بات آپ نے ابھی نہیں پڑھی (\u2068St Bride's\u2069):"),
        ("ur", 4, "\u2068احمد\u2069، یہ 4 باتیں آپ نے ابھی نہیں پڑھیں (\u2068St Bride's\u2069):"),
    ],
)
def test_it_is_in_the_reader_s_language_with_names_that_keep_their_direction(hospital, language, count, says):
    ama = writes(hospital, "احمد", language=language)
    for _ in range(count):
        tell(ama, now=TEN)
    ((_, letter),) = letters(hospital, TEN, EVENING)
    assert letter.body.startswith(says)
    assert f"news {language}" in letter.body


def test_a_killed_worker_s_letter_goes_out_again_known_by_its_id(hospital):
    ama = writes(hospital)
    tell(ama, now=TEN)
    deliver(hospital, TEN)
    killed = delivering.take(organisation_id=hospital.pk, channel="email", now=EVENING)
    assert letters(hospital, EVENING + MINUTE) == []
    ((_, letter),) = letters(hospital, EVENING + delivering.LEASE)
    assert letter.extra_headers["Message-ID"].startswith(f"<{killed.parcels[0].bundle}@")


def test_what_is_told_while_a_letter_is_under_way_is_in_the_next_one(hospital):
    ama = writes(hospital)
    tell(ama, text="walk", now=TEN)
    deliver(hospital, TEN)
    delivering.take(organisation_id=hospital.pk, channel="email", now=EVENING)
    tell(ama, text="cook", now=TEN)
    delivering.settle_due(organisation_id=hospital.pk, now=TEN + 9 * HOUR)  # a slow worker of the set time before
    ((_, first), (at, second)) = letters(hospital, EVENING + delivering.LEASE, EVENING + DAY)
    assert ("walk en" in first.body, "cook en" in first.body) == (True, False)
    assert (at, "cook en" in second.body) == (EVENING + DAY, True)


def test_a_letter_that_the_post_refuses_is_tried_again_and_not_for_ever(hospital):
    ama = writes(hospital)
    tell(ama, now=TEN)

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    with pytest.MonkeyPatch.context() as closed:
        closed.setattr(EmailBackend, "send_messages", refuse)
        letters(hospital, TEN, *quarters(EVENING, 60))
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.free_at) == (State.TEMPORARY_FAILURE, 5, None)


def test_who_has_the_letter_is_off_the_connector_s_list(hospital):
    ama, ben = writes(hospital), writes(hospital, "Ben")
    connie = MemberFactory(organisation=hospital, roles=("connector",))
    for member in (ama, ben):
        reading.prefer(member=member, kind="news", channel="in_person", is_on=True)
    reading.prefer(member=ben, kind="news", channel="email", is_on=False)
    tell(ama, ben, now=TEN)
    letters(hospital, TEN, EVENING)
    rows = selectors.to_tell(member=connie, roles={"connector"}, now=EVENING + MINUTE)
    assert [row.called_name for row in rows] == ["Ben"]


def test_a_kind_turned_off_before_the_letter_left_does_not_count_as_brought(hospital):
    ama = writes(hospital)
    connie = MemberFactory(organisation=hospital, roles=("connector",))
    reading.prefer(member=ama, kind="news", channel="in_person", is_on=True)
    tell(ama, now=TEN)
    deliver(hospital, TEN)
    reading.prefer(member=ama, kind="news", channel="email", is_on=False)
    letters(hospital, EVENING)
    assert len(selectors.to_tell(member=connie, roles={"connector"}, now=EVENING + MINUTE)) == 1


def test_letters_for_many_take_as_many_statements_as_for_few(hospital):
    def told(number):
        for _ in range(number):
            tell(writes(hospital), now=TEN)
        settled = statements(lambda: delivering.settle_due(organisation_id=hospital.pk, now=TEN))
        taken = statements(lambda: delivering.take(organisation_id=hospital.pk, channel="email", now=EVENING))
        return settled, taken

    assert told(2) == told(40)

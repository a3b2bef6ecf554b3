"""Telling everyone: who is told, who is reached, and who learns whose name."""

import datetime as dt

import pytest

from aftershift.activities.announcements import told_about
from aftershift.activities.errors import NotOpenYet, OccurrenceOver, StateDoesNotAllow, ToldEnough
from aftershift.activities.models import Announcement, Occurrence
from aftershift.activities.services import announcing, joining, organising
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.notifications.models import Message
from aftershift.notifications.selectors import inbox
from aftershift.notifications.services import devices
from aftershift.notifications.services.reading import mark_read
from aftershift.people.models import Session
from tests.factories import MemberFactory, colleagues, same_query_count, session_key_of, signed_in
from tests.rules.activities.test_day_register import BACK, BEFORE, Walk
from tests.rules.activities.world import THURSDAY_1530

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member"})


def tell(walk, *, by=None, kind="late", minutes=10, text="", roles=MEMBER, now=BEFORE):
    return announcing.tell_everyone(
        member=by or walk.rosa,
        roles=roles,
        occurrence_id=walk.date.pk,
        kind=kind,
        minutes=minutes if kind == "late" else None,
        text=text,
        now=now,
    )


def told(walk, reader=None, *, roles=MEMBER, now=BEFORE):
    return told_about(member=reader or walk.rosa, roles=roles, all_roles=roles, occurrence_id=walk.date.pk, now=now)


def whom():
    return {
        message.member.called_name for message in Message.objects.filter(kind="announcement").select_related("member")
    }


def test_everyone_who_comes_or_waits_is_told_and_nobody_else():
    walk = Walk(places=4)
    danuta, ivo = (MemberFactory(organisation=walk.organisation, called_name=name) for name in ("Danuta", "Ivo"))
    walk.join(danuta)
    walk.join(ivo)
    joining.leave(member=ivo, occurrence_id=walk.date.pk, now=BEFORE)
    tell(walk)
    assert whom() == {"Ama", "Ben", "Chidi", "Danuta"}


def test_of_a_cancelled_date_those_who_waited_are_told_why():
    """RULE-13."""
    walk = Walk(places=4)
    danuta = MemberFactory(organisation=walk.organisation, called_name="Danuta")
    walk.join(danuta)
    with pytest.raises(StateDoesNotAllow):
        tell(walk, kind="cancelled", text="Snow")
    organising.cancel(
        member=walk.rosa,
        roles=MEMBER,
        occurrence_id=walk.date.pk,
        reason="Snow",
        now=THURSDAY_1530 - dt.timedelta(hours=4),
    )
    tell(walk, kind="cancelled", text="Snow")
    assert whom() == {"Ama", "Ben", "Chidi", "Danuta"}


def test_only_who_runs_it_tells_everyone_while_it_is_open_and_not_without_end():
    walk = Walk()
    with pytest.raises(NotAllowed):
        tell(walk, by=walk.ama)
    for state, refusal in (("planned", NotOpenYet), ("closed", OccurrenceOver)):
        Occurrence.objects.filter(pk=walk.date.pk).update(state=state)
        with pytest.raises(refusal):
            tell(walk)
    Occurrence.objects.filter(pk=walk.date.pk).update(state="published")
    for _ in range(announcing.MOST_A_DATE):
        tell(walk, kind="coat")
    with pytest.raises(ToldEnough):
        tell(walk, kind="coat")
    assert Announcement.objects.count() == announcing.MOST_A_DATE


def test_reached_is_who_read_it_or_used_the_app_lately_and_the_lead_tells_the_others_in_person():
    walk = Walk()
    now = clock.now()
    session_key_of(walk.ama)  # signed in today, by the clock of sessions
    tell(walk, now=now)
    Occurrence.objects.filter(pk=walk.date.pk).update(ends_at=now + dt.timedelta(hours=1))
    message = Message.objects.get(member=walk.ben)
    mark_read(member=walk.ben, message_id=message.pk, now=now)
    (row,) = told(walk, now=now)
    assert (row.told, row.reached, row.in_person) == (3, 2, ["Chidi"])


def test_of_those_it_did_not_reach_the_lead_hears_how_many_have_no_phone_registered(settings):
    """RULES 8: "reached 14 of 17, 3 have no phone registered"."""
    walk = Walk()
    tell(walk)
    assert told(walk)[0].no_phone is None, "push is off: nobody has one"
    settings.PUSH_CREDENTIALS = "a key file"
    assert told(walk)[0].no_phone == 3
    for member in (walk.ama, walk.ben):
        register_phone(member)
    (row,) = told(walk)
    assert (row.told, row.reached, row.no_phone) == (3, 0, 1)
    mark_read(member=walk.chidi, message_id=Message.objects.get(member=walk.chidi).pk, now=BEFORE)
    (row,) = told(walk, walk.bashir)
    assert (row.told, row.reached, row.in_person, row.no_phone) == (3, 1, ["Ama", "Ben"], 0)


def register_phone(member):
    session_key_of(member)
    session = Session.objects.get(member_id=member.pk)
    devices.register(session_id=session.public_id, token=f"phone of {member.pk}", platform="android", now=BEFORE)
    Session.objects.filter(pk=session.pk).update(last_used_date=BEFORE.date() - dt.timedelta(days=8))


def test_what_waited_for_signal_is_told_as_of_when_it_was_pressed():
    walk = Walk()
    made = announcing.tell_everyone(
        member=walk.rosa,
        roles=MEMBER,
        occurrence_id=walk.date.pk,
        kind="late",
        minutes=10,
        device_at=BEFORE,
        now=BACK,
    )
    assert made.told_at == BEFORE


def test_names_are_for_lead_second_and_connectors_and_never_for_a_supervisor_or_after_two_days():
    walk = Walk()
    tell(walk)
    colleague = MemberFactory(organisation=walk.organisation)
    everyone = ["Ama", "Ben", "Chidi"]
    assert told(walk)[0].in_person == everyone
    assert told(walk, walk.bashir)[0].in_person == everyone
    assert told(walk, colleague, roles=MEMBER | {"connector"})[0].in_person == everyone
    assert told(walk, colleague, roles=MEMBER | {"organiser"})[0].in_person == []
    assert told(walk, roles=MEMBER | {"supervisor"})[0].in_person == []
    assert told(walk, now=BACK + dt.timedelta(hours=49))[0].in_person == []
    with pytest.raises(NotAllowed):
        told(walk, walk.ama)


def test_a_member_reads_only_their_own_inbox():
    walk = Walk()
    tell(walk, kind="own", text="Bring a cup")
    (mine,) = inbox(member=walk.ama, now=BEFORE)
    assert (mine.words.text, mine.is_read) == ("Bring a cup", False)
    with pytest.raises(NotVisible):
        mark_read(member=walk.ben, message_id=mine.id, now=BEFORE)
    for now in (BEFORE, BACK):
        mark_read(member=walk.ama, message_id=mine.id, now=now)
    assert Message.objects.get(member=walk.ama).read_at == BEFORE
    assert inbox(member=walk.ama, now=BACK)[0].is_read
    assert inbox(member=MemberFactory(organisation=walk.organisation), now=BEFORE) == []


@pytest.mark.parametrize("key", ["", "a key file"])
def test_how_far_it_got_takes_the_same_statements_for_few_and_for_many(key, settings):
    settings.PUSH_CREDENTIALS = key
    walk = Walk(places=60)

    def more(count):
        for member in colleagues(walk.organisation, count):
            walk.join(member)
        tell(walk)

    same_query_count(few=lambda: more(1), many=lambda: more(20), read=lambda: told(walk))


def test_the_inbox_over_http_counts_what_is_unread():
    walk = Walk()
    tell(walk, now=clock.now())
    ama = signed_in(walk.ama)
    body = ama.get("/api/v1/inbox").json()
    assert (body["unread"], body["results"][0]["title"], body["results"][0]["text"]) == (
        1,
        "Thursday walk: a little late",
        "The lead is 10 minutes late.",
    )
    assert ama.send("PUT", f"/api/v1/inbox/{body['results'][0]['id']}/read").json()["unread"] == 0


def test_home_has_what_i_was_told_until_i_have_read_it_in_the_same_request():
    walk = Walk()
    tell(walk, now=clock.now())
    ama = signed_in(walk.ama)
    first = ama.get("/api/v1/home")
    (message,) = first.json()["unread"]
    (same,) = ama.get("/api/v1/inbox").json()["results"]
    assert message == same
    ama.send("PUT", f"/api/v1/inbox/{message['id']}/read")
    again = ama.get("/api/v1/home", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.json()["unread"]) == (200, [])
    assert signed_in(walk.ben).get("/api/v1/home").json()["unread"] != [message]


def test_home_takes_the_same_statements_for_few_and_for_many_messages():
    walk = Walk()
    ama = signed_in(walk.ama)

    def more(count):
        for _ in range(count):
            tell(walk, now=clock.now())

    def read():
        assert ama.get("/api/v1/home").json()["unread"]

    same_query_count(few=lambda: more(1), many=lambda: more(6), read=read)


def test_a_phone_whose_clock_is_wrong_is_heard_today():
    """A battery that died begins at 1970: nobody looks that far back, and "running late" would reach nobody."""
    walk = Walk()
    for device_at in (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), BEFORE + dt.timedelta(days=400)):
        said = announcing.tell_everyone(
            member=walk.rosa,
            roles=MEMBER,
            occurrence_id=walk.date.pk,
            kind="late",
            minutes=10,
            device_at=device_at,
            now=BEFORE,
        )
        assert said.told_at == BEFORE
    assert len(inbox(member=walk.ama, now=BEFORE)) == 2

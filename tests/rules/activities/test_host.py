"""Who meets first-timers on a date: only their own yes makes a host, and only those who come are told a name."""

import datetime as dt

import pytest

from aftershift.activities import selectors
from aftershift.activities.errors import HostIsThere, NotComing, NotToHost, OccurrenceStarted
from aftershift.activities.models import Activity, Host
from aftershift.activities.personal_data import erase, export
from aftershift.activities.services import exits, hosting, joining
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.people import one_person
from tests.factories import MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
NOW = clock.now().replace(second=0, microsecond=0)
STARTS = NOW + dt.timedelta(days=2)


@pytest.fixture
def walk():
    return OccurrenceFactory(starts_at=STARTS)


def comes(walk, name, **fields):
    member = MemberFactory(organisation=walk.organisation, called_name=name, **fields)
    joining.join(member=member, occurrence_id=walk.pk, now=NOW)
    return member


@pytest.fixture
def kasia(walk):
    return comes(walk, "Kasia")


def host(member, walk, **words):
    return hosting.be_host(member=member, occurrence_id=walk.pk, now=NOW, **words)


def ask(rosa, walk, member):
    theirs = selectors.live_sign_up(occurrence=walk, member=member)
    return hosting.ask_to_host(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, sign_up_id=theirs.pk, now=NOW)


def read(member, walk):
    reply = signed_in(member).get(f"/api/v1/occurrences/{walk.pk}/host")
    assert reply.status_code == 200
    return reply.json()


def organiser(walk):
    return MemberFactory(organisation=walk.organisation, roles=("organiser",))


def test_whoever_has_a_place_offers_in_one_tap_and_those_who_come_read_who_where_and_when(walk, kasia):
    ben = comes(walk, "Ben")
    reply = signed_in(kasia).send(
        "PUT", f"/api/v1/occurrences/{walk.pk}/host", {"place": "By the lifts", "minutes_before": 20}
    )
    assert reply.json()["host"] == {"name": "Kasia", "is_me": True}
    found = read(ben, walk)
    assert (found["state"], found["host"], found["place"]) == (
        "sure",
        {"name": "Kasia", "is_me": False},
        "By the lifts",
    )
    assert found["meets"]["at"] == (STARTS - dt.timedelta(minutes=20)).isoformat().replace("+00:00", "Z")


def test_without_words_of_their_own_the_host_waits_where_everybody_meets(walk, kasia):
    host(kasia, walk)
    assert read(kasia, walk)["place"] == walk.activity.meeting_place


def test_whoever_has_no_place_reads_that_there_is_a_host_and_no_name(walk, kasia):
    host(kasia, walk)
    found = read(colleagues(walk.organisation, 1)[0], walk)
    assert (found["state"], found["host"], found["place"], found["meets"]) == ("sure", None, "", None)


def test_a_supervisor_with_a_place_is_told_no_name(walk, kasia):
    host(kasia, walk)
    boss = comes(walk, "Boss", roles=("supervisor",))
    assert read(boss, walk)["host"] == {"name": "", "is_me": False}


@pytest.mark.parametrize("who", [{"confirmed": False}, {"is_under_18": True}])
def test_a_host_is_an_adult_whom_colleagues_know(walk, who):
    new = comes(walk, "New", **who)
    with pytest.raises(NotToHost):
        host(new, walk)
    assert not Host.objects.exists()
    assert read(new, walk)["may_volunteer"] is False


def test_without_a_place_nobody_is_host(walk):
    with pytest.raises(NotComing):
        host(colleagues(walk.organisation, 1)[0], walk)


def test_the_first_yes_stands(walk, kasia):
    ben = comes(walk, "Ben")
    host(kasia, walk)
    with pytest.raises(HostIsThere):
        host(ben, walk)
    assert read(ben, walk)["may_volunteer"] is False
    assert Host.objects.get().sign_up.member == kasia


def test_saying_it_again_changes_where_and_when_and_not_since_when(walk, kasia):
    first = host(kasia, walk)
    again = hosting.be_host(member=kasia, occurrence_id=walk.pk, place="The clock", now=NOW + dt.timedelta(hours=1))
    assert (again.pk, again.said_yes_at, again.place) == (first.pk, first.said_yes_at, "The clock")


def test_being_asked_makes_nobody_host(walk, kasia):
    rosa, ben = organiser(walk), comes(walk, "Ben")
    ask(rosa, walk, kasia)
    assert read(kasia, walk)["asks_me"] is True
    assert (read(ben, walk)["state"], read(ben, walk)["asked"]) == ("nobody", None)
    assert read(rosa, walk)["asked"] == {"name": "Kasia", "is_me": False}
    assert read(rosa, walk)["host"] is None
    questions = signed_in(kasia).get("/api/v1/host-questions").json()["results"]
    assert [row["occurrence_id"] for row in questions] == [str(walk.pk)]
    host(kasia, walk)
    assert read(ben, walk)["host"]["name"] == "Kasia"
    assert signed_in(kasia).get("/api/v1/host-questions").json()["results"] == []


def test_a_no_leaves_no_trace_and_is_safe_to_say_twice(walk, kasia):
    rosa = organiser(walk)
    ask(rosa, walk, kasia)
    for _ in range(2):
        assert signed_in(kasia).send("DELETE", f"/api/v1/occurrences/{walk.pk}/host").status_code == 200
    assert not Host.objects.exists()
    assert read(rosa, walk)["state"] == "nobody"


def test_stepping_back_is_one_tap(walk, kasia):
    host(kasia, walk)
    hosting.step_back(member=kasia, occurrence_id=walk.pk, now=NOW)
    assert read(kasia, walk)["state"] == "nobody"


def test_stepping_back_from_what_another_holds_changes_nothing(walk, kasia):
    host(kasia, walk)
    hosting.step_back(member=comes(walk, "Ben"), occurrence_id=walk.pk, now=NOW)
    assert Host.objects.get().sign_up.member == kasia


def test_asking_somebody_else_takes_the_first_question_back_and_a_yes_is_not_asked_over(walk, kasia):
    rosa, ben = organiser(walk), comes(walk, "Ben")
    ask(rosa, walk, kasia)
    ask(rosa, walk, ben)
    assert [read(member, walk)["asks_me"] for member in (kasia, ben)] == [False, True]
    host(kasia, walk)  # offers it herself; Ben had not answered
    with pytest.raises(HostIsThere):
        ask(rosa, walk, ben)
    hosting.take_question_back(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, now=NOW)
    assert Host.objects.get().sign_up.member == kasia


def test_only_whoever_runs_the_date_asks_and_only_people_on_it(walk, kasia):
    ben = comes(walk, "Ben")
    theirs = selectors.live_sign_up(occurrence=walk, member=kasia)
    call = {"occurrence_id": walk.pk, "sign_up_id": theirs.pk, "now": NOW}
    with pytest.raises(NotAllowed):
        hosting.ask_to_host(member=ben, roles={"member"}, **call)
    other = OccurrenceFactory(activity=walk.activity, starts_at=STARTS + dt.timedelta(days=7))
    with pytest.raises(NotVisible):
        hosting.ask_to_host(member=organiser(walk), roles=ORGANISER, **call | {"occurrence_id": other.pk})
    Activity.objects.update(second=ben)
    assert hosting.ask_to_host(member=ben, roles={"member"}, **call).said_yes_at is None


def test_whoever_gives_the_place_back_is_host_no_more_and_coming_again_asks_anew(walk, kasia):
    ben = comes(walk, "Ben")
    host(kasia, walk)
    joining.leave(member=kasia, occurrence_id=walk.pk, now=NOW)
    assert read(ben, walk)["state"] == "nobody"
    joining.join(member=kasia, occurrence_id=walk.pk, now=NOW)
    assert read(kasia, walk)["state"] == "nobody"
    host(ben, walk)
    assert Host.objects.get().sign_up.member == ben


def test_an_undo_brings_the_yes_back_with_the_place(walk, kasia):
    host(kasia, walk)
    joining.leave(member=kasia, occurrence_id=walk.pk, now=NOW)
    exits.undo_leaving(member=kasia, occurrence_id=walk.pk, now=NOW)
    assert read(kasia, walk)["host"] == {"name": "Kasia", "is_me": True}


def test_a_host_is_in_their_own_data_and_gone_when_forgotten(walk, kasia):
    host(kasia, walk)
    told = [{"activity": "Thursday walk", "date": walk.local_date.isoformat(), "said_yes": True}]
    assert export(kasia)["host"] == told
    erase(kasia, NOW)
    assert not Host.objects.exists()


def test_forgetting_whoever_asked_keeps_the_host(walk, kasia):
    rosa = organiser(walk)
    ask(rosa, walk, kasia)
    host(kasia, walk)
    erase(rosa, NOW)
    row = Host.objects.get()
    assert (row.sign_up.member, row.asked_by) == (kasia, None)


def test_two_members_who_are_one_person_host_with_the_place_that_stands(walk, kasia):
    again = comes(walk, "Kasia K")
    host(again, walk)
    one_person.follow(one_person.Pair(kept=kasia, gone=again, now=NOW))
    assert Host.objects.get().sign_up.member == kasia


def test_what_i_am_asked_costs_the_same_for_one_date_and_for_many(kasia, walk):
    rosa = organiser(walk)

    def asked_for(count):
        for day in range(count):
            date = OccurrenceFactory(organisation=walk.organisation, starts_at=STARTS + dt.timedelta(days=day))
            joining.join(member=kasia, occurrence_id=date.pk, now=NOW)
            ask(rosa, date, kasia)

    client = signed_in(kasia)
    same_query_count(
        few=lambda: asked_for(1), many=lambda: asked_for(8), read=lambda: client.get("/api/v1/host-questions")
    )


def test_another_organisations_host_is_nobodys_business(walk, kasia):
    host(kasia, walk)
    stranger = MemberFactory(organisation=OrganisationFactory())
    assert signed_in(stranger).get(f"/api/v1/occurrences/{walk.pk}/host").status_code == 404


@pytest.mark.parametrize("wrong", [{"minutes_before": 61}, {"minutes_before": "5"}, {"place": "x" * 121}, {"x": 1}])
def test_words_that_cannot_be_are_refused(walk, kasia, wrong):
    reply = signed_in(kasia).send("PUT", f"/api/v1/occurrences/{walk.pk}/host", wrong)
    assert reply.status_code == 400
    assert not Host.objects.exists()


def test_nobody_offers_for_a_date_that_has_begun(walk, kasia):
    late = STARTS + dt.timedelta(minutes=1)
    with pytest.raises(OccurrenceStarted):
        hosting.be_host(member=kasia, occurrence_id=walk.pk, now=late)
    assert not Host.objects.exists()


def test_lead_reads_the_name_without_a_place(walk, kasia):
    lead = MemberFactory(organisation=walk.organisation)
    Activity.objects.filter(pk=walk.activity_id).update(lead=lead)
    host(kasia, walk)
    assert read(lead, walk)["host"]["name"] == "Kasia"


def test_a_host_of_one_activity_says_nothing_about_another():
    walk = OccurrenceFactory(activity=ActivityFactory(), starts_at=STARTS)
    second = OccurrenceFactory(organisation=walk.organisation, starts_at=STARTS + dt.timedelta(days=1))
    kasia = comes(walk, "Kasia")
    joining.join(member=kasia, occurrence_id=second.pk, now=NOW)
    host(kasia, walk)
    assert read(kasia, second)["state"] == "nobody"

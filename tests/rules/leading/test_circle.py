"""The leaders' circle: a notebook for whoever leads, and the dates that train them."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.leading.events import CircleInvited
from aftershift.leading.models import CircleInvitation, CircleNote, RecordLine, Shadowing
from aftershift.people.services.leaving import forget_member
from tests.factories import MemberFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.hearing import hearing

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return MemberFactory(called_name="Rosa", roles=("organiser",))


@pytest.fixture
def ama(rosa):
    """She helps lead a walk."""
    ama = MemberFactory(organisation=rosa.organisation, called_name="Ama")
    ActivityFactory(organisation=rosa.organisation, second=ama)
    return ama


def write(member, text="Count at the bridge.", **more):
    return signed_in(member).send("POST", "/api/v1/circle/notes", {"text": text} | more, once=True)


def circle(member):
    return signed_in(member).get("/api/v1/circle").json()


def training(rosa, *, days=7, **fields):
    activity = ActivityFactory(organisation=rosa.organisation, title="First aid for walks")
    starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=days)
    date = OccurrenceFactory(activity=activity, starts_at=starts_at, **fields)
    reply = signed_in(rosa).send("PUT", f"/api/v1/activities/{activity.pk}/circle", {"what": "training"})
    assert reply.status_code == 200
    return date


def test_whoever_leads_writes_and_all_leads_read(rosa, ama):
    assert write(ama, shows_name=True).json()["is_mine"] is True
    assert [(note["text"], note["name"]) for note in circle(rosa)["notes"]] == [("Count at the bridge.", "Ama")]


def reads_it(member):
    """As the page, the notebook and the way to it say."""
    client = signed_in(member)
    page = client.get("/api/v1/circle").status_code
    note = client.send("POST", "/api/v1/circle/notes", {"text": "Start slowly."}, once=True).status_code
    shown = client.get("/api/v1/my-steps").json()["in_circle"]
    assert (page, note) == ((200, 201) if shown else (403, 403))
    return shown


def test_who_leads_led_or_helped_lead_belongs_to_the_circle_and_who_only_came_does_not(rosa, ama):
    lines = {"led": "", "shared": "second", "buddied": "", "role": "second", "came": "", "job": "host"}
    people = {}
    for (what, role), who in zip(lines.items(), colleagues(rosa.organisation, len(lines)), strict=True):
        line = {"kind": "walk", "title": "Walk", "local_date": dt.date(2026, 1, 8), "minutes": 45}
        RecordLine.objects.create(organisation=rosa.organisation, member=who, what=what, role=role, **line)
        people[what] = who
    Activity.objects.update(second=None)
    assert {what for what, who in people.items() if reads_it(who)} == {"led", "shared", "buddied", "role"}
    assert not reads_it(ama)
    assert reads_it(rosa)


def test_who_shadows_belongs_to_it_once_the_lead_says_so_and_a_tap_alone_opens_nothing(rosa):
    ben = MemberFactory(organisation=rosa.organisation)
    date = OccurrenceFactory(activity=ActivityFactory(organisation=rosa.organisation, lead=rosa))
    row = Shadowing.objects.create(organisation=rosa.organisation, member=ben, occurrence=date, asked_at=clock.now())
    assert not reads_it(ben)
    Shadowing.objects.filter(pk=row.pk).update(lead_said_date=date.local_date, lead_said_by=rosa)
    assert reads_it(ben)


def test_who_was_invited_belongs_to_it_until_they_leave_and_is_the_only_one_told(rosa, ama, monkeypatch):
    told = hearing(monkeypatch, CircleInvited)
    ben, chidi = colleagues(rosa.organisation, 2)
    path = f"/api/v1/circle/invitations/{ben.pk}"
    assert signed_in(chidi).send("PUT", path).status_code == 403
    assert not reads_it(ben)
    for _ in range(2):
        assert signed_in(ama).send("PUT", path).status_code == 204
    assert [event.member_id for event in told] == [ben.pk]
    assert reads_it(ben)
    assert (circle(ben)["is_invited"], circle(ben)["may_invite"], circle(ama)["may_invite"]) == (True, False, True)
    assert signed_in(chidi).delete(path).status_code == 403
    assert reads_it(ben)
    assert signed_in(ben).delete(path).status_code == 204
    assert not reads_it(ben)


def test_nobody_is_invited_who_is_new_or_of_another_hospital(rosa):
    new, elsewhere = MemberFactory(organisation=rosa.organisation, confirmed=False), MemberFactory()
    for who, status in ((new, 409), (elsewhere, 404)):
        assert signed_in(rosa).send("PUT", f"/api/v1/circle/invitations/{who.pk}").status_code == status
    assert not CircleInvitation.objects.exists()


def test_a_note_stays_without_a_name_when_its_writer_is_forgotten(rosa, ama):
    write(ama, shows_name=True)
    forget_member(member=ama, now=clock.now())
    assert [(note["text"], note["name"]) for note in circle(rosa)["notes"]] == [("Count at the bridge.", "")]


def test_one_takes_out_ones_own_and_an_organiser_any(rosa, ama):
    ben = MemberFactory(organisation=rosa.organisation)
    ActivityFactory(organisation=rosa.organisation, lead=ben)
    notes = [write(ama).json()["id"] for _ in range(2)]
    assert signed_in(ben).delete(f"/api/v1/circle/notes/{notes[0]}").status_code == 404
    assert CircleNote.objects.count() == 2
    assert signed_in(ama).delete(f"/api/v1/circle/notes/{notes[0]}").status_code == 204
    assert signed_in(rosa).delete(f"/api/v1/circle/notes/{notes[1]}").status_code == 204


def test_training_has_the_places_and_the_waiting_list_of_any_date(rosa, ama):
    date = training(rosa, places=1)
    others = [MemberFactory(organisation=rosa.organisation) for _ in range(2)]
    for someone in others:
        joining.join(member=someone, occurrence_id=date.pk, now=clock.now())
    [shown] = circle(ama)["dates"]
    assert (shown["what"], shown["title"], shown["places"], shown["taken"], shown["waiting"]) == (
        "training",
        "First aid for walks",
        1,
        1,
        1,
    )


def test_dates_that_are_over_or_not_open_are_not_listed(rosa, ama):
    training(rosa, days=-1)
    training(rosa, state="planned")
    assert circle(ama)["dates"] == []


def test_an_organiser_says_what_an_activity_is_and_takes_it_back(rosa, ama):
    date = training(rosa)
    path = f"/api/v1/activities/{date.activity_id}/circle"
    assert signed_in(ama).send("PUT", path, {"what": "circle"}).status_code == 403
    assert signed_in(rosa).get(path).json()["what"] == "training"
    signed_in(rosa).send("PUT", path, {"what": None})
    assert signed_in(rosa).get(path).json()["what"] is None
    assert circle(ama)["dates"] == []


def test_the_page_takes_the_same_statements_for_one_note_and_for_twenty(rosa):
    client = signed_in(rosa)

    def notes(count):
        for n in range(count):
            CircleNote.objects.create(
                organisation=rosa.organisation, text=f"Note {n}", by=rosa, shows_name=True, written_at=clock.now()
            )
            training(rosa)

    same_query_count(few=lambda: notes(1), many=lambda: notes(10), read=lambda: client.get("/api/v1/circle"))

"""Who means no harm and does it all the same: a yes that has become empty, a second count, a word in the wrong place."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities.events import DatesChanged
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining, organising
from aftershift.core import clock
from aftershift.core.errors import NotVisible
from aftershift.core.events import publish
from aftershift.people.models import Member, Person
from aftershift.people.services import leaving
from aftershift.safety import services, tasks
from aftershift.safety.models import ChecklistTick, DateNotes, NearMiss, OverdueStep
from aftershift.safety.selectors import home as selectors
from aftershift.safety.services import home
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.safety.test_gates import AFTER, BACK, DAY, ORGANISER, SET_OFF, Walk
from tests.rules.safety.test_mountain_groups import NO
from tests.rules.safety.test_safe2_home import Trip
from tests.rules.safety.test_told_of_a_group_that_is_out import told

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture
def at(monkeypatch):
    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(MONDAY_9AM)
    return set_to


def answered(walk, **yes):
    boss = MemberFactory(organisation=walk.activity.organisation, roles=("organiser",))
    services.give_answers(
        member=boss, roles=ORGANISER, activity_id=walk.activity.pk, now=MONDAY_9AM,
        answers=NO | {"takes_photos": False} | yes,
    )  # fmt: skip


def test_a_list_begun_for_a_hill_gets_the_items_of_its_kind_once_it_is_none():
    walk = Walk()
    other = Walk(organisation=walk.activity.organisation)
    answered(walk, is_wild=True, is_hilly=True)
    walk.tick("HM-B1", "C-B4")
    answered(walk)
    other.tick("C-B4")
    assert [line.item.id for line in walk.filled().lines] == [line.item.id for line in other.filled().lines]
    assert walk.missing("publish") == other.missing("publish")
    assert (walk.filled().template, walk.filled().versions) == (other.filled().template, other.filled().versions)
    kept = signed_in(walk.rosa).get(f"/api/v1/occurrences/{walk.date.pk}/checklist").json()["older"]
    assert [line["id"] for line in kept] == ["HM-B1"]
    assert kept[0]["text"]


def test_whoever_only_reads_a_list_writes_nothing_beside_it(at):
    walk = Walk()
    adviser = MemberFactory(organisation=walk.activity.organisation, roles=("adviser",))
    taps = [
        {"tap": str(uuid4()), "item_id": item, "ticked": True, "device_at": MONDAY_9AM.isoformat(), "version": 77,
         "words": "Rosa said we go", "paper_by": paper}
        for item, paper in (("EW-B44", None), ("EW-B44", "lead"), ("EW-D44", None), ("EW-A44", "second"))
    ]  # fmt: skip
    path = f"/api/v1/occurrences/{walk.date.pk}/checklist/ticks"
    reply = signed_in(adviser).send("PUT", path, {"sent_at": MONDAY_9AM.isoformat(), "ticks": taps})
    assert [result["problem"]["status"] for result in reply.json()["results"]] == [403] * 4
    assert ChecklistTick.objects.count() == 0
    # Its lead's own phone keeps it (the control).
    reply = signed_in(walk.rosa).send("PUT", path, {"sent_at": MONDAY_9AM.isoformat(), "ticks": taps})
    assert [result["problem"] for result in reply.json()["results"]] == [None] * 4


def test_nothing_on_paper_is_by_a_second_who_is_not_there(at):
    walk = Walk()
    type(walk.activity).objects.filter(pk=walk.activity.pk).update(second=None)
    tap = {
        "tap": str(uuid4()),
        "item_id": "C-B4",
        "ticked": True,
        "device_at": MONDAY_9AM.isoformat(),
        "paper_by": "second",
    }
    path = f"/api/v1/occurrences/{walk.date.pk}/checklist/ticks"
    reply = signed_in(walk.rosa).send("PUT", path, {"sent_at": MONDAY_9AM.isoformat(), "ticks": [tap]})
    assert reply.json()["results"][0]["problem"]["status"] == 400
    assert ChecklistTick.objects.count() == 0


@pytest.mark.parametrize(
    ("empties", "warned"),
    [
        (lambda trip: joining.join(member=trip.ama, occurrence_id=trip.date.pk, now=MONDAY_9AM), ["nobody"]),
        (lambda trip: leaving.leave(member=trip.ama, now=MONDAY_9AM), ["nobody"]),
        (lambda trip: Activity.objects.filter(pk=trip.date.activity_id).update(second=trip.ama), ["nobody"]),
        (lambda trip: joining.join(member=trip.ben, occurrence_id=trip.date.pk, now=MONDAY_9AM), []),
    ],
    ids=["comes along", "left the programme", "helps to lead by now", "another comes along"],
)
@pytest.mark.parametrize("by", ["member", "address"])
def test_a_contact_who_comes_along_or_has_left_is_nobody_at_home(at, empties, warned, by):
    trip = Trip()
    Person.objects.filter(pk=trip.ama.person_id).update(email="Ama@example.org")
    if by == "member":
        trip.has(trip.ama)
    else:
        asked = trip.ask(email="ama@Example.org")
        home.answer_by_link(token=selectors.link_token(asked), says_yes=True, now=MONDAY_9AM)
    empties(trip)
    at(THURSDAY_1530 - HOUR)
    tasks.warn_when_nobody_is_at_home()
    told_of = list(OverdueStep.objects.values_list("step", flat=True))
    # An address of one's own is still read after leaving the programme.
    left = Member.objects.get(pk=trip.ama.pk).left_at is not None
    assert told_of == ([] if by == "address" and left else warned)


def test_the_dates_of_a_series_that_moves_ask_again_too_and_a_no_stays_no(at):
    trip = Trip()
    trip.has(trip.ama)
    no = trip.ask(trip.ben, rank=2)
    home.answer(member=trip.ben, contact_id=no.pk, says_yes=False, may_wake=False, now=MONDAY_9AM)
    for what, state in (("words", "confirmed"), ("series", "asked")):
        ids = (trip.date.pk,)
        publish(DatesChanged(trip.date.activity_id, trip.organisation.pk, ids, (), what, "", MONDAY_9AM))
        assert [row.state for row in trip.home().contacts] == [state, "declined"]


def test_a_yes_to_being_at_home_is_asked_again_when_the_date_moves(at):
    trip = Trip()
    trip.has(trip.ama)
    old = trip.ask(email="home@example.org", rank=2)
    link = selectors.link_token(old)
    home.answer_by_link(token=link, says_yes=True, now=MONDAY_9AM)
    before = {row.pk for row in trip.home().contacts}
    said_yes = trip.home().is_confirmed
    organising.move(
        member=trip.olu,
        roles=ORGANISER,
        occurrence_id=trip.date.pk,
        date=dt.date(2026, 1, 9),
        time=dt.time(18),
        now=MONDAY_9AM,
    )
    found = trip.home()
    assert said_yes
    assert not found.is_confirmed
    assert [(row.rank, row.state, row.may_wake) for row in found.contacts] == [(1, "asked", False), (2, "asked", False)]
    assert {row.pk for row in found.contacts}.isdisjoint(before)  # so that each is asked anew
    with pytest.raises(NotVisible):  # the button of the letter that told the old time
        home.answer_by_link(token=link, says_yes=True, now=MONDAY_9AM)
    ((title, text),) = told(trip.ama, MONDAY_9AM + HOUR)
    assert title == "Can you be at home for"
    assert "Friday 9 January" in text


def test_a_second_count_after_closing_that_differs_is_refused(at):
    walk = Walk()
    walk.on_its_way()
    walk.tick(*DAY, at=SET_OFF)
    walk.tick(*AFTER - {"C-A2"}, at=BACK)
    walk.tick("C-A2", at=BACK, number=0)
    walk.close(2)
    path = f"/api/v1/occurrences/{walk.date.pk}/close"
    at(BACK)
    reply = signed_in(walk.bashir).send("POST", path, {"count": 1}, once=True)
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[-1]) == (409, "counts-differ")
    assert walk.filled().number("C-A1") == 2
    assert signed_in(walk.bashir).send("POST", path, {"count": 2}, once=True).status_code == 200


def test_nothing_of_what_happened_is_kept_of_who_went_to_hospital(at):
    ama = MemberFactory()
    body = {"random": "a" * 32, "was_hurt": False, "went_to_hospital": True, "could_be_worse": True}
    client = signed_in(ama)
    reply = client.send("POST", "/api/v1/near-misses", body | {"what": "Ama broke her wrist"}, once=True)
    assert reply.status_code == 400
    assert NearMiss.objects.count() == 0
    assert client.send("POST", "/api/v1/near-misses", body, once=True).status_code == 201


@pytest.mark.parametrize("way", ["one", "many"])
def test_no_word_of_an_injury_is_kept_beside_its_tick(at, way):
    walk = Walk()
    at(BACK)
    path = f"/api/v1/occurrences/{walk.date.pk}/checklist"
    client = signed_in(walk.rosa)

    def tick(**more):
        body = {"ticked": True, "device_at": BACK.isoformat(), **more}
        if way == "one":
            return client.send("PUT", f"{path}/items/C-A2", body).status_code
        tap = {"tap": str(uuid4()), "item_id": "C-A2", **body}
        reply = client.send("PUT", f"{path}/ticks", {"sent_at": BACK.isoformat(), "ticks": [tap]})
        return (reply.json()["results"][0]["problem"] or {"status": 200})["status"]

    assert tick(number=1, note="Ama broke her wrist") == 400
    assert ChecklistTick.objects.count() == 0
    assert (tick(number=0, note="A near thing at the kerb"), tick(number=1, device_at=(BACK + MINUTE).isoformat())) == (
        200,
        200,
    )


def test_another_number_that_was_fetched_is_told_to_its_owner_too(at):
    walk = Walk()
    Occurrence.objects.filter(pk=walk.date.pk).update(state="published")
    joining.join(
        member=(ama := MemberFactory(organisation=walk.activity.organisation)),
        occurrence_id=walk.date.pk,
        now=MONDAY_9AM,
    )
    path = f"/api/v1/occurrences/{walk.date.pk}/my-emergency-number"
    seen = []
    for moment, number in ((SET_OFF, "020 7946 0001"), (SET_OFF + MINUTE, "020 7946 0002")):
        at(moment)
        signed_in(ama).send("PUT", path, {"number": number})
        for _ in range(2):
            reply = signed_in(walk.rosa).get(f"/api/v1/occurrences/{walk.date.pk}/emergency-numbers")
        assert [row["number"] for row in reply.json()["results"]] == [number]
        seen.append(len(signed_in(ama).get(path).json()["looks"]))
    assert seen == [1, 2]


def test_no_two_dishes_of_a_date_have_one_name(at):
    """Whoever cannot eat nuts would read the answers of the other one."""
    walk = Walk()
    client = signed_in(walk.rosa)
    path = f"/api/v1/occurrences/{walk.date.pk}/dishes"

    def dishes(*names):
        body = {"dishes": [{"name": name, "allergens": {"nuts": "no"}} for name in names]}
        return client.send("PUT", path, body).status_code

    assert (dishes("Stew", " stew"), DateNotes.objects.count()) == (400, 0)
    assert dishes("Stew", "Stew without nuts") == 200

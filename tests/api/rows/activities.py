"""Rows of the route census for activities: who may do what to a date."""

import datetime as dt
from typing import Any

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining, promising
from aftershift.core import clock
from tests.api.census import Call, Row, World
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

EVERYONE = {
    "anonymous": 401,
    "new": 200,
    "member": 200,
    "connector": 200,
    "organiser": 200,
    "supervisor": 200,
    "adviser": 200,
}
JOINS = EVERYONE | {"new": 201, "member": 201, "connector": 201, "organiser": 201, "supervisor": 201, "adviser": 201}
ORGANISER = {
    "anonymous": 401,
    "new": 403,
    "member": 403,
    "connector": 403,
    "organiser": 200,
    "supervisor": 403,
    "adviser": 403,
}
ORGANISER_MAKES = ORGANISER | {"organiser": 201}
NEW_ACTIVITY = {
    "title": "Thursday walk",
    "kind": "walk",
    "meeting_place": "Main door",
    "starts_date": "2090-01-05",
    "starts_time": "15:30",
    "minutes": 45,
    "places": 20,
    "repeat": {"every_weeks": 1, "count": 3},
}


def date(world: World, **fields: Any) -> Occurrence:
    starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=3)
    return OccurrenceFactory(organisation=world.organisation, starts_at=starts_at, **fields)


def one_date(world: World, **body: Any) -> Call:
    return Call({"occurrence_id": date(world).pk}, body=body or None)


def joined(world: World, **body: Any) -> Call:
    walk = date(world)
    joining.join(member=world.caller, occurrence_id=walk.pk, now=clock.now())
    return Call({"occurrence_id": walk.pk}, body=body or None)


def goes_by_lifts(world: World, **body: Any) -> Call:
    walk = date(world, activity=ActivityFactory(organisation=world.organisation, travel="lifts", drive_minutes=40))
    joining.join(member=world.caller, occurrence_id=walk.pk, now=clock.now())
    return Call({"occurrence_id": walk.pk}, body=body or None)


def offered(world: World) -> Call:
    walk = date(world, places=1)
    rosa = world.member("leaver")
    joining.join(member=rosa, occurrence_id=walk.pk, now=clock.now())
    joining.join(member=world.caller, occurrence_id=walk.pk, is_straight_in=False, now=clock.now())
    joining.leave(member=rosa, occurrence_id=walk.pk, now=clock.now())
    return Call({"occurrence_id": walk.pk})


def places(world: World) -> Call:
    walk = date(world)
    return Call({"occurrence_id": walk.pk}, {"places": 12}, {"If-Match": '"1.0.10-x"'})


def another_time(world: World) -> Call:
    walk = date(world)
    return Call(
        {"occurrence_id": walk.pk}, {"starts_date": "2090-01-06", "starts_time": "10:00"}, {"If-Match": '"1.0.10-x"'}
    )


def cancelled(world: World) -> Call:
    return Call({"occurrence_id": date(world, state="cancelled", state_before_cancelling="published").pk})


def an_activity(world: World) -> Activity:
    return ActivityFactory(organisation=world.organisation)


def promised(world: World, **body: Any) -> Call:
    """The lead's promise for a walk; the caller has a place too."""
    walk, rosa = date(world), world.member("rosa")
    joining.join(member=rosa, occurrence_id=walk.pk, now=clock.now())
    made = promising.promise(
        member=rosa, occurrence_id=walk.pk, text="I bring the flask", shows_name=False, now=clock.now()
    )
    return Call({"promise_id": made.pk}, body=body)


def the_programme_promised(world: World) -> Call:
    made = promising.promise_officially(
        member=world.member("rosa"),
        roles={"organiser"},
        occurrence_id=date(world).pk,
        text="The trust pays the bus",
        due_date=dt.date(2090, 1, 1),
        now=clock.now(),
    )
    return Call({"promise_id": made.pk}, body={"is_kept": True})


DATE = "/api/v1/occurrences/<uuid:occurrence_id>"
ROWS = [
    Row("GET", "/api/v1/home", roles=EVERYONE, make=one_date),
    Row("GET", "/api/v1/occurrences", roles=EVERYONE, make=one_date),
    Row("GET", DATE, roles=EVERYONE, make=one_date, foreign=True),
    Row("POST", DATE + "/sign-ups", roles=JOINS, make=lambda w: one_date(w, guests=1), once=True, foreign=True),
    Row("PUT", DATE + "/sign-ups/mine", roles=EVERYONE, make=lambda w: joined(w, guests=1), foreign=True),
    Row("DELETE", DATE + "/sign-ups/mine", roles=EVERYONE, make=joined, foreign=True),
    Row(
        "POST",
        DATE + "/shift-change",
        roles=EVERYONE,
        make=lambda w: joined(w, shifts=[{"start": "12:00", "end": "20:00"}]),
        once=True,
        foreign=True,
    ),
    Row("POST", DATE + "/sign-ups/mine/acceptance", roles=EVERYONE, make=offered, once=True, foreign=True),
    Row(
        "PUT",
        DATE + "/sign-ups/mine/driving",
        roles=EVERYONE,
        make=lambda w: goes_by_lifts(w, licence=True, insurance=True, mot=True),
        foreign=True,
    ),
    Row("DELETE", DATE + "/sign-ups/mine/driving", roles=EVERYONE, make=goes_by_lifts, foreign=True),
    Row("PUT", DATE + "/fine-for-me", roles=EVERYONE, make=one_date, foreign=True),
    Row("DELETE", DATE + "/fine-for-me", roles=EVERYONE, make=one_date, foreign=True),
    Row("PUT", DATE + "/places", roles=ORGANISER, make=places, foreign=True),
    Row("PUT", DATE + "/time", roles=ORGANISER, make=another_time, foreign=True),
    Row(
        "POST",
        DATE + "/cancellation",
        roles=ORGANISER,
        make=lambda w: one_date(w, reason="Snow"),
        once=True,
        foreign=True,
    ),
    Row("POST", DATE + "/bringing-back", roles=ORGANISER, make=cancelled, once=True, foreign=True),
    Row("POST", "/api/v1/activities", roles=ORGANISER_MAKES, make=lambda w: Call(body=NEW_ACTIVITY), once=True),
    Row("GET", DATE + "/promises", roles=EVERYONE, make=one_date, foreign=True),
    Row(
        "POST",
        DATE + "/promises",
        roles=ORGANISER_MAKES,
        make=lambda w: one_date(w, text="The trust pays the bus", due_date="2090-01-01"),
        once=True,
        foreign=True,
    ),
    Row(
        "PUT",
        DATE + "/promises/mine",
        roles=EVERYONE,
        make=lambda w: joined(w, text="I bring the flask", shows_name=True),
        foreign=True,
    ),
    Row("DELETE", DATE + "/promises/mine", roles=EVERYONE, make=joined, foreign=True),
    Row("PUT", "/api/v1/promises/<uuid:promise_id>/kept", roles=ORGANISER, make=the_programme_promised, foreign=True),
    Row(
        "POST",
        "/api/v1/promises/<uuid:promise_id>/reports",
        roles=JOINS,
        make=lambda w: promised(w, reason="unkind"),
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        "/api/v1/promises/<uuid:promise_id>/verdicts",
        roles=ORGANISER_MAKES,
        make=lambda w: promised(w, what="hidden", reason="It names a colleague."),
        once=True,
        foreign=True,
    ),
    Row("GET", "/api/v1/occurrences/<uuid:occurrence_id>/about", roles=EVERYONE, make=one_date, foreign=True),
    Row(
        "PUT",
        "/api/v1/occurrences/<uuid:occurrence_id>/about",
        roles=ORGANISER,
        make=lambda w: Call({"occurrence_id": date(w).pk}, {"steps": "none", "time": "paid"}, {"If-Match": '"0-x"'}),
        foreign=True,
    ),
    Row("GET", "/api/v1/release-check", roles=ORGANISER, make=one_date),
    Row(
        "GET",
        "/api/v1/activities/<uuid:activity_id>",
        roles=EVERYONE,
        make=lambda w: Call({"activity_id": an_activity(w).pk}),
        foreign=True,
    ),
    Row(
        "PATCH",
        "/api/v1/activities/<uuid:activity_id>",
        roles=ORGANISER,
        make=lambda w: Call({"activity_id": an_activity(w).pk}, {"title": "Friday walk"}, {"If-Match": '"1-x"'}),
        foreign=True,
    ),
]

"""Rows of the route census for leading."""

import datetime as dt
from typing import Any

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.activities.selectors import live_sign_up
from aftershift.activities.services import joining
from aftershift.activities.services.organising import When
from aftershift.core import clock
from aftershift.leading.models import Handover, RoleOffer, Taper
from tests.api.census import Call, Row, World
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

# Nobody who is still new leads: a lead may confirm others.
CONFIRMED = {"anonymous": 401, "new": 409, "member": 200, "connector": 200, "organiser": 200, "supervisor": 200}
EVERYONE = CONFIRMED | {"new": 200}


def free_role(world: World) -> Call:
    return Call({"activity_id": ActivityFactory(organisation=world.organisation).pk}, {"member_id": "me"})


def held(world: World, role: str) -> Call:
    return Call({"activity_id": ActivityFactory(organisation=world.organisation, **{role: world.caller}).pk})


def asked(world: World) -> Call:
    offer = RoleOffer.objects.create(
        organisation=world.organisation,
        activity=ActivityFactory(organisation=world.organisation),
        role=RoleOffer.Role.LEAD,
        member=world.caller,
        offered_by=world.member("asker"),
        offered_at=clock.now(),
    )
    return Call({"offer_id": offer.pk})


def on_a_date(world: World) -> Call:
    """The caller has a place, so they may take a role."""
    walk = OccurrenceFactory(organisation=world.organisation, starts_at=clock.now() + dt.timedelta(days=2))
    joining.join(member=world.caller, occurrence_id=walk.pk, now=clock.now())
    return Call({"occurrence_id": walk.pk, "role": "greet"})


def to_ask(world: World) -> Call:
    call = on_a_date(world)
    walk = Occurrence.objects.get(pk=call.values["occurrence_id"])
    ben = world.member("asked")
    joining.join(member=ben, occurrence_id=walk.pk, now=clock.now())
    place = live_sign_up(occurrence=walk, member=ben)
    assert place
    return Call(call.values, {"sign_up_id": str(place.pk)})


def a_series(world: World, **fields: Any) -> Activity:
    """Led by the caller."""
    activity = ActivityFactory(organisation=world.organisation, **({"lead": world.caller} | fields))
    series = Series(organisation=world.organisation, activity=activity)
    series.take(When(clock.now().date(), dt.time(15, 30), count=9).rule)
    series.save()
    return activity


def tapering(world: World) -> Call:
    """A first step back is proposed, and may be agreed to."""
    activity = a_series(world)
    today = clock.now().date()
    taper = Taper.objects.create(
        organisation=world.organisation,
        activity=activity,
        began_date=today - dt.timedelta(weeks=14),
        since_date=today - dt.timedelta(weeks=14),
        next_date=today - dt.timedelta(days=7),
        proposed_at=clock.now(),
    )
    taper.moves.create(organisation=world.organisation, step=1, why="began", date=taper.began_date)
    return Call({"activity_id": activity.pk})


def to_hand_over(world: World) -> Call:
    return Call({"activity_id": a_series(world).pk}, {"to_id": str(world.member("taker").pk)})


def a_handover(world: World) -> Call:
    activity = a_series(world, lead=world.member("giver"))
    row = Handover.objects.create(
        organisation=world.organisation,
        activity=activity,
        giver=activity.lead,
        taker=world.caller,
        given_at=clock.now(),
        begun_at=clock.now(),
        lapses_at=clock.now() + dt.timedelta(days=14),
    )
    return Call({"handover_id": row.pk})


def not_mine(world: World, **body: Any) -> Call:
    return Call({"activity_id": a_series(world, lead=None).pk}, body or None)


PACK = {"contacts": "Estates, for the key", "place": "", "checklist": "", "learned": ""}
NEEDS_IT = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 403}
DATE = "/api/v1/occurrences/<uuid:occurrence_id>"
RUNS_IT = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 403}
ACTIVITY = "/api/v1/activities/<uuid:activity_id>"
ROWS = [
    Row("PUT", ACTIVITY + "/lead", roles=CONFIRMED, make=free_role, foreign=True),
    Row("PUT", ACTIVITY + "/second", roles=CONFIRMED, make=free_role, foreign=True),
    Row("DELETE", ACTIVITY + "/lead", roles=EVERYONE, make=lambda w: held(w, "lead"), foreign=True),
    Row("DELETE", ACTIVITY + "/second", roles=EVERYONE, make=lambda w: held(w, "second"), foreign=True),
    Row("GET", "/api/v1/role-offers", roles=EVERYONE, make=asked),
    Row("POST", "/api/v1/role-offers/<uuid:offer_id>/acceptance", roles=CONFIRMED, make=asked, once=True, foreign=True),
    Row("POST", "/api/v1/role-offers/<uuid:offer_id>/refusal", roles=EVERYONE, make=asked, once=True, foreign=True),
    # the small roles of one date
    Row("GET", DATE + "/roles", roles=EVERYONE, make=on_a_date, foreign=True),
    Row("PUT", DATE + "/roles/<slug:role>", roles=EVERYONE, make=on_a_date, foreign=True),
    Row("DELETE", DATE + "/roles/<slug:role>", roles=EVERYONE, make=on_a_date, foreign=True),
    Row("PUT", DATE + "/roles/<slug:role>/question", roles=RUNS_IT, make=to_ask, foreign=True),
    Row("DELETE", DATE + "/roles/<slug:role>/question", roles=RUNS_IT, make=on_a_date, foreign=True),
    Row("GET", "/api/v1/role-questions", roles=EVERYONE, make=on_a_date),
    # taper, handover, load
    Row("GET", ACTIVITY + "/passing-on", roles=NEEDS_IT, make=not_mine, foreign=True),
    Row("PUT", ACTIVITY + "/taper", roles=NEEDS_IT, make=not_mine, foreign=True),
    Row("PUT", ACTIVITY + "/taper/agreement", roles=EVERYONE, make=tapering, foreign=True),
    Row("PUT", ACTIVITY + "/taper/help", roles=EVERYONE, make=tapering, foreign=True),
    Row("PUT", ACTIVITY + "/handover", roles=EVERYONE, make=to_hand_over, foreign=True),
    Row("GET", ACTIVITY + "/handover-pack", roles=NEEDS_IT, make=not_mine, foreign=True),
    Row(
        "PUT",
        ACTIVITY + "/handover-pack",
        roles=NEEDS_IT,
        make=lambda w: Call({"activity_id": a_series(w, lead=None).pk}, PACK, {"If-Match": '"0-x"'}),
        foreign=True,
    ),
    Row("GET", "/api/v1/handovers", roles=EVERYONE, make=a_handover),
    Row("PUT", "/api/v1/handovers/<uuid:handover_id>/agreement", roles=CONFIRMED, make=a_handover, foreign=True),
    Row("PUT", "/api/v1/handovers/<uuid:handover_id>/refusal", roles=EVERYONE, make=a_handover, foreign=True),
    Row("GET", "/api/v1/leader-calls", roles=EVERYONE, make=not_mine),
    Row("GET", "/api/v1/own-load", roles=EVERYONE, make=not_mine),
    Row("PUT", "/api/v1/own-load", roles=EVERYONE, make=lambda w: Call(body={"most": 3})),
    Row("PUT", "/api/v1/own-load/answer", roles=EVERYONE, make=lambda w: Call(body={"answer": "fine"})),
    Row("GET", "/api/v1/load-totals", roles=NEEDS_IT, make=not_mine),
]

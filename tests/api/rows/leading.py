"""Rows of the route census for leading."""

import datetime as dt

from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import live_sign_up
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.leading.models import RoleOffer
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
]

"""Rows of the route census for leading."""

from aftershift.core import clock
from aftershift.leading.models import RoleOffer
from tests.api.census import Call, Row, World
from tests.rules.activities.world import ActivityFactory

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


ACTIVITY = "/api/v1/activities/<uuid:activity_id>"
ROWS = [
    Row("PUT", ACTIVITY + "/lead", roles=CONFIRMED, make=free_role, foreign=True),
    Row("PUT", ACTIVITY + "/second", roles=CONFIRMED, make=free_role, foreign=True),
    Row("DELETE", ACTIVITY + "/lead", roles=EVERYONE, make=lambda w: held(w, "lead"), foreign=True),
    Row("DELETE", ACTIVITY + "/second", roles=EVERYONE, make=lambda w: held(w, "second"), foreign=True),
    Row("GET", "/api/v1/role-offers", roles=EVERYONE, make=asked),
    Row("POST", "/api/v1/role-offers/<uuid:offer_id>/acceptance", roles=CONFIRMED, make=asked, once=True, foreign=True),
    Row("POST", "/api/v1/role-offers/<uuid:offer_id>/refusal", roles=EVERYONE, make=asked, once=True, foreign=True),
]

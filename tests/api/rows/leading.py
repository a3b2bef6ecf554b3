"""Rows of the route census for leading."""

import datetime as dt

from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.leading.models import Certificate, CircleNote, RoleOffer, Shadowing, SignOff
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


# -- steps, words, certificates and the circle: everybody's own ---------------------------------------------------------

RUNS = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 403}


def answered(status: int) -> dict[str, int]:
    return {role: status if role != "anonymous" else 401 for role in EVERYONE}


def colleague(world: World):
    return world.member("colleague")


def own_word(world: World, **fields) -> SignOff:
    return SignOff.objects.create(
        organisation=world.organisation,
        member=fields.pop("member", world.caller),
        kind="walk",
        what="briefing",
        asked_at=clock.now(),
        **fields,
    )


def given(world: World) -> Call:
    word = own_word(world, state="given", answered_date=clock.now().date(), answered_as="organiser")
    return Call({"sign_off_id": word.pk}, {"is_paused": True})


def asked_word(world: World) -> Call:
    word = own_word(world, member=colleague(world), asked_of=world.caller)
    return Call({"sign_off_id": word.pk}, {"is_given": True})


def date_with_place(world: World) -> Call:
    date = OccurrenceFactory(
        organisation=world.organisation, starts_at=(clock.now() + dt.timedelta(days=3)).replace(microsecond=0)
    )
    joining.join(member=world.caller, occurrence_id=date.pk, now=clock.now())
    return Call({"occurrence_id": date.pk})


def own_shadowing(world: World) -> Call:
    date = OccurrenceFactory(
        organisation=world.organisation, starts_at=(clock.now() - dt.timedelta(hours=3)).replace(microsecond=0)
    )
    row = Shadowing.objects.create(
        organisation=world.organisation, member=world.caller, occurrence=date, asked_at=clock.now()
    )
    return Call({"shadowing_id": row.pk})


def certificate(world: World, member) -> Call:
    row = Certificate.objects.create(
        organisation=world.organisation, member=member, what="first_aid", told_at=clock.now()
    )
    return Call({"certificate_id": row.pk})


def hill(world: World) -> Call:
    activity = ActivityFactory(organisation=world.organisation, kind="hill")
    return Call({"activity_id": activity.pk}, {"guide": "Hill and Co", "what": "mountain_leader"})


def circle_note(world: World) -> Call:
    row = CircleNote.objects.create(
        organisation=world.organisation, text="Start slowly.", by=world.caller, written_at=clock.now()
    )
    return Call({"note_id": row.pk})


# The adult and confirmed alone are asked; a supervisor is asked nothing, whatever else they are.
ANSWERS = {"anonymous": 401, "new": 404, "member": 200, "connector": 200, "organiser": 200, "supervisor": 404}
ROWS += [
    Row("GET", "/api/v1/my-steps", roles=EVERYONE, make=lambda w: Call()),
    Row("PUT", "/api/v1/my-steps/<str:kind>", roles=EVERYONE, make=lambda w: Call({"kind": "walk"}, {"number": 1})),
    Row("DELETE", "/api/v1/my-steps/<str:kind>", roles=EVERYONE, make=lambda w: Call({"kind": "walk"})),
    Row("PUT", "/api/v1/my-steps/<str:kind>/not-now", roles=EVERYONE, make=lambda w: Call({"kind": "walk"})),
    Row(
        "GET",
        "/api/v1/my-steps/<str:kind>/signers",
        roles=EVERYONE,
        make=lambda w: Call({"kind": "walk"}, query="?what=briefing"),
    ),
    Row("GET", "/api/v1/my-record", roles=EVERYONE, make=lambda w: Call()),
    Row("PUT", "/api/v1/role-cards/<str:card>/reading", roles=answered(204), make=lambda w: Call({"card": "greet"})),
    Row(
        "POST",
        "/api/v1/sign-offs",
        roles=answered(201),
        make=lambda w: Call(body={"kind": "walk", "what": "briefing"}),
        once=True,
    ),
    Row(
        "DELETE",
        "/api/v1/sign-offs/<uuid:sign_off_id>",
        roles=answered(204),
        make=lambda w: Call({"sign_off_id": own_word(w).pk}),
        foreign=True,
    ),
    Row("PUT", "/api/v1/sign-offs/<uuid:sign_off_id>/pause", roles=EVERYONE, make=given, foreign=True),
    Row("PUT", "/api/v1/sign-offs/<uuid:sign_off_id>/answer", roles=ANSWERS, make=asked_word, foreign=True),
    Row("GET", "/api/v1/sign-off-requests", roles=EVERYONE, make=asked_word),
    Row(
        "PUT",
        "/api/v1/occurrences/<uuid:occurrence_id>/shadowing",
        roles=EVERYONE,
        make=date_with_place,
        foreign=True,
    ),
    Row(
        "DELETE",
        "/api/v1/occurrences/<uuid:occurrence_id>/shadowing",
        roles=answered(204),
        make=date_with_place,
        foreign=True,
    ),
    Row("GET", "/api/v1/shadowings", roles=EVERYONE, make=own_shadowing),
    Row("PUT", "/api/v1/shadowings/<uuid:shadowing_id>/word", roles=EVERYONE, make=own_shadowing, foreign=True),
    Row(
        "POST",
        "/api/v1/certificates",
        roles=answered(201),
        make=lambda w: Call(body={"what": "first_aid", "last_date": "2190-01-31"}),
        once=True,
    ),
    Row(
        "DELETE",
        "/api/v1/certificates/<uuid:certificate_id>",
        roles=answered(204),
        make=lambda w: certificate(w, w.caller),
        foreign=True,
    ),
    Row(
        "PUT",
        "/api/v1/certificates/<uuid:certificate_id>/seen",
        roles=RUNS,
        make=lambda w: certificate(w, colleague(w)),
        foreign=True,
    ),
    Row("GET", "/api/v1/certificates-to-see", roles=RUNS, make=lambda w: certificate(w, colleague(w))),
    Row("GET", ACTIVITY + "/guide-evidence", roles=RUNS, make=hill, foreign=True),
    Row("PUT", ACTIVITY + "/guide-evidence", roles=RUNS, make=hill, foreign=True),
    Row("GET", "/api/v1/circle", roles=RUNS, make=circle_note),
    Row(
        "POST",
        "/api/v1/circle/notes",
        roles=RUNS | {"organiser": 201},
        make=lambda w: Call(body={"text": "Start slowly."}),
        once=True,
    ),
    Row(
        "DELETE",
        "/api/v1/circle/notes/<uuid:note_id>",
        roles=RUNS | {"organiser": 204},
        make=circle_note,
        foreign=True,
    ),
    Row(
        "PUT",
        ACTIVITY + "/circle",
        roles=RUNS,
        make=lambda w: Call({"activity_id": ActivityFactory(organisation=w.organisation).pk}, {"what": "training"}),
        foreign=True,
    ),
    Row(
        "GET",
        ACTIVITY + "/circle",
        roles=RUNS,
        make=lambda w: Call({"activity_id": ActivityFactory(organisation=w.organisation).pk}),
        foreign=True,
    ),
    Row(
        "GET",
        "/api/v1/occurrences/<uuid:occurrence_id>/certificates-on-the-day",
        roles=RUNS,
        make=lambda w: Call({"occurrence_id": OccurrenceFactory(organisation=w.organisation).pk}),
        foreign=True,
    ),
]

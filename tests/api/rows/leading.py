"""Rows of the route census for leading."""

import datetime as dt
from typing import Any

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.activities.selectors import live_sign_up
from aftershift.activities.services import joining
from aftershift.activities.services.organising import When
from aftershift.core import clock
from aftershift.leading.models import Certificate, CircleNote, Handover, RoleOffer, Shadowing, SignOff, Taper
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
    Row("PUT", DATE + "/roles/<slug:role>/question", roles=NEEDS_IT, make=to_ask, foreign=True),
    Row("DELETE", DATE + "/roles/<slug:role>/question", roles=NEEDS_IT, make=on_a_date, foreign=True),
    Row("GET", DATE + "/who-next", roles=EVERYONE, make=on_a_date, foreign=True),
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


# -- steps, words, certificates and the circle: everybody's own ---------------------------------------------------------


def answered(status: int) -> dict[str, int]:
    return {role: status if role != "anonymous" else 401 for role in EVERYONE}


def colleague(world: World):
    return world.member("colleague")


def in_two_weeks() -> str:
    return (clock.now().date() + dt.timedelta(weeks=2)).isoformat()


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
    Row("GET", "/api/v1/my-away", roles=EVERYONE, make=lambda w: Call()),
    Row("PUT", "/api/v1/my-away", roles=EVERYONE, make=lambda w: Call(body={"until_date": in_two_weeks()})),
    Row("DELETE", "/api/v1/my-away", roles=EVERYONE, make=lambda w: Call()),
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
        roles=NEEDS_IT,
        make=lambda w: certificate(w, colleague(w)),
        foreign=True,
    ),
    Row("GET", "/api/v1/certificates-to-see", roles=NEEDS_IT, make=lambda w: certificate(w, colleague(w))),
    Row("GET", ACTIVITY + "/guide-evidence", roles=NEEDS_IT, make=hill, foreign=True),
    Row("PUT", ACTIVITY + "/guide-evidence", roles=NEEDS_IT, make=hill, foreign=True),
    Row("GET", "/api/v1/circle", roles=NEEDS_IT, make=circle_note),
    Row(
        "POST",
        "/api/v1/circle/notes",
        roles=NEEDS_IT | {"organiser": 201},
        make=lambda w: Call(body={"text": "Start slowly."}),
        once=True,
    ),
    Row(
        "DELETE",
        "/api/v1/circle/notes/<uuid:note_id>",
        roles=NEEDS_IT | {"organiser": 204},
        make=circle_note,
        foreign=True,
    ),
    Row(
        "PUT",
        "/api/v1/circle/invitations/<uuid:member_id>",
        roles=NEEDS_IT | {"organiser": 204},
        make=lambda w: Call({"member_id": colleague(w).pk}),
        foreign=True,
    ),
    Row(
        "DELETE",
        "/api/v1/circle/invitations/<uuid:member_id>",
        roles=NEEDS_IT | {"organiser": 204},
        make=lambda w: Call({"member_id": colleague(w).pk}),
        foreign=True,
    ),
    Row(
        "PUT",
        ACTIVITY + "/circle",
        roles=NEEDS_IT,
        make=lambda w: Call({"activity_id": ActivityFactory(organisation=w.organisation).pk}, {"what": "training"}),
        foreign=True,
    ),
    Row(
        "GET",
        ACTIVITY + "/circle",
        roles=NEEDS_IT,
        make=lambda w: Call({"activity_id": ActivityFactory(organisation=w.organisation).pk}),
        foreign=True,
    ),
    Row(
        "GET",
        "/api/v1/occurrences/<uuid:occurrence_id>/certificates-on-the-day",
        roles=NEEDS_IT,
        make=lambda w: Call({"occurrence_id": OccurrenceFactory(organisation=w.organisation).pk}),
        foreign=True,
    ),
]

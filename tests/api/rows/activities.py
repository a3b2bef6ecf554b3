"""Rows of the route census for activities: who may do what to a date."""

import datetime as dt
from typing import Any
from uuid import uuid4

from aftershift.activities.edits import version_of_date
from aftershift.activities.inviting import code_of
from aftershift.activities.models import Activity, Occurrence, RegisterLine
from aftershift.activities.services import draws, helping, inviting, joining, organising, paper, promising
from aftershift.core import clock
from aftershift.people import codes
from aftershift.people.models import Card
from aftershift.people.services import kiosk
from tests.api.census import Call, Row, World
from tests.api.rows.people import PIN, card_of
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
SHEETS = ORGANISER | {"connector": 200}
SHEETS_MADE = SHEETS | {"connector": 201, "organiser": 201}
KIOSK_DATE = "/api/v1/kiosk/dates/<uuid:occurrence_id>"
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


def just_left(world: World) -> Call:
    call = joined(world)
    joining.leave(member=world.caller, occurrence_id=call.values["occurrence_id"], now=clock.now())
    return call


def somebody_on_it(world: World, **body: Any) -> Call:
    walk = date(world)
    theirs = joining.join(member=world.member("colleague"), occurrence_id=walk.pk, now=clock.now())
    return Call({"occurrence_id": walk.pk, "sign_up_id": theirs.pk}, body=body or None)


def to_draw(world: World) -> Call:
    """Far enough away for a week of sign-up and two days before the start."""
    walk = date(world)
    starts_at = clock.now() + dt.timedelta(days=30)
    Occurrence.objects.filter(pk=walk.pk).update(starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=45))
    return Call({"occurrence_id": walk.pk}, {"closes_date": str((clock.now() + dt.timedelta(days=20)).date())})


def by_lot(world: World) -> Call:
    call = to_draw(world)
    draws.decide_draw(
        member=world.member("boss"),
        roles=frozenset({"organiser"}),
        occurrence_id=call.values["occurrence_id"],
        closes_at=clock.now() + dt.timedelta(days=20),
        now=clock.now(),
    )
    return Call(call.values)


def places(world: World) -> Call:
    walk = date(world)
    return Call({"occurrence_id": walk.pk}, {"places": 12}, {"If-Match": '"1.0.10-x"'})


def as_read(call: Call) -> Call:
    """With the version that a page of the date tells."""
    walk = Occurrence.objects.select_related("activity").get(pk=call.values["occurrence_id"])
    version = version_of_date(walk, activity_version=walk.activity.version)
    return Call(call.values, call.body, {"If-Match": f'"{version}-x"'})


def just_us_of(world: World) -> Call:
    starts = world.organisation.local(clock.now() + dt.timedelta(days=2))
    body = {"title": "Tea after work", "meeting_place": "Canteen", "starts_date": str(starts.date())}
    return Call(body=body | {"starts_time": "16:00", "minutes": 60, "places": 4})


def another_time(world: World) -> Call:
    walk = date(world)
    return Call(
        {"occurrence_id": walk.pk}, {"starts_date": "2090-01-06", "starts_time": "10:00"}, {"If-Match": '"1.0.10-x"'}
    )


def sheet(world: World) -> Call:
    roles = frozenset({"organiser"})
    hung = paper.hang_sheet(member=world.member("boss"), roles=roles, occurrence_id=date(world).pk, now=clock.now())
    return Call({"sheet_id": hung.pk})


def sheet_line(world: World) -> Call:
    return Call(sheet(world).values, {"line": 3, "card": card_of(world.member("colleague")).code, "adults": 1})


def at_kiosk(world: World, call: Call | None = None) -> Call:
    """Signed in there by the token that only its page has; the session of a phone opens nothing at it."""
    call = call or Call()
    if world.role != "anonymous":
        card = card_of(world.caller)
        token = kiosk.sign_in_at_kiosk(card=card.code, pin=PIN, address=str(card.pk), now=clock.now())[1]
        call.headers["X-Kiosk-Token"] = token
    return call


def other_words(world: World) -> Call:
    body = {"meeting_place": "Side door", "reach": "all", "reason": "Roof repairs"}
    return Call({"occurrence_id": date(world).pk}, body, {"If-Match": '"1.0.10-x"'})


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


SERIES = {
    "rule": {
        "first_date": "2090-01-05",
        "every_weeks": 2,
        "times": [{"weekday": "thu", "start": "15:30"}],
        "rests": [{"first_date": "2090-08-01", "last_date": "2090-08-31", "reason": "Summer"}],
    },
    "places": 12,
}


def series(world: World, body: Any = None) -> Call:
    starts = clock.now().date() + dt.timedelta(days=8)
    made = organising.create_activity(
        member=world.member("maker"),
        roles={"organiser"},
        about={"title": "Thursday walk", "kind": "walk", "meeting_place": "Main door", "minutes": 45},
        when=organising.When(starts, dt.time(15, 30), 1, 3),
        places=10,
        now=clock.now(),
    )
    return Call({"activity_id": made.pk}, body, {"If-Match": '"1-x"'})


SHORT_WALK = (
    b'<?xml version="1.0"?><gpx version="1.1" creator="x"><trk><trkseg>'
    b'<trkpt lat="51.50" lon="0"/><trkpt lat="51.51" lon="0"/></trkseg></trk></gpx>'
)
ACTIVITY = "/api/v1/activities/<uuid:activity_id>"


def on_the_day(world: World, *, shows_card: bool = False, **body: Any) -> Call:
    """A walk this afternoon for which Rosa has a place; the caller too. Led by the caller when the row says `lead`."""
    lead = world.caller if world.role == "lead" else None
    activity = ActivityFactory(organisation=world.organisation, lead=lead)
    walk = OccurrenceFactory(activity=activity, starts_at=clock.now().replace(microsecond=0) + dt.timedelta(hours=2))
    rosa = world.member("rosa")
    for member in (rosa, world.caller):
        joining.join(member=member, occurrence_id=walk.pk, now=clock.now())
    path = {"occurrence_id": walk.pk}
    if shows_card:
        code = codes.read(str(rosa.pk))[-12:]
        Card.objects.create(
            organisation_id=rosa.organisation_id,
            member_id=rosa.pk,
            person_id=rosa.person_id,
            code=code,
            pin_hash="!",
        )
        return Call(path, body=body | {"card": code})
    return Call(path | ({"member_id": rosa.pk} if "is_here" in body else {}), body=body or None)


def counted_without_card(world: World) -> Call:
    """Two people; the key is the phone's own."""
    call = on_the_day(world, people=2, **PRESSED, is_here=True)
    return Call({"occurrence_id": call.values["occurrence_id"], "key": uuid4()}, body=call.body)


def was_there(world: World) -> Call:
    activity = ActivityFactory(organisation=world.organisation, lead=world.member("rosa"))
    walk = OccurrenceFactory(activity=activity, starts_at=clock.now() - dt.timedelta(hours=3))
    RegisterLine.objects.create(
        organisation=world.organisation,
        occurrence=walk,
        member=world.caller,
        state="here",
        device_at=walk.starts_at,
        server_at=walk.starts_at,
    )
    return Call({"occurrence_id": walk.pk}, body={"face": "good"})


def sends(world: World) -> Call:
    """The caller's own invitation to a walk."""
    call = joined(world)
    made = inviting.invite(member=world.caller, occurrence_id=call.values["occurrence_id"], now=clock.now())
    return Call({"invitation_id": made.pk})


def invited(world: World, *, by_id: bool = True) -> Call:
    """Rosa's invitation to a walk, and its code."""
    walk, rosa = date(world), world.member("rosa")
    joining.join(member=rosa, occurrence_id=walk.pk, now=clock.now())
    made = inviting.invite(member=rosa, occurrence_id=walk.pk, now=clock.now())
    return Call({"invitation_id": made.pk} if by_id else {}, {"code": code_of(made.pk)})


def helps_out(world: World) -> Call:
    made = helping.enter_helper(
        member=world.member("boss"),
        roles=frozenset({"organiser"}),
        activity_id=an_activity(world).pk,
        name="Meg",
        what="Mountain guide",
        now=clock.now(),
    )
    return Call({"helper_id": made.pk})


def to_ask(world: World) -> Call:
    call = somebody_on_it(world)
    return Call({"occurrence_id": call.values["occurrence_id"]}, {"sign_up_id": str(call.values["sign_up_id"])})


LEADS = {"anonymous": 401, "lead": 200, "new": 403, "member": 403, "organiser": 403, "supervisor": 403, "adviser": 403}
PRESSED = {"device_at": "2026-11-26T15:31:00Z"}
DATE = "/api/v1/occurrences/<uuid:occurrence_id>"
ROWS = [
    Row("GET", "/api/v1/home", roles=EVERYONE, make=one_date),
    Row("GET", "/api/v1/occurrences", roles=EVERYONE, make=one_date),
    Row("GET", DATE, roles=EVERYONE, make=one_date, foreign=True),
    Row("GET", "/api/v1/my-reminders", roles=EVERYONE, make=lambda w: Call()),
    Row("POST", DATE + "/sign-ups", roles=JOINS, make=lambda w: one_date(w, adults=1), once=True, foreign=True),
    Row("PUT", DATE + "/sign-ups/mine", roles=EVERYONE, make=lambda w: joined(w, adults=1), foreign=True),
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
    Row("POST", DATE + "/sign-ups/mine/undo", roles=EVERYONE, make=just_left, once=True, foreign=True),
    Row("GET", DATE + "/sign-up-list", roles=ORGANISER, make=one_date, foreign=True),
    Row(
        "PUT",
        DATE + "/sign-ups/<uuid:sign_up_id>/removal",
        roles=ORGANISER,
        make=lambda w: as_read(somebody_on_it(w, reason="The coach is full")),
        foreign=True,
    ),
    Row(
        "DELETE",
        DATE + "/sign-ups/<uuid:sign_up_id>/removal",
        roles=ORGANISER,
        make=lambda w: as_read(somebody_on_it(w)),
        foreign=True,
    ),
    Row(
        "PUT",
        DATE + "/kept-places",
        roles=ORGANISER,
        make=lambda w: as_read(one_date(w, first_timers=2, jobs=["Back-marker"], facilities_until=None)),
        foreign=True,
    ),
    Row("PUT", DATE + "/tell-me", roles=EVERYONE, make=lambda w: one_date(w, whats=["place_free"]), foreign=True),
    Row("GET", DATE + "/draw", roles=EVERYONE, make=by_lot, foreign=True),
    Row("PUT", DATE + "/draw", roles=ORGANISER, make=lambda w: as_read(to_draw(w)), foreign=True),
    Row(
        "DELETE",
        DATE + "/draw",
        roles={who: 204 if status == 200 else status for who, status in ORGANISER.items()},
        make=lambda w: as_read(by_lot(w)),
        foreign=True,
    ),
    Row("GET", "/api/v1/facilities-teams", roles=ORGANISER, make=one_date),
    Row("PUT", "/api/v1/facilities-teams", roles=ORGANISER, make=lambda w: Call(body={"team_ids": []})),
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
    Row("POST", "/api/v1/just-us", roles=JOINS | {"new": 409}, make=just_us_of, once=True),
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
    Row("GET", DATE + "/register", roles=ORGANISER | {"lead": 200}, make=on_the_day, foreign=True),
    Row(
        "PUT",
        DATE + "/register/<uuid:member_id>",
        roles=LEADS,
        make=lambda w: on_the_day(w, is_here=True, **PRESSED),
        foreign=True,
    ),
    Row(
        "POST",
        DATE + "/walk-ins",
        roles=LEADS,
        make=lambda w: on_the_day(w, shows_card=True, **PRESSED),
        once=True,
        foreign=True,
    ),
    Row(
        "PUT",
        DATE + "/without-card/<uuid:key>",
        roles=LEADS,
        make=counted_without_card,
        foreign=True,
    ),
    Row("POST", DATE + "/shift-overran", roles=EVERYONE, make=on_the_day, once=True, foreign=True),
    Row("PUT", DATE + "/face", roles=EVERYONE, make=was_there, foreign=True),
    Row("GET", "/api/v1/dates-to-face", roles=EVERYONE, make=one_date),
    Row(
        "POST",
        DATE + "/announcements",
        roles=LEADS | {"lead": 201, "organiser": 201},
        make=lambda w: on_the_day(w, kind="late", minutes=10),
        once=True,
        foreign=True,
    ),
    Row(
        "GET", DATE + "/announcements", roles=ORGANISER | {"lead": 200, "connector": 200}, make=on_the_day, foreign=True
    ),
    Row("GET", DATE + "/about", roles=EVERYONE, make=one_date, foreign=True),
    Row(
        "PUT",
        DATE + "/about",
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
    # the host of a date, and who helps from outside
    Row("GET", DATE + "/host", roles=EVERYONE, make=one_date, foreign=True),
    Row(
        "PUT",
        DATE + "/host",
        roles=EVERYONE | {"new": 409},
        make=lambda w: joined(w, place="The main door", minutes_before=20),
        foreign=True,
    ),
    Row("DELETE", DATE + "/host", roles=EVERYONE, make=joined, foreign=True),
    Row("PUT", DATE + "/host/question", roles=ORGANISER, make=to_ask, foreign=True),
    Row("DELETE", DATE + "/host/question", roles=ORGANISER, make=one_date, foreign=True),
    Row("GET", "/api/v1/host-questions", roles=EVERYONE, make=one_date),
    Row(
        "GET",
        ACTIVITY + "/helpers",
        roles=EVERYONE,
        make=lambda w: Call({"activity_id": an_activity(w).pk}),
        foreign=True,
    ),
    Row(
        "POST",
        ACTIVITY + "/helpers",
        roles=ORGANISER_MAKES,
        make=lambda w: Call({"activity_id": an_activity(w).pk}, {"name": "Meg", "what": "Mountain guide"}),
        once=True,
        foreign=True,
    ),
    Row(
        "DELETE",
        "/api/v1/helpers/<uuid:helper_id>",
        roles={who: 204 if status == 200 else status for who, status in ORGANISER.items()},
        make=helps_out,
        foreign=True,
    ),
    # paper and the kiosk
    Row("GET", DATE + "/paper-sheets", roles=SHEETS, make=one_date, foreign=True),
    Row("POST", DATE + "/paper-sheets", roles=SHEETS_MADE, make=one_date, once=True, foreign=True),
    Row("GET", "/api/v1/paper-sheets/<uuid:sheet_id>", roles=SHEETS, make=sheet, foreign=True),
    Row("POST", "/api/v1/paper-sheets/<uuid:sheet_id>/lines", roles=SHEETS, make=sheet_line, once=True, foreign=True),
    Row("GET", "/api/v1/kiosk/dates", roles=EVERYONE, make=at_kiosk),
    Row("PUT", KIOSK_DATE, roles=EVERYONE, make=lambda w: at_kiosk(w, one_date(w, adults=1))),
    Row("DELETE", KIOSK_DATE, roles=EVERYONE, make=lambda w: at_kiosk(w, one_date(w))),
    # series
    Row("PUT", DATE + "/words", roles=ORGANISER, make=other_words, foreign=True),
    Row("POST", DATE + "/words/preview", roles=ORGANISER, make=other_words, foreign=True),
    Row("GET", ACTIVITY + "/series", roles=EVERYONE, make=series, foreign=True),
    Row("PUT", ACTIVITY + "/series", roles=ORGANISER, make=lambda w: series(w, SERIES), foreign=True),
    Row("POST", ACTIVITY + "/series/preview", roles=ORGANISER, make=lambda w: series(w, SERIES), foreign=True),
    Row("PUT", ACTIVITY + "/standing-sign-up", roles=EVERYONE, make=series, foreign=True),
    Row("DELETE", ACTIVITY + "/standing-sign-up", roles=EVERYONE, make=series, foreign=True),
    Row(
        "POST",
        ACTIVITY + "/copies",
        roles=ORGANISER_MAKES,
        make=lambda w: Call(
            {"activity_id": an_activity(w).pk},
            {"starts_date": "2090-01-06", "starts_time": "10:00", "places": 8},
        ),
        once=True,
        foreign=True,
    ),
    Row("PUT", DATE + "/pattern-answer", roles=ORGANISER, make=lambda w: one_date(w, answer="keep"), foreign=True),
    # inviting
    Row("GET", DATE + "/invitations", roles=EVERYONE, make=joined, foreign=True),
    Row("POST", DATE + "/invitations", roles=JOINS, make=lambda w: joined(w, card=""), once=True, foreign=True),
    Row("GET", "/api/v1/invitations", roles=EVERYONE, make=one_date),
    Row("POST", "/api/v1/invitations/by-code", roles=EVERYONE, make=lambda w: invited(w, by_id=False)),
    Row("DELETE", "/api/v1/invitations/<uuid:invitation_id>", roles=EVERYONE, make=sends, foreign=True),
    Row(
        "POST",
        "/api/v1/invitations/<uuid:invitation_id>/acceptance",
        roles=EVERYONE,
        make=invited,
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        "/api/v1/invitations/<uuid:invitation_id>/refusal",
        roles=EVERYONE,
        make=invited,
        once=True,
        foreign=True,
    ),
    # tracks
    Row(
        "GET",
        ACTIVITY + "/track",
        roles=EVERYONE,
        make=lambda w: Call({"activity_id": an_activity(w).pk}),
        foreign=True,
    ),
    Row(
        "PUT",
        ACTIVITY + "/track",
        roles=ORGANISER,
        make=lambda w: Call({"activity_id": an_activity(w).pk}, SHORT_WALK, format="application/gpx+xml"),
        foreign=True,
    ),
    Row(
        "DELETE",
        ACTIVITY + "/track",
        roles=ORGANISER,
        make=lambda w: Call({"activity_id": an_activity(w).pk}),
        foreign=True,
    ),
]

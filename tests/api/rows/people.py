"""Operations of people: signing in, joining, confirming, recovery, one's own settings."""

import datetime as dt
from uuid import uuid4

from aftershift.core import clock
from aftershift.people import codes, pins
from aftershift.people.models import Card, Session
from aftershift.people.services import join_codes, kiosk, recovering
from tests.api.census import Call, Row, World
from tests.factories import MemberFactory, session_key_of, signed_in
from tests.rules.activities.world import OccurrenceFactory

PIN, NEW_PIN = "481592", "739155"
NOW = dt.datetime.now(dt.UTC)
ANYONE = {"anonymous": 200, "new": 200, "member": 200, "organiser": 200, "supervisor": 200}
MEMBERS = {"anonymous": 401, "new": 200, "member": 200, "connector": 200, "organiser": 200, "supervisor": 200}


def everyone(status: int) -> dict[str, int]:
    return dict.fromkeys(ANYONE, status)


def members(status: int) -> dict[str, int]:
    return dict.fromkeys(MEMBERS, status) | {"anonymous": 401}


def organisers(status: int) -> dict[str, int]:
    return {
        "anonymous": 401, "new": 403, "member": 403, "connector": 403, "supervisor": 403, "adviser": 403,
        "organiser": status,
    }  # fmt: skip


def nothing(world: World) -> Call:
    return Call()


def card_of(member) -> Card:
    card = Card(
        organisation_id=member.organisation_id,
        member_id=member.pk,
        person_id=member.person_id,
        code=codes.new_code(codes.CARD_LENGTH),
        pin_hash=pins.hashed(PIN),
    )
    card.save()
    return card


def with_card(world: World) -> Call:
    card_of(world.caller)
    return Call()


def sign_in(world: World) -> Call:
    return Call(body={"card": card_of(world.member("member")).code, "pin": PIN, "device": "Phone"})


def release(world: World) -> None:
    """Something to join: without it nothing goes out (GM-04)."""
    OccurrenceFactory(organisation=world.organisation, starts_at=NOW + dt.timedelta(days=3))


def poster_token(world: World) -> str:
    release(world)
    made = join_codes.make_poster(member=world.member("organiser"), take_down_date=NOW.date(), now=NOW)
    assert made.secret
    return made.secret


def look_up(world: World) -> Call:
    return Call(body={"code": poster_token(world)})


def join(world: World) -> Call:
    body = {"code": poster_token(world), "called_name": "Ama", "pin": PIN, "form_key": str(uuid4())}
    return Call(body=body)


def a_code(world: World) -> Call:
    release(world)
    code_id = join_codes.make_poster(member=world.member("organiser"), take_down_date=NOW.date(), now=NOW).row_id
    return Call({"code_id": code_id})


def a_new_poster(world: World) -> Call:
    release(world)
    return Call(body={"kind": "poster", "take_down_date": NOW.date().isoformat()})


def somebody_new(world: World) -> Call:
    return Call({"member_id": MemberFactory(organisation=world.organisation, confirmed=False).pk})


def somebody_new_with_card(world: World) -> Call:
    return Call(body={"card": card_of(MemberFactory(organisation=world.organisation, confirmed=False)).code})


def another_device(world: World) -> Call:
    session_key_of(world.caller)
    return Call({"session_id": Session.objects.get(member_id=world.caller.pk).public_id})


API = "/api/v1/"


def me_with_version(world: World) -> Call:
    etag = signed_in(world.caller).get(API + "me").headers["ETag"]
    return Call(body={"called_name": "Ama"}, headers={"If-Match": etag})


def new_pin(world: World) -> Call:
    return Call(body={"card": card_of(world.member("member")).code, "pin": NEW_PIN})


def asked(world: World, member) -> recovering.Asked:
    return recovering.ask(card=card_of(member).code, pin=NEW_PIN, address=str(uuid4()), now=NOW)


def followed(world: World) -> Call:
    found = asked(world, world.member("member"))
    return Call({"recovery_id": found.recovery.pk}, query=f"?secret={found.secret}")


def stopped(world: World) -> Call:
    found = asked(world, world.caller)
    return Call({"recovery_id": found.recovery.pk})


def vouched(world: World) -> Call:
    return Call(body={"code": asked(world, MemberFactory(organisation=world.organisation)).code})


def at_kiosk(world: World) -> Call:
    """Signed in there by the token that only its page has; the session of a phone opens nothing at it."""
    if world.role == "anonymous":
        return Call()
    card = card_of(world.caller)
    token = kiosk.sign_in_at_kiosk(card=card.code, pin=PIN, address=str(card.pk), now=clock.now())[1]
    return Call(headers={"X-Kiosk-Token": token})


def lost_card(world: World) -> Call:
    call = at_kiosk(world)
    card_of(MemberFactory(organisation=world.organisation, called_name="Zainab"))
    call.body = {"called_name": "Zainab", "pin": PIN}
    return call


def sign_in_at_kiosk(world: World) -> Call:
    return Call(body={"card": card_of(world.member("member")).code, "pin": PIN})


def pick_myself(world: World) -> Call:
    return Call(body={"member_id": str(world.caller.pk)})


def two_cards(world: World) -> Call:
    cards = [card_of(MemberFactory(organisation=world.organisation)).code for _ in range(2)]
    return Call(body={"kept_card": cards[0], "gone_card": cards[1]})


ROWS = [
    Row("GET", API + "csrf", everyone(200), nothing),
    Row("GET", API + "session", MEMBERS, nothing),
    Row("POST", API + "session", everyone(200), sign_in),
    Row("DELETE", API + "session", members(204), nothing),
    Row("GET", API + "sessions", MEMBERS, nothing),
    Row("POST", API + "kiosk/session", everyone(200), sign_in_at_kiosk),
    Row("DELETE", API + "kiosk/session", members(204), at_kiosk),
    Row("POST", API + "kiosk/card-replacements", members(403) | {"connector": 201}, lost_card),
    Row("DELETE", API + "sessions/<uuid:session_id>", members(204), another_device, foreign=True),
    Row("GET", API + "organisations-to-pick", MEMBERS, nothing),
    # Card and PIN, as in every session of these tests, pick nothing: that is for e-mail (tests/rules/people).
    Row("POST", API + "session/organisation", members(403), pick_myself),
    Row("POST", API + "join/look-up", everyone(200), look_up),
    Row("POST", API + "joins", everyone(201), join),
    Row("GET", API + "organisation/nation", organisers(200), nothing),
    Row("PUT", API + "organisation/nation", organisers(200), lambda w: Call(body={"nation": "scotland"})),
    Row("GET", API + "join-codes", organisers(200), nothing),
    Row(
        "POST",
        API + "join-codes",
        organisers(201),
        a_new_poster,
        once=True,
    ),
    Row("POST", API + "join-codes/<uuid:code_id>/revocation", organisers(201), a_code, once=True, foreign=True),
    Row("POST", API + "join-codes/<uuid:code_id>/undo", organisers(201), a_code, once=True, foreign=True),
    Row("GET", API + "card", MEMBERS, with_card),
    Row("GET", API + "card/qr", MEMBERS, with_card),
    Row("GET", API + "me", MEMBERS, nothing),
    Row("PATCH", API + "me", members(200), me_with_version),
    Row("DELETE", API + "me", members(204), nothing),
    Row("PUT", API + "me/language", members(204), lambda world: Call(body={"language": "ur"})),
    Row("GET", API + "me/data", MEMBERS, nothing),
    Row(
        "GET",
        API + "members/new",
        {"anonymous": 401, "new": 403, "member": 403, "supervisor": 403, "connector": 200, "organiser": 200},
        nothing,
    ),
    Row(
        "POST",
        API + "members/<uuid:member_id>/confirmations",
        {"anonymous": 401, "new": 403, "member": 201, "connector": 201, "organiser": 201},
        somebody_new,
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        API + "confirmations-by-card",
        {"anonymous": 401, "new": 403, "member": 201, "connector": 201, "organiser": 201},
        somebody_new_with_card,
        once=True,
    ),
    Row("POST", API + "recoveries", everyone(201), new_pin),
    Row("GET", API + "recoveries/<uuid:recovery_id>", everyone(200), followed),
    Row("POST", API + "recoveries/<uuid:recovery_id>/stop", members(200), stopped, foreign=True),
    Row("POST", API + "recovery-vouches", organisers(201), vouched, once=True),
    Row(
        "POST",
        API + "member-merges/preview",
        {"anonymous": 401, "new": 403, "member": 403, "supervisor": 403, "connector": 200, "organiser": 200},
        two_cards,
    ),
    Row(
        "POST",
        API + "member-merges",
        {"anonymous": 401, "new": 403, "member": 403, "supervisor": 403, "connector": 201, "organiser": 201},
        two_cards,
        once=True,
    ),
]

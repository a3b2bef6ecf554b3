"""A member with a card, for the tests that sign in for real."""

import datetime as dt

from aftershift.people import codes, pins
from aftershift.people.models import Card, Member
from aftershift.people.services import join_codes
from tests.factories import MONDAY_9AM, Client, MemberFactory

PIN = "481592"


def card_for(member: Member, *, pin: str = PIN) -> Card:
    card = Card(
        organisation_id=member.organisation_id,
        member_id=member.pk,
        person_id=member.person_id,
        code=codes.new_code(codes.CARD_LENGTH),
        pin_hash=pins.hashed(pin),
    )
    card.save()
    return card


def ama(**fields):
    member = MemberFactory(called_name="Ama", **fields)
    return member, card_for(member)


def _speaks_json(client: Client) -> Client:
    client.default_format = "json"
    return client


def web() -> Client:
    """A browser: cookies, CSRF enforced."""
    return _speaks_json(Client(enforce_csrf_checks=True))


def native(token: str | None = None) -> Client:
    """The app on a phone, with or without a session."""
    headers = {"X-Client": "native"} | ({"X-Session-Token": token} if token else {})
    return _speaks_json(Client(headers=headers))


def poster(organisation, **fields) -> str:
    """The token of a live poster."""
    organiser = MemberFactory(organisation=organisation, called_name="Rosa", roles=("organiser",))
    made = join_codes.make_poster(
        member=organiser, **{"take_down_date": MONDAY_9AM.date() + dt.timedelta(days=30), "now": MONDAY_9AM} | fields
    )
    assert made.secret
    return made.secret

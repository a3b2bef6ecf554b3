"""A member with a card, for the tests that sign in for real."""

from aftershift.people import codes, pins
from aftershift.people.models import Card, Member
from tests.factories import Client, MemberFactory

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

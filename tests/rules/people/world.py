"""A member with a card, for the tests that sign in for real."""

import datetime as dt
from contextlib import contextmanager

from django_scopes import scope

from aftershift.people import codes, pins
from aftershift.people.models import Card, Member
from aftershift.people.services import join_codes
from tests.factories import MONDAY_9AM, Client, MemberFactory
from tests.rules.activities.world import OccurrenceFactory

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


@contextmanager
def something_to_join(organisation, *, now=MONDAY_9AM):
    """A walk that is open meanwhile, since nothing goes out without one; it is gone afterwards, so no test meets it."""
    with scope(organisation=organisation.pk):
        walk = OccurrenceFactory(organisation=organisation, starts_at=now + dt.timedelta(days=3))
    yield walk
    with scope(organisation=organisation.pk):
        walk.activity.delete()


def poster(organisation, **fields) -> str:
    """The token of a live poster, which went out while there was something to join."""
    organiser = MemberFactory(organisation=organisation, called_name="Rosa", roles=("organiser",))
    facts = {"take_down_date": MONDAY_9AM.date() + dt.timedelta(days=30), "now": MONDAY_9AM} | fields
    with something_to_join(organisation, now=facts["now"]):
        made = join_codes.make_poster(member=organiser, **facts)
    assert made.secret
    return made.secret


def spoken_code(organiser, *, now=MONDAY_9AM) -> str:
    with something_to_join(organiser.organisation, now=now):
        made = join_codes.make_spoken(member=organiser, now=now)
    assert made.secret
    return made.secret

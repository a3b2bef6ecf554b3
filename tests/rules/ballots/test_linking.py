"""DESIGN 12.4: whoever holds the whole database after a ballot links no slip to a person better than by chance.

The attacker reads every table as it lies there, finds for each voter whatever could place them in an order, does the same for
the slips and the printed slips, and lays every order beside every other. A control with one leaking column shows that this works.
"""

import datetime as dt
import random
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models

from aftershift.ballots import tasks
from aftershift.ballots.models import Ballot, Paper, PrintedSlip, Slip
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.ballots.services import printing
from aftershift.core import clock
from aftershift.people.models import Member
from tests.factories import MemberFactory, signed_in
from tests.rules.ballots.world import voting_world
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db(transaction=True)
PHONES, SHEETS = 60, 60
# Guessing at random gets one right on average, however many there are; twelve or more come about once in 10^9 tries
# (Poisson), which leaves room for the thousands of pairs of orders that are laid side by side.
MORE_THAN_CHANCE = 11


def hidden_orders(model: type[models.Model]) -> Iterator[tuple[str, list[str]]]:
    """The keys of a table in the order of each column, also of those that the database keeps for itself."""
    columns = [f'"{field.column}"' for field in model._meta.concrete_fields]
    columns += [f'length(CAST("{field.column}" AS text))' for field in model._meta.concrete_fields]
    if connection.vendor == "postgresql":
        columns += ["ctid", "xmin::text::bigint", "xmax::text::bigint", "cmin::text::bigint", "pg_column_size(t.*)"]
    else:
        columns += ["rowid"]
    keys = model._meta.pk.column
    for column in columns:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{keys}" FROM {model._meta.db_table} t ORDER BY {column}, "{keys}"')
            yield f"{model.__name__}.{column}", [str(row[0]).replace("-", "") for row in cursor.fetchall()]


def tables_of_members() -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a column that names a member, and the name of that column."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            names = field.is_relation and field.related_model is Member
            if names or field.name == "member_id":
                yield model, field.column
    yield Member, "id"


def orders_of_members(among: set[str]) -> Iterator[tuple[str, list[str]]]:
    for model, column in tables_of_members():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{model._meta.pk.column}", "{column}" FROM {model._meta.db_table}')
            whose = {str(key).replace("-", ""): str(member).replace("-", "") for key, member in cursor.fetchall()}
        for name, keys in hidden_orders(model):
            found = [whose[key] for key in keys if whose.get(key) in among]
            first = list(dict.fromkeys(found))
            if len(first) == len(among):
                yield f"{name} by {column}", first


def most_right(
    truth: dict[str, str], members: list[tuple[str, list[str]]], things: list[tuple[str, list[str]]]
) -> tuple[int, str]:
    """The most that laying one order beside another, either way round, gets right."""
    best = (0, "")
    for name, people in members:
        for other, keys in things:
            for turned in (keys, keys[::-1]):
                right = sum(truth.get(person) == key for person, key in zip(people, turned, strict=False))
                best = max(best, (right, f"{name} beside {other}"))
    return best


def plain(key: object) -> str:
    return str(key).replace("-", "")


def a_ballot_held():
    """Half vote by phone through the API, half on paper; who got which number is known to this test alone."""
    world = voting_world(voters=PHONES + SHEETS)
    world.ballot.closes_at = clock.now() + dt.timedelta(days=30)
    world.ballot.save(update_fields=["closes_at"])
    draw = random.Random(20261126)
    voters = draw.sample(world.voters, len(world.voters))
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    rosa, helper = signed_in(world.rosa), signed_in(kofi)
    path = f"/api/v1/ballots/{world.ballot.pk}"
    key = {"headers": {"Idempotency-Key": str(uuid4())}}
    assert rosa.post(f"{path}/printed-slips", {"count": SHEETS}, **key).status_code == 201
    printing.put_on_sheets(member=world.rosa, ballot_id=world.ballot.pk, now=clock.now())
    numbers = [row["number"] for row in rosa.get(f"{path}/printed-slips").json()["slips"]]
    draw.shuffle(numbers)
    by_phone, by_number = {}, {}
    ticks = [str(option.pk) for option in world.options]
    for place, voter in enumerate(voters):
        chosen = draw.sample(ticks, draw.randint(1, 4))
        if place % 2:
            receipt = uuid4().hex
            body = {"options": chosen, "receipt_hash": hash_of_receipt(receipt)}
            assert signed_in(voter).post(f"{path}/slips", body).status_code == 201
            by_phone[plain(voter.pk)] = plain(Slip.objects.get(receipt_hash=hash_of_receipt(receipt)).pk)
        else:
            key = {"headers": {"Idempotency-Key": str(uuid4())}}
            card = card_for(voter).code
            assert rosa.post(f"{path}/handed-out", {"card": card}, **key).status_code == 201
            by_number[plain(voter.pk)] = numbers[len(by_number)]
    for number in draw.sample(numbers, len(numbers)):
        chosen = draw.sample(ticks, draw.randint(1, 4))
        for reader in (rosa, helper):
            reply = reader.put(f"{path}/printed-slips/{number}/reading", {"options": chosen})
            assert reply.status_code == 200
    return world, by_phone, by_number


def close(world):
    Ballot.objects.of(world.organisation.pk).update(
        opened_at=clock.now() - dt.timedelta(days=40), closes_at=clock.now() - dt.timedelta(minutes=1)
    )
    assert tasks.close_due_ballots() == 1


def attack(by_phone, by_number):
    """(right guesses, how) for slips by phone and for printed slips."""
    slips = [(name, [key for key in keys if key in set(by_phone.values())]) for name, keys in hidden_orders(Slip)]
    numbers = {plain(row.pk): row.number for row in PrintedSlip.objects.all()}
    printed = [(name, [numbers[key] for key in keys]) for name, keys in hidden_orders(PrintedSlip)]
    return (
        most_right(by_phone, list(orders_of_members(set(by_phone))), slips),
        most_right(by_number, list(orders_of_members(set(by_number))), printed),
    )


def test_the_whole_database_links_no_slip_and_no_number_to_a_person():
    world, by_phone, by_number = a_ballot_held()
    close(world)
    for right, how in attack(by_phone, by_number):
        assert right <= MORE_THAN_CHANCE, how


def test_the_attack_would_find_a_column_that_leaks():
    """Negative control: slips that keep the order of voting beside sign-ins that keep it too."""
    world, by_phone, by_number = a_ballot_held()
    close(world)
    for place, (member, slip) in enumerate(by_phone.items()):
        Slip.objects.filter(pk=slip).update(shift_group=f"{place:06}")
        Paper.objects.filter(member_id=member).update(shift_group=f"{place:06}")
    for place, (member, number) in enumerate(by_number.items()):
        PrintedSlip.objects.filter(number=number).update(number=f"{place:06}")
        Paper.objects.filter(member_id=member).update(shift_group=f"{place:06}")
    by_number = {member: f"{place:06}" for place, member in enumerate(by_number)}
    (phone, _how), (paper, _how) = attack(by_phone, by_number)
    assert (phone, paper) == (PHONES, SHEETS)


def test_no_value_stands_beside_a_person_and_beside_their_slip():
    """Keys, hashes, numbers and sizes: nothing written anywhere about a voter is also written about their slip."""
    world, by_phone, by_number = a_ballot_held()
    close(world)
    secrets = set(by_phone.values()) | set(by_number.values())
    secrets |= set(Slip.objects.values_list("receipt_hash", flat=True))
    for model in apps.get_models():
        if model in (Slip, PrintedSlip):
            continue
        for row in model._base_manager.values_list():
            text = plain(row)
            assert not [secret for secret in secrets if len(secret) > 6 and secret in text], model
            assert not secrets & {str(value) for value in row}, model

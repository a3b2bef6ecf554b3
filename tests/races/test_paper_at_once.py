"""Q-R1 for paper: a line is typed in at the moment in which its member joins, leaves or changes the party by phone."""

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.activities.models import LIVE, Occurrence, SheetLine, SignUp
from aftershift.activities.services import paper
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import all_at_once, hang_up, phone, server_env, statuses
from tests.races.test_places_under_load import occurrence, seated
from tests.rules.people.world import card_for
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, PLACES, PEOPLE = 6, 4, 8


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def rosa(organisation):
    return MemberFactory(organisation=organisation, roles=("connector",))


@pytest.fixture
def people(organisation):
    found = [MemberFactory(organisation=organisation) for _ in range(PEOPLE)]
    for one in found:
        one.card = card_for(one)
    return found


def hung(organisation, rosa, **fields):
    date = occurrence(organisation, **fields)
    with scope(organisation=organisation.pk):
        sheet = paper.hang_sheet(member=rosa, roles={"connector"}, occurrence_id=date.pk, now=clock.now())
    return date, f"/api/v1/paper-sheets/{sheet.pk}/lines", f"/api/v1/occurrences/{date.pk}/sign-ups"


def live(organisation, date):
    with scope(organisation=organisation.pk):
        rows = SignUp.objects.filter(occurrence=date, status__in=LIVE)
        return sorted(rows.values_list("member_id", flat=True)), Occurrence.objects.get(pk=date.pk)


def line(card):
    return {"line": 1, "card": card.code}


def typing(connectors, people, lines):
    pairs = zip(connectors, people, strict=True)
    return [lambda c=c, m=m: c.send("POST", lines, line(m.card)) for c, m in pairs]


def test_a_line_and_a_tap_of_the_same_member_make_one_sign_up(organisation, rosa, people):
    with gunicorn(env=server_env()) as port:
        connectors = [phone(rosa, port) for _ in people]
        phones = [phone(one, port) for one in people]
        for _ in range(ROUNDS):
            date, lines, joins = hung(organisation, rosa, places=PLACES)
            connections.close_all()
            typed = typing(connectors, people, lines)
            tapped = [lambda p=p, path=joins: p.send("POST", path) for p in phones]
            replies = all_at_once([*typed, *tapped])
            assert statuses(replies) == {200: PEOPLE, 201: PEOPLE}, [r for r in replies if r[0] >= 300][:2]
            members, row = live(organisation, date)
            assert members == sorted(one.pk for one in people)
            assert row.taken == seated(organisation, date) == PLACES
            assert row.waiting == PEOPLE - PLACES
        hang_up([*connectors, *phones])


def test_who_leaves_while_the_line_is_typed_in_again_is_never_put_back(organisation, rosa, people):
    """Whichever comes first: the member's own word is the last one."""
    with gunicorn(env=server_env()) as port:
        connectors = [phone(rosa, port) for _ in people]
        phones = [phone(one, port) for one in people]
        for _ in range(ROUNDS):
            date, lines, joins = hung(organisation, rosa, places=PEOPLE)
            connections.close_all()
            for one in people:
                assert connectors[0].send("POST", lines, line(one.card))[0] == 200
            left = [lambda p=p, path=joins: p.send("DELETE", f"{path}/mine") for p in phones]
            again = typing(connectors, people, lines)
            replies = all_at_once([*left, *again])
            assert statuses(replies[:PEOPLE]) == {200: PEOPLE}
            assert set(statuses(replies[PEOPLE:])) <= {200, 409}
            members, row = live(organisation, date)
            assert members == []
            assert row.taken == 0
            with scope(organisation=organisation.pk):
                assert SheetLine.objects.filter(sheet__occurrence=date).count() == PEOPLE
        hang_up([*connectors, *phones])

"""Q-R1 for held places: holding one for a colleague, joining, accepting and running out fight for the same last place."""

from contextlib import closing
from functools import partial

import pytest
from django.db import connection, connections
from django_scopes import scope

from aftershift.activities.inviting import code_of
from aftershift.activities.models import Invitation, Occurrence
from aftershift.activities.services import inviting, joining
from aftershift.activities.services.inviting import MOST_OPEN
from aftershift.core import clock
from aftershift.people.models import Member
from aftershift.people.services import merging
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import all_at_once, hang_up, phone, server_env, statuses
from tests.races.test_places_under_load import everybody, occurrence, seated
from tests.rules.people.world import card_for
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, INVITERS, JOINERS = 12, 4, 4
PLACES = INVITERS + 1
DATES = MOST_OPEN * 2


@pytest.fixture
def organisation():
    return OrganisationFactory()


def with_one_place_left(organisation, inviters):
    date = occurrence(organisation, places=PLACES)
    with scope(organisation=organisation.pk):
        for each in inviters:
            who = Member.objects.get(pk=each.member_id)
            joining.join(member=who, occurrence_id=date.pk, now=clock.now())
    connections.close_all()
    return date


def held(organisation, date) -> int:
    with scope(organisation=organisation.pk):
        return Invitation.objects.filter(occurrence=date, state="open").count()


def forget_holds(organisation):
    """A member may hold three places at once: each round starts with none."""
    with scope(organisation=organisation.pk):
        Invitation.objects.all().delete()


def race(organisation, phones, rounds):
    """One place is left; everybody wants it, for themselves or for a colleague. Yields (date, invites, joins)."""
    inviters, joiners = phones[:INVITERS], phones[INVITERS:]
    for _ in range(rounds):
        forget_holds(organisation)
        date = with_one_place_left(organisation, inviters)
        path = f"/api/v1/occurrences/{date.pk}"
        invites = [lambda p=p, path=path: p.send("POST", f"{path}/invitations", {}) for p in inviters]
        joins = [lambda p=p, path=path: p.send("POST", f"{path}/sign-ups", {}) for p in joiners]
        replies = all_at_once([call for pair in zip(invites, joins, strict=True) for call in pair])
        yield date, replies[::2], replies[1::2]


def test_the_last_place_is_held_or_taken_once(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, INVITERS + JOINERS)
        for date, invites, joins in race(organisation, phones, ROUNDS):
            assert set(statuses(invites)) <= {201, 409}
            assert statuses(joins) == {201: JOINERS}
            said = sum(status == 201 for status, _ in invites) + sum(body["status"] == "placed" for _, body in joins)
            assert said == 1
            assert held(organisation, date) + seated(organisation, date) == PLACES
            with scope(organisation=organisation.pk):
                row = Occurrence.objects.get(pk=date.pk)
            assert (row.taken, row.held) == (seated(organisation, date), held(organisation, date))
        hang_up(phones)


def test_one_invitation_accepted_by_everybody_at_once_seats_one(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, INVITERS + JOINERS)
        inviters, others = phones[:INVITERS], phones[INVITERS:]
        for _ in range(ROUNDS):
            forget_holds(organisation)
            date = with_one_place_left(organisation, inviters)
            _, sent = inviters[0].send("POST", f"/api/v1/occurrences/{date.pk}/invitations", {})
            path = f"/api/v1/invitations/{sent['id']}/acceptance"
            replies = all_at_once(
                [lambda p=p, path=path, sent=sent: p.send("POST", path, {"code": sent["code"]}) for p in others]
            )
            assert statuses(replies) == {200: 1, 409: JOINERS - 1}
            assert (seated(organisation, date), held(organisation, date)) == (PLACES, 0)
        hang_up(phones)


def test_taken_back_while_accepted_ends_one_way(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, INVITERS + 1)
        inviters, colleague = phones[:INVITERS], phones[-1]
        for _ in range(ROUNDS):
            forget_holds(organisation)
            date = with_one_place_left(organisation, inviters)
            _, sent = inviters[0].send("POST", f"/api/v1/occurrences/{date.pk}/invitations", {})
            path = f"/api/v1/invitations/{sent['id']}"
            back, yes = all_at_once(
                [
                    lambda path=path: inviters[0].send("DELETE", path),
                    lambda path=path, sent=sent: colleague.send("POST", f"{path}/acceptance", {"code": sent["code"]}),
                ]
            )
            assert back[0] == 200
            assert (yes[0], back[1]["state"]) in {(200, "accepted"), (409, "taken_back")}
            assert seated(organisation, date) == INVITERS + (yes[0] == 200)
            assert held(organisation, date) == 0
        hang_up(phones)


def test_without_the_lock_the_last_place_is_given_twice(organisation):
    """The negative control: if this does not overbook, the tests above prove nothing."""
    rounds, enough = 20, 12 if connection.vendor == "postgresql" else 5
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        phones = everybody(organisation, port, INVITERS + JOINERS)
        overbooked = sum(
            held(organisation, date) + seated(organisation, date) > PLACES
            for date, _, _ in race(organisation, phones, rounds)
        )
        hang_up(phones)
    print(f"overbooked {overbooked} of {rounds} rounds on {connection.vendor}")
    assert overbooked >= enough, "this check is powerless here"


def open_after_a_race(organisation, port, rounds):
    """One member comes to many dates and invites to all of them in one moment. Yields (replies, how many are open)."""
    for _ in range(rounds):
        ama = MemberFactory(organisation=organisation)
        dates = [occurrence(organisation, places=PLACES) for _ in range(DATES)]
        with scope(organisation=organisation.pk):
            for date in dates:
                joining.join(member=ama, occurrence_id=date.pk, now=clock.now())
        phones = [phone(ama, port) for _ in dates]
        connections.close_all()
        paths = [f"/api/v1/occurrences/{date.pk}/invitations" for date in dates]
        replies = all_at_once([partial(p.send, "POST", path) for p, path in zip(phones, paths, strict=True)])
        hang_up(phones)
        with scope(organisation=organisation.pk):
            yield replies, Invitation.objects.filter(inviter=ama, state="open").count()


def test_one_member_holds_three_places_however_many_dates_they_tap_at_once(organisation):
    with gunicorn(env=server_env()) as port:
        for replies, still_open in open_after_a_race(organisation, port, ROUNDS):
            assert statuses(replies) == {201: MOST_OPEN, 409: DATES - MOST_OPEN}, replies
            assert {body["type"].rsplit("/", 1)[-1] for status, body in replies if status == 409} == {"invited-enough"}
            assert still_open == MOST_OPEN


def test_without_the_lock_one_member_holds_more_than_three(organisation):
    """The negative control: if nobody gets a fourth here, the test above proves nothing."""
    rounds, enough = ROUNDS, 8 if connection.vendor == "postgresql" else 4
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        too_many = sum(count > MOST_OPEN for _, count in open_after_a_race(organisation, port, rounds))
    print(f"too many in {too_many} of {rounds} rounds on {connection.vendor}")
    assert too_many >= enough, "this check is powerless here"


def two_cards_that_invited(organisation):
    """Ama invited to three dates, and to two more under her other card, where she has a place in a sixth. Two places each."""
    ama, sheet = MemberFactory(organisation=organisation), MemberFactory(organisation=organisation)
    dates = [occurrence(organisation, places=2) for _ in range(DATES)]
    sent = []
    with scope(organisation=organisation.pk):
        for number, date in enumerate(dates):
            who = ama if number < MOST_OPEN else sheet
            joining.join(member=who, occurrence_id=date.pk, now=clock.now())
            if number < DATES - 1:
                sent.append(inviting.invite(member=who, occurrence_id=date.pk, now=clock.now()))
    return ama, sheet, dates, sent


def test_two_cards_become_one_while_both_hold_places_and_colleagues_say_yes(organisation):
    with gunicorn(env=server_env()) as port:
        ben, chidi, danuta = everybody(organisation, port, 3)
        rosa = MemberFactory(organisation=organisation, roles=("organiser",))
        for _ in range(ROUNDS):
            ama, sheet, dates, sent = two_cards_that_invited(organisation)
            cards = {"kept_card": card_for(ama).code, "gone_card": card_for(sheet).code}
            codes = [code_of(row.pk) for row in sent]

            def merge(cards=cards):
                with closing(connection), scope(organisation=organisation.pk):
                    merging.merge(by=rosa, now=clock.now(), **cards)
                return 200, None

            theirs = phone(sheet, port)
            connections.close_all()
            path = "/api/v1/occurrences"
            replies = all_at_once(
                [
                    merge,
                    partial(theirs.send, "POST", f"{path}/{dates[5].pk}/invitations"),
                    partial(ben.send, "POST", f"/api/v1/invitations/{sent[4].pk}/acceptance", {"code": codes[4]}),
                    partial(chidi.send, "POST", f"{path}/{dates[4].pk}/sign-ups"),
                    partial(danuta.send, "POST", f"/api/v1/invitations/{sent[0].pk}/acceptance", {"code": codes[0]}),
                ]
            )
            hang_up([theirs])
            assert replies[0][0] == 200
            assert set(statuses(replies)) <= {200, 201, 401, 404, 409}, replies
            assert replies[4][0] == 200, "the oldest stays whatever the merge ends"
            with scope(organisation=organisation.pk):
                still_open = Invitation.objects.filter(inviter__in=[ama, sheet], state="open")
                assert still_open.count() <= MOST_OPEN
                assert set(still_open.values_list("inviter_id", flat=True)) <= {ama.pk}
                for row in Occurrence.objects.filter(pk__in=[date.pk for date in dates]):
                    now_held = still_open.filter(occurrence=row).count()
                    assert (row.taken, row.held) == (seated(organisation, row), now_held)
                    assert row.taken + row.held <= row.places
        hang_up([ben, chidi, danuta])

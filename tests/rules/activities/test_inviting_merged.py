"""Two cards are one person's: no more places are held for colleagues than one person may hold, and who was asked is told."""

import datetime as dt

import pytest

from aftershift.activities.models import Invitation, SignUp
from aftershift.activities.services import inviting, joining
from aftershift.notifications.models import Message
from aftershift.people.services import merging
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory
from tests.rules.activities.world import OccurrenceFactory
from tests.rules.notifications.told import told
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
NEXT_DAY = MONDAY_9AM + 24 * HOUR


class World:
    """Ama has two cards. Five dates; she invites to three under one name and to two under the other."""

    def __init__(self):
        self.organisation = OrganisationFactory()
        self.rosa = self.somebody("Rosa", roles=("organiser",))
        self.ama, self.sheet = self.somebody("Ama"), self.somebody("Ama B")
        first = OccurrenceFactory(organisation=self.organisation, places=2)
        weeks = [first.starts_at + dt.timedelta(weeks=n) for n in range(1, 5)]
        self.dates = [first, *(OccurrenceFactory(activity=first.activity, places=2, starts_at=at) for at in weeks)]

    def somebody(self, name, **fields):
        return MemberFactory(organisation=self.organisation, called_name=name, **fields)

    def invites(self, who, date, *, at, asks=None):
        joining.join(member=who, occurrence_id=date.pk, now=at)
        card = card_for(asks).code if asks else ""
        return inviting.invite(member=who, occurrence_id=date.pk, card=card, now=at)

    def merge(self, *, now=MONDAY_9AM + HOUR):
        cards = {"kept_card": card_for(self.ama).code, "gone_card": card_for(self.sheet).code}
        merging.merge(by=self.rosa, **cards, now=now)


@pytest.fixture
def world():
    return World()


def state(invitation):
    invitation.refresh_from_db()
    return invitation.state


def counted(date):
    date.refresh_from_db()
    return date.taken, date.held, date.waiting


def test_the_oldest_three_stay_whoever_of_the_two_made_them(world):
    """Her second card invited first and third: those two stay, and the later ones of both go."""
    makers = [world.sheet, world.ama, world.sheet, world.ama, world.ama]
    sent = [
        world.invites(who, date, at=MONDAY_9AM + n * MINUTE)
        for n, (who, date) in enumerate(zip(makers, world.dates, strict=True))
    ]
    world.merge()
    assert [state(it) for it in sent] == ["open", "open", "open", "taken_back", "taken_back"]
    assert {it.inviter_id for it in sent} == {world.ama.pk}
    assert [counted(date) for date in world.dates] == [(1, 1, 0)] * 3 + [(1, 0, 0)] * 2


def test_three_in_all_stay_as_they_are(world):
    makers = [world.sheet, world.ama, world.ama]
    sent = [world.invites(who, date, at=MONDAY_9AM) for who, date in zip(makers, world.dates, strict=False)]
    world.merge()
    assert [state(it) for it in sent] == ["open"] * 3


def test_the_place_of_one_that_ends_goes_to_who_waits(world):
    """RULE-5."""
    ben = world.somebody("Ben")
    for n, date in enumerate(world.dates):
        world.invites(world.ama if n < 3 else world.sheet, date, at=MONDAY_9AM + n * MINUTE)
    joining.join(member=ben, occurrence_id=world.dates[4].pk, now=MONDAY_9AM + 9 * MINUTE)
    assert counted(world.dates[4]) == (1, 1, 1)
    world.merge()
    assert counted(world.dates[4]) == (2, 0, 0)
    assert SignUp.objects.get(member=ben).status == "placed"


def test_one_that_ran_out_takes_none_of_the_three_turns(world):
    sent = [world.invites(world.ama, date, at=MONDAY_9AM) for date in world.dates[:2]]
    late = NEXT_DAY - MINUTE
    sent += [world.invites(world.sheet, date, at=late) for date in world.dates[2:]]
    world.merge(now=NEXT_DAY)  # the worker has not been there yet
    assert [state(it) for it in sent] == ["lapsed"] * 2 + ["open"] * 3


def test_a_lapsed_one_for_the_same_date_does_not_end_the_other(world):
    mine = world.invites(world.ama, world.dates[1], at=MONDAY_9AM)
    joining.join(member=world.sheet, occurrence_id=world.dates[1].pk, now=MONDAY_9AM)
    # Room for a second one under her other name.
    type(world.dates[1]).objects.filter(pk=world.dates[1].pk).update(places=5)
    theirs = world.invites(world.sheet, world.dates[1], at=NEXT_DAY - MINUTE)
    world.merge(now=NEXT_DAY)
    assert [state(mine), state(theirs)] == ["lapsed", "open"]


def test_who_was_asked_by_card_is_told_that_the_place_is_held_no_longer(world):
    ben, chidi = world.somebody("Ben"), world.somebody("Chidi")
    asked = {3: ben, 4: chidi}
    for n, date in enumerate(world.dates):
        world.invites(world.ama if n < 3 else world.sheet, date, at=MONDAY_9AM + n * MINUTE, asks=asked.get(n))
    assert told(ben, MONDAY_9AM + 9 * MINUTE) == [("invited", "Come along: Thursday walk")]
    joining.join(member=chidi, occurrence_id=world.dates[0].pk, now=MONDAY_9AM)
    world.merge()
    over = MONDAY_9AM + HOUR
    assert told(ben, over) == told(chidi, over) == [("invited", "Held for you no longer: Thursday walk")]
    assert told(world.ama, over) == []
    assert "Ama" not in str([row.facts for row in Message.objects.all()])
    # Who asked for a place of their own since needs no such news.
    joining.join(member=ben, occurrence_id=world.dates[3].pk, now=over)
    assert told(ben, over) == []
    assert told(chidi, world.dates[4].starts_at) == []


def test_nobody_is_told_of_an_invitation_to_themselves(world):
    card = card_for(world.sheet).code
    joining.join(member=world.ama, occurrence_id=world.dates[0].pk, now=MONDAY_9AM)
    sent = inviting.invite(member=world.ama, occurrence_id=world.dates[0].pk, card=card, now=MONDAY_9AM)
    merging.merge(by=world.rosa, kept_card=card_for(world.ama).code, gone_card=card, now=MONDAY_9AM + MINUTE)
    assert state(sent) == "taken_back"
    assert told(world.ama, MONDAY_9AM + MINUTE) == []
    assert counted(world.dates[0]) == (1, 0, 0)


def test_merging_sent_again_ends_no_more(world):
    sent = [
        world.invites(world.ama if n < 3 else world.sheet, date, at=MONDAY_9AM + n * MINUTE)
        for n, date in enumerate(world.dates)
    ]
    world.merge()
    done = merging.MemberMerge.objects.get()
    merging.sweep(organisation_id=world.organisation.pk, merge_id=done.pk, now=MONDAY_9AM + 2 * HOUR)
    assert sum(state(it) == "open" for it in sent) == 3
    assert Invitation.objects.filter(state="taken_back").count() == 2

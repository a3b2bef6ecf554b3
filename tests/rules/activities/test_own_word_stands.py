"""Paper against the member's own word (DOMAIN 6.5): what they said since the sheet hung up stands, and nothing else does.

A queue, a lot, an organiser or a cancellation may move a sign-up in between: that is no word of theirs.
"""

import datetime as dt
import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django_scopes import scopes_disabled

from aftershift.activities.errors import SaidOtherwise
from aftershift.activities.inviting import code_of
from aftershift.activities.models import Draw, FacilitiesTeam, Occurrence, Party, Series, SignUp
from aftershift.activities.services import (
    changed_shift,
    draws,
    exits,
    inviting,
    joining,
    kiosk,
    organising,
    paper,
    register,
)
from aftershift.activities.services.series import standing
from aftershift.organisations.models import Team
from aftershift.people.services import merging
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
ROLES = frozenset({"member", "confirmed", "connector", "organiser"})
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
# One Monday, on which the lists of the day are open from the first word to the last.
STARTS = MONDAY_9AM + 13 * HOUR
FIRST, BEFORE, HUNG, AFTER, TYPED = (MONDAY_9AM + n * HOUR for n in (1, 2, 3, 4, 5))
ALONE, ONE, TWO = Party(), Party(adults=1), Party(adults=2)


class Wall:
    """Rosa leads, organises and types the sheet in. Ama is on it, with two guests; her first word is at ten."""

    def __init__(self):
        self.organisation = OrganisationFactory()
        self.rosa = self.somebody("Rosa", roles=("organiser", "connector"))
        self.ama, self.other = self.somebody("Ama"), self.somebody("Ben")
        self.card = card_for(self.ama).code
        activity = ActivityFactory(organisation=self.organisation, lead=self.rosa)
        self.walk = OccurrenceFactory(activity=activity, places=4, starts_at=STARTS, cut_off_minutes=60)
        self.date = {"occurrence_id": self.walk.pk}
        self.sheet = None

    def somebody(self, name, **fields):
        return MemberFactory(organisation=self.organisation, called_name=name, **fields)

    def join(self, guests=ALONE, *, at=FIRST, who=None, **more):
        return joining.join(member=who or self.ama, guests=guests, now=at, **self.date, **more)

    def fill(self):
        self.join(Party(adults=3), who=self.other, at=FIRST - MINUTE)

    def empty(self, at):
        joining.leave(member=self.other, now=at, **self.date)

    def runs(self, act, at, **more):
        return act(member=self.rosa, roles=ROLES, now=at, **self.date, **more)

    def hang(self, at=HUNG):
        self.sheet = self.runs(paper.hang_sheet, at)
        return self.sheet

    def types(self, guests=TWO, *, sheet=None, at=TYPED):
        paper.type_line(
            member=self.rosa,
            roles=ROLES,
            sheet_id=(sheet or self.sheet).pk,
            line=1,
            card=self.card,
            guests=guests,
            now=at,
        )
        return self.last

    @property
    def last(self):
        row = SignUp.objects.filter(member=self.ama).order_by("-changed_at", "-pk").first()
        return row.status, row.guests


@pytest.fixture
def wall():
    return Wall()


# ---- what she says herself


def joins(wall, at):
    wall.join(ONE, at=at)


def brings_one(wall, at):
    wall.join()
    joining.change_party(member=wall.ama, guests=ONE, now=at, **wall.date)


def says_the_same_again_at_the_tablet(wall, at):
    wall.join()
    kiosk.come(member=wall.ama, guests=ALONE, now=at, **wall.date)


def leaves(wall, at):
    wall.join()
    joining.leave(member=wall.ama, now=at, **wall.date)


def leaves_for_another_shift(wall, at):
    wall.join()
    changed_shift.leave_for_changed_shift(member=wall.ama, shifts=None, now=at, **wall.date)


def tells_that_her_shift_ran_over(wall, at):
    wall.join()
    register.tell_shift_overran(member=wall.ama, now=at, **wall.date)


def takes_it_back_that_she_left(wall, at):
    wall.join()
    joining.leave(member=wall.ama, now=at - MINUTE, **wall.date)
    exits.undo_leaving(member=wall.ama, now=at, **wall.date)


def takes_an_offer(wall, at, *, act=joining.accept_offer):
    wall.fill()
    wall.join(is_straight_in=False)
    wall.empty(at - MINUTE)
    assert SignUp.objects.get(member=wall.ama).status == "offered"
    act(member=wall.ama, now=at, **wall.date)


def declines_an_offer(wall, at):
    takes_an_offer(wall, at, act=joining.leave)


def asks_to_be_put_straight_in(wall, at):
    wall.fill()
    wall.join(is_straight_in=False)
    wall.join(at=at)


def takes_the_place_that_a_colleague_holds(wall, at):
    wall.join(who=wall.other)
    asked = inviting.invite(member=wall.other, card=wall.card, now=FIRST, **wall.date)
    inviting.accept(member=wall.ama, invitation_id=asked.pk, now=at)


def takes_it_instead_of_her_own_offer(wall, at):
    wall.join(who=wall.other)
    asked = inviting.invite(member=wall.other, now=FIRST, **wall.date)
    goes = wall.somebody("Chidi")
    wall.join(ONE, who=goes)
    wall.join(is_straight_in=False)
    joining.leave(member=goes, now=at - MINUTE, **wall.date)
    assert SignUp.objects.get(member=wall.ama).status == "offered"
    code = code_of(asked.pk)
    inviting.accept(member=wall.ama, invitation_id=asked.pk, code=code, now=at)


def brings_one_every_time(wall, at):
    comes_every_time(wall, FIRST)
    comes_every_time(wall, at, ONE)


def stops_coming_every_time(wall, at):
    comes_every_time(wall, FIRST)
    standing.stop_coming(member=wall.ama, activity_id=wall.walk.activity_id, now=at)


def shows_her_card_at_the_door(wall, at):
    wall.join()
    wall.runs(register.walk_in, at, card=wall.card, device_at=at)


def walks_in_with_one(wall, at):
    wall.runs(register.walk_in, at, card=wall.card, guests=1, device_at=at)


def is_ticked_with_one(wall, at):
    wall.join()
    wall.runs(register.tick, at, member_id=wall.ama.pk, is_here=True, guests=1, device_at=at)


def comes_every_time(wall, at, guests=ALONE):
    Series.objects.get_or_create(
        organisation=wall.organisation,
        activity=wall.walk.activity,
        defaults={"first_date": wall.walk.local_date, "start_time": dt.time(22), "places": 4},
    )
    standing.come_every_time(member=wall.ama, activity_id=wall.walk.activity_id, guests=guests, now=at)


OWN = (
    joins, brings_one, says_the_same_again_at_the_tablet, leaves, leaves_for_another_shift,
    tells_that_her_shift_ran_over, takes_it_back_that_she_left, takes_an_offer, declines_an_offer,
    asks_to_be_put_straight_in, takes_the_place_that_a_colleague_holds, takes_it_instead_of_her_own_offer,
    brings_one_every_time, stops_coming_every_time, shows_her_card_at_the_door, walks_in_with_one, is_ticked_with_one,
)  # fmt: skip


def named(act):
    return act.__name__ if callable(act) else None


@pytest.mark.parametrize("says", OWN, ids=named)
def test_what_she_says_since_the_sheet_hung_up_stands(wall, says):
    wall.hang()
    says(wall, AFTER)
    said = wall.last
    with pytest.raises(SaidOtherwise):
        wall.types()
    assert wall.last == said


@pytest.mark.parametrize("says", OWN, ids=named)
def test_what_she_said_before_it_hung_up_is_changed_as_the_sheet_says(wall, says):
    """Negative control."""
    says(wall, BEFORE)
    wall.hang()
    assert wall.types() in (("placed", TWO), ("waiting", TWO))


def test_that_she_takes_a_no_of_before_back_is_her_word_too(wall):
    wall.join()
    joining.leave(member=wall.ama, now=HUNG - MINUTE, **wall.date)
    wall.hang()
    exits.undo_leaving(member=wall.ama, now=HUNG + MINUTE, **wall.date)
    with pytest.raises(SaidOtherwise):
        wall.types()
    assert wall.last == ("placed", ALONE)


def test_who_stops_coming_every_time_while_a_date_is_off_is_not_on_it_when_it_is_on_again(wall):
    wall.fill()
    comes_every_time(wall, FIRST)
    wall.hang()
    wall.runs(organising.cancel, AFTER - MINUTE)
    standing.stop_coming(member=wall.ama, activity_id=wall.walk.activity_id, now=AFTER)
    wall.runs(organising.bring_back, AFTER)
    with pytest.raises(SaidOtherwise):
        wall.types(ONE)
    assert wall.last == ("left", ALONE)


def test_of_dates_that_open_later_she_said_what_she_said_of_the_series(wall):
    def said():
        mine = SignUp.objects.get(member=wall.ama)
        return mine.status, mine.said_at

    Occurrence.objects.filter(pk=wall.walk.pk).update(state="planned")
    comes_every_time(wall, FIRST)
    assert said() == ("waiting", FIRST)
    comes_every_time(wall, BEFORE, ONE)
    assert said() == ("waiting", BEFORE)
    Occurrence.objects.filter(pk=wall.walk.pk).update(state="published")
    standing.admit_late(occurrence=Occurrence.objects.get(pk=wall.walk.pk), now=STARTS - MINUTE)
    assert said() == ("placed", BEFORE)


def test_at_the_door_it_was_said_when_it_was_pressed_whenever_the_phone_had_signal(wall):
    wall.runs(register.walk_in, AFTER, card=wall.card, device_at=BEFORE)
    assert SignUp.objects.get(member=wall.ama).said_at == BEFORE


# ---- what becomes of her sign-up without her


def the_queue_gives_her_a_place(wall):
    wall.fill()
    wall.join()
    wall.hang()
    wall.empty(AFTER)


def nobody_answers_her_offer(wall):
    wall.fill()
    wall.join(is_straight_in=False)
    wall.empty(BEFORE)
    wall.hang()
    end = SignUp.objects.get(member=wall.ama).offer_ends_at
    joining.settle_due(organisation_id=wall.organisation.pk, now=end, **wall.date)
    assert SignUp.objects.get(member=wall.ama).offer_lapsed_at == end


def it_is_called_off_and_on_again(wall):
    wall.fill()
    wall.join()
    wall.hang()
    wall.runs(organising.cancel, AFTER - MINUTE)
    wall.runs(organising.bring_back, AFTER)


def she_is_drawn(wall):
    draw = {"made_at": FIRST - HOUR, "closes_at": AFTER, "seed": "ab", "seed_hash": "cd"}
    Draw.objects.create(organisation=wall.organisation, occurrence=wall.walk, **draw)
    Occurrence.objects.filter(pk=wall.walk.pk).update(draws_at=AFTER)
    wall.join()
    wall.hang()
    draws.draw_places(organisation_id=wall.organisation.pk, now=AFTER, **wall.date)


def an_organiser_moves_her_to_the_queue(wall):
    mine = wall.join()
    wall.hang()
    wall.runs(organising.set_places, AFTER, places=3, to_queue=[mine.pk], reason="The minibus broke")


def an_organiser_takes_her_off_and_puts_her_back(wall):
    mine = wall.join()
    wall.hang()
    wall.runs(exits.remove, AFTER - MINUTE, sign_up_id=mine.pk, reason="A slip")
    wall.runs(exits.put_back, AFTER, sign_up_id=mine.pk)


def it_opens_to_her_who_comes_every_time(wall):
    team = Team.objects.create(organisation=wall.organisation, name="Porters")
    FacilitiesTeam.objects.create(organisation=wall.organisation, team=team)
    Occurrence.objects.filter(pk=wall.walk.pk).update(facilities_until=AFTER)
    comes_every_time(wall, FIRST)
    assert not SignUp.objects.filter(member=wall.ama).exists()
    wall.hang()
    standing.let_all_in(organisation_id=wall.organisation.pk, now=AFTER, **wall.date)


def her_two_cards_become_one(wall):
    second = wall.somebody("Ama B")
    wall.fill()
    wall.join()
    wall.join(who=second)
    wall.hang()
    wall.empty(AFTER)  # both are moved in, and one of the two stands
    cards = {"kept_card": wall.card, "gone_card": card_for(second).code}
    merging.merge(by=wall.rosa, **cards, now=AFTER)


WITHOUT_HER = (
    the_queue_gives_her_a_place, nobody_answers_her_offer, it_is_called_off_and_on_again, she_is_drawn,
    an_organiser_moves_her_to_the_queue, an_organiser_takes_her_off_and_puts_her_back,
    it_opens_to_her_who_comes_every_time, her_two_cards_become_one,
)  # fmt: skip


@pytest.mark.parametrize("happens", WITHOUT_HER, ids=named)
def test_what_becomes_of_it_without_her_is_no_word_of_hers(wall, happens):
    happens(wall)
    assert SignUp.objects.get(member=wall.ama).changed_at > HUNG  # her sign-up did move
    assert wall.types(at=AFTER + 2 * HOUR)[1] == TWO


def test_what_she_said_under_her_other_name_is_her_word_too(wall):
    second = wall.somebody("Ama B")
    wall.join()
    wall.hang()
    wall.join(who=second, at=AFTER)
    cards = {"kept_card": wall.card, "gone_card": card_for(second).code}
    merging.merge(by=wall.rosa, **cards, now=AFTER)
    with pytest.raises(SaidOtherwise):
        wall.types()
    assert SignUp.objects.filter(member=wall.ama).count() == 1


# ---- several sheets


@pytest.mark.parametrize("in_order", [True, False])
def test_of_two_sheets_the_later_one_stands_in_whatever_order_they_are_typed_in(wall, in_order):
    first, second = wall.hang(), wall.hang(AFTER)
    if in_order:
        wall.types(TWO, sheet=first)
    assert wall.types(ONE, sheet=second) == ("placed", ONE)
    if not in_order:
        with pytest.raises(SaidOtherwise):
            wall.types(TWO, sheet=first)
    assert wall.last == ("placed", ONE)
    assert wall.types(ALONE, sheet=second) == ("placed", ALONE)  # a slip of the keys


def test_a_later_sheet_that_says_what_stands_already_is_her_word_of_then(wall):
    """By phone at first alone; on the second sheet once more alone. The first sheet, typed in last, is the oldest word."""
    wall.join()
    first, second = wall.hang(), wall.hang(AFTER)
    wall.types(ALONE, sheet=second)
    with pytest.raises(SaidOtherwise):
        wall.types(TWO, sheet=first)
    assert wall.last == ("placed", ALONE)


def test_a_line_that_changed_a_party_of_before_can_be_put_right_too(wall):
    wall.join(at=BEFORE)
    wall.hang()
    assert wall.types(TWO) == ("placed", TWO)
    assert wall.types(ONE) == ("placed", ONE)


# ---- what was there before this was kept


def test_before_this_was_kept_the_last_change_counts_as_said_unless_a_sheet_says_the_same(wall):
    migration = importlib.import_module("aftershift.activities.migrations.0016_own_word")
    by_phone = wall.join(who=wall.other, at=AFTER)
    wall.hang()
    wall.types(ONE)
    SignUp.objects.update(said_at=None)
    with scopes_disabled():
        migration.say_what_is_known(apps, SimpleNamespace(connection=connection))
    said = dict(SignUp.objects.values_list("member", "said_at"))
    assert said == {wall.other.pk: AFTER, wall.ama.pk: HUNG}
    assert SignUp.objects.get(pk=by_phone.pk).changed_at == AFTER
    assert wall.types(TWO) == ("placed", TWO)


def test_a_row_that_the_release_before_wrote_meanwhile_counts_as_said_when_it_changed(wall):
    wall.hang()
    wall.join(ONE, at=AFTER)
    SignUp.objects.update(said_at=None)
    with pytest.raises(SaidOtherwise):
        wall.types()

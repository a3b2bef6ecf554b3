"""Q-R1 for each path that takes or frees places, beside people who join at that moment: never over-filled, never wasted,
whoever waited goes first, and no offer outlives its time. What phones do goes to two servers; what organisers and the
worker do runs in a third process.
"""

import datetime as dt
from contextlib import closing
from functools import partial

import pytest
from django.db import connection, connections
from django_scopes import scope

from aftershift.activities.kept import kept_now
from aftershift.activities.models import LIVE, FacilitiesTeam, Occurrence, Series, SignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import draws, exits, joining, keeping, organising
from aftershift.activities.services.series import generating, saving, standing
from aftershift.activities.services.series.planning import Scope
from aftershift.core import clock
from aftershift.core.errors import DomainError
from aftershift.people.services import leaving, merging
from tests.factories import MemberFactory, OrganisationFactory, TeamFactory
from tests.races.harness import all_at_once, hang_up, phone, server_env, statuses
from tests.races.test_places_under_load import occurrence
from tests.rules.people.world import card_for
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ORGANISER = frozenset({"member", "organiser"})
PLACES, WAIT, LATE = 4, 3, 4
ALL = ("seated", "waits", "late")
HOUR = dt.timedelta(hours=1)


class Race:
    """Four have the four places, three wait, and four more are about to tap. Rosa organises."""

    def __init__(self, organisation, port, **fields):
        self.organisation = organisation
        self.now = clock.now()
        with scope(organisation=organisation.pk):
            self.rosa = MemberFactory(organisation=organisation, roles=("organiser",))
            counts = {"seated": PLACES, "waits": WAIT, "late": LATE}
            self.people = {
                name: [MemberFactory(organisation=organisation) for _ in range(n)] for name, n in counts.items()
            }
            self.date = occurrence(organisation, **{"places": PLACES} | fields)
            for n, member in enumerate(self.people["seated"] + self.people["waits"]):
                self.join(member, at=self.now - HOUR + n * dt.timedelta(seconds=1))
        self.phones = {name: [phone(who, port) for who in self.people[name]] for name in ALL}
        self.path = f"/api/v1/occurrences/{self.date.pk}/sign-ups"

    def join(self, member, *, at, **more):
        return joining.join(member=member, occurrence_id=self.date.pk, now=at, **more)

    def joins(self):
        return [partial(each.send, "POST", self.path) for each in self.phones["late"]]

    def leaves(self, count=2):
        return [partial(each.send, "DELETE", f"{self.path}/mine") for each in self.phones["seated"][:count]]

    def runs(self, do, **call):
        """An organiser's or the worker's call, in this process."""

        def run():
            with closing(connection), scope(organisation=self.organisation.pk):
                try:
                    do(**call)
                except DomainError as refusal:
                    return refusal.status, refusal.slug
                return 200, None

        return run

    def rosa_runs(self, do, **call):
        return self.runs(do, member=self.rosa, roles=ORGANISER, occurrence_id=self.date.pk, now=clock.now(), **call)

    def sign_up(self, member):
        return SignUp.objects.get(occurrence=self.date, member=member)

    def settle(self):
        return self.runs(
            joining.settle_due, organisation_id=self.organisation.pk, occurrence_id=self.date.pk, now=clock.now()
        )


def parties_change(race):
    guests = {"adults": 1, "children_0_4": 0, "children_5_10": 0, "children_11_17": 0}
    grow = [partial(each.send, "PUT", f"{race.path}/mine", guests) for each in race.phones["waits"][:2]]
    return [*grow, *race.leaves(), *race.joins()]


def people_are_taken_off_and_put_back(race):
    offs = [race.sign_up(member) for member in race.people["seated"][:2]]
    remove = [race.rosa_runs(exits.remove, sign_up_id=row.pk, reason="The coach is full") for row in offs]
    race.rosa_runs(exits.remove, sign_up_id=race.sign_up(race.people["seated"][2]).pk, reason="Coach")()
    back = race.rosa_runs(exits.put_back, sign_up_id=race.sign_up(race.people["seated"][2]).pk)
    return [*remove, back, *race.joins()]


def the_date_is_called_off_and_brought_back(race):
    return [race.rosa_runs(organising.cancel), race.rosa_runs(organising.bring_back), *race.leaves(), *race.joins()]


def members_leave_the_programme(race):
    gone = [race.runs(leaving.forget_member, member=who, now=clock.now()) for who in race.people["seated"][:2]]
    return [*gone, *race.leaves(3)[2:], *race.joins()]


def offers_end_while_they_are_taken(race):
    asked = race.people["waits"][:2]
    SignUp.objects.filter(occurrence=race.date, member__in=asked).update(is_straight_in=False)
    for call in race.leaves():
        call()
    SignUp.objects.filter(occurrence=race.date, status="offered").update(offer_ends_at=clock.now())
    accepts = [partial(each.send, "POST", f"{race.path}/mine/acceptance") for each in race.phones["waits"][:2]]
    return [*accepts, race.settle(), race.settle(), *race.leaves(3)[2:], *race.joins()]


def places_are_kept_and_open(race):
    keep = race.rosa_runs(keeping.keep_places, first_timers=2, jobs=("Back-marker",), facilities_until=None)
    open_all = race.rosa_runs(keeping.keep_places, first_timers=0, jobs=(), facilities_until=None)
    return [keep, open_all, *race.leaves(3), *race.joins(), race.settle()]


def facilities_staff_go_first_until_now(race):
    team = TeamFactory(organisation=race.organisation)
    FacilitiesTeam.objects.create(organisation=race.organisation, team=team)
    Occurrence.objects.filter(pk=race.date.pk).update(facilities_until=clock.now() + HOUR)
    open_all = race.rosa_runs(keeping.keep_places, first_timers=0, jobs=(), facilities_until=None)
    return [open_all, *race.leaves(), *race.joins()]


def places_go_up_and_down(race):
    more, fewer = (race.rosa_runs(organising.set_places, places=n) for n in (PLACES + 2, PLACES - 1))
    to_queue = [race.sign_up(race.people["seated"][3]).pk]
    choose = race.rosa_runs(organising.set_places, places=PLACES - 1, to_queue=to_queue, reason="A smaller coach")
    return [more, fewer, choose, *race.leaves(), *race.joins()]


def a_series(race):
    starts = race.organisation.local(race.date.starts_at)
    rule = Rule(starts.date(), (Time(starts.weekday(), starts.time().replace(second=0, microsecond=0)),))
    series = Series(organisation_id=race.organisation.pk, activity=race.date.activity, places=PLACES)
    series.take(rule)
    series.save()
    Occurrence.objects.filter(pk=race.date.pk).update(pattern_date=race.date.local_date)
    return series, rule


def a_series_has_other_places(race):
    _, rule = a_series(race)

    def save(places):
        call = {"activity_id": race.date.activity_id, "wanted": saving.Wanted(rule, places, Scope.ALL), "reason": ""}
        return race.runs(saving.save, member=race.rosa, roles=ORGANISER, now=clock.now(), **call)

    return [save(PLACES + 2), save(PLACES + 1), *race.leaves(), *race.joins()]


def people_come_every_time_while_dates_are_made(race):
    series, _ = a_series(race)
    call = {"activity_id": race.date.activity_id, "now": clock.now()}
    every = [race.runs(standing.come_every_time, member=who, **call) for who in race.people["late"][:2]]
    make = race.runs(
        generating.generate_due, organisation_id=race.organisation.pk, series_id=series.pk, now=clock.now()
    )
    stop = race.runs(standing.stop_coming, member=race.people["late"][0], **call)
    return [*every, make, stop, *race.leaves(), *race.joins()[2:]]


def two_cards_become_one(race):
    def merge(kept, gone):
        cards = {"kept_card": card_for(kept).code, "gone_card": card_for(gone).code}
        return race.runs(merging.merge, by=race.rosa, now=clock.now(), **cards)

    seated, waits = race.people["seated"], race.people["waits"]
    return [merge(seated[0], seated[1]), merge(seated[2], waits[0]), *race.leaves(1), *race.joins()]


PATHS = [
    parties_change,
    people_are_taken_off_and_put_back,
    the_date_is_called_off_and_brought_back,
    members_leave_the_programme,
    offers_end_while_they_are_taken,
    places_are_kept_and_open,
    facilities_staff_go_first_until_now,
    places_go_up_and_down,
    a_series_has_other_places,
    people_come_every_time_while_dates_are_made,
    two_cards_become_one,
]


def faults(race) -> list[str]:
    """Every rule of places that the date's rows break."""
    now = clock.now()
    with scope(organisation=race.organisation.pk):
        date = Occurrence.objects.get(pk=race.date.pk)
        rows = list(SignUp.objects.filter(occurrence=date, status__in=LIVE).order_by("queued_at", "pk"))
        kept = kept_now(occurrence=date, now=now)
    people = {status: sum(row.people for row in rows if row.status == status) for status in LIVE}
    free = date.places - people["placed"] - people["offered"]
    found = []
    if (date.taken, date.held, date.waiting) != (people["placed"], people["offered"], people["waiting"]):
        found.append(f"the row says {date.taken}, {date.held}, {date.waiting}; the sign-ups {people}")
    if free < 0:
        found.append(f"over-filled by {-free}")
    if len({row.member_id for row in rows}) < len(rows):
        found.append("somebody has two")
    if date.state == "published":
        waiting = [row for row in rows if row.status == "waiting" and row.offers_missed < 2]
        found += [
            f"wasted: {row.people} wait, {free} free" for row in waiting if row.people <= free - kept.from_others(row)
        ]
    if any(row.status == "offered" and row.offer_ends_at <= now for row in rows):
        found.append("an offer outlived its time")
    late = {who.pk for who in race.people["late"]}
    turns = {who.pk for who in race.people["waits"]}
    if any(row.member_id in late and row.status == "placed" for row in rows):
        passed = [row for row in rows if row.member_id in turns and row.status == "waiting"]
        found += [f"passed over: {row.people}" for row in passed if row.people == 1 and not row.offers_missed]
    return found


@pytest.fixture
def organisation():
    return OrganisationFactory()


def test_every_path_that_takes_or_frees_places_keeps_every_rule(organisation):
    broken = []
    with gunicorn(env=server_env()) as port:
        for path in PATHS:
            for _ in range(2):
                race = Race(organisation, port)
                with scope(organisation=organisation.pk):
                    calls = path(race)
                connections.close_all()
                said = statuses(all_at_once(calls))
                race.settle()()
                broken += [f"{path.__name__}: {fault}" for fault in faults(race)]
                if not set(said) <= {200, 201, 204, 403, 409, 422}:
                    broken.append(f"{path.__name__}: answers {said}")
                for phones in race.phones.values():
                    hang_up(phones)
    assert broken == []


def test_without_the_lock_the_same_paths_break_rules(organisation):
    """The negative control: servers without their lock. If nothing breaks, the test above proves nothing."""
    broken = []
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        for path in (parties_change, offers_end_while_they_are_taken, facilities_staff_go_first_until_now) * 4:
            race = Race(organisation, port)
            with scope(organisation=organisation.pk):
                calls = path(race)
            connections.close_all()
            all_at_once([*calls, *race.leaves(4)[3:]])
            broken += faults(race)
            for phones in race.phones.values():
                hang_up(phones)
    assert broken, "this check is powerless here"


def test_a_draw_and_people_who_ask_at_its_moment(organisation):
    """Whoever asked before it is drawn; whoever taps at that moment is drawn or waits behind; every place is given."""
    with gunicorn(env=server_env()) as port:
        for _ in range(3):
            far = clock.now() + dt.timedelta(days=20)
            race = Race(organisation, port, places=PLACES, starts_at=far)
            with scope(organisation=organisation.pk):
                SignUp.objects.filter(occurrence=race.date).delete()
                race.settle()()
                closes = clock.now() + dt.timedelta(days=8)
                race.rosa_runs(draws.decide_draw, closes_at=closes)()
                for who in race.people["seated"] + race.people["waits"]:
                    race.join(who, at=clock.now())
                Occurrence.objects.filter(pk=race.date.pk).update(draws_at=clock.now())
            call = {"organisation_id": organisation.pk, "occurrence_id": race.date.pk, "now": clock.now()}
            draw = race.runs(draws.draw_places, **call)
            connections.close_all()
            replies = all_at_once([draw, draw, *race.leaves(), *race.joins()])
            assert set(statuses(replies)) <= {200, 201, 204}
            with scope(organisation=organisation.pk):
                row = Occurrence.objects.get(pk=race.date.pk)
                placed = SignUp.objects.filter(occurrence=row, status="placed").count()
            assert (row.taken, row.held, row.draws_at) == (PLACES, 0, None) == (placed, 0, None)
            for phones in race.phones.values():
                hang_up(phones)

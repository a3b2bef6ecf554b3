"""Q-R2: whatever people do in whatever order, places are never over-filled, never wasted, and the queue is fair.

Q-R2 names "organisation closed" too. There is no such step: an organisation has no end in this product, no state, service or
command of it. People leave it one by one: `leaves_the_programme`.
"""

import datetime as dt
import os
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from aftershift.activities import drawing
from aftershift.activities.errors import PartyTooLarge, PlacesInUse
from aftershift.activities.inviting import code_of
from aftershift.activities.kept import kept_now
from aftershift.activities.models import (
    LIVE,
    Draw,
    FacilitiesTeam,
    Invitation,
    KeptPlaces,
    Occurrence,
    Party,
    SignUp,
    TellMe,
    WithoutCard,
)
from aftershift.activities.services import (
    draws,
    exits,
    inviting,
    joining,
    keeping,
    organising,
    register,
    telling,
    two_sign_ups,
)
from aftershift.activities.services.without_card import count_without_card
from aftershift.core.errors import DomainError
from aftershift.people import codes
from aftershift.people.events import MemberLeft
from aftershift.people.models import Card, Member
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, TeamFactory, colleagues
from tests.rules.activities.places_model import Line, Model, Person
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
# Far enough away that a draw fits in before it.
STARTS = MONDAY_9AM + dt.timedelta(days=10)
ORGANISER = frozenset({"member", "organiser"})
# `make test-places-machine` runs 2,000 of 50 (RULES Q-R2), in parts that two processes share, each with a seed of its own.
PARTS, RUNS, STEPS = (
    int(os.environ.get(name, few)) for name, few in (("PLACES_PARTS", 1), ("PLACES_RUNS", 200), ("PLACES_STEPS", 30))
)
BEGUN = 4  # steps of a run that are taken at its beginning, one asking after another
PEOPLE = 7
FACILITIES = 1  # who is of a facilities team
BEEN_BEFORE = 3  # so many of them were on a walk before: what is kept for first-timers is not for them
who = st.integers(0, PEOPLE - 1)
some = st.integers(0, 1)
guests_of = st.builds(Party, adults=some, children_0_4=some, children_5_10=st.just(0), children_11_17=some)


def answered(do):
    """An invitation knows its date."""
    return lambda occurrence_id, **more: do(**more)


def party(guests):
    return guests.adults, guests.children


class Places(RuleBasedStateMachine):
    """One walk, seven people, ten days or less to the start; the clock moves only forward."""

    @initialize(
        places=st.sampled_from([3, 2, 4, 1]),
        hours=st.sampled_from([240, 60, 30]),
        first=st.lists(st.tuples(who, guests_of, st.booleans()), min_size=2, max_size=6),
        invited=st.sampled_from(["somebody who says yes", "somebody", "nobody"]),
        keeps=st.sampled_from(["for first-timers", "nothing", "for a job as well"]),
    )
    def begin(self, places, hours, first, invited, keeps):
        """Some have asked already: of thirty steps too few would, and most runs would end with an empty walk.

        Who has no place asks to be told of one.
        """
        self.organiser = self.people[0]
        activity = ActivityFactory(organisation=self.organisation, lead=self.organiser)  # keeps the register as well
        self.walk = OccurrenceFactory(activity=activity, places=places, starts_at=STARTS)
        self.young = self.people[-1]
        self.gone = set()
        self.now = STARTS - dt.timedelta(hours=hours)
        self.asked_in_vain, self.jobs_held = set(), set()
        SignUp.objects.filter(occurrence=self.before).delete()
        self.model = Model(
            people={
                someone.pk: Person(
                    is_adult=not someone.is_under_18,
                    is_confirmed=someone.is_confirmed,
                    has_been_before=n < BEEN_BEFORE,
                    is_facilities=n == FACILITIES,
                )
                for n, someone in enumerate(self.people)
            },
            places=places,
            starts=STARTS,
            now=self.now,
        )
        were_there(self.people[:BEEN_BEFORE], self.before)
        if keeps != "nothing":
            self.keep(1, ("Back-marker",) if keeps == "for a job as well" and places > 1 else ())
        if invited != "nobody":  # whoever asks first has a place, and holds one for a colleague before others ask
            asks, *first = first
            self.joins(*asks)
            self.invites(self.people[asks[0]].pk)
        for asking in first:
            self.joins(*asking)
        if invited == "somebody who says yes" and self.model.holds:
            self.comes_along(self.people[places], self.model.holds[0])
        self.everybody_asks_to_be_told()

    def teardown(self):
        Occurrence.objects.exclude(pk=self.before).delete()
        Member.objects.of(self.organisation.pk).update(left_at=None)

    def try_to(self, do, **more):
        try:
            with transaction.atomic():
                return do(occurrence_id=self.walk.pk, now=self.now, **more)
        except DomainError as refusal:
            return refusal

    def agree(self, answer, allows):
        """The service and the slow model allow the same."""
        assert isinstance(answer, DomainError) != allows, answer

    def line_of(self, sign_up):
        return next(line for line in self.model.lines if line.code == sign_up.pk)

    def later(self, now):
        self.now = self.model.now = max(self.now, now)
        self.worker_runs()

    def sums(self, rows=None):
        sums = dict.fromkeys(SignUp.Status, 0)
        for row in SignUp.objects.filter(occurrence=self.walk) if rows is None else rows:
            sums[row.status] += row.people
        return sums

    @rule(someone=who, guests=guests_of, straight_in=st.booleans())
    def join(self, someone, guests, straight_in):
        self.joins(someone, guests, straight_in)

    @rule(someone=who, straight_in=st.booleans())
    def join_alone(self, someone, straight_in):
        self.joins(someone, Party(), straight_in)

    def joins(self, someone, guests, straight_in):
        if someone in self.gone:
            return
        before, walk = self.live(), self.walk_now()
        had = self.best_of(self.people[someone]) < 3
        answer = self.try_to(joining.join, member=self.people[someone], guests=guests, is_straight_in=straight_in)
        code = getattr(answer, "pk", None)
        self.agree(answer, self.model.join(self.people[someone].pk, code, party(guests), straight_in))
        if isinstance(answer, DomainError):
            assert self.live() == before
        elif not had and walk.facilities_until is not None and walk.facilities_until > self.now:
            assert someone == FACILITIES

    @rule(turn=st.integers(0, 5))
    def leave_a_place(self, turn):
        placed = self.model.all_of("placed")
        if placed:
            self.leaves([person.pk for person in self.people].index(placed[turn % len(placed)].who))

    @rule(someone=who)
    def leave(self, someone):
        self.leaves(someone)

    def leaves(self, someone):
        held = self.sums()[SignUp.Status.PLACED]
        self.try_to(joining.leave, member=self.people[someone])
        self.model.leave(self.people[someone].pk)
        assert not SignUp.objects.filter(occurrence=self.walk, member=self.people[someone], status__in=LIVE).exists()
        if self.walk_now().state == Occurrence.State.CANCELLED:
            assert self.sums()[SignUp.Status.PLACED] <= held

    @rule(someone=who, guests=guests_of)
    def bring(self, someone, guests):
        answer = self.try_to(joining.change_party, member=self.people[someone], guests=guests)
        self.agree(answer, self.model.bring(self.people[someone].pk, party(guests)))
        if isinstance(answer, PartyTooLarge):
            assert "places" in answer.facts

    @rule(someone=who)
    def say_yes(self, someone):
        answer = self.try_to(joining.accept_offer, member=self.people[someone])
        self.agree(answer, self.model.say_yes(self.people[someone].pk))

    @rule(someone=who)
    def invite(self, someone):
        """ "Come with me", to whoever has the code."""
        self.invites(self.people[someone].pk)

    @rule(turn=st.integers(0, 5))
    def invite_who_comes(self, turn):
        placed = self.model.all_of("placed")
        if placed:
            self.invites(placed[turn % len(placed)].who)

    def invites(self, inviter):
        member = next(person for person in self.people if person.pk == inviter)
        answer = self.try_to(inviting.invite, member=member)
        self.agree(answer, self.model.invite(inviter, getattr(answer, "pk", None)))

    @rule(turn=st.integers(0, 5), is_new=st.booleans())
    def come_along(self, turn, is_new):
        """With a code that somebody gave them, most often one that still holds; or with one that is over."""
        holds = (is_new and self.model.held()) or self.model.holds
        stay = [who for n, who in enumerate(self.people) if n not in self.gone]
        outside = [who for who in stay if self.model.live(who.pk) is None] if is_new else []
        if holds:
            self.comes_along((outside or stay)[turn % len(outside or stay)], holds[turn % len(holds)])

    def comes_along(self, member, hold):
        more = {"member": member, "invitation_id": hold.code, "code": code_of(hold.code)}
        answer = self.try_to(answered(inviting.accept), **more)
        self.agree(answer, self.model.come_along(member.pk, hold, getattr(answer, "pk", None)))

    @rule(turn=st.integers(0, 5))
    def take_an_invitation_back(self, turn):
        if self.model.holds:
            hold = self.model.holds[turn % len(self.model.holds)]
            inviter = next(person for person in self.people if person.pk == hold.who)
            self.try_to(answered(inviting.take_back), member=inviter, invitation_id=hold.code)
            self.model.holds_no_more(hold)

    @rule(someone=who)
    def take_back_leaving(self, someone):
        if someone not in self.gone:
            answer = self.try_to(exits.undo_leaving, member=self.people[someone])
            self.agree(answer, self.model.undo_leaving(self.people[someone].pk))

    @rule(someone=who)
    def take_off(self, someone):
        theirs = (
            SignUp.objects.filter(occurrence=self.walk, member=self.people[someone])
            .order_by("-changed_at", "-pk")
            .first()
        )
        if theirs is not None:
            before = self.sums()[SignUp.Status.PLACED]
            more = {"member": self.organiser, "roles": ORGANISER, "sign_up_id": theirs.pk}
            answer = self.try_to(exits.remove, **more, reason="The coach is full")
            self.agree(answer, self.model.take_off(self.line_of(theirs)))
            if not isinstance(answer, DomainError):
                # One removal frees one party's places, which others may have by now.
                assert self.sums()[SignUp.Status.PLACED] >= before - theirs.people
                theirs.refresh_from_db()
                assert theirs.status == SignUp.Status.REMOVED

    @rule(someone=who)
    def put_back(self, someone):
        off = SignUp.objects.filter(occurrence=self.walk, member=self.people[someone], status="removed").first()
        if off is not None:
            more = {"member": self.organiser, "roles": ORGANISER, "sign_up_id": off.pk}
            self.agree(self.try_to(exits.put_back, **more), self.model.come_back(self.line_of(off)))

    @rule(first_timers=st.integers(0, 2), jobs=st.sampled_from([(), ("Back-marker",), ("Back-marker", "Tea")]))
    def keep(self, first_timers, jobs):
        more = {"member": self.organiser, "roles": ORGANISER, "first_timers": first_timers, "jobs": jobs}
        before = self.live()
        answer = self.try_to(keeping.keep_places, **more, facilities_until=None)
        self.agree(answer, self.model.keep(first_timers, list(jobs)))
        # Keeping takes nobody's place; what is no longer kept may go to those who wait.
        placed = {row for row in before if row[1] == SignUp.Status.PLACED}
        assert placed <= set(self.live())

    @rule(someone=who)
    def take_a_job(self, someone):
        job = KeptPlaces.objects.filter(occurrence=self.walk, group="job").first()
        if job is not None and someone not in self.gone:
            answer = self.try_to(joining.join, member=self.people[someone], job_id=job.pk)
            code = getattr(answer, "pk", None)
            self.agree(answer, self.model.join(self.people[someone].pk, code, (0, 0), True, job=job.job))

    @rule(places=st.integers(1, 6), someone=who)
    def fewer_places_and_somebody_waits(self, places, someone):
        theirs = SignUp.objects.filter(occurrence=self.walk, member=self.people[someone], status="placed").first()
        if theirs is not None:
            more = {"member": self.organiser, "roles": ORGANISER, "places": places, "to_queue": [theirs.pk]}
            before = self.live()
            answer = self.try_to(organising.set_places, **more, reason="Fewer seats")
            self.agree(answer, self.model.set_places(places, [self.line_of(theirs)]))
            if isinstance(answer, DomainError):
                assert self.live() == before

    @rule()
    def decide_a_draw(self):
        """The shortest window there can be; the clock of the machine passes its end."""
        more = {"member": self.organiser, "roles": ORGANISER, "closes_at": self.now + drawing.OPEN_AT_LEAST}
        answer = self.try_to(draws.decide_draw, **more)
        self.agree(answer, self.model.decide_a_draw(more["closes_at"]))

    @rule()
    def draw(self):
        walk = self.walk_now()
        if walk.draws_at is not None and walk.state == Occurrence.State.PUBLISHED:
            self.later(walk.draws_at)

    def worker_runs(self):
        """What is due is done: a draw whose moment has passed, offers that are over, kept places that open."""
        walk = self.walk_now()
        call = {"organisation_id": walk.organisation_id, "occurrence_id": walk.pk, "now": self.now}
        if walk.draws_at is not None and walk.draws_at <= self.now and walk.state == Occurrence.State.PUBLISHED:
            for _ in range(2):
                draws.draw_places(**call)
            assert self.walk_now().draws_at is None
            self.model.draw(Draw.objects.get(occurrence=walk).seed)
        joining.settle_due(**call)
        self.model.give()

    @rule(places=st.integers(1, 6))
    def set_places(self, places):
        before = self.walk_now()
        answer = self.try_to(organising.set_places, member=self.organiser, roles=ORGANISER, places=places)
        self.agree(answer, self.model.set_places(places))
        if isinstance(answer, PlacesInUse):
            assert self.walk_now().places == before.places

    @rule()
    def cancel(self):
        self.try_to(organising.cancel, member=self.organiser, roles=ORGANISER)
        self.model.call_off()
        assert self.walk_now().waiting == self.walk_now().held == 0

    @rule()
    def bring_back(self):
        answer = self.try_to(organising.bring_back, member=self.organiser, roles=ORGANISER)
        self.agree(answer, self.model.bring_back())
        self.worker_runs()

    @rule(someone=st.integers(1, PEOPLE - 1))
    def leaves_the_programme(self, someone):
        member = self.people[someone]
        Member.objects.filter(pk=member.pk).update(left_at=self.now)
        joining.free_places_of(MemberLeft(organisation_id=self.organisation.pk, member_id=member.pk, at=self.now))
        self.gone.add(someone)
        self.model.leaves_the_programme(member.pk)
        assert not SignUp.objects.filter(occurrence=self.walk, member=member, status__in=LIVE).exists()

    @rule(hours=st.sampled_from([1, 3, 9, 30]))
    def time_passes(self, hours):
        self.later(self.now + dt.timedelta(hours=hours))

    @rule(someone=who, other=who)
    def two_cards_become_one(self, someone, other):
        """The organiser and the one who is under 18 keep theirs, so that the machine goes on with them."""
        if other in self.gone | {0, someone, PEOPLE - 1} or someone in self.gone:
            return
        kept, gone = self.people[someone], self.people[other]
        before = {who: self.best_of(who) for who in (kept, gone)}
        with transaction.atomic():
            two_sign_ups.sign_up_once(kept=kept, gone=gone, now=self.now)
        self.model.two_become_one(kept.pk, gone.pk)
        self.gone.add(other)
        assert not SignUp.objects.filter(occurrence=self.walk, member=gone).exists()
        # Nobody loses by it: what either had, or better.
        assert self.best_of(kept) <= min(before.values())

    def best_of(self, member):
        """0: a place. 3: nothing."""
        order = [SignUp.Status.PLACED, SignUp.Status.OFFERED, SignUp.Status.WAITING]
        rows = SignUp.objects.filter(occurrence=self.walk, member=member, status__in=LIVE)
        return min((order.index(row.status) for row in rows), default=3)

    @rule(days=st.integers(1, 3))
    def facilities_staff_go_first(self, days):
        until = self.now + dt.timedelta(days=days)
        more = {"member": self.organiser, "roles": ORGANISER, "first_timers": 0, "jobs": ()}
        answer = self.try_to(keeping.keep_places, **more, facilities_until=until)
        self.agree(answer, self.model.keep(0, [], facilities_until=until))

    @rule()
    def everybody_asks_to_be_told(self):
        for someone in set(range(PEOPLE)) - self.gone:
            self.try_to(telling.ask_to_be_told, member=self.people[someone], whats={"place_free"})

    @rule(hours=st.sampled_from([11, 2]))
    def the_day_comes(self, hours):
        self.later(STARTS - dt.timedelta(hours=hours))

    @rule(someone=who, guests=some, adds_places=st.booleans(), although_off=st.booleans())
    def walk_in(self, someone, guests, adds_places, although_off):
        if someone in self.gone:
            return
        before, places = self.live(), self.walk_now().places
        more = {"card": self.cards[someone], "guests": guests, "adds_places": adds_places, "device_at": self.now}
        more["although_removed"] = although_off
        answer = self.try_to(register.walk_in, member=self.organiser, roles=ORGANISER, **more)
        whom = self.people[someone]
        self.agree(answer, self.model.check_in(whom.pk, self.code_of(whom), guests, adds_places, although_off))
        if isinstance(answer, DomainError):
            assert (self.live(), self.walk_now().places) == (before, places)
        elif not adds_places:
            assert self.walk_now().places == places
        # Whoever was there before has what they had.
        placed = {row[0] for row in before if row[1] == SignUp.Status.PLACED}
        assert placed <= {row[0] for row in self.live() if row[1] == SignUp.Status.PLACED}

    @rule(someone=who, guests=some, is_here=st.booleans())
    def tick(self, someone, guests, is_here):
        more = {"member_id": self.people[someone].pk, "is_here": is_here, "guests": guests, "device_at": self.now}
        places = self.walk_now().places
        answer = self.try_to(register.tick, member=self.organiser, roles=ORGANISER, **more)
        whom = self.people[someone]
        self.agree(answer, self.model.tick(whom.pk, self.code_of(whom), guests, is_here))
        assert self.walk_now().places == places

    @rule(press=st.integers(0, 2), people=st.integers(0, 3), adds_places=st.booleans(), is_late=st.booleans())
    def count_without_card(self, press, people, adds_places, is_late):
        """Nobody of them is anybody; none takes the press back, and a late one was made an hour ago."""
        before, places = self.live(), self.walk_now().places
        key, at = UUID(int=press), self.now - dt.timedelta(hours=is_late)
        more = {"key": key, "people": people or 1, "is_here": people > 0, "adds_places": adds_places, "device_at": at}
        answer = self.try_to(count_without_card, member=self.organiser, roles=ORGANISER, **more)
        self.agree(answer, self.model.count_without_card(key, people, at, adds_places))
        if isinstance(answer, DomainError):
            assert (self.live(), self.walk_now().places) == (before, places)
        elif not adds_places:
            assert self.walk_now().places == places
        placed = {row[0] for row in before if row[1] == SignUp.Status.PLACED}
        assert placed <= {row[0] for row in self.live() if row[1] == SignUp.Status.PLACED}

    def code_of(self, member):
        return (
            SignUp.objects.filter(occurrence=self.walk, member=member, status__in=LIVE)
            .values_list("pk", flat=True)
            .first()
        )

    def walk_now(self):
        return Occurrence.objects.get(pk=self.walk.pk)

    def live(self):
        rows = SignUp.objects.filter(occurrence=self.walk, status__in=LIVE).order_by("pk")
        return list(rows.values_list("pk", "status", *Party._fields))

    @invariant()
    def the_slow_model_says_the_same(self):
        """Who has a place, an offer until when, or a turn, with how many; and who is before whom."""
        walk, model = self.walk_now(), self.model
        rows = list(SignUp.objects.filter(occurrence=walk, status__in=LIVE).order_by("queued_at", "pk"))
        assert {row.pk: (row.member_id, row.status, row.adults, row.guests.children) for row in rows} == {
            line.code: (line.who, line.state, line.adults, line.children) for line in model.all_of(*LIVE)
        }
        assert [row.pk for row in rows if row.status == "waiting"] == [line.code for line in model.queue()]
        assert {row.pk: row.offer_ends_at for row in rows if row.status == "offered"} == {
            line.code: line.answer_by for line in model.all_of("offered")
        }
        assert (walk.places, walk.draws_at) == (model.places, model.draws_at)
        assert (walk.state == Occurrence.State.CANCELLED) == model.is_called_off
        assert (walk.kept, walk.without_card) == (model.kept, model.nameless)
        holds = Invitation.objects.filter(occurrence=walk, state="open").values_list("pk", "inviter", "ends_at")
        assert {(hold.code, hold.who, hold.until) for hold in model.held()} == set(holds)

    @invariant()
    def everything_holds(self):
        walk = self.walk_now()
        rows = list(SignUp.objects.filter(occurrence=walk, status__in=LIVE))
        cut_off = walk.starts_at - dt.timedelta(minutes=walk.cut_off_minutes)
        is_open = walk.state == Occurrence.State.PUBLISHED
        gives = is_open and walk.draws_at is None
        kept = kept_now(occurrence=walk, now=self.now)
        # Never over-filled, kept places included.
        assert walk.taken + walk.held + walk.kept <= walk.places
        # What is kept is what its groups do not have yet, as far as it is free.
        if walk.keeps_until is None or walk.keeps_until > self.now:
            assert walk.kept == min(kept.left, walk.places - walk.taken - walk.held)
        # A small job is one person's.
        assert all(
            pool.used <= max(row.people for row in rows if row.job_id == pool.id)
            for pool in kept.pools
            if pool.job and pool.used
        )
        # The row counts what the sign-ups say.
        sums = self.sums(rows)
        assert (walk.taken, walk.held, walk.waiting) == (
            sums[SignUp.Status.PLACED] + walk.without_card,
            sums[SignUp.Status.OFFERED] + Invitation.objects.filter(occurrence=walk, state="open").count(),
            sums[SignUp.Status.WAITING],
        )
        pressed = WithoutCard.objects.filter(occurrence=walk, is_here=True).values_list("people", flat=True)
        assert walk.without_card == sum(pressed)
        # No child without an adult of its own.
        assert not [
            row for row in rows if row.guests.children and row.member_id == self.young.pk and not row.guests.adults
        ]
        # Before a draw nobody has a place.
        if walk.draws_at is not None:
            assert walk.taken == walk.held == 0
        # Nobody holds two.
        assert len({row.member_id for row in rows}) == len(rows)
        self.everyone_who_asked_is_told(walk, is_open)
        for row in rows:
            # No place stays empty while somebody whom it fits waits to be put straight in.
            if row.status == SignUp.Status.WAITING and row.is_straight_in and gives and self.now < cut_off:
                room = walk.places - walk.taken - walk.held - kept.from_others(row)
                assert row.people > room or row.offers_missed >= 2
            # No offer outlives its time or the sign-up.
            if row.status == SignUp.Status.OFFERED:
                assert is_open
                assert row.offer_ends_at <= cut_off

    def everyone_who_asked_is_told(self, walk, is_open):
        """Who asked while there was no place that they could have is told, once, as soon as there is one: a free one, or one
        kept for them, or that of a job which somebody gave back. Not who has a place, nor who was taken off."""
        settled = walk.sign_ups.filter(status__in=("placed", "offered", "removed")).values("member")
        asked = TellMe.objects.filter(occurrence=walk, told_at=None, what="place_free").exclude(member__in=settled)
        if walk.facilities_until is not None and walk.facilities_until > self.now:  # the others hear once they may join
            asked = asked.filter(member=self.people[FACILITIES])
        not_told = dict(asked.values_list("pk", "member"))
        could = {pk for pk, who in not_told.items() if self.model.room_for(self.somebody(who)) > 0}
        jobs = {job for job, left in self.model.groups() if left and self.model.room_for(self.somebody(job=job)) > 0}
        if is_open and self.now < walk.starts_at and walk.draws_at is None:
            assert not (self.asked_in_vain & could)
            assert not (self.asked_in_vain & set(not_told) and self.jobs_held & jobs)
        self.asked_in_vain = set(not_told) - could if is_open else set()
        self.jobs_held = {line.job for line in self.model.all_of("placed", "offered")} - {""}

    def somebody(self, who=None, job=""):
        """Who would come now, alone."""
        return Line(who or self.people[0].pk, None, 0, 0, turn=self.now, straight_in=True, job=job)


def were_there(members, occurrence_id):
    for member in members:
        times = {"queued_at": MONDAY_9AM, "changed_at": MONDAY_9AM}
        fields = {"organisation": member.organisation, "occurrence_id": occurrence_id, "status": "placed"}
        SignUp.objects.create(member=member, **fields, **times)


def begin_with_people():
    """Seven of one organisation; the last is under 18, and brings no child alone."""
    Places.organisation = OrganisationFactory()
    Places.people = [
        *colleagues(Places.organisation, PEOPLE - 1),
        MemberFactory(organisation=Places.organisation, is_under_18=True),
    ]
    activity = ActivityFactory(organisation=Places.organisation)
    before = OccurrenceFactory(activity=activity, starts_at=MONDAY_9AM - dt.timedelta(days=7), state="closed")
    Places.before = before.pk
    team = TeamFactory(organisation=Places.organisation)
    FacilitiesTeam.objects.create(organisation=Places.organisation, team=team)
    Places.people[FACILITIES].team = team
    Places.people[FACILITIES].save(update_fields=["team"])
    Places.cards = []
    for someone in Places.people:
        card = {"organisation_id": someone.organisation_id, "member_id": someone.pk, "person_id": someone.person_id}
        code = codes.new_code(codes.CARD_LENGTH)
        Card.objects.create(**card, code=code, pin_hash="!")
        Places.cards.append(code)


@pytest.mark.parametrize("part", range(PARTS))
def test_places_are_never_over_filled_wasted_or_unfair(part):
    """200 runs of 30 steps; 2,000 of 50 at night."""
    begin_with_people()
    run_state_machine_as_test(
        seed(part)(Places),
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS - BEGUN,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_the_machine_finds_a_planted_fault(monkeypatch):
    """The suite would be powerless if leaving without settling passed."""
    real = joining.settle_places
    for leaves in (joining, exits):
        monkeypatch.setattr(leaves, "settle_places", lambda **call: real(**call) if "joining" in call else None)
    begin_with_people()
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            seed(0)(Places),
            settings=settings(
                max_examples=200,
                stateful_step_count=30,
                deadline=None,
                report_multiple_bugs=False,
                phases=[Phase.generate],
                print_blob=False,
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )

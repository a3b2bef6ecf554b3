"""Crowds that are made anew are not set against those before: no sums of answers, earlier and later, part off a few."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from aftershift.core import clock
from aftershift.organisations.models import Organisation, Site
from aftershift.people.models import Member, RoleGrant
from aftershift.shifts import counted, services
from aftershift.shifts.apart import OUTSIDE, Apart
from aftershift.shifts.models import CountedMap
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, SiteFactory, signed_in

from .crowd import EARLY, MONDAY, NIGHT, ask, people

FEWEST = 8
DAY = dt.timedelta(days=1)
WEEKENDS = ["-"] * 2 + ["07:00-15:00"] * 5


def fewest_by_trying(moves: list[tuple[str, str, bool]]) -> int:
    """The slow, obvious way: every choice of crowds before against every choice afterwards."""
    before = sorted({a for a, _, _ in moves if a != OUTSIDE})
    after = sorted({b for _, b, _ in moves if b != OUTSIDE})
    found = [len(moves) + 1]
    for these in subsets(before):
        for those in subsets(after):
            apart = 0
            for a, b, changed in moves:
                apart += (a in these or b in those) if changed else (a in these) != (b in those)
            found.append(apart or len(moves) + 1)
    return min(found)


def subsets(names: list[str]) -> Iterator[set[str]]:
    for size in range(len(names) + 1):
        yield from (set(chosen) for chosen in itertools.combinations(names, size))


@pytest.mark.parametrize("seed", range(60))
def test_the_fewest_people_that_can_be_parted_off_are_found(seed: int):
    rng = random.Random(seed)
    moves = []
    for _ in range(rng.randrange(4, 60)):
        a = rng.choice(["a1", "a2", "a3", OUTSIDE])
        b = rng.choice(["b1", "b2", "b3", OUTSIDE][: rng.randrange(2, 5)])
        moves.append((a, b, a != OUTSIDE != b and rng.random() < 0.3))
    apart = Apart()
    for a, b, changed in moves:
        (apart.changes if changed else apart.stays)(a, b)
    fewest = fewest_by_trying(moves)
    assert [apart.is_under(people) for people in (1, 4, 8, 12)] == [fewest < people for people in (1, 4, 8, 12)]


class Ward:
    """Seven earlies of one site and one of another, who count together; then one comes to the first and seven elsewhere."""

    def __init__(self) -> None:
        self.organisation: Organisation = OrganisationFactory()
        self.here: Site = SiteFactory(organisation=self.organisation)
        self.there: Site = SiteFactory(organisation=self.organisation)
        self.asker = MemberFactory(organisation=self.organisation)
        RoleGrant.objects.create(
            organisation=self.organisation, member=self.asker, role="organiser", granted_at=MONDAY_9AM
        )
        self.members: list[Member] = [
            *people(self.organisation, 7, EARLY, site=self.here),
            *people(self.organisation, 1, EARLY, site=self.there),
        ]

    def come(self) -> None:
        people(self.organisation, 1, WEEKENDS, site=self.here)
        people(self.organisation, 7, EARLY, site=self.there)

    def answers(self) -> list[Any]:
        """What the API publishes of every audience that may be asked."""
        client = signed_in(self.asker)
        return [
            client.get(f"/api/v1/times?audience={audience}&minutes=60{more}").json()
            for audience in ("everyone", f"site:{self.here.pk}", f"site:{self.there.pk}", "group:earlies")
            for more in ("", "&repeat=once", "&demanding=true&place=off")
        ]


def counted_sets(organisation: Organisation) -> list[frozenset[Any]]:
    crowds: dict[Any, set[Any]] = {}
    for row in CountedMap.objects.of(organisation.pk):
        crowds.setdefault(row.crowd, set()).add(row.member_id)
    return [frozenset(crowd) for crowd in crowds.values()]


def fewest_told_apart(answers: list[frozenset[Any]]) -> int:
    """The attacker: takes every pair of answers and every triple from each other; the fewest people left over."""
    found = {len(one ^ other) for one, other in itertools.combinations(answers, 2)}
    for one, other, third in itertools.permutations(answers, 3):
        signs = [(who in one) - (who in other) - (who in third) for who in one | other | third]
        found.add(sum(sign != 0 for sign in signs))
    return min(found - {0})


def after_all_came(ward: Ward) -> list[frozenset[Any]]:
    ask(ward.asker)
    seen = counted_sets(ward.organisation)
    ward.come()
    ask(ward.asker)
    return [*seen, *counted_sets(ward.organisation)]


def unprotected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "is_safe", lambda *_: True)


@pytest.mark.django_db
def test_newcomers_never_part_off_those_who_counted_before():
    assert fewest_told_apart(after_all_came(Ward())) >= FEWEST


@pytest.mark.django_db
def test_newcomers_would_part_off_two_if_crowds_were_made_anew_without_looking_back(monkeypatch: pytest.MonkeyPatch):
    """The negative control."""
    unprotected(monkeypatch)
    assert fewest_told_apart(after_all_came(Ward())) < FEWEST


def confirmed_and_one_left(ward: Ward) -> list[frozenset[Any]]:
    """Sixteen count; eight say that theirs still hold, and one of them leaves with it."""
    ask(ward.asker)
    ward.members += people(ward.organisation, 8, EARLY, site=ward.here)
    ask(ward.asker)
    seen = counted_sets(ward.organisation)
    later = MONDAY_9AM + DAY
    together = CountedMap.objects.of(ward.organisation.pk).filter(member=ward.members[-1]).get().crowd
    mine = list(CountedMap.objects.of(ward.organisation.pk).filter(crowd=together).values_list("member_id", flat=True))
    for member in Member.objects.filter(pk__in=mine[:7]):
        services.confirm(member=member, now=later)
    Member.objects.filter(pk=mine[7]).update(left_at=later)
    counted.settle(organisation_id=ward.organisation.pk, today=later.date())
    people(ward.organisation, 3, EARLY, site=ward.here)
    counted.settle(organisation_id=ward.organisation.pk, today=later.date())
    return [*seen, *counted_sets(ward.organisation)]


@pytest.mark.django_db
def test_one_who_leaves_while_seven_confirm_is_not_told_from_them():
    """Who says that theirs still hold changed nothing, so nobody hides behind them."""
    assert fewest_told_apart(confirmed_and_one_left(Ward())) >= FEWEST


@pytest.mark.django_db
def test_one_who_leaves_while_seven_confirm_would_be_told_apart_without_looking_back(monkeypatch: pytest.MonkeyPatch):
    """The negative control: confirming counts as a change, and no crowd looks back."""
    unprotected(monkeypatch)
    same = counted._is_same
    monkeypatch.setattr(
        counted, "_is_same", lambda row, entry: same(row, entry) and row.known_until == entry.known_until
    )
    assert fewest_told_apart(confirmed_and_one_left(Ward())) < FEWEST


@pytest.mark.django_db
def test_eight_who_confirm_count_further_ahead_though_one_of_their_crowd_changed():
    organisation = OrganisationFactory()
    mine = people(organisation, 12, EARLY)
    asker = MemberFactory(organisation=organisation)
    later = MONDAY_9AM + 6 * 7 * DAY
    ask(asker, now=later)

    def furthest() -> dt.date:
        ask(asker, now=later)
        rows = CountedMap.objects.of(organisation.pk)
        return sorted(rows.values_list("known_until", flat=True))[-FEWEST]

    before = furthest()
    services.set_pattern(member=mine[0], days=NIGHT, anchor_date=MONDAY, now=later)
    for member in mine[1:8]:
        services.confirm(member=member, now=later)
        assert furthest() == before
    services.confirm(member=mine[8], now=later)
    assert furthest() == before + 6 * 7 * DAY
    groups = CountedMap.objects.of(organisation.pk).values_list("own_group", flat=True)
    assert set(groups) == {"earlies"}


SHARED_OUT: list[list[str]] = [EARLY, WEEKENDS]


def published(ward: Ward, swapped: bool) -> list[Any]:
    """Everything an organiser is told before and after people came, in a world where two people have each other's shifts."""
    first, other = SHARED_OUT[::-1] if swapped else SHARED_OUT
    with transaction.atomic():
        services.set_pattern(member=ward.members[0], days=first, anchor_date=MONDAY, now=MONDAY_9AM)
        services.set_pattern(member=ward.members[7], days=other, anchor_date=MONDAY, now=MONDAY_9AM)
        found = ward.answers()
        ward.come()
        found += ward.answers()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)


@pytest.mark.django_db
@pytest.mark.usefixtures("_it_is_monday")
def test_no_published_answer_says_who_of_a_crowd_has_which_shifts():
    ward = Ward()
    told = published(ward, swapped=False)
    assert not told[0]["too_few"]
    assert told == published(ward, swapped=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_it_is_monday")
def test_published_answers_would_say_it_without_looking_back(monkeypatch: pytest.MonkeyPatch):
    """The negative control."""
    unprotected(monkeypatch)
    ward = Ward()
    assert published(ward, swapped=False) != published(ward, swapped=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_it_is_monday")
def test_a_group_says_nothing_of_who_is_in_it_before_eight_changed():
    """How many of a shift group count, wait or told nothing would say that somebody joined it."""
    ward = Ward()
    people(ward.organisation, 9, NIGHT)
    client = signed_in(ward.asker)

    def said() -> Any:
        reply = client.get("/api/v1/times?audience=group:nights&minutes=60")
        assert reply.status_code == 200
        return reply.json()

    before = said()
    assert before["unknown"] is None
    for member in ward.members[:3]:
        services.correct_group(member=member, group="nights")
        assert said() == before

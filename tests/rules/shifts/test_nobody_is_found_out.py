"""An organiser asks whatever may be asked, day after day, and learns nobody's shifts (decision 0009, DESIGN 12.3)."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from aftershift.ideas import services as ideas
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.shifts import counted, services
from aftershift.shifts.finding import FoundTimes
from aftershift.shifts.models import CountedMap
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, SiteFactory, TeamFactory

from .crowd import EARLY, LATE, NIGHT, ask, people, tell

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
QUESTIONS: list[dict[str, Any]] = [
    {},
    {"minutes": 180, "opens": 540, "closes": 1200, "on_site": False},
    {"weekly": False},
    {"every_weeks": 2, "minutes": 45},
    {"monthly": True, "demanding": True, "minutes": 300},
]


class Hospital:
    """Two sites, two teams, forty people, an idea that some would come to, and somebody who asks."""

    def __init__(self) -> None:
        self.organisation: Organisation = OrganisationFactory()
        sites = [SiteFactory(organisation=self.organisation) for _ in range(2)]
        teams = [TeamFactory(organisation=self.organisation) for _ in range(2)]
        self.asker = MemberFactory(organisation=self.organisation)
        self.members: list[Member] = []
        for site, team, count, rota in (
            (sites[0], teams[0], 12, EARLY),
            (sites[0], teams[1], 9, LATE),
            (sites[1], teams[0], 2, EARLY),
            (sites[1], teams[1], 11, NIGHT),
            (sites[1], teams[0], 6, LATE),
        ):
            self.members += people(self.organisation, count, rota, site=site, team=team)
        self.site, self.team = sites[0], teams[0]
        idea = ideas.propose(member=self.asker, text="Chess", kind="talk", shown_as="named", now=MONDAY_9AM)
        for member in self.members[:20]:
            ideas.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
        self.idea = idea
        self.listed = [
            "everyone",
            *(f"site:{site.pk}" for site in sites),
            *(f"team:{team.pk}" for team in teams),
            *(f"group:{group}" for group in ("earlies", "lates", "nights", "turning")),
        ]
        self.audiences = [*self.listed, f"idea:{idea.pk}"]

    def answers(self, now: dt.datetime = MONDAY_9AM) -> list[FoundTimes]:
        """Every question about every audience; how many have not told is no figure of anybody's shifts."""
        found = []
        for audience, question in itertools.product(self.audiences, QUESTIONS):
            answer = ask(self.asker, audience, now=now, **question)
            said = vars(answer) | {"unknown": {}, "waits": False}
            found.append(FoundTimes(**said))
        return found


@pytest.fixture
def hospital() -> Hospital:
    return Hospital()


def test_one_person_who_changes_their_shifts_changes_no_answer(hospital: Hospital):
    before = hospital.answers()
    tell(hospital.members[0], NIGHT)
    assert hospital.answers() == before


def test_one_changed_day_or_block_changes_no_answer(hospital: Hospital):
    before = hospital.answers()
    ama = hospital.members[3]
    services.change_day(member=ama, date=dt.date(2026, 1, 8), shifts=[(dt.time(13), dt.time(23))], now=MONDAY_9AM)
    services.add_block(
        member=ama, starts=dt.datetime(2026, 1, 10, 9), ends=dt.datetime(2026, 1, 10, 20), now=MONDAY_9AM
    )
    assert hospital.answers() == before


def test_seven_who_tell_their_shifts_wait_and_the_eighth_makes_them_count(hospital: Hospital):
    before = hospital.answers()
    asker = hospital.asker
    for _ in range(7):
        people(hospital.organisation, 1, ["19:00-07:00"] * 4 + ["-"] * 4, site=hospital.site, team=hospital.team)
        assert hospital.answers() == before
    assert ask(asker).waits
    people(hospital.organisation, 1, ["19:00-07:00"] * 4 + ["-"] * 4, site=hospital.site, team=hospital.team)
    assert ask(asker) != before[0]


def test_who_leaves_or_is_forgotten_changes_no_answer(hospital: Hospital):
    before = hospital.answers()
    Member.objects.of(hospital.organisation.pk).filter(pk=hospital.members[1].pk).update(left_at=MONDAY_9AM)
    services.erase(member=hospital.members[2])
    services.confirm(member=hospital.members[4], now=MONDAY_9AM + DAY)  # anything that makes the crowds look again
    assert hospital.answers() == before
    assert not CountedMap.objects.of(hospital.organisation.pk).filter(member=hospital.members[2]).exists()


def test_who_corrects_their_group_or_moves_to_another_site_changes_no_answer(hospital: Hospital):
    before = hospital.answers()
    services.correct_group(member=hospital.members[5], group="nights")
    Member.objects.of(hospital.organisation.pk).filter(pk=hospital.members[6].pk).update(site=None)
    tell(hospital.members[7], LATE)
    assert hospital.answers() == before


def test_one_who_would_come_to_an_idea_changes_no_answer_about_it(hospital: Hospital):
    before = hospital.answers()
    ideas.say_id_come(member=hospital.members[30], idea_id=hospital.idea.pk, now=MONDAY_9AM)
    ideas.take_back_id_come(member=hospital.members[3], idea_id=hospital.idea.pk)
    assert hospital.answers() == before


def test_day_after_day_one_change_a_day_is_never_seen_alone(hospital: Hospital):
    """Each day one person changes; whenever an answer changes, eight or more people changed in it since it last did."""
    rotas = itertools.cycle([NIGHT, LATE, EARLY])
    seen = {audience: counted_of(hospital, audience) for audience in hospital.listed}
    for day in range(24):
        now = MONDAY_9AM + day * DAY
        tell(hospital.members[day], next(rotas), now)
        ask(hospital.asker, now=now)
        for audience, before in seen.items():
            after = counted_of(hospital, audience)
            changed = {key for key in before | after if before.get(key) != after.get(key)}
            assert len(changed) == 0 or len(changed) >= 8, (day, audience)
        seen = {audience: counted_of(hospital, audience) for audience in hospital.listed}


def counted_of(hospital: Hospital, audience: str) -> dict[Any, tuple[Any, ...]]:
    """member -> what counts of them in an audience, by its own shifts: a map that only rolled on is the same."""
    if not CountedMap.objects.of(hospital.organisation.pk).exists():
        ask(hospital.asker)
    rows = counted.rows_of(organisation_id=hospital.organisation.pk, audience=audience)
    return {row.member_id: (row.own_group, row.known_until, row.own_site_id, row.own_team_id) for row in rows}


def test_no_two_audiences_put_together_in_any_way_part_off_fewer_than_eight(hospital: Hospital):
    """Whatever is added to or taken from each other, what is left is whole crowds, each of eight or more."""
    hospital.answers()
    crowds: dict[Any, set[Any]] = {}
    for row in CountedMap.objects.of(hospital.organisation.pk):
        crowds.setdefault(row.crowd, set()).add(row.member_id)
    assert all(len(crowd) >= 8 for crowd in crowds.values())
    for audience in hospital.listed:
        inside = set(counted_of(hospital, audience))
        assert all(crowd <= inside or not crowd & inside for crowd in crowds.values())


def test_a_map_that_only_moves_on_with_the_days_is_no_change(hospital: Hospital):
    ask(hospital.asker)
    later = MONDAY_9AM + 3 * DAY
    before = ask(hospital.asker, now=later)
    for member in hospital.members:
        services.roll(member=member, now=later)
    assert ask(hospital.asker, now=later) == before
    rows = CountedMap.objects.of(hospital.organisation.pk)
    assert set(rows.values_list("first_date", flat=True)) == {later.date() - dt.timedelta(weeks=2)}


def test_eight_changes_in_a_crowd_are_taken_up_together(hospital: Hospital):
    before = ask(hospital.asker, "group:nights")
    for member in hospital.members[:12]:
        tell(member, NIGHT)
    after = ask(hospital.asker, "group:nights")
    assert (before.known, after.known) == ({"about": 10}, {"about": 25})


def test_what_only_seven_of_a_crowd_have_told_so_far_ahead_is_not_counted():
    """A crowd speaks up to the last date that eight of it know: beyond, it would speak for a few."""
    organisation = OrganisationFactory()
    mine = people(organisation, 8, EARLY)
    later = MONDAY_9AM + 6 * 7 * DAY
    for member in mine[:7]:
        services.confirm(member=member, now=later)
    found = ask(MemberFactory(organisation=organisation), now=later, weekly=False, opens=14 * 60)
    assert found.known == {"about": 10}
    known = dt.date(2026, 1, 5) + dt.timedelta(weeks=12)  # what the eighth told
    assert found.times
    assert max(time.date for time in found.times if time.date) <= known
    over = ask(MemberFactory(organisation=organisation), now=later + 7 * 7 * DAY)
    assert over.too_few

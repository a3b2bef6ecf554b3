"""The finder on a screen: rounded counts, words for groups, nothing about fewer than eight people."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.shifts import audiences, finding, services
from aftershift.shifts.finding import FoundTimes, Question
from tests.factories import (
    MONDAY_9AM,
    MemberFactory,
    OrganisationFactory,
    SiteFactory,
    TeamFactory,
    colleagues,
    same_query_count,
)

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 1, 5)
EARLY = ["07:00-15:00"] * 5 + ["-"] * 2
LATE = ["13:30-21:30"] * 5 + ["-"] * 2
NIGHT = ["21:30-07:30"] * 5 + ["-"] * 2


def people(organisation: Organisation, count: int, days: list[str], **fields: object) -> list[Member]:
    found = colleagues(organisation, count, **fields)
    for member in found:
        services.set_pattern(member=member, days=days, anchor_date=MONDAY, now=MONDAY_9AM)
    return found


def ask(member: Member, audience: str = "everyone", minutes: int = 60, **fields: object) -> FoundTimes:
    question = Question(
        **{
            "audience": audience,
            "minutes": minutes,
            "on_site": True,
            "opens": 360,
            "closes": 1320,
            "weekly": True,
        }
        | fields
    )
    return finding.find_times(member=member, roles={"organiser"}, question=question, now=MONDAY_9AM)


def test_the_times_that_reach_most_come_first_with_shares_in_words():
    organisation = OrganisationFactory()
    people(organisation, 14, EARLY)
    people(organisation, 9, LATE)
    asker = MemberFactory(organisation=organisation)
    found = ask(asker)
    assert (found.known, found.unknown, found.too_few) == ({"about": 25}, {"fewer_than": 8}, False)
    first = found.times[0]
    assert (first.weekday, first.start, first.date) == ("Sat", dt.time(6), None)
    assert first.reach == {"about": 25}
    assert first.groups == [{"group": "earlies", "share": "all"}, {"group": "lates", "share": "all"}]
    assert first.left_out == []
    weekday = next(time for time in ask(asker, opens=14 * 60, closes=20 * 60).times if time.weekday == "Mon")
    assert weekday.start == dt.time(15)
    assert weekday.reach == {"about": 15}
    assert weekday.left_out == ["lates"]


def test_the_second_time_reaches_whom_the_first_never_reaches():
    organisation = OrganisationFactory()
    people(organisation, 14, EARLY)
    people(organisation, 9, ["13:30-21:30"] * 7)
    found = ask(MemberFactory(organisation=organisation), opens=8 * 60, closes=20 * 60, minutes=120)
    assert (found.times[0].weekday, found.times[0].start) == ("Sat", dt.time(8))
    evening = ask(MemberFactory(organisation=organisation), opens=9 * 60, closes=20 * 60, minutes=300)
    assert evening.alternate_with is None or evening.alternate_with["adds"] == {"about": 10}


def test_few_of_one_day_are_shown_and_they_lie_apart():
    organisation = OrganisationFactory()
    people(organisation, 10, EARLY)
    found = ask(MemberFactory(organisation=organisation))
    for weekday in finding.WEEKDAYS:
        starts = [time.start for time in found.times if time.weekday == weekday]
        assert len(starts) <= 2
        if len(starts) == 2:
            assert abs(starts[0].hour * 60 + starts[0].minute - starts[1].hour * 60 - starts[1].minute) >= 60
    assert len(found.times) <= 12


def test_fewer_than_eight_known_maps_get_no_times():
    organisation = OrganisationFactory()
    people(organisation, 7, EARLY)
    asker = MemberFactory(organisation=organisation)
    colleagues(organisation, 20)
    found = ask(asker)
    assert found == FoundTimes(known={"fewer_than": 8}, unknown={"about": 20}, too_few=True, waits=True)
    people(organisation, 1, EARLY)
    assert ask(asker).too_few is False


def test_groups_of_fewer_than_eight_are_not_named():
    organisation = OrganisationFactory()
    people(organisation, 10, EARLY)
    people(organisation, 7, NIGHT)
    for time in ask(MemberFactory(organisation=organisation)).times:
        assert [group["group"] for group in time.groups] == ["earlies"]


def test_no_exact_count_leaves_the_finder():
    """DESIGN 12.3."""
    organisation = OrganisationFactory()
    people(organisation, 11, EARLY)
    people(organisation, 12, LATE)
    found = ask(MemberFactory(organisation=organisation))
    for count in [found.known, found.unknown, *(t.reach for t in found.times), *(b.reach for b in found.grid)]:
        ((word, number),) = count.items()
        assert (word, number) == ("fewer_than", 8) or (word == "about" and (number == 8 or number % 5 == 0))
    if found.alternate_with:
        assert set(found.alternate_with["adds"]) <= {"about", "fewer_than"}


def test_an_audience_is_a_site_a_team_a_group_or_everyone():
    organisation = OrganisationFactory()
    site, team = SiteFactory(organisation=organisation), TeamFactory(organisation=organisation)
    people(organisation, 8, EARLY, site=site)
    people(organisation, 15, NIGHT, team=team)
    asker = MemberFactory(organisation=organisation)
    assert ask(asker, f"site:{site.pk}").known == {"about": 10}
    assert ask(asker, f"team:{team.pk}").known == {"about": 15}
    assert ask(asker, "group:nights").known == {"about": 15}
    assert ask(asker, "group:lates").too_few is True
    assert ask(asker, "everyone").known == {"about": 25}
    for wrong in ("site:nonsense", f"site:{uuid4()}", f"team:{site.pk}"):
        with pytest.raises(NotVisible):
            ask(asker, wrong)
    for wrong in ("", f"member:{asker.pk}", "group:managers"):
        with pytest.raises((FieldProblem, NotVisible)):
            ask(asker, wrong)


def test_a_higher_app_can_name_an_audience(monkeypatch: pytest.MonkeyPatch):
    organisation = OrganisationFactory()
    mine = people(organisation, 8, EARLY)
    people(organisation, 30, NIGHT)
    monkeypatch.setattr(audiences, "_added", {})
    audiences.register_audience(
        "club",
        lambda member, _: Member.objects.of(member.organisation_id).filter(pk__in=[m.pk for m in mine]),
        lambda member: [],
    )
    assert ask(mine[0], f"club:{uuid4()}").known == {"about": 10}


def test_who_left_or_lets_their_shifts_lapse_is_not_counted():
    organisation = OrganisationFactory()
    mine = people(organisation, 9, EARLY)
    asker = MemberFactory(organisation=organisation)
    later = MONDAY_9AM + dt.timedelta(weeks=13)
    question = Question("everyone", 60, True, 360, 1320, True)
    found = finding.find_times(member=asker, roles={"lead"}, question=question, now=later)
    assert (found.too_few, found.unknown) == (True, {"about": 10})
    Member.objects.of(organisation.pk).filter(pk__in=[m.pk for m in mine[:2]]).update(left_at=MONDAY_9AM)
    assert ask(asker).too_few is True


def test_only_leads_and_organisers_look_for_times():
    """RULE-28."""
    ama = MemberFactory()
    question = Question("everyone", 60, True, 360, 1320, True)
    for roles in ({"member"}, {"member", "confirmed", "connector"}, {"supervisor"}):
        with pytest.raises(NotAllowed):
            finding.find_times(member=ama, roles=roles, question=question, now=MONDAY_9AM)


def test_single_dates_are_found_with_their_date():
    organisation = OrganisationFactory()
    people(organisation, 10, EARLY)
    found = ask(MemberFactory(organisation=organisation), weekly=False)
    assert found.grid == []
    assert found.times[0].date == dt.date(2026, 1, 6)
    assert found.times[0].start == dt.time(15)
    assert found.times[0].reach == {"about": 10}


def test_a_corrected_group_is_the_one_that_counts():
    organisation = OrganisationFactory()
    for member in people(organisation, 9, EARLY):
        services.correct_group(member=member, group="nights")
    assert ask(MemberFactory(organisation=organisation), "group:nights").known == {"about": 10}


def test_a_question_takes_as_many_statements_for_many_as_for_few():
    organisation = OrganisationFactory()
    asker = MemberFactory(organisation=organisation)

    def told(count: int, days: list[str]) -> None:
        people(organisation, count, days)
        ask(asker)  # the first question after a change lets the crowds take it up

    same_query_count(
        few=lambda: told(8, EARLY),
        many=lambda: told(20, NIGHT),
        read=lambda: ask(asker),
    )

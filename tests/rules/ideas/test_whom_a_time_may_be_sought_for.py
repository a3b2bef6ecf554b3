"""Whom an organiser may look for a time for: what there is, by name, and whether it can be counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aftershift.core.errors import NotAllowed
from aftershift.ideas import services
from aftershift.people.models import Member
from aftershift.shifts import audiences, finding
from aftershift.shifts import services as shifts
from aftershift.shifts.finding import Question
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

EARLY = ["07:00-15:00"] * 5 + ["-"] * 2


def tell(members: list[Member]) -> list[Member]:
    for member in members:
        shifts.set_pattern(member=member, days=EARLY, anchor_date=dt.date(2026, 1, 5), now=MONDAY_9AM)
    return members


def supported(asker: Member, text: str, members: list[Member]) -> str:
    idea = services.propose(member=asker, text=text, kind="talk", shown_as="named", now=MONDAY_9AM)
    for member in members:
        services.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
    return f"idea:{idea.pk}"


def choices(asker: Member) -> list[audiences.Choice]:
    return audiences.choices(member=asker, roles={"organiser"}, now=MONDAY_9AM)


@pytest.fixture
def asker() -> Member:
    return MemberFactory(organisation=OrganisationFactory())


def test_everyone_sites_teams_shift_groups_and_ideas_many_would_come_to(asker: Member):
    organisation = asker.organisation
    north, south = (SiteFactory(organisation=organisation, name=name) for name in ("North", "South"))
    porters = TeamFactory(organisation=organisation, name="Porters")
    mine = tell(colleagues(organisation, 9, site=north, team=porters))
    tell(colleagues(organisation, 3, site=south))
    chess = supported(asker, "Chess", mine)
    supported(asker, "Darts", mine[:7])
    found = choices(asker)
    assert [(choice.audience, choice.name, choice.too_few) for choice in found if choice.kind != "group"] == [
        ("everyone", "", False),
        (f"site:{north.pk}", "North", False),
        (f"site:{south.pk}", "South", True),
        (f"team:{porters.pk}", "Porters", False),
        (chess, "Chess", False),
    ]
    assert [choice.audience for choice in found if choice.kind == "group" and not choice.too_few] == ["group:earlies"]


def test_what_the_list_says_is_too_few_is_too_few_when_asked(asker: Member):
    sites = [SiteFactory(organisation=asker.organisation) for _ in range(3)]
    for site, count in zip(sites, (8, 7, 20), strict=True):
        tell(colleagues(asker.organisation, count, site=site))
    for choice in choices(asker):
        question = Question(choice.audience, 60, True, 360, 1320, True)
        found = finding.find_times(member=asker, roles={"organiser"}, question=question, now=MONDAY_9AM)
        assert found.too_few == choice.too_few


def test_some_of_a_site_who_count_only_among_all_are_said(asker: Member):
    north, south = (SiteFactory(organisation=asker.organisation) for _ in range(2))
    tell(colleagues(asker.organisation, 12, site=north))
    tell(colleagues(asker.organisation, 4, site=south))
    tell(colleagues(asker.organisation, 4))

    def apart(audience: str) -> bool:
        question: Any = Question(audience, 60, True, 360, 1320, True)
        return finding.find_times(member=asker, roles={"organiser"}, question=question, now=MONDAY_9AM).apart

    assert [apart(audience) for audience in (f"site:{north.pk}", f"site:{south.pk}", "everyone")] == [
        False,
        True,
        False,
    ]


def test_ideas_and_sites_of_another_organisation_are_not_offered(asker: Member):
    other = MemberFactory(organisation=OrganisationFactory())
    before = choices(asker)
    SiteFactory(organisation=other.organisation)
    assert choices(asker) == before


def test_only_who_may_look_for_times_is_told_whom_for(asker: Member):
    for roles in ({"member"}, {"supervisor"}):
        with pytest.raises(NotAllowed):
            audiences.choices(member=asker, roles=roles, now=MONDAY_9AM)


def test_the_list_takes_as_many_statements_for_many_as_for_few(asker: Member):
    tell(colleagues(asker.organisation, 9))
    choices(asker)

    def more(count: int) -> None:
        for number in range(count):
            SiteFactory(organisation=asker.organisation)
            supported(asker, f"Idea {count} {number}", colleagues(asker.organisation, 8))

    same_query_count(few=lambda: more(1), many=lambda: more(5), read=lambda: choices(asker))

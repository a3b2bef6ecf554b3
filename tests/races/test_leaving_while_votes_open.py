"""Somebody is forgotten while a vote opens on their idea, or while its rows are shuffled: nobody waits for ever, and no paper is left."""

import datetime as dt
import threading

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.ballots.models import Ballot, Option, Paper
from aftershift.ballots.services import checking, closing, opening
from aftershift.core import clock
from aftershift.ideas import services as ideas
from aftershift.ideas.models import Idea
from aftershift.ideas.services import move_on
from aftershift.people.models import Member
from aftershift.people.services import leaving
from tests.factories import MemberFactory, OrganisationFactory, colleagues
from tests.rules.ballots.world import new_option

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, LEAVERS = 6, 4


@pytest.fixture
def here():
    """An organisation, its organiser, and enough members that opening takes a while."""
    organisation = OrganisationFactory()
    with scope(organisation=organisation.pk):
        rosa = MemberFactory(organisation=organisation, roles=("organiser",))
        colleagues(organisation, 60)
    return organisation, rosa


def idea_of(author, rosa, text):
    now = clock.now()
    idea = ideas.propose(member=author, text=text, kind="walk", shown_as="named", now=now)
    checking.check(member=rosa, idea_id=idea.pk, verdict="yes", now=now)
    return idea


def open_vote(rosa, about):
    return opening.open_ballot(
        member=rosa,
        title="Winter vote",
        closes_date=clock.now().date() + dt.timedelta(days=30),
        closes_time=dt.time(20),
        options=[new_option(idea) for idea in about],
        slots=1,
        now=clock.now(),
    )


def together(organisation, calls):
    """Each in a thread and a transaction of its own, released together; returns what went wrong."""
    barrier, faults = threading.Barrier(len(calls)), []

    def run(call):
        try:
            with scope(organisation=organisation.pk):
                barrier.wait()
                call()
        except Exception as fault:  # judged by the test
            faults.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def forget(member):
    return lambda: leaving.forget_member(member=member, now=clock.now())


def test_people_are_forgotten_while_a_vote_on_their_ideas_opens(here):
    """Each leaver has two ideas in the vote, made in an order that is not that of their keys among the others'."""
    organisation, rosa = here
    for place in range(ROUNDS):
        with scope(organisation=organisation.pk):
            leavers = colleagues(organisation, LEAVERS)
            authors = [*leavers, *reversed(leavers)]
            about = [idea_of(author, rosa, f"Walk {place} {number}") for number, author in enumerate(authors)]
        faults = together(organisation, [lambda about=about: open_vote(rosa, about), *map(forget, leavers)])
        assert faults == []
        with scope(organisation=organisation.pk):
            assert not Member.objects.filter(pk__in=[leaver.pk for leaver in leavers]).exists()
            assert Option.objects.filter(idea__in=about, idea__author=None).count() == len(about)
            assert Paper.objects.filter(ballot__options__idea__in=about, member=None).count() == 0
            assert Ballot.objects.count() == place + 1


def test_people_are_forgotten_while_a_vote_is_shuffled(here):
    """Shuffling writes their papers anew: none that is unused may outlive them."""
    organisation, rosa = here
    with scope(organisation=organisation.pk):
        leavers = colleagues(organisation, ROUNDS * LEAVERS)
        ballot = open_vote(rosa, [idea_of(rosa, rosa, text) for text in ("Walk by the canal", "Supper before nights")])
        papers = Paper.objects.filter(ballot=ballot).count()
    asked = {"organisation_id": organisation.pk, "ballot_id": ballot.pk}
    for place in range(ROUNDS):
        some = leavers[place * LEAVERS : (place + 1) * LEAVERS]
        shuffles = [lambda: closing.shuffle(**asked, now=clock.now())] * 2
        assert together(organisation, [*shuffles, *map(forget, some)]) == []
    with scope(organisation=organisation.pk):
        assert Paper.objects.filter(ballot=ballot).count() == papers - len(leavers)
        assert not Paper.objects.filter(ballot=ballot, member=None).exists()


def test_people_are_forgotten_while_what_became_of_their_ideas_is_written(here):
    """Ideas lie in the table as they were last written, here against the order of their keys."""
    organisation, rosa = here
    for place in range(ROUNDS):
        with scope(organisation=organisation.pk):
            leaver = colleagues(organisation, 1)[0]
            about = [idea_of(leaver, rosa, f"Walk {place} {number}") for number in range(40)]
            for idea in sorted(about, key=lambda idea: idea.pk, reverse=True):
                Idea.objects.filter(pk=idea.pk).update(text=f"{idea.text} by the canal")
        asked = {"organisation_id": organisation.pk, "idea_ids": [idea.pk for idea in about]}

        def become(asked=asked):
            for _ in range(60):
                move_on(**asked, status=Idea.Status.IN_BALLOT, today=clock.now().date())

        assert together(organisation, [become, become, forget(leaver)]) == []
        with scope(organisation=organisation.pk):
            assert set(Idea.objects.filter(pk__in=asked["idea_ids"]).values_list("author", flat=True)) == {None}

"""A series while everything happens to it at once: two workers make its dates, its organiser saves two other rules, and
members join, leave and come every time. Members' phones go to two servers, the workers are processes of their own.
"""

import datetime as dt
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from functools import partial

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.activities.models import LIVE, Occurrence, Series, SignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services.series import generating, saving
from aftershift.activities.services.series.planning import Scope
from aftershift.core import clock
from tests.factories import OrganisationFactory
from tests.races.harness import all_at_once, hang_up, server_env, statuses
from tests.races.test_places_every_path import ORGANISER, PLACES, Race, a_series, faults
from tests.servers import ROOT, gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, CONTROLS, MISSING = 3, 2, 5
WEEK = dt.timedelta(weeks=1)

WORKER = """
import importlib, sys
importlib.import_module(sys.argv[1])
from uuid import UUID
from django.db import connections
from django_scopes import scope
from aftershift.activities.services.series import generating
from aftershift.core import clock
print("ready", flush=True)
for line in sys.stdin:
    organisation, series = map(UUID, line.split())
    try:
        with scope(organisation=organisation):
            made = generating.generate_due(organisation_id=organisation, series_id=series, now=clock.now())
        print("made", made, flush=True)
    except Exception as fault:
        print("fault", repr(fault), flush=True)
    connections.close_all()
"""


class Worker:
    """The worker's call in a process of its own, each time that it is told to."""

    def __init__(self, app):
        pipe = subprocess.PIPE
        env = os.environ | server_env() | {"PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER, app], env=env, stdin=pipe, stdout=pipe, text=True, bufsize=1
        )

    def ready(self):
        return "ready\n" in iter(self.process.stdout.readline, "")

    def make(self, series):
        self.process.stdin.write(f"{series.organisation_id} {series.pk}\n")
        said = self.process.stdout.readline().strip()
        return (200, said) if said.startswith("made") else (500, said)


@contextmanager
def workers(count, app="aftershift.config.wsgi"):
    found = [Worker(app) for _ in range(count)]
    try:
        assert all(worker.ready() for worker in found)
        yield found
    finally:
        for worker in found:
            worker.process.stdin.close()
            worker.process.wait(20)
            worker.process.stdout.close()


class Moment:
    """A series of twelve weeks of which the last five dates are still to be made."""

    def __init__(self, organisation, port):
        self.race = race = Race(organisation, port)
        with scope(organisation=organisation.pk):
            self.series, self.rule = a_series(race)
            generating.generate_due(organisation_id=organisation.pk, series_id=self.series.pk, now=race.now)
            dates = Occurrence.objects.filter(activity=race.date.activity_id).order_by("-starts_at")
            Occurrence.objects.filter(pk__in=[row.pk for row in dates[:MISSING]]).delete()

    def wanted(self, days, places):
        """The rule as it was, so many days later in the week."""
        time = self.rule.times[0]
        times = (Time((time.weekday + days) % 7, time.start),)
        return saving.Wanted(Rule(self.rule.first_date, times), places, Scope.ALL)

    def save(self, wanted):
        race = self.race
        call = {"activity_id": race.date.activity_id, "wanted": wanted, "reason": ""}
        return race.runs(saving.save, member=race.rosa, roles=ORGANISER, now=clock.now(), **call)

    def come_every_time(self):
        path = f"/api/v1/activities/{self.race.date.activity_id}/standing-sign-up"
        return [partial(each.send, "PUT", path) for each in self.race.phones["late"][:2]]

    def broken(self, wanted) -> list[str]:
        """Every rule of series and of places that the rows break. wanted: what was saved, one after the other."""
        race = self.race
        with scope(organisation=race.organisation.pk):
            series = Series.objects.get(pk=self.series.pk)
            rows = list(Occurrence.objects.filter(activity=race.date.activity_id))
            signed = list(SignUp.objects.filter(occurrence__in=rows, status__in=LIVE))
            came = set(series.standing.values_list("member_id", flat=True))
        found = faults(race)
        stood = Counter(row.pattern_date for row in rows if row.pattern_date)
        found += [f"twice for {day}" for day, times in stood.items() if times > 1]
        on = Counter(row.local_date for row in rows)
        found += [f"twice on {day}" for day, times in on.items() if times > 1]
        if (series.rule.times, series.places) not in [(each.rule.times, each.places) for each in wanted]:
            found.append("the rule that is held was never saved so")
        days = set(series.rule.dates(last=race.organisation.local(race.now).date() + 11 * WEEK))
        days = {day for day in days if day > race.date.local_date + WEEK}
        found += [f"nothing for {day}" for day in days - set(stood)]
        weekdays = {time.weekday for time in series.rule.times}
        for row in rows:
            there = {each.member_id: each.status for each in signed if each.occurrence_id == row.pk}
            if not there and row.local_date.weekday() not in weekdays:
                found.append(f"{row.local_date} is a day of another rule")
            # One with more people than that keeps what it has (RULE-11).
            if row.places != series.places and row.taken + row.held <= series.places:
                found.append(f"{row.local_date} has {row.places} places, the series {series.places}")
            if came - set(there):
                found.append(f"{len(came - set(there))} lost their turn on {row.local_date}")
            if row.pk == race.date.pk:
                stay = [who for who in race.people["seated"][1:] if there.get(who.pk) != "placed"]
                found += [f"{who.pk} lost their place" for who in stay]
        return found


def after(seconds, call):
    time.sleep(seconds)
    return call()


@pytest.fixture
def organisation():
    return OrganisationFactory()


def test_a_series_made_saved_and_joined_at_once_keeps_every_date_and_every_place(organisation):
    broken = []
    with gunicorn(env=server_env()) as port, workers(2) as made_by:
        for _ in range(ROUNDS):
            moment = Moment(organisation, port)
            race = moment.race
            # Both rules move every date; no rule asks for fewer places than are taken.
            wanted = [moment.wanted(1, PLACES + 2), moment.wanted(2, PLACES + 1)]
            connections.close_all()
            make = [partial(worker.make, moment.series) for worker in made_by]
            saves = [moment.save(each) for each in wanted]
            replies = all_at_once([*make, *saves, *moment.come_every_time(), *race.leaves(1), *race.joins()[2:]])
            with scope(organisation=organisation.pk):
                if (come := moment.series.standing.count()) != 2:
                    broken.append(f"{come} come every time")
            if not set(statuses(replies)) <= {200, 201, 204}:
                broken.append(f"answers {replies}")
            broken += moment.broken(wanted)
            again = made_by[0].make(moment.series)
            if again != (200, "made 0"):
                broken.append(f"the next run {again}")
            for phones in race.phones.values():
                hang_up(phones)
    assert broken == []


def test_without_the_lock_the_worker_breaks_the_rule(organisation):
    """The negative control: a worker without its lock. If nothing breaks, the test above proves nothing."""
    broken = []
    with gunicorn(env=server_env()) as port, workers(1, "tests.races.unlocked_series") as made_by:
        for _ in range(CONTROLS):
            moment = Moment(organisation, port)
            wanted = [moment.wanted(1, PLACES + 2)]
            connections.close_all()
            make = partial(made_by[0].make, moment.series)
            save = partial(after, 0.1, moment.save(wanted[0]))  # when the worker has read and not yet written
            all_at_once([make, save, *moment.race.joins()])
            broken += moment.broken(wanted)
            for phones in moment.race.phones.values():
                hang_up(phones)
    assert broken, "this check is powerless here"

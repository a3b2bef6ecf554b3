"""How each task of the worker fares, over all workers: one row a task, so that nobody has to read a log for it."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import structlog
from django.db import connection, transaction
from django.db.models import F, Q

from aftershift.core import faults
from aftershift.core.models import TaskRun

_log = structlog.get_logger(__name__)

EVERY_ROUND = dt.timedelta()
NOTED_EVERY = dt.timedelta(minutes=1)
# Of a task with a date: a worker that was killed in it is taken over from when this is over.
LEASE = dt.timedelta(minutes=30)
LONGEST_WAIT = dt.timedelta(minutes=1)
FORGOTTEN_AFTER = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the worker's list.

    What makes it safe with several workers and after kill -9 is one of two: `claims`, the kind of claim (core.claims)
    that each piece of its work is done behind; or `repeats`, why doing it twice at once is doing it once.
    every: with a length it is done that often by whichever worker comes first; without, in every round.
    """

    do: Callable[[], int]
    claims: str = ""
    repeats: str = ""
    every: dt.timedelta = EVERY_ROUND

    @property
    def name(self) -> str:
        return self.do.__name__


class Rounds:
    """One worker's way through the list, again and again. A task that raises stops no other.

    An idle round writes nothing: what went well is noted once a minute for all tasks in one statement, a failure and
    the end of one at once. What is not due, and whose turn another worker has, is remembered here.
    """

    def __init__(
        self, tasks: Sequence[Task], *, clock: Callable[[], dt.datetime], ignoring_dates: bool = False
    ) -> None:
        self.tasks, self.clock, self.ignoring_dates = tasks, clock, ignoring_dates
        self.waits: dict[str, tuple[dt.datetime, dt.datetime]] = {}  # from when until when it is left alone
        self.failures: dict[str, int] = {}
        self.noted_at: dt.datetime | None = None

    def go_round(self, *, is_stopping: Callable[[], bool]) -> None:
        now = self.clock()
        if self.noted_at is None:
            begin(tasks=self.tasks)
        well = []
        for task in self.tasks:
            if is_stopping():
                return
            if self._has_turn(task, now) and self._do(task, now) and not task.every:
                well.append(task.name)
        if self.noted_at is None or not now - NOTED_EVERY < self.noted_at <= now:
            note_well(names=well, started_at=now, now=self.clock())
            self.noted_at = now

    def _has_turn(self, task: Task, now: dt.datetime) -> bool:
        if self.ignoring_dates:
            return True
        since, until = self.waits.get(task.name, (now, now))
        if since <= now < until:  # a clock that was set back ends the wait
            return False
        if not task.every or claim(name=task.name, now=now):
            return True
        self.waits[task.name] = (now, next_of(name=task.name) or now)
        return False

    def _do(self, task: Task, now: dt.datetime) -> bool:
        """Whether it went well."""
        try:
            done = task.do()
        except Exception as fault:
            _log.exception("task_failed", task=task.name)
            if not connection.in_atomic_block:  # a connection that broke is opened anew for the next task
                connection.close()
            self._failed(task, fault, now)
            return False
        if done:
            _log.info("task_done", task=task.name, done=done)
        if task.every or self.failures.get(task.name):
            ended = self.clock()
            self.waits[task.name] = (ended, ended + task.every)
            note_well(names=[task.name], started_at=now, now=ended, next_at=ended + task.every if task.every else None)
        self.failures.pop(task.name, None)
        return True

    def _failed(self, task: Task, fault: Exception, now: dt.datetime) -> None:
        self.failures[task.name] = times = self.failures.get(task.name, 0) + 1
        ended = self.clock()
        again = ended + min(dt.timedelta(seconds=2 ** min(times, 10)), LONGEST_WAIT)
        self.waits[task.name] = (ended, again)
        try:
            note_failed(name=task.name, fault=fault, started_at=now, now=ended, next_at=again)
        except Exception:  # a database that is away stops the note as well; the next try writes both
            _log.exception("failure_not_noted", task=task.name)
            if not connection.in_atomic_block:
                connection.close()


@transaction.atomic
def begin(*, tasks: Iterable[Task]) -> None:
    """Every task has its row. Safe to repeat."""
    rows = [TaskRun(name=task.name, claims=task.claims, every=task.every) for task in tasks]
    TaskRun.objects.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=["claims", "every"])


@transaction.atomic
def claim(*, name: str, now: dt.datetime) -> bool:
    """Whether this worker has the turn of a task with a date. One statement, so one of several workers wins."""
    is_due = Q(next_at=None) | Q(next_at__lte=now) | Q(started_at__gt=now)  # the last: the clock was set back
    return bool(TaskRun.objects.filter(is_due, pk=name).update(started_at=now, next_at=now + LEASE))


def next_of(*, name: str) -> dt.datetime | None:
    return TaskRun.objects.filter(pk=name).values_list("next_at", flat=True).first()


@transaction.atomic
def note_well(
    *, names: Collection[str], started_at: dt.datetime, now: dt.datetime, next_at: dt.datetime | None = None
) -> None:
    """next_at: None for what is done in every round."""
    TaskRun.objects.filter(pk__in=names).update(
        started_at=started_at, succeeded_at=now, failures_in_a_row=0, next_at=next_at
    )


@transaction.atomic
def note_failed(
    *, name: str, fault: BaseException, started_at: dt.datetime, now: dt.datetime, next_at: dt.datetime
) -> None:
    """Counted by the database, so that no worker's failure is lost beside another's."""
    TaskRun.objects.filter(pk=name).update(
        started_at=started_at,
        failed_at=now,
        failures_in_a_row=F("failures_in_a_row") + 1,
        error=faults.kind_of(fault),
        error_place=faults.place_of(fault),
        next_at=next_at,
    )


@transaction.atomic
def forget_old(*, now: dt.datetime) -> int:
    """Rows of tasks that no worker has had on its list for 90 days."""
    return TaskRun.objects.filter(started_at__lt=now - FORGOTTEN_AFTER).delete()[0]

"""How the worker's tasks fare is seen in a table; it costs nothing while nothing changes, and holds nobody's name."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aftershift.config import worker
from aftershift.core import clock, runs
from aftershift.core.models import TaskRun
from aftershift.core.runs import Rounds, Task
from tests.factories import MONDAY_9AM

pytestmark = pytest.mark.django_db
SECOND, MINUTE, DAY = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(days=1)


class Worker:
    """One worker process and its clock."""

    def __init__(self, *tasks):
        self.now = MONDAY_9AM
        self.rounds = Rounds(
            [do if isinstance(do, Task) else Task(do, repeats="a test") for do in tasks], clock=lambda: self.now
        )

    def at(self, moment):
        self.now = moment
        with CaptureQueriesContext(connection) as queries:
            self.rounds.go_round(is_stopping=lambda: False)
        return [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "SELECT"))]


class Fails:
    """A task that raises what names somebody, until it is mended."""

    __name__ = "fails"

    def __init__(self):
        self.is_broken, self.times = True, 0

    def __call__(self):
        self.times += 1
        if self.is_broken:
            raise ValueError("Ama Mensah, ama@example.org")
        return 0


def idle():
    return 0


def row(name="fails"):
    return TaskRun.objects.get(pk=name)


def test_a_task_that_raises_stops_no_other_and_is_seen(monkeypatch):
    fails = Fails()
    monkeypatch.setattr(worker, "TASKS", [Task(fails, repeats="a test"), Task(idle, repeats="a test")])
    call_command("worker", once=True)
    failed, well = row(), row("idle")
    assert (failed.failures_in_a_row, failed.succeeded_at) == (1, None)
    assert failed.failed_at is not None
    assert (well.failures_in_a_row, well.error, well.failed_at) == (0, "", None)
    assert well.started_at <= well.succeeded_at


def test_of_a_failure_its_class_and_place_are_kept_and_nobody_s_name():
    """Q-S15: the message of an exception holds the row that it was about."""

    def raises():
        runs.next_of(name=Named())

    class Named:
        def resolve_expression(self, *args, **kwargs):
            raise ValueError("Ama Mensah, ama@example.org")

    Worker(raises).at(MONDAY_9AM)
    kept = row("raises")
    assert (kept.error, kept.error_place.split(":")[0]) == ("ValueError", "core/runs.py")
    said = " ".join(str(getattr(kept, field.attname)) for field in TaskRun._meta.concrete_fields)
    assert "Ama" not in said
    assert "@" not in said


def test_an_idle_round_costs_no_statement_and_what_goes_well_is_noted_once_a_minute():
    mine = Worker(idle, Task(lambda_named("daily"), repeats="a test", every=DAY))
    mine.at(MONDAY_9AM)
    for second in range(1, 60):
        assert mine.at(MONDAY_9AM + second * SECOND) == []
    (noted,) = mine.at(MONDAY_9AM + MINUTE)
    assert noted.startswith("UPDATE")
    assert row("idle").succeeded_at == MONDAY_9AM + MINUTE


def lambda_named(name, do=lambda: 0):
    def task():
        return do()

    task.__name__ = name
    return task


def test_failures_in_a_row_are_counted_and_each_waits_longer_a_minute_at_most():
    fails = Fails()
    mine = Worker(fails)
    for second in range(600):
        mine.at(MONDAY_9AM + second * SECOND)
    assert 10 <= fails.times <= 20
    assert row().failures_in_a_row == fails.times
    assert row().next_at <= row().failed_at + MINUTE


def test_a_task_that_recovers_says_so_at_once_and_keeps_what_was_wrong_last():
    fails = Fails()
    mine = Worker(fails)
    mine.at(MONDAY_9AM)
    fails.is_broken = False
    mine.at(MONDAY_9AM + 3 * SECOND)
    assert (row().failures_in_a_row, row().error) == (0, "ValueError")
    assert (row().succeeded_at, row().failed_at) == (MONDAY_9AM + 3 * SECOND, MONDAY_9AM)


def test_a_daily_task_is_done_once_a_day_by_one_of_several_workers():
    done = []
    daily = Task(lambda_named("daily", lambda: done.append(1) or 1), repeats="a test", every=DAY)
    workers = [Worker(daily), Worker(daily)]
    for hour in range(48):
        for each in workers:
            each.at(MONDAY_9AM + hour * 60 * MINUTE)
    assert len(done) == 2
    assert row("daily").next_at == MONDAY_9AM + 2 * DAY


def test_a_daily_task_whose_worker_was_killed_is_done_by_the_next_one():
    """What ends a process is not caught, so nothing is noted as good."""

    def killed():
        raise SystemExit(137)

    with pytest.raises(SystemExit):
        Worker(Task(lambda_named("daily", killed), repeats="a test", every=DAY)).at(MONDAY_9AM)
    assert row("daily").succeeded_at is None
    done = []
    other = Worker(Task(lambda_named("daily", lambda: done.append(1) or 1), repeats="a test", every=DAY))
    other.at(MONDAY_9AM + MINUTE)
    assert done == []
    other.at(MONDAY_9AM + runs.LEASE)
    assert done == [1]


def test_a_daily_task_that_fails_is_tried_again_the_same_day():
    fails = Fails()
    mine = Worker(Task(fails, repeats="a test", every=DAY))
    mine.at(MONDAY_9AM)
    fails.is_broken = False
    mine.at(MONDAY_9AM + 2 * SECOND)
    assert fails.times == 2
    assert row().next_at == MONDAY_9AM + 2 * SECOND + DAY


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_on_the_database_is_noted_on_a_new_connection():
    def breaks():
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    Worker(breaks, idle).at(MONDAY_9AM)
    kept = row("breaks")
    assert kept.error in {"OperationalError", "ProgrammingError"}
    assert row("idle").succeeded_at == MONDAY_9AM


def test_rows_of_tasks_that_no_release_has_any_more_are_forgotten():
    Worker(idle).at(MONDAY_9AM)
    other = Worker(lambda_named("newer"))
    other.at(MONDAY_9AM + 90 * DAY)
    assert runs.forget_old(now=MONDAY_9AM + 91 * DAY) == 1
    assert TaskRun.objects.get().name == "newer"


def test_an_idle_round_of_the_whole_list_writes_nothing(monkeypatch):
    """With the real tasks, which look for what is due; the first round has the daily ones in it."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    mine = Worker(*worker.TASKS)
    mine.at(MONDAY_9AM)
    assert set(TaskRun.objects.values_list("name", flat=True)) == {task.name for task in worker.TASKS}
    assert set(TaskRun.objects.values_list("failures_in_a_row", flat=True)) == {0}
    sent = mine.at(MONDAY_9AM + 10 * SECOND)
    assert [statement for statement in sent if not statement.startswith("SELECT")] == []
    assert len(sent) <= 3 * len(worker.TASKS)

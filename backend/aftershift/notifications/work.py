"""How the work behind the scenes goes: for an organiser, of their organisation; as numbers, of the installation.

Nothing here names a member or says what a message is about.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet

from aftershift.core.models import Claim, TaskRun
from aftershift.core.policies import require
from aftershift.notifications import policies
from aftershift.notifications.channels import open_channels
from aftershift.notifications.models import Delivery, Letter, Message, Preference
from aftershift.notifications.models.trying import FAILED, State
from aftershift.people.models import Member

SHOWN_FOR = dt.timedelta(days=7)
MOST_SHOWN = 50
LETTER, TASK = "letter", "task"
# A worker notes every minute that it lives; without a note for so long, none does.
SILENT_AFTER = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that failed. what: a channel, `letter` or `task`; task: the name of the task of the latter."""

    id: UUID
    what: str
    task: str
    state: str
    attempts: int
    error: str
    failed_at: dt.datetime
    next_at: dt.datetime | None  # empty: it is tried no more unless somebody asks


@dataclass(frozen=True, slots=True)
class Work:
    is_working: bool
    seen_at: dt.datetime | None
    oldest: dt.timedelta
    tasks: list[TaskRun]
    sent: dict[str, int]
    failed: list[Item]


def work_of(*, member: Member, roles: Collection[str], now: dt.datetime) -> Work:
    """Nine statements, however much there is. Raises NotAllowed."""
    require(policies.MAY, "work.read", roles)
    tasks = list(TaskRun.objects.order_by("name"))
    seen_at = max((at for row in tasks for at in (row.succeeded_at, row.failed_at) if at), default=None)
    return Work(
        is_working=_lives(seen_at, now),
        seen_at=seen_at,
        oldest=queue_age(now=now, organisation_id=member.organisation_id),
        tasks=tasks,
        sent=_sent(member.organisation_id, now),
        failed=_failed(member.organisation_id, {row.claims: row.name for row in tasks if row.claims}, now),
    )


def _lives(seen_at: dt.datetime | None, now: dt.datetime) -> bool:
    return seen_at is not None and now - seen_at < SILENT_AFTER


def _sent(organisation_id: UUID, now: dt.datetime) -> dict[str, int]:
    """How many deliveries of the last days stand in each state: one bundle on one channel each."""
    lately = Delivery.objects.of(organisation_id).filter(changed_at__gt=now - SHOWN_FOR)
    counted = dict.fromkeys(State.values, 0)
    for state, number in lately.order_by().values_list("state").annotate(number=Count("pk")):
        counted[state] = number
    return counted


def _failed(organisation_id: UUID, task_of: Mapping[str, str], now: dt.datetime) -> list[Item]:
    """The latest first."""
    deliveries: QuerySet[Delivery] = Delivery.objects.of(organisation_id)
    letters: QuerySet[Letter] = Letter.objects.of(organisation_id)
    failing = {"state__in": FAILED, "changed_at__gt": now - SHOWN_FOR}
    found = [
        Item(row.pk, row.channel, "", row.state, row.attempts, row.last_error, row.changed_at, row.free_at)
        for row in deliveries.filter(**failing).order_by("-changed_at", "-pk")[:MOST_SHOWN]
    ]
    found += [
        Item(row.pk, LETTER, "", row.state, row.attempts, row.last_error, row.changed_at, row.free_at)
        for row in letters.filter(**failing).order_by("-changed_at", "-pk")[:MOST_SHOWN]
    ]
    claims = Claim.objects.filter(organisation_id=organisation_id, failed_at__isnull=False)
    for row in claims.order_by("-failed_at", "-pk")[:MOST_SHOWN]:
        is_over = row.attempt >= row.gives_up_at
        state = State.TECHNICAL_FAILURE if is_over else State.TEMPORARY_FAILURE
        next_at = None if is_over else row.free_at
        assert row.failed_at is not None
        task = task_of.get(row.kind, "")
        found.append(Item(row.pk, TASK, task, state, row.attempt, row.last_error, row.failed_at, next_at))
    return sorted(found, key=lambda item: item.failed_at, reverse=True)[:MOST_SHOWN]


def queue_age(*, now: dt.datetime, organisation_id: UUID | None = None) -> dt.timedelta:
    """How long the oldest due message or letter waits; zero when nothing does. Three statements.

    What waits for a channel that is not set up does not count: no worker could do it.
    """
    ways = set(open_channels())
    here = {"organisation_id": organisation_id} if organisation_id else {}
    messages = Message.objects.filter(settled_at=None, due_at__lte=now, **here)
    deliveries = Delivery.objects.filter(free_at__lte=now, channel__in=ways, **here)
    found = [messages.aggregate(at=Min("due_at"))["at"], deliveries.aggregate(at=Min("free_at"))["at"]]
    if Preference.Channel.EMAIL in ways:
        letters = Letter.objects.filter(free_at__lte=now, **here)
        found.append(letters.aggregate(at=Min("free_at"))["at"])
    return max((now - at for at in found if at is not None), default=dt.timedelta())


def numbers(*, now: dt.datetime) -> dict[str, float]:
    """Of the whole installation, for an alert. The caller has switched scopes off."""
    seen_at = TaskRun.objects.aggregate(at=Max("succeeded_at"))["at"]
    return {
        "aftershift_queue_age_seconds": queue_age(now=now).total_seconds(),
        "aftershift_worker_is_working": int(_lives(seen_at, now)),
        "aftershift_tasks_failing": TaskRun.objects.filter(failures_in_a_row__gt=0).count(),
        "aftershift_work_failed": Claim.objects.filter(failed_at__isnull=False).count(),
        "aftershift_deliveries_failed": Delivery.objects.filter(
            state__in=FAILED, changed_at__gt=now - SHOWN_FOR
        ).count(),
        "aftershift_letters_failed": Letter.objects.filter(state__in=FAILED, changed_at__gt=now - SHOWN_FOR).count(),
    }

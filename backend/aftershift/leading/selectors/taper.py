"""Where the taper of a series is, and what comes next."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.leading.models import Taper, TaperStep
from aftershift.people.models import Member

# A step lasts a quarter of a year.
LASTS = dt.timedelta(weeks=13)
# From here on three people must be able to lead it, one of them on other shifts.
NEEDS_MANY = TaperStep.FIRST_OF_CYCLE


@dataclass(frozen=True, slots=True)
class Planned:
    step: int
    date: dt.date
    state: str  # done, now or later


@dataclass(frozen=True, slots=True)
class TaperShown:
    step: int
    since_date: dt.date
    steps: list[Planned]
    went_back_for: str | None  # when the last move was back
    is_proposed: bool
    lead_agreed: bool
    organiser_agreed: bool


def taper_of(*, activity: Activity) -> Taper | None:
    return Taper.objects.of(activity.organisation_id).filter(activity=activity).first()


def taper_shown(*, activity: Activity) -> TaperShown | None:
    """Two statements."""
    taper = taper_of(activity=activity)
    if taper is None:
        return None
    moves = list(taper.moves.order_by("pk"))
    reached = {move.step: move.date for move in moves if move.step <= taper.step}
    steps = [Planned(step, reached.get(step, taper.began_date), "done") for step in range(1, taper.step)]
    steps.append(Planned(taper.step, taper.since_date, "now"))
    if taper.next_date is not None:
        later = range(taper.step + 1, TaperStep.VISIT + 1)
        steps += [Planned(step, taper.next_date + LASTS * turn, "later") for turn, step in enumerate(later)]
    last = moves[-1]
    return TaperShown(
        step=taper.step,
        since_date=taper.since_date,
        steps=steps,
        went_back_for=last.why if last.why not in (last.Why.BEGAN, last.Why.AGREED) else None,
        is_proposed=taper.proposed_at is not None,
        lead_agreed=taper.lead_agreed_at is not None,
        organiser_agreed=taper.organiser_agreed_at is not None,
    )


def rests_until(*, activity: Activity, today: dt.date) -> tuple[bool, dt.date | None]:
    """Is the series in a planned season of rest, and its last day if that is known."""
    series = Series.objects.of(activity.organisation_id).filter(activity=activity).first()
    rests = series.rule.rests if series is not None else ()
    found = next((rest for rest in rests if rest.covers(today)), None)
    return found is not None, found.last_date if found is not None else None


def two_called_off(*, activity: Activity, since: dt.date, now: dt.datetime) -> bool:
    """The two latest dates whose time has come, both after this day, were called off."""
    rows = Occurrence.objects.of(activity.organisation_id).filter(
        activity=activity, starts_at__lte=now, local_date__gt=since
    )
    latest = list(rows.order_by("-starts_at", "-pk").values_list("state", flat=True)[:2])
    return latest == [Occurrence.State.CANCELLED] * 2


def due_for_review(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(taper, organisation) of those not looked at today. Outside any scope."""
    rows = Taper.objects.exclude(reviewed_date__gte=now.date())
    return list(rows.values_list("pk", "organisation_id"))


def side_of(member: Member, roles: frozenset[str]) -> str:
    """An organiser speaks as one, even where they lead: each side is another person."""
    return "organiser" if "organiser" in roles else "lead"

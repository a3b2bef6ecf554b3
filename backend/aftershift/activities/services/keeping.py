"""Keeping places: for first-timers, for a small job, and for facilities staff first."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from aftershift.activities import edits, kept, policies, selectors
from aftershift.activities.errors import FacilitiesGoFirst, NoFacilitiesTeam, StateDoesNotAllow
from aftershift.activities.models import FacilitiesTeam, KeptPlaces, Occurrence, SignUp
from aftershift.activities.services.places import settle_places
from aftershift.activities.wording import said
from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.organisations.models import Team
from aftershift.people.models import Member

Group = KeptPlaces.Group
NAMED = 3  # so many dates are named in a refusal


@transaction.atomic
def keep_places(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    first_timers: int,
    jobs: Sequence[str],
    facilities_until: dt.datetime | None,
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Occurrence:
    """What is kept on one date from now on; one place for each job. What is taken already stays with who has it.

    Of what is kept no more is held back than is free; a place that comes free fills it up first. Facilities staff first:
    whoever else comes every time has no turn in a date that is not open yet; they have it first of all when it opens to
    everybody (`let_all_in`). In a date that is open, who has a place or waits asked in time and keeps it.
    Raises Stale, StateDoesNotAllow, NoFacilitiesTeam, FieldProblem (more than there are places, a job named twice, facilities
    staff first until it begins, or in something just us).
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "occurrence.keep_places", here)
    edits.refuse_stale_date(occurrence, seen)
    if occurrence.state not in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED):
        raise StateDoesNotAllow
    if first_timers + len(jobs) > occurrence.places:
        raise FieldProblem({"/first_timers": f"There are {occurrence.places} places. Keep fewer."})
    if len(set(jobs)) < len(jobs):
        raise FieldProblem({"/jobs": "This job is there twice."})
    if facilities_until is not None and not occurrence.activity.is_programme:
        raise FieldProblem({"/facilities_until": "Just us is for those who are asked along. Leave this empty."})
    if facilities_until is not None and facilities_until >= occurrence.starts_at:
        raise FieldProblem(
            {"/facilities_until": "Choose a day before it begins. Everybody else has to be able to join."}
        )
    if facilities_until is not None and not _locked_teams(member.organisation_id):
        raise NoFacilitiesTeam
    _keep(occurrence=occurrence, first_timers=first_timers, jobs=jobs)
    if facilities_until is None and occurrence.facilities_until is not None:
        facilities_until = min(
            occurrence.facilities_until, now
        )  # over from now: the worker lets in whoever waits for that
    occurrence.facilities_until, occurrence.is_kept_by_hand = facilities_until, True
    occurrence.giving_version += 1
    occurrence.save(update_fields=["keeps_until", "facilities_until", "is_kept_by_hand", "giving_version"])
    if facilities_until is not None and facilities_until > now and occurrence.state == Occurrence.State.PLANNED:
        _let_others_wait(occurrence=occurrence)
    if first_timers:
        mark_first_timers(occurrence=occurrence, now=now)
    settle_places(occurrence=occurrence, now=now)
    return occurrence


@transaction.atomic(savepoint=False)
def keep_for_first_timers(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """The share that a programme date keeps when it opens, if nobody said otherwise. The caller holds the lock and settles.

    Who comes every time waits in its queue already: those of them who come for the first time are kept for as well.
    """
    share = kept.first_timers_share(occurrence.places)
    if share and not occurrence.is_kept_by_hand:
        _keep(occurrence=occurrence, first_timers=share, jobs=())
        occurrence.save(update_fields=["keeps_until"])
        mark_first_timers(occurrence=occurrence, now=now)


@transaction.atomic(savepoint=False)
def keep_the_share_of_now(*, occurrence: Occurrence) -> None:
    """There are more or fewer places: of what a date kept by itself when it opened, a quarter of those there are now.

    The caller holds the lock and settles. No statement where nothing is kept, or somebody said what is.
    """
    if occurrence.keeps_until is None or occurrence.is_kept_by_hand:
        return
    rows = KeptPlaces.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, group=Group.FIRST_TIMERS)
    share = kept.first_timers_share(occurrence.places)
    if share:
        rows.update(count=share)
    else:
        rows.delete()


def _locked_teams(organisation_id: UUID) -> list[FacilitiesTeam]:
    """So that nobody takes the last of them away before a date that counts on them is there to be seen."""
    return list(kept.facilities_teams(organisation_id=organisation_id).select_for_update().order_by("pk"))


@transaction.atomic(savepoint=False)  # always inside a service's own, which holds the lock on the date
def let_all_join_where_nobody_goes_first(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """A date that comes back after the last team of facilities staff has gone opens to everybody. The worker lets in who
    waited for that. One statement, or none; the caller saves nothing of it."""
    until = occurrence.facilities_until
    if until is not None and until > now and not _locked_teams(occurrence.organisation_id):
        occurrence.facilities_until = now
        occurrence.giving_version += 1
        occurrence.save(update_fields=["facilities_until", "giving_version"])


def _let_others_wait(*, occurrence: Occurrence) -> None:
    """Turns in a planned date are made by a series, and nobody has been told of one: they go without a trace."""
    ours = kept.facilities_teams(organisation_id=occurrence.organisation_id).values("team")
    waiting = occurrence.sign_ups.filter(status=SignUp.Status.WAITING)
    waiting.exclude(member__in=Member.objects.of(occurrence.organisation_id).filter(team__in=ours)).delete()


@transaction.atomic(savepoint=False)  # always inside a service's own, which holds the lock on the date
def mark_first_timers(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """Whoever is on it, or waits, and comes for the first time has what is kept for them. Two statements."""
    rows = occurrence.sign_ups.filter(pk__in=kept.mark_first_timers(occurrence=occurrence, now=now))
    rows.update(is_first_timer=True)


@transaction.atomic(savepoint=False)
def open_with_the_date(*, occurrence: Occurrence) -> None:
    """The date has another time: what is kept opens as long before it as it did, and where facilities staff go first until
    after it begins now, it opens to all then too. The caller holds the lock and settles."""
    rows = KeptPlaces.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)
    until = kept.opens_at(occurrence)
    if rows.update(until=until):
        occurrence.keeps_until = until
    if occurrence.facilities_until is not None and occurrence.facilities_until >= occurrence.starts_at:
        occurrence.facilities_until = until
        occurrence.giving_version += 1
        occurrence.save(update_fields=["facilities_until", "giving_version"])


def _keep(*, occurrence: Occurrence, first_timers: int, jobs: Sequence[str]) -> None:
    rows = KeptPlaces.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)
    wanted = {("", Group.FIRST_TIMERS): first_timers} | {(job, Group.JOB): 1 for job in jobs}
    until = kept.opens_at(occurrence)
    # A job that stays keeps its row: whoever took it has it still.
    rows.exclude(job__in=jobs).filter(group=Group.JOB).delete()
    rows.filter(group=Group.FIRST_TIMERS).delete()
    have = set(rows.values_list("job", flat=True))
    KeptPlaces.objects.bulk_create(
        KeptPlaces(
            organisation_id=occurrence.organisation_id,
            occurrence=occurrence,
            group=group,
            job=job,
            count=count,
            until=until,
        )
        for (job, group), count in wanted.items()
        if count and job not in have
    )
    rows.update(until=until)
    occurrence.keeps_until = until if any(wanted.values()) else None


@transaction.atomic
def choose_facilities_teams(
    *, member: Member, roles: Collection[str], team_ids: Collection[UUID], now: dt.datetime
) -> None:
    """Which teams are facilities staff, all at once. Raises NotAllowed, FieldProblem for a team that is not there, and
    FacilitiesGoFirst for no team at all while a date lets facilities staff join first: it would be shut for everybody."""
    require(policies.MAY, "facilities_teams.choose", roles)
    teams = list(Team.objects.of(member.organisation_id).filter(pk__in=team_ids))
    if len(teams) < len(set(team_ids)):
        raise FieldProblem({"/team_ids": "One of these teams is no longer there. Look again."})
    rows = FacilitiesTeam.objects.of(member.organisation_id)
    _locked_teams(member.organisation_id)
    if not teams:
        _refuse_while_they_go_first(member=member, now=now)
    rows.exclude(team__in=teams).delete()
    have = set(rows.values_list("team_id", flat=True))
    FacilitiesTeam.objects.bulk_create(
        FacilitiesTeam(organisation_id=member.organisation_id, team=team) for team in teams if team.pk not in have
    )


def _refuse_while_they_go_first(*, member: Member, now: dt.datetime) -> None:
    dates = Occurrence.objects.of(member.organisation_id).filter(
        activity__is_programme=True,  # what is just us is nobody's to be told of, and lets nobody go first
        facilities_until__gt=now,
        starts_at__gt=now,
        state__in=(Occurrence.State.PLANNED, Occurrence.State.PUBLISHED),
    )
    found = list(dates.order_by("starts_at", "pk").values_list(said("title"), "starts_at")[: NAMED + 1])
    if not found:
        return
    local = member.organisation.local
    names = [f"{title} on {local(starts_at):%-d %B}" for title, starts_at in found[:NAMED]]
    raise FacilitiesGoFirst(detail=f"{', '.join(names)}{' and more' if len(found) > NAMED else ''}.")

"""Work that is due: maps that lie behind the day, sheets that nobody confirmed."""

from uuid import UUID

from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.core.claims import work_through
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.shifts import counted, selectors, services, sheets


def roll_free_maps() -> int:
    """Every map starts two weeks back on its member's local date; those that do not are worked out again."""
    now = clock.now()
    with scopes_disabled():
        due = selectors.behind(now=now)

    def roll(member_id: UUID) -> None:
        with scope(organisation=due[member_id]):
            member = one(Member.objects.of(due[member_id]).select_related("organisation"), member_id)
            services.roll(member=member, now=now)

    done = work_through(kind="roll_free_map", due=due.items(), do=roll, now=now)
    if len(due) < selectors.ROLLED_AT_ONCE:  # the last of them: what the finder counts rolls on before anybody asks
        for organisation_id in sorted(set(due.values())):
            with scope(organisation=organisation_id):
                counted.settle(organisation_id=organisation_id, today=now.date())
    return done


def forget_old_sheets() -> int:
    """Drafts of rota sheets that nobody confirmed within a week go, and the note of an applied one after a year."""
    now = clock.now()
    with scopes_disabled():
        due = sheets.old_sheets(now=now)

    def forget(sheet_id: UUID) -> None:
        with scope(organisation=due[sheet_id]):
            sheets.forget_sheet(sheet_id=sheet_id, organisation_id=due[sheet_id])

    return work_through(kind="forget_rota_sheet", due=due.items(), do=forget, now=now)

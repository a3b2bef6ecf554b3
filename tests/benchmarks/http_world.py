"""Two organisations in one database, made by bulk inserts: 300 dates and 200 members, 3,000 dates and 2,000 members."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django_scopes import scope

from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.calendars import services as calendars
from aftershift.core.ids import new_id
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member, Person
from aftershift.shifts import services as shifts
from tests.factories import session_key_of

PATTERN = ["07:00-15:00"] * 4 + ["-"] * 2 + ["13:00-21:00"] * 3 + ["-"] * 2
TOLD_SHIFTS = 20  # members whose shifts are known; the readers are among them
SIGNED_UP = 20  # people on every second date: lists are read with 0 and with 20


@dataclass
class World:
    organisation: Organisation
    members: list[Member]
    now: dt.datetime

    def reader(self, number: int = 0) -> tuple[Member, str]:
        member = self.members[number]
        return member, session_key_of(member)

    def feed_path(self) -> str:
        with scope(organisation=self.organisation.pk):
            made = calendars.make(member=self.members[0], purpose="programme", shows_titles=True, now=self.now)
        return f"/feed/{made.secret}.ics"

    def date(self, places: int) -> UUID:
        """A fresh date to race for."""
        with scope(organisation=self.organisation.pk):
            activity = Activity.objects.first()
            assert activity is not None
            starts_at = self.now + dt.timedelta(days=900) + dt.timedelta(days=Occurrence.objects.count())
            row = occurrence(activity, starts_at, self.now, places=places)
            row.save()
        return row.pk


def occurrence(activity: Activity, starts_at: dt.datetime, now: dt.datetime, places: int = 30) -> Occurrence:
    return Occurrence(
        organisation_id=activity.organisation_id,
        activity=activity,
        local_date=starts_at.date(),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=45),
        state=Occurrence.State.PUBLISHED,
        places=places,
        revised_at=now,
    )


def made(name: str, *, dates: int, members: int, now: dt.datetime) -> World:
    organisation = Organisation(id=new_id(), name=f"{name} Hospital", short_name=name)
    organisation.save()
    people = Person.objects.bulk_create([Person(password="!") for _ in range(members)], batch_size=1000)
    with scope(organisation=organisation.pk):
        rows = Member.objects.bulk_create(
            [
                Member(organisation=organisation, person=person, called_name="Ama", joined_at=now, confirmed_at=now)
                for person in people
            ],
            batch_size=1000,
        )
        activities = Activity.objects.bulk_create(
            [
                Activity(
                    organisation=organisation,
                    title=f"Thursday walk {number}",
                    kind="walk",
                    meeting_place="Main door, by the big clock",
                    minutes=45,
                    made_at=now,
                )
                for number in range(dates)
            ],
            batch_size=1000,
        )
        soon = now.replace(minute=0, second=0, microsecond=0)
        occurrences = [
            occurrence(activity, soon + dt.timedelta(hours=6 + 2 * number), now)
            for number, activity in enumerate(activities)
        ]
        signed = occurrences[::2]
        for row in signed:
            row.taken = SIGNED_UP
        Occurrence.objects.bulk_create(occurrences, batch_size=1000)
        SignUp.objects.bulk_create(
            [
                SignUp(
                    organisation=organisation,
                    occurrence=row,
                    member=rows[(number * 7 + k) % members],
                    status=SignUp.Status.PLACED,
                    queued_at=now,
                    changed_at=now,
                )
                for number, row in enumerate(signed)
                for k in range(SIGNED_UP)
            ],
            batch_size=1000,
        )
        for member in rows[:TOLD_SHIFTS]:
            shifts.set_pattern(member=member, days=PATTERN, anchor_date=now.date(), now=now)
    return World(organisation, rows, now)

"""What makes an activity come again, and who comes every time."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from aftershift.activities.models.activities import Activity
from aftershift.activities.models.parties import LARGEST_PARTY_GUESTS, Party
from aftershift.activities.rule import Rest, Rule, Time
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Series(TenantModel):
    """The rule behind the dates, in local wall time: "Thursdays 15:30" stays 15:30 when the clocks change (RULE-22).

    times, skips and rests are parts of one value: always read and written together, never searched. Without `count` and
    `until_date` the series is open-ended. made_until: dates have been made to this day; the worker goes on from there.
    """

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="series")
    first_date = models.DateField()
    start_time = models.TimeField()  # of the first of `times`
    every_weeks = models.PositiveSmallIntegerField(default=1)
    every_months = models.PositiveSmallIntegerField(null=True)  # set: on the nth of a weekday in a month
    times = models.JSONField(default=list)
    until_date = models.DateField(null=True)
    count = models.PositiveSmallIntegerField(null=True)
    skips = models.JSONField(default=list)
    rests = models.JSONField(default=list)
    places = models.PositiveSmallIntegerField(default=12)  # of dates still to be made
    made_until = models.DateField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"every {self.every_weeks} weeks from {self.first_date}"

    @property
    def rule(self) -> Rule:
        return Rule(
            first_date=self.first_date,
            times=tuple(_time(value) for value in self.times) or (Time(self.first_date.weekday(), self.start_time),),
            every_weeks=self.every_weeks,
            every_months=self.every_months,
            until_date=self.until_date,
            count=self.count,
            skips=frozenset(dt.date.fromisoformat(day) for day in self.skips),
            rests=tuple(_rest(value) for value in self.rests),
        )

    def take(self, rule: Rule) -> None:
        """Hold this rule; the caller saves."""
        self.first_date, self.start_time = rule.first_date, rule.times[0].start
        self.every_weeks, self.every_months = rule.every_weeks, rule.every_months
        self.until_date, self.count = rule.until_date, rule.count
        self.times = [
            {
                "weekday": time.weekday,
                "start": f"{time.start:%H:%M}",
                "nth": time.nth,
                "group": time.group,
                "minutes_after": time.minutes_after,
            }
            for time in rule.times
        ]
        self.skips = sorted(day.isoformat() for day in rule.skips)
        self.rests = [
            {
                "first_date": rest.first_date.isoformat(),
                "last_date": rest.last_date.isoformat() if rest.last_date else None,
                "reason": rest.reason,
            }
            for rest in rule.rests
        ]


def _time(value: dict[str, Any]) -> Time:
    return Time(**value | {"start": dt.time.fromisoformat(value["start"])})


def _rest(value: dict[str, Any]) -> Rest:
    last = value["last_date"]
    return Rest(
        first_date=dt.date.fromisoformat(value["first_date"]),
        last_date=dt.date.fromisoformat(last) if last else None,
        reason=value["reason"],
    )


class StandingSignUp(TenantModel):
    """ "I come every time": a turn in the queue of every date that is made, in the order in which people said it."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="standing")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Who comes along every time: as in a sign-up, without the member.
    adults = models.PositiveSmallIntegerField(default=0, db_default=0)
    children_0_4 = models.PositiveSmallIntegerField(default=0, db_default=0)
    children_5_10 = models.PositiveSmallIntegerField(default=0, db_default=0)
    children_11_17 = models.PositiveSmallIntegerField(default=0, db_default=0)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "series", "member"], name="standing_sign_up_once_per_series"
            ),
            models.CheckConstraint(
                condition=Q(
                    adults__lte=LARGEST_PARTY_GUESTS - F("children_0_4") - F("children_5_10") - F("children_11_17")
                ),
                name="standing_sign_up_party_is_no_crowd",
            ),
        ]
        indexes = [models.Index(fields=["series", "asked_at", "id"], name="standing_sign_up_order")]

    def __str__(self) -> str:
        return f"standing {self.pk}"

    @property
    def guests(self) -> Party:
        return Party(*(getattr(self, name) for name in Party._fields))

    @guests.setter
    def guests(self, party: Party) -> None:
        for name, count in party._asdict().items():
            setattr(self, name, count)

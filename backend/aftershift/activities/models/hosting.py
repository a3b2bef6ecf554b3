"""Who meets first-timers on one date, and who helps from outside."""

from django.db import models

from aftershift.activities.models.activities import Activity, Occurrence, SignUp
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member

MOST_MINUTES_BEFORE = 60


class Host(TenantModel):
    """The one person of a date who meets first-timers, or who is asked to. Only their own yes makes them host.

    It stands on their place: whoever gives the place back, leaves or is forgotten is host no more, and a place that
    comes back by an undo brings it back. A no and a step back leave no row.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    said_yes_at = models.DateTimeField(null=True)  # null: asked, and not answered
    place = models.CharField(max_length=120, blank=True)  # where they wait; empty: where everybody meets
    minutes_before = models.PositiveSmallIntegerField(default=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence"], name="host_one_per_date"),
            models.CheckConstraint(
                condition=models.Q(minutes_before__lte=MOST_MINUTES_BEFORE), name="host_waits_an_hour_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"host {self.pk}"


class Helper(TenantModel):
    """Somebody who is no member: a guide, an instructor. Erased 30 days after the last date (`services.helping`)."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    what = models.CharField(max_length=80)  # what they do, for all to read
    phone = models.CharField(max_length=24, blank=True)  # read by `helping.phones_of` alone
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["activity", "entered_at"], name="helper_of_activity")]

    def __str__(self) -> str:
        return f"helper {self.pk}"

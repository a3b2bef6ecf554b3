"""Whom to phone: one number per person and date, kept for hours only; and the one number that a site answers."""

from django.db import models

from aftershift.activities.models import Occurrence
from aftershift.organisations.models import Site
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class EmergencyNumber(TenantModel):
    """Somebody to phone for one person on one date. Sealed; the row goes two hours after the end (DOMAIN 7.5)."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "member"], name="emergency_number_one_per_person_and_date"
            )
        ]

    def __str__(self) -> str:
        return f"a number for {self.occurrence_id}"


class EmergencyLook(TenantModel):
    """A member's emergency number went to somebody's phone, or somebody looked at it there. Shown to that member; it stays
    when the number has gone.

    tap: made on the phone, where a look without signal is kept until it can be told.
    """

    class What(models.TextChoices):
        FETCHED = "fetched"  # once per phone's owner, date and number
        LOOKED = "looked"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=7, choices=What)
    tap = models.UUIDField()
    device_at = models.DateTimeField()
    server_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "owner", "tap"], name="emergency_look_once_per_tap")
        ]
        indexes = [models.Index(fields=["owner", "server_at"], name="emergency_look_of_owner")]

    def __str__(self) -> str:
        return f"look at a number of {self.occurrence_id}"


class HelpNumber(TenantModel):
    """Who answers for a site when somebody is hurt or a group is not back: a duty phone, with the name it is known by."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=20)
    set_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

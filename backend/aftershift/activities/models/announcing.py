"""What a lead tells everyone who comes or waits."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models.activities import Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Announcement(TenantModel):
    """Said once about one date. The words of a template are the reader's language; `text` is what the lead wrote."""

    class Kind(models.TextChoices):
        LATE = "late"
        COAT = "coat"
        MOVED = "moved"
        CANCELLED = "cancelled"
        OWN = "own"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="announcements")
    kind = models.CharField(max_length=9, choices=Kind)
    minutes = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="late", minutes__gt=0) | ~Q(kind="late") & Q(minutes__isnull=True),
                name="announcement_only_late_has_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

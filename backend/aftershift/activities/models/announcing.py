"""What a lead tells everyone who comes or waits, and the row in each one's inbox."""

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


class InboxMessage(TenantModel):
    """That one member is told, and whether they have read it."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="messages")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "announcement", "member"], name="inbox_message_one_per_member"
            )
        ]
        indexes = [models.Index(fields=["member", "read_at"], name="inbox_of_member")]

    def __str__(self) -> str:
        return f"message {self.pk}"

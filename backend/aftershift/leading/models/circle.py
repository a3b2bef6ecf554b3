"""The leaders' circle: who was invited, which series is theirs, which activities train leaders, and their notebook."""

from django.db import models

from aftershift.activities.models import Activity
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member

LONGEST_NOTE = 1000


class CircleActivity(TenantModel):
    """An ordinary activity, with its places and waiting list, that the circle's page shows."""

    class What(models.TextChoices):
        CIRCLE = "circle"
        TRAINING = "training"

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What)

    def __str__(self) -> str:
        return f"{self.what} {self.activity_id}"


class CircleInvitation(TenantModel):
    """Somebody who leads nothing yet and was asked in. Who leads, led or shadowed belongs to the circle without one."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member"], name="circle_invitation_once_per_member")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class CircleNote(TenantModel):
    """What somebody who leads learnt. Read by the circle alone; it stays when its writer leaves, without a name."""

    text = models.CharField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    shows_name = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "written_at"], name="circle_note_latest")]

    def __str__(self) -> str:
        return f"note {self.pk}"

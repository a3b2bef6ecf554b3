"""Being asked to lead. Who leads stands on the activity itself; here is how it came about."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class RoleOffer(TenantModel):
    """One person asked to be lead or second of one activity. Whoever leads now stays until it is accepted (RULE-43)."""

    class Role(models.TextChoices):
        LEAD = "lead"
        SECOND = "second"

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=6, choices=Role)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    offered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "activity", "role"], condition=Q(state="open"), name="role_offer_one_open"
            )
        ]
        indexes = [models.Index(fields=["member", "state"], name="role_offer_of_member")]

    def __str__(self) -> str:
        return f"{self.role} offer {self.state}"

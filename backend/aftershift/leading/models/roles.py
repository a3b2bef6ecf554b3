"""The small roles of one date: who has them, and who is asked."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class DateRole(TenantModel):
    """One small role of one date and one member. It counts while they have a place there: whoever gives the place back
    has the role no more, and a place that comes back by an undo brings it back.

    A no is kept until the date is over, and read by nothing but what asks the next person.
    """

    class Role(models.TextChoices):
        """In the order in which somebody tries them."""

        GREET = "greet"
        KIT = "kit"
        BACK_MARKER = "back_marker"
        PHOTOS = "photos"
        REGISTER = "register"
        PHONE_TREE = "phone_tree"

    class State(models.TextChoices):
        ASKED = "asked"
        HELD = "held"
        DECLINED = "declined"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State)
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # null: offered around

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "role"],
                condition=Q(state__in=("asked", "held")),
                name="date_role_one_per_role",
            ),
        ]
        indexes = [models.Index(fields=["member", "state"], name="date_role_of_member")]

    def __str__(self) -> str:
        return f"{self.role} {self.state}"

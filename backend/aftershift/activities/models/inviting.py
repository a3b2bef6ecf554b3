""" "Come with me": one colleague asked to one date, with a place held for them."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models.activities import Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Invitation(TenantModel):
    """Holds one place of the date while it is open. Its code is worked out from its id (`inviting.code_of`) and not kept.

    How it ended is kept apart here; whoever invited is told "accepted" or "not taken up" and no more.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        LAPSED = "lapsed"  # nobody answered in time
        TAKEN_BACK = "taken_back"  # by whoever invited, or because they have no place themselves, or hold too many
        ENDED = "ended"  # the date was called off, or sign-up closed

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="invitations")
    inviter = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # by their card's code
    accepted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    code_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                # One for each colleague asked by their card. How many one member holds is asked under the date's lock.
                fields=["organisation", "occurrence", "inviter", "to"],
                condition=Q(state="open"),
                name="invitation_one_open_per_colleague",
            ),
            models.UniqueConstraint(fields=["organisation", "code_hash"], name="invitation_code_once"),
            models.CheckConstraint(
                condition=Q(state__in=("open", "accepted", "declined", "lapsed", "taken_back", "ended")),
                name="invitation_state_is_one_of_six",
            ),
        ]
        indexes = [
            models.Index(fields=["occurrence"], condition=Q(state="open"), name="invitation_open_of_date"),
            models.Index(fields=["inviter", "made_at"], name="invitation_of_inviter"),
            models.Index(fields=["to"], condition=Q(state="open"), name="invitation_open_to"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.state} {self.pk}"

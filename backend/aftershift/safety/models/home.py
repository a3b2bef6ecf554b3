"""Who at home knows when a group is due back, and how far an alert has gone (DESIGN 8)."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class HomeContact(TenantModel):
    """Somebody who is not on the trip and has to say yes: a member, or an e-mail address that answered a test message.

    rank: 1 hears first, 2 after that. The row goes two days after the end.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        CONFIRMED = "confirmed"
        DECLINED = "declined"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    may_wake = models.BooleanField(default=False)  # agreed to be told at night too
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "rank"], name="home_contact_one_per_rank"),
            models.CheckConstraint(condition=Q(rank__in=(1, 2)), name="home_contact_first_or_second"),
            models.CheckConstraint(
                condition=(Q(member__isnull=False) & Q(email="")) | (Q(member__isnull=True) & ~Q(email="")),
                name="home_contact_is_a_member_or_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"home contact {self.rank} of {self.occurrence_id}"


class HomeWatch(TenantModel):
    """What was said about coming back: by the lead, that it takes longer; by a contact, that they have heard from the group."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="+")
    later_back_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    heard_rank = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"watch over {self.occurrence_id}"


class Stop(TenantModel):
    """A lead stopped a date, and in which words if any. Everybody with a place reads them; both leads may say why."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "occurrence", "by"], name="stop_once_by_each")]

    def __str__(self) -> str:
        return f"stop of {self.occurrence_id}"


class OverdueStep(TenantModel):
    """One thing that was told, once. What comes next is worked out from these rows, so a restart forgets nothing."""

    class Step(models.TextChoices):
        NOBODY = "nobody"  # before leaving: no contact has said yes
        FIRST = "first"
        SECOND = "second"
        SITE = "site"  # whoever was told, and the organisers: phone the site's number
        OVER = "over"  # they are back, or a contact has heard from them

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=6, choices=Step)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "step"], name="overdue_step_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.occurrence_id}"

"""Where a member stands, kind by kind, and what they did. Both are the member's own: nobody else reads these rows."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity, Occurrence
from aftershift.leading.ladder import CARDS
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Step(TenantModel):
    """One member's step for one kind of activity. Without a row they come along.

    stepped_back_from: the step that one tap brings back. used_date: the last date on which they did something of it.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Activity.Kind)
    number = models.PositiveSmallIntegerField(default=0)
    taken_date = models.DateField()
    used_date = models.DateField()
    stepped_back_from = models.PositiveSmallIntegerField(null=True)
    not_now_until = models.DateField(null=True)  # "not now": no invitation before
    told_of = models.PositiveSmallIntegerField(default=0)  # the highest step that they were told is open to them

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "kind"], name="step_one_per_kind"),
            models.CheckConstraint(condition=Q(number__lte=6), name="step_is_one_of_seven"),
            models.CheckConstraint(
                condition=Q(stepped_back_from__isnull=True) | Q(stepped_back_from__gt=models.F("number")),
                name="step_back_is_downwards",
            ),
        ]

    def __str__(self) -> str:
        return f"step of {self.kind}"


class RecordLine(TenantModel):
    """One thing that a member did on one date, kept for them in words of its own so that it outlives the date."""

    class What(models.TextChoices):
        CAME = "came"  # the first time of this kind; later times leave no line
        JOB = "job"
        ROLE = "role"
        SHADOWED = "shadowed"
        SHARED = "shared"
        WITH_BUDDY = "with_buddy"
        BUDDIED = "buddied"
        LED = "led"
        WHOLE_LIST = "whole_list"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Activity.Kind)
    what = models.CharField(max_length=10, choices=What)
    # Of a job or a role: which. "second" also where leading was shared: then it was not they who led.
    role = models.CharField(max_length=40, blank=True)
    occurrence = models.ForeignKey(Occurrence, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=80)
    local_date = models.DateField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "member", "occurrence", "what", "role"], name="record_line_once_per_date"
            )
        ]
        indexes = [models.Index(fields=["member", "local_date"], name="record_line_of_member")]

    def __str__(self) -> str:
        return f"{self.what} {self.local_date}"


class CardRead(TenantModel):
    """A two-minute card that the member read or heard to its end."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    card = models.CharField(max_length=12, choices=[(card, card) for card in CARDS])
    read_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member", "card"], name="card_read_once")]

    def __str__(self) -> str:
        return f"read {self.card}"

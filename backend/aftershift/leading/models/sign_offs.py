"""Somebody's word that a member is ready, and watching somebody lead."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity, Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class SignOff(TenantModel):
    """One question of one member to somebody who can say it, and the answer. It stands when whoever gave it has left.

    Only the member sees it, and until it is answered whoever is asked. asked_of: None asks the organisers.
    """

    class What(models.TextChoices):
        BRIEFING = "briefing"  # the twenty minutes before leading together
        BASICS = "basics"  # what this kind needs to know
        BUDDY_READY = "buddy_ready"
        ORGANISER_READY = "organ_ready"
        LED_BEFORE = "led_before"  # dates that they led before their steps were kept

    class State(models.TextChoices):
        OPEN = "open"
        GIVEN = "given"
        NOT_YET = "not_yet"
        TAKEN_BACK = "taken_back"

    class As(models.TextChoices):
        ORGANISER = "organiser"
        LEAD = "lead"
        BUDDY = "buddy"
        COLLEAGUE = "colleague"  # when nobody else answered for three weeks

    class Condition(models.TextChoices):
        WITH_BUDDY = "with_buddy"
        SHORT_WALKS = "short_walks"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Activity.Kind)
    what = models.CharField(max_length=11, choices=What)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_of = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_as = models.CharField(max_length=9, choices=As, blank=True)  # stays when the name goes (RULE-38)
    answered_date = models.DateField(null=True)
    conditions = models.JSONField(default=list)  # of Condition
    dates = models.PositiveSmallIntegerField(null=True)  # of "led before": how many, as asked and as said
    lapses_date = models.DateField(null=True)  # the first day on which it counts no more
    paused_date = models.DateField(null=True)  # by the member, without a reason

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "member", "kind", "what"],
                condition=Q(state="open"),
                name="sign_off_one_open_per_what",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("given", "not_yet"), answered_date__isnull=False)
                | Q(state__in=("open", "taken_back"), answered_date__isnull=True),
                name="sign_off_answer_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "asked_at"], condition=Q(state="open"), name="sign_off_open")]

    def __str__(self) -> str:
        return f"{self.what} {self.state}"


class Shadowing(TenantModel):
    """Going along to watch how it is led. It counts once both say that it happened."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    member_said_date = models.DateField(null=True)
    lead_said_date = models.DateField(null=True)
    lead_said_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "occurrence"], name="shadowing_once_per_date")
        ]

    def __str__(self) -> str:
        return f"shadowing {self.pk}"

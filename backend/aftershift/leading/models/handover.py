"""Passing leading on, by both sides; and what a new lead needs to know, which stays when a person goes."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Handover(TenantModel):
    """From who leads to one other person. Whoever leads stays responsible until both have said yes (RULE-43)."""

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    giver = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    taker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    begun_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_turn = models.BooleanField(default=False)  # the app asks, after the giver led several in a row
    stays_as_second = models.BooleanField(default=False)  # the giver helps from then on
    given_at = models.DateTimeField(null=True)  # the giver's yes
    taken_at = models.DateTimeField(null=True)  # the taker's yes
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    begun_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "activity"], condition=Q(state="open"), name="handover_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(given_at__isnull=False, taken_at__isnull=False),
                name="handover_has_two_sides",
            ),
        ]
        indexes = [
            models.Index(fields=["taker", "state"], name="handover_of_taker"),
            models.Index(fields=["lapses_at"], condition=Q(state="open"), name="handover_lapses"),
        ]

    def __str__(self) -> str:
        return f"handover {self.state}"


class HandoverPack(TenantModel):
    """What the next lead needs to know of an activity. It belongs to the activity: it stays when a person goes."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    contacts = models.CharField(max_length=1000, blank=True)  # whom to ring for the key, the room, the van
    place = models.CharField(max_length=1000, blank=True)
    checklist = models.CharField(max_length=1000, blank=True)  # what to think of beside the list of the app
    learned = models.CharField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "activity"], name="handover_pack_one_per_activity")
        ]

    def __str__(self) -> str:
        return f"pack version {self.version}"

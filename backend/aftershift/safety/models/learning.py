"""What went wrong or nearly did, without anybody's name; and what a list learns from it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class NearMiss(TenantModel):
    """Nameless: a random key, a date and no time, nobody who said it and no date of an activity (DESIGN 3).

    Where somebody was hurt nothing of what happened is kept: that goes into the trust's own system (DOMAIN 4.3).
    said: a random value of the phone's, hashed, which makes a repeat safe.
    """

    class Status(models.TextChoices):
        NEW = "new"
        LOOKED_AT = "looked_at"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    said_date = models.DateField()
    kind = models.CharField(max_length=8, blank=True)  # of activity
    was_hurt = models.BooleanField()
    went_to_hospital = models.BooleanField()
    could_be_worse = models.BooleanField()
    what = models.CharField(max_length=500, blank=True)
    where = models.CharField(max_length=200, blank=True)
    next_time = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.NEW)
    said = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "said"], name="near_miss_once")]

    def __str__(self) -> str:
        return f"near miss of {self.said_date}"


class ProposedChange(TenantModel):
    """What would stop it next time, as a proposed change of a list. Nameless as the near miss it came from."""

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        NOT_TAKEN = "not_taken"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    template = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    said_date = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    reply = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(reply=""), name="proposed_change_is_answered_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"change of {self.template}"


class Keeper(TenantModel):
    """The organiser who looks after one list: what is proposed for it goes to them."""

    template = models.CharField(max_length=40)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "template"], name="keeper_one_per_template")]

    def __str__(self) -> str:
        return f"keeper of {self.template}"

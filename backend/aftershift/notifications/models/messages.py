"""One thing to tell one member, how each channel got on with it, and what the member wants to hear."""

from django.db import models
from django.db.models import Q

from aftershift.notifications.models.trying import FAILED, State, Tried
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Message(TenantModel):
    """Ids only: the words are made when it is read or delivered, in the reader's language of that moment.

    key: the same thing is told to a member once (RULE-55).
    starts_at: of what it is about; an urgent message breaks guarded time only where this comes before that ends.
    due_at: when delivery looks at it next. settled_at: when delivery was through with it; `outcome` says how.
    bundle: what was handed to the channels together. digest: the letter of a day that has it, where e-mail can wait.
    """

    class Speed(models.TextChoices):
        URGENT = "urgent"
        TODAY = "today"
        SET_TIME = "set_time"

    class Outcome(models.TextChoices):
        SENT = "sent"
        NOWHERE = "nowhere"  # no channel leads to the member: it is in the inbox
        READ = "read"  # in the inbox, before anything else reached them
        NOT_TRUE = "not_true"
        EXPIRED = "expired"
        LEFT = "left"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    about_id = models.UUIDField(db_index=True)
    facts = models.JSONField(default=dict)
    key = models.CharField(max_length=120)
    speed = models.CharField(max_length=8, choices=Speed)
    starts_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    bundle = models.UUIDField(null=True, db_index=True)
    digest = models.UUIDField(null=True, db_index=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "key"], name="message_once_per_key"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="") | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="message_settled_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(settled_at__isnull=True), name="message_due"),
            models.Index(fields=["member", "made_at"], name="message_inbox"),
            models.Index(fields=["expires_at"], condition=Q(settled_at__isnull=False), name="message_old"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Delivery(TenantModel, Tried):
    """One bundle, or the digest of a day, on one channel. `bundle` is what a receiver knows a repeat by."""

    State = State

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    bundle = models.UUIDField()
    channel = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "bundle", "channel"], name="delivery_once_per_channel")
        ]
        indexes = [
            models.Index(fields=["channel", "free_at"], condition=Q(free_at__isnull=False), name="delivery_free"),
            models.Index(fields=["changed_at"], name="delivery_old"),
            models.Index(
                fields=["organisation", "changed_at"],
                condition=Q(state__in=FAILED),
                name="delivery_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} {self.pk}"


class Preference(TenantModel):
    """Whether a member wants one kind of message on one channel. The inbox has none: it disturbs nobody."""

    class Channel(models.TextChoices):
        PUSH = "push"
        EMAIL = "email"
        IN_PERSON = "in_person"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=10, choices=Channel)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "kind", "channel"], name="preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel} for {self.member_id}"


# What holds until a member says otherwise. To be told in person is asked for: it names them to a colleague.
ON_AT_FIRST = {Preference.Channel.PUSH: True, Preference.Channel.EMAIL: True, Preference.Channel.IN_PERSON: False}

"""A letter to an address that belongs to no member."""

from django.db import models

from aftershift.notifications.models.trying import State, Tried
from aftershift.organisations.tenancy import TenantModel


class Letter(TenantModel, Tried):
    """Ids only, like a message: address and words are read when it is handed over, and what is no longer true says nothing.

    key: the same letter is written once. Its id is what a receiver knows a repeat by.
    """

    State = State

    kind = models.CharField(max_length=30)
    about_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    key = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="letter_once_per_key")]
        indexes = [
            models.Index(fields=["free_at"], condition=models.Q(free_at__isnull=False), name="letter_free"),
            models.Index(fields=["changed_at"], name="letter_old"),
        ]

    def __str__(self) -> str:
        return f"letter {self.kind} {self.state}"

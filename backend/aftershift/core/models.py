"""Rows without foreign keys: organisation and member stand as plain UUIDs (DESIGN 3, seam 4)."""

from django.db import models

from aftershift.core.ids import new_id


class Outcome(models.Model):
    """What a request with an Idempotency-Key did, kept 30 days. Written in the effect's own transaction."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    member_id = models.UUIDField()
    key_hash = models.BinaryField(max_length=32)
    fingerprint = models.BinaryField(max_length=32)
    made_date = models.DateField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    row_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "member_id", "key_hash"], name="outcome_one_per_key")
        ]

    def __str__(self) -> str:
        return f"outcome {self.status} of {self.made_date}"


class Claim(models.Model):
    """One piece of due work that a worker holds, or that failed and waits for its next try."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    attempt = models.PositiveIntegerField(default=1)
    free_at = models.DateTimeField()
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="claim_one_per_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} try {self.attempt}"


class ClockShift(models.Model):
    """How far the demonstration's clock is ahead of the real one. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.seconds} s ahead"


class Budget(models.Model):
    """A counter of tries in one window, shared by all server processes (Q-S4)."""

    name = models.CharField(max_length=100, primary_key=True)
    window_starts_at = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.used}"

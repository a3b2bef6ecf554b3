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
    """One piece of due work that a worker holds, or that failed and waits for its next try.

    attempt: only ever grows; who finishes an earlier one has lost the claim. gives_up_at: the try that was the last,
    until somebody asks for more.
    failed_at: empty while a worker holds it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    attempt = models.PositiveIntegerField(default=1)
    gives_up_at = models.PositiveIntegerField(default=12, db_default=12)
    free_at = models.DateTimeField(db_index=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)  # class and place (core.faults): never a message

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="claim_one_per_subject")]
        indexes = [
            # Of what failed alone, so that the many that are taken and finished do not pay for it.
            models.Index(fields=["organisation_id"], condition=models.Q(failed_at__isnull=False), name="claim_failed")
        ]

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


class TaskRun(models.Model):
    """How one task of the worker fares, over all workers. One row a task.

    claims: the kind of its claims. every: zero for what is done in every round. next_at: empty for "at once".
    """

    name = models.CharField(max_length=100, primary_key=True)
    claims = models.CharField(max_length=60, blank=True)
    every = models.DurationField()
    started_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failures_in_a_row = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    error_place = models.CharField(max_length=120, blank=True)
    next_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.failures_in_a_row} failures in a row"

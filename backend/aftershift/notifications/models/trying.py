"""What is handed to the other end, and handed again while that may help."""

from django.db import models


class State(models.TextChoices):
    """As in GOV.UK Notify."""

    CREATED = "created"
    SENDING = "sending"
    DELIVERED = "delivered"
    PERMANENT_FAILURE = "permanent-failure"  # the address is wrong or gone
    TEMPORARY_FAILURE = "temporary-failure"  # theirs; tried again until the tries are used up
    TECHNICAL_FAILURE = "technical-failure"  # ours
    DROPPED = "dropped"  # no longer true, no longer wanted, read meanwhile, or too late


FAILED = (State.TEMPORARY_FAILURE, State.PERMANENT_FAILURE, State.TECHNICAL_FAILURE)


class Tried(models.Model):
    """free_at: when a worker may take it; empty once nothing is left to do. A worker that dies leaves it `sending`, and
    the next one takes it when the time is over.

    attempts: only ever grows, so that a worker that comes back late knows that another took over.
    gives_up_at: the try that was the last, until somebody asks for more.
    """

    state = models.CharField(max_length=17, choices=State, default=State.CREATED)
    attempts = models.PositiveSmallIntegerField(default=0)
    gives_up_at = models.PositiveSmallIntegerField(default=5, db_default=5)
    last_error = models.CharField(max_length=80, blank=True)  # the class of the error: never an address or a word
    free_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

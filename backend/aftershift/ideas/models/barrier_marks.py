"""That a member has named a thing this month, kept so that nobody reads who or what."""

from uuid import uuid4

from django.db import models

from aftershift.organisations.tenancy import TenantModel


class BarrierMark(TenantModel):
    """One member, one tag, one thing it is about, one month: counted once. It goes when the month is over.

    mark: of all four under the installation's key, in hex; without the key it leads to nobody (decision "Barriers are
    counts"). The key is random: with one that tells the time, the order of presses would be told twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    month = models.DateField()
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="barrier_mark_once")]

    def __str__(self) -> str:
        return f"named in {self.month:%Y-%m}"

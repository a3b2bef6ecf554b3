"""A series that nobody leads rests in the open: it says so, and goes on by itself when two adults lead it again."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity
from aftershift.organisations.tenancy import TenantModel


class SeriesPause(TenantModel):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "activity"], condition=Q(ended_at__isnull=True), name="series_pause_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("began_at")),
                name="series_pause_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"pause since {self.began_at:%Y-%m-%d}"

"""The way of a walk, as a line and its numbers."""

from django.db import models

from aftershift.activities.models.activities import Activity
from aftershift.organisations.tenancy import TenantModel


class Track(TenantModel):
    """Read from a GPX file, of which nothing else is kept: no times, no names, no heart rate, not who brought it."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="track")
    distance_m = models.PositiveIntegerField()
    climb_m = models.PositiveIntegerField(null=True)  # null: the file had no heights
    descent_m = models.PositiveIntegerField(null=True)
    steepest_km = models.PositiveSmallIntegerField(null=True)  # 3: between 3 and 4 km
    points = models.JSONField()  # latitude and longitude, simplified
    profile = models.JSONField(null=True)  # metres along and height
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"track of {self.activity_id}"

"""What everybody who comes may read of one date: photos, dishes, weather; and where a site lies, for its daylight."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Occurrence
from aftershift.organisations.models import Site
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class DateNotes(TenantModel):
    """Photo rule and dishes of one date. dishes: [{name, allergens: {one of 14: yes | no | unknown}}]."""

    class PhotoRule(models.TextChoices):
        NOT_SAID = "not_said"
        NONE = "none"
        PLACES = "places"  # places and hands, no faces
        ASKED = "asked"  # who says yes; a parent says it for a child

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="+")
    photo_rule = models.CharField(max_length=8, choices=PhotoRule, default=PhotoRule.NOT_SAID)
    dishes = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"notes of {self.occurrence_id}"


class WeatherCheck(TenantModel):
    """Somebody looked at the warnings and wrote down what they say, and where it stands. The history only grows."""

    class About(models.TextChoices):
        WEATHER = "weather"
        HEAT = "heat"

    class Level(models.TextChoices):
        NONE = "none"
        YELLOW = "yellow"
        AMBER = "amber"
        RED = "red"

    class Role(models.TextChoices):
        LEAD = "lead"
        ORGANISER = "organiser"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=7, choices=About)
    level = models.CharField(max_length=6, choices=Level)
    source = models.CharField(max_length=120)
    is_go = models.BooleanField(default=False)  # under yellow: I think we can go
    as_role = models.CharField(max_length=9, choices=Role)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["occurrence", "looked_at"], name="weather_check_of_date")]

    def __str__(self) -> str:
        return f"{self.level} {self.about}"


class SitePoint(TenantModel):
    """Where a site lies, as an organiser wrote it down. Without it no daylight is told."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+")
    latitude = models.FloatField()
    longitude = models.FloatField()
    set_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="site_point_is_on_earth",
            )
        ]

    def __str__(self) -> str:
        return f"point of {self.site_id}"

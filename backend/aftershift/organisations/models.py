import datetime as dt
from zoneinfo import ZoneInfo

from django.db import models

from aftershift.core.ids import new_id
from aftershift.organisations.tenancy import TenantModel


class Organisation(models.Model):
    """The tenant: one programme at one trust, hospital group or contractor. nation: whose bank holidays are no working days."""

    class Nation(models.TextChoices):
        ENGLAND_WALES = "england_wales"
        SCOTLAND = "scotland"
        NORTHERN_IRELAND = "northern_ireland"
        ELSEWHERE = "elsewhere"  # no bank holidays are known

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    short_name = models.SlugField(max_length=40, unique=True)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    nation = models.CharField(max_length=16, choices=Nation, default=Nation.ENGLAND_WALES)

    def __str__(self) -> str:
        return self.name

    def local(self, at: dt.datetime) -> dt.datetime:
        """The same instant on the organisation's wall clock."""
        return at.astimezone(ZoneInfo(self.time_zone))


class Site(TenantModel):
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="site_one_per_name")]

    def __str__(self) -> str:
        return self.name


class Team(TenantModel):
    """A staff group: porters, domestics, caterers, security."""

    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_one_per_name")]

    def __str__(self) -> str:
        return self.name


class Employer(TenantModel):
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="employer_one_per_name")]

    def __str__(self) -> str:
        return self.name


class JoinCode(models.Model):
    """A credential that opens an organisation to new members. Found only by the hash of its secret.

    poster: 128 bits in a QR code and link, until `take_down_date`.
    spoken: 40 bits said aloud together with the organisation's short name, 72 hours at most.
    """

    class Kind(models.TextChoices):
        POSTER = "poster"
        SPOKEN = "spoken"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    site_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    daily_limit = models.PositiveSmallIntegerField(default=60)
    revoked_at = models.DateTimeField(null=True)
    counted_date = models.DateField(null=True)
    counted_joins = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} code until {self.ends_at:%Y-%m-%d}"

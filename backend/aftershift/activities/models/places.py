"""What keeps a place for somebody until a set moment."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models.activities import Occurrence
from aftershift.organisations.models import Team
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class KeptPlaces(TenantModel):
    """Places of one date that only a group may have before `until`: first-timers, or whoever takes a small job."""

    class Group(models.TextChoices):
        FIRST_TIMERS = "first_timers"
        JOB = "job"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="kept_places")
    group = models.CharField(max_length=12, choices=Group)
    job = models.CharField(max_length=40, blank=True)  # its name, such as back-marker
    count = models.PositiveSmallIntegerField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "group", "job"], name="kept_places_once_per_group"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="kept_places_are_some"),
            models.CheckConstraint(
                condition=Q(group="job") & ~Q(job="") | Q(group="first_timers", job=""),
                name="kept_places_name_their_job",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} for {self.job or self.group}"


class FacilitiesTeam(TenantModel):
    """A team that the organisation counts as facilities: they may join first where a date says so."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "team"], name="facilities_team_once")]

    def __str__(self) -> str:
        return f"facilities team {self.team_id}"


class TellMe(TenantModel):
    """ "Tell me when": what a member asked to be told about one date, once. Asking again after it was told starts anew."""

    class What(models.TextChoices):
        PLACE_FREE = "place_free"
        SIGN_UP_OPENS = "sign_up_opens"
        ANOTHER_DATE = "another_date"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="tell_me")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=13, choices=What)
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "member", "what"], name="tell_me_once"),
        ]
        indexes = [
            models.Index(fields=["occurrence", "what"], condition=Q(told_at__isnull=True), name="tell_me_not_told_yet")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"


class Draw(TenantModel):
    """Places of one date go by lot to those who asked before `closes_at`. The hash of the seed is shown from the start."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="draw")
    made_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    seed = models.CharField(max_length=64)  # secret until it is drawn
    seed_hash = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(null=True)
    # What was drawn from, in drawn order, so that anybody can repeat it: codes and counts, no member.
    entries = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"draw at {self.closes_at}"

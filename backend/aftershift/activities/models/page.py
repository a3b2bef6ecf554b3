"""What only the page of an activity says: steps, toilets, stops, whose time it is, and what changed."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models.activities import Activity, Occurrence
from aftershift.organisations.tenancy import TenantModel


class About(TenantModel):
    """The small facts that decide whether somebody can come at all. Absent until somebody has told them."""

    class Steps(models.TextChoices):
        NOT_SAID = "not_said"
        NONE = "none"
        FEW = "few"
        MANY = "many"

    class Toilets(models.TextChoices):
        NOT_SAID = "not_said"
        THERE = "there"  # where people meet, or where it is
        ON_THE_WAY = "on_the_way"
        NONE = "none"

    class Time(models.TextChoices):
        NOT_SAID = "not_said"
        OWN = "own"
        PAID = "paid"  # the organisation releases people for it

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="about")
    steps = models.CharField(max_length=8, choices=Steps, default=Steps.NOT_SAID)
    toilets = models.CharField(max_length=10, choices=Toilets, default=Toilets.NOT_SAID)
    stops = models.CharField(max_length=160, blank=True)  # for prayer or rest, in words
    what_is_free = models.CharField(max_length=160, blank=True)
    time = models.CharField(max_length=8, choices=Time, default=Time.NOT_SAID)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(steps__in=("not_said", "none", "few", "many")), name="about_steps"),
            models.CheckConstraint(
                condition=Q(toilets__in=("not_said", "there", "on_the_way", "none")), name="about_toilets"
            ),
            models.CheckConstraint(condition=Q(time__in=("not_said", "own", "paid")), name="about_time"),
        ]

    def __str__(self) -> str:
        return f"about {self.activity_id}"


class Change(TenantModel):
    """One thing that changed: what, from, to. Of one date, or without one of all dates. It names nobody."""

    class What(models.TextChoices):
        TITLE = "title"
        MEETING_PLACE = "meeting_place"
        HOW_HARD = "how_hard"
        EFFORT = "effort"
        TRAVEL = "travel"
        COST = "cost"
        WHAT_TO_BRING = "what_to_bring"
        MOVED = "moved"
        TRACK = "track"  # the way of a walk: its length in metres, empty where there was none
        LEADERS = "leaders"
        CANCELLED = "cancelled"
        BROUGHT_BACK = "brought_back"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="changes")
    occurrence = models.ForeignKey(Occurrence, null=True, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=16, choices=What)
    was = models.CharField(max_length=200, blank=True)
    became = models.CharField(max_length=200, blank=True)
    was_at = models.DateTimeField(null=True)
    became_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what="moved", was_at__isnull=False, became_at__isnull=False)
                | ~Q(what="moved") & Q(was_at__isnull=True, became_at__isnull=True),
                name="change_only_a_move_has_times",
            ),
            models.CheckConstraint(
                condition=~Q(what__in=("moved", "cancelled", "brought_back")) | Q(occurrence__isnull=False),
                name="change_of_a_date_names_it",
            ),
        ]
        indexes = [models.Index(fields=["activity", "changed_at"], name="change_of_activity")]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"

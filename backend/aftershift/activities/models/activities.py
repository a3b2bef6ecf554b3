"""What happens, when, and who holds a place. The rows guard what no mistake above may break."""

from django.db import models
from django.db.models import F, Q

from aftershift.organisations.models import Site
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member

LARGEST_PARTY_GUESTS = 8
# A drive longer than this each way needs two drivers, or a coach (DOMAIN 3.3, rule 8).
ONE_DRIVER_MINUTES = 120


class Activity(TenantModel):
    """What happens: kind, place, plan and the people who lead it; once or as a series."""

    class Kind(models.TextChoices):
        WALK = "walk"
        COOK = "cook"
        PICNIC = "picnic"
        HILL = "hill"
        TRIP = "trip"
        TALK = "talk"
        MOVE = "move"
        CHECK = "check"
        FAMILY = "family"
        DAY_OUT = "day_out"
        CAFE = "cafe"
        LISTEN = "listen"
        LITTER = "litter"
        CHOIR = "choir"
        CALM = "calm"
        OTHER = "other"

    class Effort(models.TextChoices):
        EASY = "easy"
        MODERATE = "moderate"
        STRENUOUS = "strenuous"

    class Travel(models.TextChoices):
        NOT_SAID = "not_said"
        ON_FOOT = "on_foot"
        PUBLIC_TRANSPORT = "public_transport"
        COACH = "coach"
        LIFTS = "lifts"  # members drive each other

    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    is_programme = models.BooleanField(default=True)  # False is "just us": no cover, not listed, found by its link
    is_on_site = models.BooleanField(default=True)
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    meeting_place = models.CharField(max_length=160)
    how_hard = models.CharField(max_length=200, blank=True)
    effort = models.CharField(max_length=9, choices=Effort, default=Effort.EASY)
    travel = models.CharField(max_length=16, choices=Travel, default=Travel.NOT_SAID)
    drive_minutes = models.PositiveSmallIntegerField(null=True)  # each way; only by coach or lifts
    cost = models.CharField(max_length=80, blank=True)
    what_to_bring = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()
    lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    # Where it came from. The rows may be gone one day; the words of the idea stay with the ballot.
    ballot_id = models.UUIDField(null=True)
    option_id = models.UUIDField(null=True)
    idea_id = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "option_id"],
                condition=Q(option_id__isnull=False),
                name="activity_one_per_option",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5), name="activity_takes_time"),
            models.CheckConstraint(
                condition=Q(lead__isnull=True) | Q(second__isnull=True) | ~Q(lead=F("second")),
                name="activity_two_leaders_are_two",
            ),
            models.CheckConstraint(
                condition=Q(effort__in=("easy", "moderate", "strenuous")), name="activity_effort_is_one_of_three"
            ),
            models.CheckConstraint(
                condition=Q(travel="lifts", drive_minutes__isnull=False, drive_minutes__gt=0)
                | Q(travel="coach") & (Q(drive_minutes__isnull=True) | Q(drive_minutes__gt=0))
                | Q(travel__in=("not_said", "on_foot", "public_transport"), drive_minutes__isnull=True),
                name="activity_drive_is_long_only_on_wheels",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def drivers_needed(self) -> int:
        """How many members must drive before a date can set off: none where nobody of us drives."""
        if self.travel != self.Travel.LIFTS or self.drive_minutes is None:
            return 0
        return 2 if self.drive_minutes > ONE_DRIVER_MINUTES else 1


class Series(TenantModel):
    """The rule behind the dates, in local wall time: "Thursdays 15:30" stays 15:30 when the clocks change (RULE-22)."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="series")
    first_date = models.DateField()
    start_time = models.TimeField()
    every_weeks = models.PositiveSmallIntegerField(default=1)
    count = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"every {self.every_weeks} weeks from {self.first_date}"


class Occurrence(TenantModel):
    """One date of an activity. `taken`, `held` and `waiting` are kept in the row and change only under its lock.

    version counts every change, for validators; sequence counts what a calendar shows, for feeds.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        PUBLISHED = "published"
        STARTED = "started"
        CLOSED = "closed"
        STOPPED = "stopped"
        CANCELLED = "cancelled"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="occurrences")
    local_date = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    is_modified = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    held = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    cut_off_minutes = models.PositiveSmallIntegerField(default=180)
    cancel_reason = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    state_before_cancelling = models.CharField(max_length=10, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    revised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "activity", "local_date"], name="occurrence_one_per_date"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places") - F("held")), name="occurrence_never_over_filled"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["organisation", "starts_at", "id"], name="occurrence_by_start")]

    def __str__(self) -> str:
        return f"occurrence {self.local_date}"

    @property
    def free(self) -> int:
        return self.places - self.held - self.taken


class SignUp(TenantModel):
    """A member's request for places for a party: themselves and their guests, admitted together or not at all."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"
        PLACED = "placed"
        LEFT = "left"
        REMOVED = "removed"
        RELEASED = "released"  # the queue of a cancelled date was emptied

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="sign_ups")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    guests = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    is_straight_in = models.BooleanField(default=True)
    queued_at = models.DateTimeField()
    offer_ends_at = models.DateTimeField(null=True)
    offers_missed = models.PositiveSmallIntegerField(default=0)
    is_driving = models.BooleanField(default=False)  # "I can drive", with three ticks that are asked and not kept
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "member"],
                condition=Q(status__in=("waiting", "offered", "placed")),
                name="sign_up_one_live_per_member",
            ),
            models.CheckConstraint(
                condition=Q(status="offered", offer_ends_at__isnull=False)
                | (~Q(status="offered") & Q(offer_ends_at__isnull=True)),
                name="sign_up_offer_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["occurrence", "status", "queued_at", "id"], name="sign_up_queue"),
            models.Index(fields=["member", "status"], name="sign_up_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.pk}"

    @property
    def party(self) -> int:
        """People, not sign-ups (RULE-2)."""
        return 1 + self.guests


class FineForMe(TenantModel):
    """ "This time is fine for me": one member's own word about one date. Nobody else is told of it, and no map changes."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="fine_for")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "member"], name="fine_for_me_once_per_date")
        ]

    def __str__(self) -> str:
        return f"fine {self.pk}"


LIVE = (SignUp.Status.WAITING, SignUp.Status.OFFERED, SignUp.Status.PLACED)

"""What happens, when, and who holds a place. The rows guard what no mistake above may break."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from aftershift.activities.models.parties import LARGEST_PARTY_GUESTS, Party
from aftershift.activities.models.words import DateWords
from aftershift.organisations.models import Site
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member

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
    is_quiet = models.BooleanField(default=False, db_default=False)  # a small group, and nothing loud
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


class Occurrence(DateWords, TenantModel):
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
    # The day of the series' rule that this date stands for, wherever it was moved to (RULE-17); null outside any rule.
    pattern_date = models.DateField(null=True)
    is_modified = models.BooleanField(default=False)
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    without_card = models.PositiveSmallIntegerField(
        default=0, db_default=0
    )  # of `taken`: nobody's sign-up, see WithoutCard
    held = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    kept = models.PositiveSmallIntegerField(default=0, db_default=0)  # kept for a group, and nobody of it has them yet
    keeps_until = models.DateTimeField(null=True)  # the next moment at which kept places open; null: none are kept
    is_kept_by_hand = models.BooleanField(
        default=False, db_default=False
    )  # somebody said what is kept, or that nothing is
    draws_at = models.DateTimeField(
        null=True
    )  # places go by lot then, and nobody has one before; null: no draw to come
    facilities_until = models.DateTimeField(null=True)  # until then only facilities staff join
    invites_until = models.DateTimeField(
        null=True
    )  # the next moment at which a held place comes back; null: none is open
    cut_off_minutes = models.PositiveSmallIntegerField(default=180)
    cancel_reason = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    state_before_cancelling = models.CharField(max_length=10, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    giving_version = models.PositiveIntegerField(
        default=0, db_default=0
    )  # how places are given: kept, drawn, until when
    sequence = models.PositiveIntegerField(default=0)
    revised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "activity", "local_date"], name="occurrence_one_per_date"),
            models.UniqueConstraint(
                fields=["organisation", "activity", "pattern_date"],
                condition=Q(pattern_date__isnull=False),
                name="occurrence_one_per_pattern_date",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places") - F("held") - F("kept")), name="occurrence_never_over_filled"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["organisation", "starts_at", "id"], name="occurrence_by_start"),
            models.Index(fields=["keeps_until"], condition=Q(keeps_until__isnull=False), name="occurrence_keeps_until"),
            models.Index(fields=["draws_at"], condition=Q(draws_at__isnull=False), name="occurrence_draws_at"),
            models.Index(
                fields=["invites_until"], condition=Q(invites_until__isnull=False), name="occurrence_invites_until"
            ),
        ]

    def __str__(self) -> str:
        return f"occurrence {self.local_date}"

    @property
    def free(self) -> int:
        return self.places - self.held - self.taken - self.kept


class SignUp(TenantModel):
    """A member's request for places for a party: themselves and their guests, admitted together or not at all."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"
        PLACED = "placed"
        LEFT = "left"  # gave the place or the turn in the queue back
        DECLINED = "declined"  # said no to an offer
        REMOVED = "removed"  # by a lead or organiser, who said why
        CANCELLED = "cancelled"  # the date was called off while they waited
        MISSED = "missed"  # had a place and was not there; the day sets it. It never counts as taken

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="sign_ups")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    adults = models.PositiveSmallIntegerField(default=0, db_default=0)  # guests, without the member
    children_0_4 = models.PositiveSmallIntegerField(default=0, db_default=0)
    children_5_10 = models.PositiveSmallIntegerField(default=0, db_default=0)
    children_11_17 = models.PositiveSmallIntegerField(default=0, db_default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    is_first_timer = models.BooleanField(default=False, db_default=False)  # as known where places are kept for them
    job = models.ForeignKey("activities.KeptPlaces", null=True, on_delete=models.SET_NULL, related_name="+")
    exit_reason = models.CharField(
        max_length=200, blank=True, default="", db_default=""
    )  # of a removal or a move to the queue
    is_straight_in = models.BooleanField(default=True)
    queued_at = models.DateTimeField()
    offer_ends_at = models.DateTimeField(null=True)
    offer_lapsed_at = models.DateTimeField(null=True)  # the last offer that nobody answered: the turn went to the end
    offers_missed = models.PositiveSmallIntegerField(default=0)
    is_driving = models.BooleanField(default=False)  # "I can drive", with three ticks that are asked and not kept
    typed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # from a paper sheet
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    # When the member last said what they want here, or the sheet they wrote it on hung up: no queue, lot or organiser
    # moves it. Null: written by the release before.
    said_at = models.DateTimeField(null=True)
    position: int | None = None  # in the queue, where a service has just counted it

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
            models.CheckConstraint(
                condition=Q(
                    adults__lte=LARGEST_PARTY_GUESTS - F("children_0_4") - F("children_5_10") - F("children_11_17")
                ),
                name="sign_up_party_is_no_crowd",
            ),
        ]
        indexes = [
            models.Index(fields=["occurrence", "status", "queued_at", "id"], name="sign_up_queue"),
            models.Index(fields=["member", "status"], name="sign_up_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.pk}"

    @property
    def guests(self) -> Party:
        return Party(*(getattr(self, name) for name in Party._fields))

    @guests.setter
    def guests(self, party: Party) -> None:
        for name, count in party._asdict().items():
            setattr(self, name, count)

    def enter(self, status: "SignUp.Status", now: dt.datetime) -> None:
        """Another state from now on; save `MOVED`."""
        self.status, self.offer_ends_at, self.changed_at = status, None, now
        self.sequence += 1

    @property
    def last_word(self) -> dt.datetime:
        """What is not known counts as said when the row last changed."""
        return self.said_at or self.changed_at

    @property
    def people(self) -> int:
        """People, not sign-ups (RULE-2)."""
        return 1 + self.guests.guests


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


# What `SignUp.enter` changes.
MOVED = ("status", "offer_ends_at", "changed_at", "sequence")
LIVE = (SignUp.Status.WAITING, SignUp.Status.OFFERED, SignUp.Status.PLACED)
# A member has at most one of these on a date.
STANDING = (*LIVE, SignUp.Status.REMOVED)

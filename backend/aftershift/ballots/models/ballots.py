"""Ballots. Who may vote stands in papers, what was voted in slips, and nothing joins the two (DESIGN 6)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from aftershift.ideas.models import Idea
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member

OTHER_GROUP = "other"


class Ballot(TenantModel):
    """A vote. How it is counted, and the hash of the seed of its draw, are fixed when it opens."""

    class State(models.TextChoices):
        OPEN = "open"
        WAITING_FOR_PANEL = "waiting_for_panel"
        SETTLED = "settled"

    class Rule(models.TextChoices):
        TALK = "talk"
        SEQUENTIAL_PAV = "seq-pav"
        EQUAL_SHARES = "equal-shares"

    title = models.CharField(max_length=80)
    opened_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    short_reason = models.CharField(max_length=300, blank=True)
    slots = models.PositiveSmallIntegerField(null=True)
    budget = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    completion = models.CharField(max_length=8, default="add1")
    tie_break = models.CharField(max_length=40, default="cost,votes,seed")
    seed = models.CharField(max_length=64)  # secret until the outcome is settled
    seed_hash = models.CharField(max_length=64)
    # The shift groups that had ten papers or more at opening: a slip names no other.
    large_groups = models.JSONField(default=list)
    # The support floor: this many ticks, and this share of those who vote, whichever is more. 0 in votes that were
    # opened before there was one.
    floor_ticks = models.PositiveSmallIntegerField(default=0)
    floor_percent = models.PositiveSmallIntegerField(default=0)
    first_closed_at = models.DateTimeField(null=True)  # when it closed before it was extended, once
    shuffled_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    # Filled when it is counted.
    rule = models.CharField(max_length=12, choices=Rule, blank=True)
    voters = models.PositiveIntegerField(null=True)
    final_share = models.CharField(max_length=200, blank=True)  # an exact fraction
    left_out = models.JSONField(default=list)  # shift groups of ten voters or more of whom nobody got a thing
    published_reason = models.CharField(max_length=600, blank=True)
    settled_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(slots__isnull=False, budget__isnull=True) | Q(slots__isnull=True, budget__isnull=False),
                name="ballot_slots_or_money",
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="ballot_closes_after_opening"),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="ballot_due")]

    def __str__(self) -> str:
        return self.title


class Option(TenantModel):
    """One idea at one time pattern. Its words are copied, so that a ballot reads the same for ever."""

    class Weekday(models.TextChoices):
        MON = "Mon"
        TUE = "Tue"
        WED = "Wed"
        THU = "Thu"
        FRI = "Fri"
        SAT = "Sat"
        SUN = "Sun"

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="options")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=140)
    kind = models.CharField(max_length=8, choices=Idea.Kind)
    weekday = models.CharField(max_length=3, choices=Weekday)
    start = models.TimeField()  # local wall time
    minutes = models.PositiveSmallIntegerField()
    cost = models.DecimalField(max_digits=10, decimal_places=2, default=1)
    price = models.CharField(max_length=40, blank=True)
    helper_hours = models.PositiveSmallIntegerField(null=True)
    condition = models.CharField(max_length=300, blank=True, default="")  # "yes, if": what the check said

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "ballot", "idea", "weekday", "start", "minutes"],
                name="option_one_per_idea_and_time",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Paper(TenantModel):
    """One confirmed member's right to vote in one ballot. It says only whether it is used, and how; nothing says when.

    is_printed: used up by a printed slip that was handed out; which one stands nowhere.
    handing_hash: of the random key of the request that last handed a slip out or back, so that the same request again is
    no refusal. It stands nowhere else, and is emptied when counted.
    The paper of a member who was forgotten stays, without the member, when it is used.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="papers")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_used = models.BooleanField(default=False)
    is_printed = models.BooleanField(default=False)
    handing_hash = models.CharField(max_length=64, blank=True, default="")
    shift_group = models.CharField(max_length=24, blank=True)  # one of `large_groups` or other; emptied when counted

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "member"], name="paper_one_per_member"),
            models.CheckConstraint(condition=Q(is_used=True) | Q(is_printed=False), name="paper_printed_is_used"),
        ]

    def __str__(self) -> str:
        return f"paper of {self.ballot_id}"


class Slip(TenantModel):
    """One secret set of ticks. Nameless: a random key, no time, nothing that leads to a member.

    ticks: keys of options as text, in order of the keys; none when the voter took the ticks back.
    receipt_hash: SHA-256, in hex, of the receipt made on the voter's phone: whoever shows the receipt may change the slip.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="slips")
    ticks = models.JSONField(default=list)
    receipt_hash = models.CharField(max_length=64, db_index=True)
    shift_group = models.CharField(max_length=24, blank=True)  # emptied when counted

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "receipt_hash"], name="slip_one_per_receipt")
        ]

    def __str__(self) -> str:
        return f"slip of {self.ballot_id}"


class PrintedSlip(TenantModel):
    """A numbered sheet on which somebody ticks by hand. It leads to no member, and after the count to no slip."""

    class State(models.TextChoices):
        MADE = "made"  # a number that no sheet bears yet
        OUT = "out"  # printed: in a drawer, in a hand or in the box; nobody here knows which
        DEAD = "dead"  # handed back unused
        COUNTED = "counted"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="printed_slips")
    number = models.CharField(max_length=6)
    state = models.CharField(max_length=7, choices=State, default=State.MADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "number"], name="printed_slip_one_per_number")
        ]

    def __str__(self) -> str:
        return self.number


class Reading(TenantModel):
    """The ticks that one person read off one printed slip. Deleted when the ballot is counted.

    changes: how often they read something else than before.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    printed_slip = models.ForeignKey(PrintedSlip, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ticks = models.JSONField(default=list)
    changes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "printed_slip", "reader"], name="reading_one_per_reader")
        ]

    def __str__(self) -> str:
        return f"reading of {self.printed_slip_id}"


class Result(TenantModel):
    """What the count said about one option. Fractions are exact, as text."""

    class NotCounted(models.TextChoices):
        UNDER_FLOOR = "under_floor"
        HIDDEN = "hidden"  # its idea was hidden while people voted

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="results")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="+")
    ticks = models.PositiveIntegerField(null=True)  # None after a talk: nothing was counted
    is_chosen = models.BooleanField()
    not_counted = models.CharField(max_length=12, choices=NotCounted, blank=True, default="")
    place = models.PositiveSmallIntegerField(null=True)  # 0 for the first one that the count chose
    each_pays = models.CharField(max_length=200, blank=True)
    poorer = models.PositiveIntegerField(default=0)
    poorer_paid = models.CharField(max_length=200, blank=True)
    score = models.CharField(max_length=200, blank=True)
    short_by = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "option"], name="result_one_per_option")]

    def __str__(self) -> str:
        return f"result of {self.option_id}"

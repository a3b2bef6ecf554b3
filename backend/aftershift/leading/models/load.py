"""What keeps leading light: how much each wants, and the question that is asked once a month. Who led which date stands
in the records (`RecordLine`)."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity, Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member

MOST_IN_FOUR_WEEKS, MOST_EVER = 2, 3
SUGGESTED_AT = 2  # times running that an organiser did it


class LeadLimit(TenantModel):
    """How many dates in four weeks a member is asked to lead at most. Theirs alone to say."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField(default=MOST_IN_FOUR_WEEKS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member"], name="lead_limit_one_per_member"),
            models.CheckConstraint(condition=Q(most__gte=0, most__lte=MOST_EVER), name="lead_limit_is_small"),
        ]

    def __str__(self) -> str:
        return f"at most {self.most}"


class LeadAnswer(TenantModel):
    """How leading is for somebody this month: read by them and by the one person they chose, and counted nowhere."""

    class Answer(models.TextChoices):
        FINE = "fine"
        BIT_MUCH = "bit_much"
        NEED_BREAK = "need_break"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    month_date = models.DateField()  # the first of the month
    answer = models.CharField(max_length=10, choices=Answer)
    buddy = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "month_date"], name="lead_answer_once_a_month")
        ]
        indexes = [models.Index(fields=["buddy", "month_date"], name="lead_answer_of_buddy")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class OrganiserActed(TenantModel):
    """How often running an organiser did what leads do for an activity. At two the app suggests to hand it over."""

    class Task(models.TextChoices):
        OPEN = "open"  # opening a date for sign-up without leading it
        TICK = "tick"  # ticking its list without leading it
        TELL = "tell"  # telling everyone without leading it
        RUN = "run"  # leading the date themselves

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=4, choices=Task)
    times = models.PositiveSmallIntegerField(default=0)
    latest = models.ForeignKey(
        Occurrence, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # counted once a date

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "activity", "task"], name="organiser_acted_once_per_task")
        ]

    def __str__(self) -> str:
        return f"{self.times} times running"

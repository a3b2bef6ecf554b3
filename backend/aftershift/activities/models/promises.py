"""Small public promises: "I'll bring the flask", and "the trust pays the bus"."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models.activities import Occurrence
from aftershift.ideas.models import Report, Verdict
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Promise(TenantModel):
    """One short line for one date. A member's own is shown while they hold a place, and nobody ticks it off.

    is_official: an organiser's, for the programme, with a day by which it is kept; shown as kept or late.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="promises")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    shows_name = models.BooleanField(default=False)
    is_official = models.BooleanField(default=False)
    promised_date = models.DateField()
    due_date = models.DateField(null=True)
    kept_date = models.DateField(null=True)
    hidden_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "member"],
                condition=Q(is_official=False),
                name="promise_one_per_member",
            ),
            models.CheckConstraint(
                condition=Q(is_official=True, due_date__isnull=False)
                | Q(is_official=False, due_date__isnull=True, kept_date__isnull=True),
                name="promise_only_official_is_due",
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"


class PromiseReport(TenantModel):
    """Somebody says that a promise is not for reading here, for one of the reasons that ideas have. No reply shows who."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="reports")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=16, choices=Report.Reason)
    reported_date = models.DateField()
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "promise", "member"],
                condition=Q(is_open=True),
                name="promise_report_one_open_per_member",
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.promise_id}"


class PromiseVerdict(TenantModel):
    """What an organiser decided about a reported promise, and why. Rows are only added."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="verdicts")
    what = models.CharField(max_length=12, choices=Verdict.What)
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    given_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.promise_id} {self.what}"

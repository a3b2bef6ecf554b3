"""What could hurt us, version by version; who agreed to which version; an activity's own changes of its list."""

from django.db import models

from aftershift.activities.models import Activity, Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Assessment(TenantModel):
    """One version of "what could hurt us, who, what we will do". Never changed: a change is the next number.

    lines: [{id, what, who, action, left}], left: low, some or high, what is left of the risk. route: which way we go.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    route = models.CharField(max_length=500, blank=True)
    lines = models.JSONField()
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "activity", "number"], name="assessment_one_per_number")
        ]

    def __str__(self) -> str:
        return f"assessment {self.number}"


class AgreementRequest(TenantModel):
    """The lead has asked for agreement: from now on the activity stands in the queue whenever a date of it lacks one."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    looked_date = models.DateField(null=True)  # when it was last looked whether an answer is late

    class Meta:
        indexes = [models.Index(fields=["looked_date"], name="agreement_request_looked")]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Agreement(TenantModel):
    """One person's yes to one date, naming the version they read (RULE-40).

    seen: the material facts as they stood (`agreeing.seen_now`); it counts while they stand so. assessment: null for a yes
    from before there were versions. proof: what of the leader's competence was seen, from T3.
    """

    class Role(models.TextChoices):
        ORGANISER = "organiser"
        ADVISER = "adviser"

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.CASCADE, related_name="+")
    as_role = models.CharField(max_length=9, choices=Role)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seen = models.CharField(max_length=64)
    proof = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "as_role", "assessment", "seen"],
                name="agreement_once_per_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.as_role} {self.pk}"


class OwnList(TenantModel):
    """An activity's own changes of its list: other words, items of its own, what does not apply.

    changed: {item id: {text?, left_out_because?}}. own: [{id, phase, text, is_mandatory}]. They hold for dates whose list
    nobody has begun (RULE-42).
    """

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")
    changed = models.JSONField()
    own = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"own list {self.pk}"

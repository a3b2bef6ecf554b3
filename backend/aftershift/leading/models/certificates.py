"""Certificates with an end, and who saw them. Never a scan, never a number: what, until when, and that it was seen."""

from django.db import models

from aftershift.activities.models import Activity
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Certificate(TenantModel):
    """What a member says they hold. It counts once an organiser has seen it, up to and including its last day.

    A DBS check can be told and is asked for by nothing: asking for one that a role does not need is not allowed
    (DOMAIN 4.7).
    """

    class What(models.TextChoices):
        FIRST_AID = "first_aid"
        FOOD_HYGIENE = "food_hygiene"
        SAFEGUARDING = "safeguarding"
        DBS = "dbs"
        LOWLAND = "lowland"
        HILL_MOORLAND = "hill_moorland"
        MOUNTAIN = "mountain_leader"
        WINTER_MOUNTAIN = "winter_mountain_leader"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=22, choices=What)
    last_date = models.DateField(null=True)  # None: it has no end
    told_at = models.DateTimeField()
    seen_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "what"], name="certificate_one_of_each")
        ]

    def __str__(self) -> str:
        return f"certificate {self.what}"


class GuideEvidence(TenantModel):
    """A hired guide's qualification for one activity, as an organiser saw it."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")
    guide = models.CharField(max_length=80)
    what = models.CharField(max_length=22, choices=Certificate.What)
    last_date = models.DateField(null=True)
    seen_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_date = models.DateField()

    def __str__(self) -> str:
        return f"evidence for {self.activity_id}"

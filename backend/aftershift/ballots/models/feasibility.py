"""Whether an idea can be done, found out in public before people vote on it (DOMAIN 8.2)."""

from django.db import models
from django.db.models import Q

from aftershift.ideas.models import Idea
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Feasibility(TenantModel):
    """What an organiser found out about one idea: it can be done, only if, or it cannot, with the reason in public.

    words_hash: SHA-256, in hex, of the line, the kind and the money asked for as they were checked. When the author changes
    them it has to be checked again.
    cost, helper_hours: what it takes; they go into the vote with the idea.
    """

    class Verdict(models.TextChoices):
        YES = "yes"
        YES_IF = "yes_if"
        NO = "no"

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict)
    reason = models.CharField(max_length=300, blank=True)
    words_hash = models.CharField(max_length=64)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    helper_hours = models.PositiveSmallIntegerField(null=True)
    checked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "idea"], name="feasibility_one_per_idea"),
            models.CheckConstraint(
                condition=Q(verdict="yes") | ~Q(reason=""), name="feasibility_reason_unless_plainly_yes"
            ),
        ]

    def __str__(self) -> str:
        return f"check of {self.idea_id}"


class CostAsked(TenantModel):
    """The money that an idea's author asks for, and what for: "about 40 pounds for wool and needles"."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    pounds = models.DecimalField(max_digits=10, decimal_places=2)
    what_for = models.CharField(max_length=140)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "idea"], name="cost_asked_one_per_idea"),
            models.CheckConstraint(condition=Q(pounds__gt=0), name="cost_asked_is_some"),
        ]

    def __str__(self) -> str:
        return f"money asked for {self.idea_id}"

"""Ideas that had become part of an idea before that one ended itself."""

from django.db import models

from aftershift.ideas.models.ideas import Idea
from aftershift.ideas.models.merging import Merge
from aftershift.organisations.tenancy import TenantModel


class MergeBefore(TenantModel):
    """Who would come to `idea` is asked about `merge` too: their idea had ended in the one that ends by it."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="ended_before")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "merge", "idea"], name="merge_before_once")]

    def __str__(self) -> str:
        return f"{self.idea_id} before {self.merge_id}"

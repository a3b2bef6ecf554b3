"""What an organisation made of a list of DOMAIN 4.9, version by version: what was learnt stays in the list."""

from django.db import models
from django.db.models import Q

from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member
from aftershift.safety.models.learning import ProposedChange


class ListVersion(TenantModel):
    """One version of one list, never changed. It holds all that differs from the file by then, so the latest is enough.

    changed: {item id: text}; added: [{id, text, is_mandatory}]. An item keeps its gate and its rule whatever its words.
    """

    template = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    changed = models.JSONField()
    added = models.JSONField()
    change = models.ForeignKey(ProposedChange, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "template", "number"], name="list_version_once_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="list_version_begins_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"

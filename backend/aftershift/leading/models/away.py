"""Who is away for a while, so that questions go to others meanwhile."""

from django.db import models

from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Away(TenantModel):
    """A member is not there until a day. No reason is kept, and it ends by itself: a line whose day has come says nothing.

    until_date: the day they are back, on which they are asked again.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="away_one_per_member")]

    def __str__(self) -> str:
        return f"away until {self.until_date}"

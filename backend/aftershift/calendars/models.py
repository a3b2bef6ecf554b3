"""Feed addresses. A credential: found by the hash of its secret before the organisation is known."""

from django.db import models
from django.db.models import Q

from aftershift.core.ids import new_id


class Feed(models.Model):
    """A secret calendar address of one member for one purpose. The address itself is shown once and kept nowhere."""

    class Purpose(models.TextChoices):
        MINE = "mine"
        PROGRAMME = "programme"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    member_id = models.UUIDField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    secret_hash = models.CharField(max_length=64, unique=True)
    shows_titles = models.BooleanField(default=False)
    made_date = models.DateField()
    last_fetched_date = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "member_id", "purpose"],
                condition=Q(revoked_at__isnull=True),
                name="feed_one_live_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} feed of {self.member_id}"

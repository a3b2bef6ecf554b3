"""Feed addresses. A credential: found by the hash of its secret before the organisation is known."""

from django.db import models
from django.db.models import Q

from aftershift.core.ids import new_id


class Feed(models.Model):
    """A secret calendar address of one member for one purpose. The address itself is shown once and kept nowhere."""

    class Purpose(models.TextChoices):
        MINE = "mine"
        LEADING = "leading"
        PROGRAMME = "programme"
        SITE = "site"  # about: the site's id
        KIND = "kind"  # about: a kind of activity
        FITS = "fits"  # about: earlies, lates or nights

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    member_id = models.UUIDField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    about = models.CharField(max_length=36, blank=True, default="", db_default="")
    secret_hash = models.CharField(max_length=64, unique=True)
    shows_titles = models.BooleanField(default=False)
    is_busy_only = models.BooleanField(default=False, db_default=False)
    made_date = models.DateField()
    last_fetched_at = models.DateTimeField(null=True)
    last_fetched_date = models.DateField(null=True)  # of the release before; the next one removes it
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "member_id", "purpose", "about"],
                condition=Q(revoked_at__isnull=True),
                name="feed_one_live_per_purpose_and_about",
            ),
            models.CheckConstraint(
                condition=Q(is_busy_only=False) | Q(shows_titles=False), name="feed_busy_only_shows_no_titles"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} feed of {self.member_id}"

    @property
    def is_of_member(self) -> bool:
        """About the member's own doings, not about what is on for everybody."""
        return self.purpose in (self.Purpose.MINE, self.Purpose.LEADING)

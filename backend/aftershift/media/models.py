"""Photos and voice notes: what a member added to something. Their ids and file names say nothing of when or who."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Kept(TenantModel):
    """uploaded_by, uploaded_date: for the export and for forgetting; no reply shows them.

    about, about_id: the one thing it is attached to, by a name that its app registered (`showing.py`). Without one it is
    its uploader's alone until `erase_at`, which goes when it is attached: of an attached one only the date is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    uploaded_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_date = models.DateField()
    about = models.CharField(max_length=32, blank=True, default="")
    about_id = models.UUIDField(null=True)
    erase_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Photo(Kept):
    """Two JPEGs made anew from what was sent; width and height of the large one, in pixels."""

    large_file = models.CharField(max_length=80)
    small_file = models.CharField(max_length=80)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=140, blank=True, default="")  # for who cannot see it, by its author

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about="", about_id=None, erase_at__isnull=False)
                | (~Q(about="") & Q(about_id__isnull=False, erase_at=None)),
                name="photo_attached_or_erased",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "about", "about_id"], name="photo_by_thing"),
            models.Index(fields=["erase_at"], name="photo_by_erase_at"),
        ]

    def __str__(self) -> str:
        return f"photo {self.pk}"

    @property
    def files(self) -> tuple[str, ...]:
        return (self.large_file, self.small_file)


class VoiceNote(Kept):
    """At most a minute of MP3 made anew from what was sent."""

    sound_file = models.CharField(max_length=80)
    length_ms = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about="", about_id=None, erase_at__isnull=False)
                | (~Q(about="") & Q(about_id__isnull=False, erase_at=None)),
                name="voice_note_attached_or_erased",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "about", "about_id"], name="voice_note_by_thing"),
            models.Index(fields=["erase_at"], name="voice_note_by_erase_at"),
        ]

    def __str__(self) -> str:
        return f"voice note {self.pk}"

    @property
    def files(self) -> tuple[str, ...]:
        return (self.sound_file,)

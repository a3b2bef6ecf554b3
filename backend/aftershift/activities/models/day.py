"""The day itself: who was there, as the lead's register says."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from aftershift.activities.models.activities import Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class RegisterLine(TenantModel):
    """What the register says of one member on one date. The latest press wins, by the time of the phone it was made on."""

    class State(models.TextChoices):
        HERE = "here"
        EXPECTED = "expected"  # a tick that was taken back
        OVERRAN = "overran"  # the member's own word: the shift ran over. A reason like any other

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="register")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State)
    guests = models.PositiveSmallIntegerField(default=0)  # people without a name who came with them
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    device_at = models.DateTimeField()  # the phone's time with its clock put right, never later than it arrived
    server_at = models.DateTimeField()
    has_answered = models.BooleanField(default=False)  # pressed a face afterwards; which one is kept nowhere

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occurrence", "member"], name="register_line_one_per_member"
            ),
            models.CheckConstraint(
                condition=Q(state="here") | Q(guests=0), name="register_line_guests_come_with_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class WithoutCard(TenantModel):
    """People who stood there without card or account, as one press counted them. Nothing is kept of who they are.

    Of one key the latest press wins; `Occurrence.without_card` is the sum of those that are here.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="pressed_without_card")
    key = models.UUIDField()  # made on the phone: a press is counted once, whatever is sent again
    people = models.PositiveSmallIntegerField()
    is_here = models.BooleanField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    device_at = models.DateTimeField()  # as of a RegisterLine
    server_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "key"], name="without_card_once_per_key"),
            models.CheckConstraint(condition=Q(people__gte=1), name="without_card_is_somebody"),
        ]

    def __str__(self) -> str:
        return f"without card {self.pk}"


class Face(models.TextChoices):
    GOOD = "good"
    FINE = "fine"
    POOR = "poor"


class FaceCount(TenantModel):
    """How often one face was pressed after one date. Nameless: no row per press, so nothing that leads to a member.

    All three rows of a date are made and written together each time, so their order tells nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="faces")
    face = models.CharField(max_length=4, choices=Face)
    said = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "face"], name="face_count_one_per_face")
        ]

    def __str__(self) -> str:
        return f"{self.face} of {self.occurrence_id}"

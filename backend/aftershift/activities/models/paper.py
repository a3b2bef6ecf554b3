"""Paper: the sheet that hangs in the staff room, and the lines that a connector typed in from it."""

from django.db import models
from django.db.models import F, Q

from aftershift.activities.models.activities import Occurrence
from aftershift.activities.models.parties import LARGEST_PARTY_GUESTS, Party
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class PaperSheet(TenantModel):
    """One sheet of one date. What a member said themselves since it hung up stands above what is written on it."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()  # of this date: printed on the sheet
    hung_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occurrence", "number"], name="paper_sheet_one_per_number")
        ]

    def __str__(self) -> str:
        return f"sheet {self.number}"


class SheetLine(TenantModel):
    """What one member wrote, as it was typed in last. It asks for places; the sign-up says who has them."""

    sheet = models.ForeignKey(PaperSheet, on_delete=models.CASCADE, related_name="lines")
    line = models.PositiveSmallIntegerField()  # as numbered on the sheet
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    adults = models.PositiveSmallIntegerField(default=0)  # guests, without the member
    children_0_4 = models.PositiveSmallIntegerField(default=0)
    children_5_10 = models.PositiveSmallIntegerField(default=0)
    children_11_17 = models.PositiveSmallIntegerField(default=0)
    typed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sheet", "member"], name="sheet_line_one_per_member"),
            models.CheckConstraint(
                condition=Q(
                    adults__lte=LARGEST_PARTY_GUESTS - F("children_0_4") - F("children_5_10") - F("children_11_17")
                ),
                name="sheet_line_party_is_no_crowd",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line}"

    @property
    def guests(self) -> Party:
        return Party(*(getattr(self, name) for name in Party._fields))

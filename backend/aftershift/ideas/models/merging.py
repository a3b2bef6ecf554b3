"""Two ideas that could be one, and what those who would come to the ended one answered."""

from django.db import models
from django.db.models import Q

from aftershift.ideas.models.ideas import EarlierText, Idea
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Merge(TenantModel):
    """One idea would end and another would go on, if the authors of both agree.

    A yes holds no member: whose it is, the author of the idea says. suggested_by: for the export of whoever it was; no
    reply shows it. reason, undo_reason: what an organiser gave in public, for an author who is gone or to undo.
    """

    class State(models.TextChoices):
        OPEN = "open"
        MERGED = "merged"
        REFUSED = "refused"
        UNDONE = "undone"
        TAKEN_BACK = "taken_back"

    ends = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="merges_away")
    goes_on = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="merges_in")
    line = models.CharField(
        max_length=140, blank=True, default=""
    )  # for both; none: the one that goes on keeps its own
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    suggested_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    suggested_date = models.DateField()
    ends_agrees = models.BooleanField(default=False)
    goes_on_agrees = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True, default="")
    in_place_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_date = models.DateField(null=True)  # of the latest: merged, refused, undone, taken back
    undo_reason = models.CharField(max_length=300, blank=True, default="")
    # What an undoing needs to know.
    status_before = models.CharField(max_length=16, choices=Idea.Status, blank=True, default="")
    ballot_before = models.UUIDField(null=True)  # the latest vote of the one that goes on
    text_before = models.ForeignKey(EarlierText, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "ends", "goes_on"], condition=Q(state="open"), name="merge_one_open_per_pair"
            ),
            models.UniqueConstraint(
                fields=["organisation", "ends"], condition=Q(state="merged"), name="merge_ends_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="merge_by_state")]

    def __str__(self) -> str:
        return f"{self.ends_id} into {self.goes_on_id}"


class MergeReply(TenantModel):
    """One who would come to the ended idea says whether they would come to the one that goes on."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="replies")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    comes = models.BooleanField()
    # The yes made their interest. Whoever had said before that they would come owes it to nothing here.
    made_interest = models.BooleanField(default=False)
    is_asked_again = models.BooleanField(default=False)  # the two are two again: does the yes still hold?
    said_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "merge", "member"], name="merge_reply_one_per_member")
        ]

    def __str__(self) -> str:
        return f"reply about {self.merge_id}"

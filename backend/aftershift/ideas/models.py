"""Ideas, who would come, and what was answered. Who proposed an idea is shown only as its author chose."""

from django.db import models

from aftershift.organisations.models import Team
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Idea(TenantModel):
    """Something a member would like to happen, in one line of any language."""

    class Kind(models.TextChoices):
        WALK = "walk"
        COOK = "cook"
        PICNIC = "picnic"
        HILL = "hill"
        TRIP = "trip"
        TALK = "talk"
        MOVE = "move"
        CHECK = "check"
        OTHER = "other"

    class ShownAs(models.TextChoices):
        NAMED = "named"
        TEAM = "team"
        ANONYMOUS = "anonymous"

    class Status(models.TextChoices):
        OPEN = "open"
        # What an answer may say.
        BEING_CHECKED = "being_checked"
        TO_VOTE = "to_vote"
        SMALL_TRY = "small_try"
        RULE_IN_OUR_WAY = "rule_in_our_way"
        NOT_NOW = "not_now"
        ALREADY_EXISTS = "already_exists"
        # What happened since.
        IN_BALLOT = "in_ballot"
        CHOSEN = "chosen"
        NOT_THIS_TIME = "not_this_time"
        PLANNED = "planned"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    shown_as = models.CharField(max_length=10, choices=ShownAs)
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=140)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=16, choices=Status, default=Status.OPEN)
    proposed_date = models.DateField()
    due_date = models.DateField()
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    ballot_id = models.UUIDField(null=True)  # the latest vote it stood in: ballots are above ideas
    withdrawn_date = models.DateField(null=True)
    status_before_withdrawal = models.CharField(max_length=16, choices=Status, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["organisation", "status"], name="idea_by_status")]

    def __str__(self) -> str:
        return f"idea {self.pk}"


class EarlierText(TenantModel):
    """The line as it stood before its author changed it. It holds no member: an idea without a name stays without one."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="earlier_texts")
    text = models.CharField(max_length=140)
    language = models.CharField(max_length=10)
    replaced_date = models.DateField()

    def __str__(self) -> str:
        return f"earlier text of {self.idea_id}"


class Interest(TenantModel):
    """ "I'd come to this.\""""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="interests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "idea", "member"], name="interest_one_per_member")
        ]

    def __str__(self) -> str:
        return f"interest in {self.idea_id}"


class Answer(TenantModel):
    """What the organiser said in public. A later answer stands beside an earlier one, never over it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    status = models.CharField(max_length=16, choices=Idea.Status)
    text = models.CharField(max_length=600)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_date = models.DateField()

    def __str__(self) -> str:
        return f"answer to {self.idea_id}"


class Decision(TenantModel):
    """One line of the decision log: which idea became what, and when. Ids, a verb and a date; no text, no names."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="decisions")
    status = models.CharField(max_length=16, choices=Idea.Status)
    decided_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.idea_id} {self.status}"

"""Ideas, who would come, and what was answered. Who proposed an idea is shown only as its author chose."""

from django.db import models
from django.db.models import Q

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
        MERGED = "merged"

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
    hidden_reason = models.CharField(max_length=300, blank=True, default="")  # in public; none while it is shown
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
    was_hidden = models.BooleanField(default=False)  # it stays withheld when the idea is shown again in other words

    def __str__(self) -> str:
        return f"earlier text of {self.idea_id}"


class Report(TenantModel):
    """Somebody says that an idea should not be read here. member: so that it counts once; no reply shows it."""

    class Reason(models.TextChoices):
        UNKIND = "unkind"
        ABOUT_SOMEBODY = "about_somebody"
        UNSAFE = "unsafe"
        SELLING = "selling"
        OTHER = "other"

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="reports")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason)
    reported_date = models.DateField()
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "idea", "member"], condition=Q(is_open=True), name="report_one_open_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.idea_id}"


class Objection(TenantModel):
    """Somebody says that a hidden idea should be shown. member: for the export of theirs; no reply shows it."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="objections")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=300)
    objected_date = models.DateField()
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"objection about {self.idea_id}"


class Verdict(TenantModel):
    """What an organiser decided about an idea that was reported or objected about, and why. Rows are only added."""

    class What(models.TextChoices):
        HIDDEN = "hidden"
        KEPT = "kept"
        SHOWN_AGAIN = "shown_again"

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="verdicts")
    what = models.CharField(max_length=12, choices=What)
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    given_date = models.DateField()
    is_own = models.BooleanField(default=False)  # by the idea's author, where no other organiser could; said in public

    def __str__(self) -> str:
        return f"{self.idea_id} {self.what}"


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
    """One line of the decision log: which idea became what, when, and where the reason stands.

    Ids, a verb and a date; no text, no names.
    """

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="decisions")
    status = models.CharField(max_length=16, choices=Idea.Status)
    decided_date = models.DateField()
    answer = models.ForeignKey(Answer, null=True, on_delete=models.SET_NULL, related_name="+")
    ballot_id = models.UUIDField(null=True)
    merge = models.ForeignKey("ideas.Merge", null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.idea_id} {self.status}"


class RuleInOurWay(TenantModel):
    """ "A rule is in our way": which one, in whose way, and who finds out by when.

    about, about_id: what it is in the way of. Things above ideas (an item of a checklist) are named by their id alone.
    raised_by is for the export of whoever raised it; no reply shows it.
    """

    class About(models.TextChoices):
        IDEA = "idea"
        CHECKLIST_ITEM = "checklist_item"

    class State(models.TextChoices):
        OPEN = "open"
        # What a reply may say.
        CHANGED = "changed"
        WAY_ROUND = "way_round"
        STAYS = "stays"

    about = models.CharField(max_length=16, choices=About)
    about_id = models.UUIDField()
    text = models.CharField(max_length=600)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    raised_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    raised_date = models.DateField()
    due_date = models.DateField()
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"rule {self.pk}"


class RuleReply(TenantModel):
    """What was found out, in public. A later reply stands beside an earlier one, never over it."""

    rule = models.ForeignKey(RuleInOurWay, on_delete=models.CASCADE, related_name="replies")
    state = models.CharField(max_length=10, choices=RuleInOurWay.State)
    text = models.CharField(max_length=600)
    replied_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    replied_date = models.DateField()

    def __str__(self) -> str:
        return f"reply to {self.rule_id}"


class SuitingTime(TenantModel):
    """A weekday and a rough start that would suit one who would come. Read as counts of 8 and more, never by member."""

    class Weekday(models.TextChoices):
        MON = "Mon"
        TUE = "Tue"
        WED = "Wed"
        THU = "Thu"
        FRI = "Fri"
        SAT = "Sat"
        SUN = "Sun"

    class Start(models.TextChoices):
        """Coarse, so that a time says little about one person's shifts."""

        AT_0730 = "07:30"
        AT_1000 = "10:00"
        AT_1300 = "13:00"
        AT_1600 = "16:00"
        AT_1900 = "19:00"

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="suiting_times")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    weekday = models.CharField(max_length=3, choices=Weekday)
    start = models.CharField(max_length=5, choices=Start)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "idea", "member", "weekday", "start"], name="suiting_time_once_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.start} for {self.idea_id}"

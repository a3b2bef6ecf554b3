"""What a member told about their shifts, and the free map that follows from it. Private: only the member reads the first."""

from __future__ import annotations

from django.db import models

from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Pattern(TenantModel):
    """A cycle of 1 to 84 days, as rota tokens, whose first day was `anchor_date`; it holds 12 weeks from `confirmed_date`."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    days = models.JSONField()
    anchor_date = models.DateField()
    confirmed_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="pattern_one_per_member")]

    def __str__(self) -> str:
        return f"pattern of {self.member_id}"


class DayChange(TenantModel):
    """What a member works on one date instead of the pattern or the import: a rota token, `-` for not at all."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    token = models.CharField(max_length=60)
    told_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "date"], name="day_change_one_per_date")
        ]

    def __str__(self) -> str:
        return f"change of {self.member_id} on {self.date}"


class RotaImport(TenantModel):
    """A calendar file that was read: a draft until the member applies it. `days` maps a date to its rota token.

    The file itself is not kept, nor any word of it. Dates from first to last that are not in `days` are days off.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    first_date = models.DateField(null=True)
    last_date = models.DateField(null=True)
    days = models.JSONField()
    not_at_work = models.JSONField()
    warnings = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_date=None, last_date=None) | models.Q(first_date__lte=models.F("last_date")),
                name="rota_import_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"import of {self.member_id}"


class ImportedDay(TenantModel):
    """One date from an applied import, days off included: the dates that imports speak for."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    token = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "date"], name="imported_day_one_per_date")
        ]

    def __str__(self) -> str:
        return f"import of {self.member_id} for {self.date}"


class PrivateBlock(TenantModel):
    """ "Not free", with no reason."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="private_block_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"block of {self.member_id}"


class UsualFinish(TenantModel):
    """The only thing some members tell: when they usually finish, and on which weekdays (0 is Monday)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    time = models.TimeField()
    weekdays = models.JSONField()
    confirmed_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="usual_finish_one_per_member")]

    def __str__(self) -> str:
        return f"usual finish of {self.member_id}"


class OwnGroup(TenantModel):
    """The shift group that a member says is theirs, where the one worked out from their shifts is wrong."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="own_group_one_per_member")]

    def __str__(self) -> str:
        return f"group of {self.member_id}"


class RuleOff(TenantModel):
    """ "This rule is not for me": a rest rule that one member leaves out of their own map until they take it back."""

    class Rule(models.TextChoices):
        AFTER_NIGHT, BEFORE_EARLY, SHORT_REST = "after_night", "before_early", "short_rest"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=16, choices=Rule.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "rule"], name="rule_off_once_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.rule} is off for {self.member_id}"


class FreeMap(TenantModel):
    """The stretches in which a member could come, derived from all of the above in the transaction that changes it.

    on_site, off_site: pairs of 16-bit quarter hours from midnight UTC of `first_date`, 14 weeks of them.
    shifts, blocks: pairs of 32-bit minutes since 1970, of wall time and of UTC, so that one row answers why.
    rules_off: the rest rules that the member left out when it was derived.
    known_from, known_until: the dates, both included, for which anything is known; nobody is free outside them.
    stamp: a hash of all that was derived: what was read with the same stamp is still right.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", related_query_name="free_map")
    first_date = models.DateField(db_index=True)
    known_from = models.DateField()
    known_until = models.DateField()
    on_site = models.BinaryField()
    off_site = models.BinaryField()
    shifts = models.BinaryField()
    blocks = models.BinaryField()
    rules_off = models.JSONField(default=list)
    group = models.CharField(max_length=24)
    source = models.CharField(max_length=8)
    asks_on = models.DateField()
    stamp = models.CharField(max_length=32, default="")
    is_settled = models.BooleanField(default=False)  # looked at by `counted.settle` since it last changed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="free_map_one_per_member")]

    def __str__(self) -> str:
        return f"free map of {self.member_id}"


class GivenPattern(TenantModel):
    """The cycle that the last rota sheet gave a member, filled in while they stood there.

    `holds` says that it became their pattern; it does not where they had told one themselves. Kept when they take it
    back, so that the same sheet again changes nothing.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    days = models.JSONField()
    anchor_date = models.DateField()
    given_date = models.DateField()
    holds = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="given_pattern_one_per_member")]

    def __str__(self) -> str:
        return f"pattern given to {self.member_id}"


class RotaSheet(TenantModel):
    """A sheet with many people's cycles, as its uploader typed it: a draft until the same member applies it.

    `rows` holds the matched lines and goes when the sheet is applied; `problems` the lines that cannot be used.
    `digest` is of what the sheet says, so that the uploader hears that they have put it in before.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField()
    rows = models.JSONField()
    problems = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"sheet of {self.member_id}"


class CountedMap(TenantModel):
    """A free map as the time finder counts it: never alone, always in a crowd of at least eight (decision 0009).

    Rows of one `crowd` are counted together or not at all, and change only when eight of them change. `site_id`,
    `team_id` and `group` are what the whole crowd shares, or empty.
    member: empty once forgotten; the row then counts on without a name until its crowd changes.
    """

    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    crowd = models.UUIDField()
    site_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)
    group = models.CharField(max_length=24, blank=True)
    own_site_id = models.UUIDField(null=True)
    own_team_id = models.UUIDField(null=True)
    own_group = models.CharField(max_length=24)
    first_date = models.DateField()
    known_until = models.DateField()
    on_site = models.BinaryField()
    off_site = models.BinaryField()
    shifts = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="counted_map_one_per_member")]

    def __str__(self) -> str:
        return f"counted map in {self.crowd}"


class TimePoll(TenantModel):
    """ "Which of these times suit you?": asked where there are too few maps to count, or where a group likes to be asked.

    member: who asked; empty once forgotten.
    """

    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()
    is_on_site = models.BooleanField()
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("asked_at")), name="time_poll_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return self.what


class PollTime(TenantModel):
    """One of the times of a poll."""

    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "poll", "starts_at"], name="poll_time_once_per_poll")
        ]

    def __str__(self) -> str:
        return f"time of {self.poll_id}"


class PollAnswer(TenantModel):
    """One member who is asked. Their ticks are theirs: others see, after the close, how many ticked each time."""

    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ticks = models.JSONField(default=list)  # ids of PollTime
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "poll", "member"], name="poll_answer_one_per_member")
        ]

    def __str__(self) -> str:
        return f"answer to {self.poll_id}"

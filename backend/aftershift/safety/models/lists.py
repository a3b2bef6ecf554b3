"""The filled list of one date, its ticks, and the answers that give an activity its tier."""

from django.db import models
from django.db.models import Q

from aftershift.activities.models import Activity, Occurrence
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class SafetyAnswers(TenantModel):
    """Five plain questions about an activity, and whether photos are taken. They give the tier (DOMAIN 4.8)."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")
    is_long = models.BooleanField(default=False)  # over an hour, or we travel there together
    makes_food = models.BooleanField(default=False)
    has_children = models.BooleanField(default=False)  # children come, or somebody's health is checked
    is_wild = models.BooleanField(default=False)  # hills, water, dark paths, a night away, hired equipment
    # Of those, hills or mountains. Null: not said, which on a walk counts as yes.
    is_hilly = models.BooleanField(null=True)
    is_new = models.BooleanField(default=False)  # nobody here has done it before
    takes_photos = models.BooleanField(default=False)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answers for {self.activity_id}"


class Checklist(TenantModel):
    """The items of one date as they read when its first tick was made: a later template changes nothing here (RULE-42).

    items: [{id, phase, gate, text, mandatory, known_by, takes_number, asks_yes_no}], in order. versions: {template id: version}.
    """

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="+")
    template = models.CharField(max_length=40)
    versions = models.JSONField()
    items = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checklist of {self.occurrence_id}"


class ChecklistTick(TenantModel):
    """One answer to one item; the history only grows. What counts is the latest by device time, never later than it arrived.

    number: a count, or where the item asks yes or no, 1 for yes and 0 for no.
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="ticks")
    item_id = models.CharField(max_length=10)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_ticked = models.BooleanField()
    number = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    not_applicable_because = models.CharField(max_length=200, blank=True)
    device_at = models.DateTimeField()
    server_at = models.DateTimeField()
    # When it counts as ticked: the device's time with its clock put right, and never later than it arrived. Null in rows
    # of an earlier release: then the device's time does.
    counts_at = models.DateTimeField(null=True)
    tap = models.UUIDField(null=True)  # made on the phone: the same tap is kept once, whatever its clock says
    version = models.PositiveSmallIntegerField(null=True)  # of the template that the phone had
    words = models.CharField(max_length=300, blank=True, db_default="")  # of an item that this list does not have
    is_from_paper = models.BooleanField(default=False, db_default=False)
    typed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # in from paper

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "checklist", "item_id", "by", "device_at"],
                condition=Q(tap__isnull=True),
                name="checklist_tick_once_per_moment",
            ),
            models.UniqueConstraint(
                fields=["organisation", "checklist", "tap"],
                condition=Q(tap__isnull=False),
                name="checklist_tick_once_per_tap",
            ),
        ]
        indexes = [models.Index(fields=["checklist", "item_id"], name="checklist_tick_of_item")]

    def __str__(self) -> str:
        return f"{self.item_id} {'ticked' if self.is_ticked else 'open'}"

"""The dated plan by which the organiser's presence on a series shrinks, and may grow back (DOMAIN 5.3)."""

from django.db import models
from django.db.models import F, Q

from aftershift.activities.models import Activity
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class TaperStep(models.IntegerChoices):
    """How much the organiser is there, and who sees to safety."""

    EVERY_DATE = 1  # months 0-3; organiser signs, the lead watches
    EVERY_SECOND = 2  # months 4-6; the lead signs, an organiser looks it over
    FIRST_OF_CYCLE = 3  # months 7-9; the lead signs T1, an organiser T2 (as from here on)
    ON_CALL = 4  # months 10-12
    VISIT = 5  # after that: a visit each quarter, and the leaders' circle


class Taper(TenantModel):
    """Where the series of one activity is. A next step counts once both a lead and an organiser said yes to it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    began_date = models.DateField()
    step = models.PositiveSmallIntegerField(choices=TaperStep, default=TaperStep.EVERY_DATE)
    since_date = models.DateField()
    next_date = models.DateField(null=True)  # when the next step is due; null at the last
    proposed_at = models.DateTimeField(null=True)  # the app has proposed it, and waits for both
    lead_agreed = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    lead_agreed_at = models.DateTimeField(null=True)
    organiser_agreed = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    organiser_agreed_at = models.DateTimeField(null=True)
    is_short_of_leads = models.BooleanField(default=False)  # it has gone back for that once; not again while it lasts
    reviewed_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "activity"], name="taper_one_per_activity"),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=5), name="taper_has_five_steps"),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=False)
                | Q(lead_agreed_at__isnull=True, organiser_agreed_at__isnull=True),
                name="taper_agrees_to_what_is_proposed",
            ),
            models.CheckConstraint(
                condition=Q(next_date__isnull=True) | Q(next_date__gt=F("since_date")), name="taper_next_is_later"
            ),
        ]
        indexes = [models.Index(fields=["reviewed_date"], name="taper_reviewed")]

    def __str__(self) -> str:
        return f"taper step {self.step}"


class TaperMove(TenantModel):
    """One step forward or back, when and why; never who. It is only ever added to."""

    class Why(models.TextChoices):
        BEGAN = "began"
        AGREED = "agreed"
        INCIDENT = "incident"
        FEW_LEADS = "few_leads"
        LEAD_ASKED = "lead_asked"
        CANCELLATIONS = "cancellations"

    taper = models.ForeignKey(Taper, on_delete=models.CASCADE, related_name="moves")
    step = models.PositiveSmallIntegerField(choices=TaperStep)
    why = models.CharField(max_length=13, choices=Why)
    date = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["taper", "id"], name="taper_move_order")]

    def __str__(self) -> str:
        return f"{self.why} to {self.step}"

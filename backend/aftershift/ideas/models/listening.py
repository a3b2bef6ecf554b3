"""Listening: what stops people coming, what was heard in staff rooms, and hands that were counted in a room."""

from uuid import uuid4

from django.db import models

from aftershift.ideas.models.ideas import Idea
from aftershift.organisations.models import Site
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class BarrierTag(models.TextChoices):
    """What stops somebody coming (RF-15)."""

    TIME = "time"
    CARING = "caring"
    SECOND_JOB = "second_job"
    COST = "cost"
    CONFIDENCE = "confidence"
    LANGUAGE = "language"
    TRAVEL = "travel"
    HEALTH = "health"
    FAITH = "faith"
    OTHER = "other"


class BarrierCount(TenantModel):
    """How often one thing was named in one month. Nameless: there is no row per saying, so nothing that leads to a member.

    about: a kind of activity, or none. month: its first day.
    All rows of a month are made at once and written together each time, so their order tells nothing (decision "Barriers are counts").
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    month = models.DateField()
    tag = models.CharField(max_length=10, choices=BarrierTag)
    about = models.CharField(max_length=8, choices=Idea.Kind, blank=True)
    said = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month", "tag", "about"], name="barrier_count_one_per_cell")
        ]

    def __str__(self) -> str:
        return f"{self.tag} in {self.month:%Y-%m}"


class BarrierReceived(TenantModel):
    """That something sent from a phone was counted, so that a repeat counts nothing. It does not say what was sent.

    random_hash: SHA-256, in hex, of a random value made on the phone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    month = models.DateField()
    random_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "random_hash"], name="barrier_received_one_per_random")
        ]

    def __str__(self) -> str:
        return f"received in {self.month:%Y-%m}"


class BarrierAnswer(TenantModel):
    """What was done about it, in public. A later answer stands beside an earlier one, never over it."""

    tag = models.CharField(max_length=10, choices=BarrierTag)
    text = models.CharField(max_length=600)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")
    given_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    given_date = models.DateField()

    def __str__(self) -> str:
        return f"answer about {self.tag}"


class FieldNote(TenantModel):
    """What a connector, lead or organiser heard in a staff room. It names nobody who said it.

    phone_id: made on the writer's phone, so that one note sent twice stays one.
    """

    phone_id = models.UUIDField()
    writer = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    heard_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "writer", "phone_id"], name="field_note_one_per_writer_and_phone_id"
            )
        ]

    def __str__(self) -> str:
        return f"field note of {self.heard_date}"


class FieldLine(TenantModel):
    """One line of a field note. idea: what it was put up as."""

    class Mark(models.TextChoices):
        IDEA = "idea"
        BARRIER = "barrier"
        QUESTION = "question"
        THANKS = "thanks"

    note = models.ForeignKey(FieldNote, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=8, choices=Mark)
    tag = models.CharField(max_length=10, choices=BarrierTag, blank=True)
    text = models.CharField(max_length=140)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "note", "place"], name="field_line_one_per_place")
        ]

    def __str__(self) -> str:
        return f"line {self.place} of {self.note_id}"


class Tally(TenantModel):
    """A show of hands in a room. It is no vote: it is never added to interest or to a ballot."""

    question = models.CharField(max_length=140)
    language = models.CharField(max_length=10)
    held_date = models.DateField()
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    in_the_room = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"show of hands of {self.held_date}"


class TallyChoice(TenantModel):
    """One thing that hands went up for. Its words are copied, so that a tally reads the same for ever."""

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="choices")
    place = models.PositiveSmallIntegerField()
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=140)
    hands = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "tally", "place"], name="tally_choice_one_per_place")
        ]

    def __str__(self) -> str:
        return f"choice {self.place} of {self.tally_id}"

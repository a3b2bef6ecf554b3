"""Conversations: a question, a place and a time, and what came out of it. Nothing says who said what."""

from django.db import models
from django.db.models import Q

from aftershift.ideas.models.ideas import Idea
from aftershift.organisations.models import Site
from aftershift.organisations.tenancy import TenantModel
from aftershift.people.models import Member


class Conversation(TenantModel):
    """held_date, start: on the organisation's wall clock. place: in words."""

    class Template(models.TextChoices):
        CAFE_TABLES = "cafe_tables"
        OPEN_AGENDA = "open_agenda"
        STORY_CIRCLE = "story_circle"

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        WRITTEN_UP = "written_up"
        CALLED_OFF = "called_off"

    question = models.CharField(max_length=140)
    language = models.CharField(max_length=10)
    template = models.CharField(max_length=12, choices=Template)
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.CharField(max_length=160)
    held_date = models.DateField()
    start = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    holder = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    written_up_date = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "held_date"], name="conversation_by_date")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="conversation_takes_time"),
            models.CheckConstraint(
                condition=Q(state="written_up", written_up_date__isnull=False)
                | (~Q(state="written_up") & Q(written_up_date__isnull=True)),
                name="conversation_written_up_on_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Topic(TenantModel):
    """What somebody would like to talk about. posted_by: so that they can take it back; no reply shows it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="topics")
    text = models.CharField(max_length=140)
    language = models.CharField(max_length=10)
    posted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    posted_date = models.DateField()

    def __str__(self) -> str:
        return f"topic of {self.conversation_id}"


class Theme(TenantModel):
    """One line of what was said, and at how many tables: as a word, which counts nobody. It holds no member."""

    class Tables(models.TextChoices):
        ONE = "one"
        SOME = "some"
        MOST = "most"
        ALL = "all"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="themes")
    text = models.CharField(max_length=140)
    language = models.CharField(max_length=10)
    tables = models.CharField(max_length=4, choices=Tables)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "idea"], condition=Q(idea__isnull=False), name="theme_one_per_idea"
            )
        ]

    def __str__(self) -> str:
        return f"theme of {self.conversation_id}"


class NextStep(TenantModel):
    """What somebody does about it, by when. is_agreed: the owner said so themselves; else it is an organiser's."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="next_steps")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_agreed = models.BooleanField(default=False)
    due_date = models.DateField()
    done_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"next step of {self.conversation_id}"

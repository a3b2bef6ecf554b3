"""What one date says in words of its own, where it differs from its activity. The words of all dates stand there, once."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from aftershift.activities.models.activities import Activity

# What an activity may be told and changed later without moving a date.
TEXTS = ("title", "meeting_place", "how_hard", "cost", "what_to_bring")


class DateWords(models.Model):
    """Null is "as the activity says"; an empty text is a word of its own: nothing to bring that day."""

    activity: "models.ForeignKey[Activity, Activity]"
    its_title = models.CharField(max_length=80, null=True)
    its_meeting_place = models.CharField(max_length=160, null=True)
    its_how_hard = models.CharField(max_length=200, null=True)
    its_cost = models.CharField(max_length=80, null=True)
    its_what_to_bring = models.CharField(max_length=200, null=True)

    class Meta:
        abstract = True

    def says(self, name: str) -> str:
        """What this date says for one of the TEXTS; the activity is loaded where it has no word of its own."""
        its = getattr(self, f"its_{name}")
        said: str = getattr(self.activity, name) if its is None else its
        return said

    @property
    def title(self) -> str:
        return self.says("title")

    @property
    def meeting_place(self) -> str:
        return self.says("meeting_place")

    @property
    def how_hard(self) -> str:
        return self.says("how_hard")

    @property
    def cost(self) -> str:
        return self.says("cost")

    @property
    def what_to_bring(self) -> str:
        return self.says("what_to_bring")

    @property
    def own_words(self) -> list[str]:
        """Which of the TEXTS this date has words of its own for."""
        return [name for name in TEXTS if getattr(self, f"its_{name}") is not None]

from typing import Any

from rest_framework import serializers

from aftershift.activities.models import TEXTS
from aftershift.activities.services.words import Reach
from aftershift.core.http.fields import MomentField, StrictBooleanField, StrictCharField, StrictSerializer


class WordsIn(StrictSerializer):
    """What is left out changes nothing."""

    title = StrictCharField(max_length=80, required=False)
    meeting_place = StrictCharField(max_length=160, required=False)
    how_hard = StrictCharField(max_length=200, allow_blank=True, required=False)
    cost = StrictCharField(max_length=80, allow_blank=True, required=False)
    what_to_bring = StrictCharField(max_length=200, allow_blank=True, required=False)
    reach = serializers.ChoiceField(
        choices=[reach.value for reach in Reach],
        help_text="This date; this and those that follow; or all to come. What is past stays.",
    )
    takes_own = StrictBooleanField(default=False, help_text="Dates with words of their own give those up for these.")
    reason = StrictCharField(
        max_length=200, allow_blank=True, default="", help_text="Told once to everyone it affects."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return attrs | {"texts": {name: attrs[name] for name in TEXTS if name in attrs}}


class WordsDate(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    starts = MomentField()


class WordsPreview(serializers.Serializer[Any]):
    """Counts only: nobody's name."""

    people = serializers.IntegerField(help_text="With a place or a turn on a date that changes, or coming every time.")
    dates = WordsDate(many=True, help_text="Those that say something else then.")
    left = serializers.IntegerField(help_text="Dates that keep words of their own.")

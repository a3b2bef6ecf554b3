from rest_framework import serializers

from aftershift.activities.models import Activity, Occurrence
from aftershift.calendars import programme


class ProgrammeFileIn(serializers.Serializer[object]):
    """Of a link: without a choice, all of it from today on and for 90 days."""

    form = serializers.ChoiceField(choices=sorted(programme.FORMS))
    first_date = serializers.DateField(required=False)
    last_date = serializers.DateField(required=False)
    site_id = serializers.UUIDField(required=False)
    kind = serializers.ChoiceField(choices=Activity.Kind.choices, required=False)
    state = serializers.ChoiceField(choices=Occurrence.State.choices, required=False)
    with_leaders = serializers.BooleanField(
        required=False, default=False, help_text="Called names of lead and second. Nobody else is ever named."
    )

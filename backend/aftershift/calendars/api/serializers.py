from typing import Any

from rest_framework import serializers

from aftershift.calendars.models import Feed
from aftershift.core.http.fields import StrictBooleanField, StrictSerializer


class FeedIn(StrictSerializer):
    purpose = serializers.ChoiceField(choices=Feed.Purpose.choices)
    shows_titles = StrictBooleanField(
        default=False, help_text='My feed says "After work" unless this is true. The programme always has its titles.'
    )


class FeedOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    purpose = serializers.ChoiceField(choices=Feed.Purpose.choices)
    shows_titles = serializers.BooleanField()
    made_date = serializers.DateField()
    last_fetched_date = serializers.DateField(allow_null=True)


class NewFeedOut(FeedOut):
    url = serializers.CharField(help_text="Shown once.")
    webcal_url = serializers.CharField()


class FeedsOut(serializers.Serializer[Any]):
    results = FeedOut(many=True)
    next = serializers.CharField(allow_null=True)

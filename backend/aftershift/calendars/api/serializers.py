import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from rest_framework import serializers

from aftershift.calendars.models import Feed
from aftershift.core.http.fields import MomentField, OneLineField, StrictBooleanField, StrictSerializer


class FeedIn(StrictSerializer):
    purpose = serializers.ChoiceField(choices=Feed.Purpose.choices)
    about = OneLineField(
        default="",
        allow_blank=True,
        max_length=36,
        help_text="Of what site (its id), kind of activity, or shift group (earlies, lates, nights).",
    )
    is_busy_only = StrictBooleanField(default=False, help_text='My own dates say only "Busy".')
    shows_titles = StrictBooleanField(
        default=False, help_text='My feed says "After work" unless this is true. The programme always has its titles.'
    )


class FeedOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    purpose = serializers.ChoiceField(choices=Feed.Purpose.choices)
    about = serializers.CharField(allow_blank=True)
    shows_titles = serializers.BooleanField()
    is_busy_only = serializers.BooleanField()
    made_date = serializers.DateField()
    last_fetched = MomentField(source="last_fetched_at", allow_null=True)
    last_fetched_date = serializers.SerializerMethodField(help_text="The day of `last_fetched`.")

    def get_last_fetched_date(self, feed: Feed) -> dt.date | None:
        at = feed.last_fetched_at
        return at.astimezone(ZoneInfo(self.context["zone"])).date() if at else None


class NewFeedOut(FeedOut):
    url = serializers.CharField(help_text="Shown once.")
    webcal_url = serializers.CharField(help_text="A phone or computer that opens it subscribes.")
    qr_svg = serializers.CharField(help_text="`webcal_url` as a drawing, for the camera of another phone.")


class FeedsOut(serializers.Serializer[Any]):
    results = FeedOut(many=True)
    next = serializers.CharField(allow_null=True)

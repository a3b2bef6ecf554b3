from typing import Any

from rest_framework import serializers

from aftershift.activities.models import Activity
from aftershift.core.http.fields import MomentField, OneLineField, StrictSerializer

LONGEST_CODE = 300  # a whole link


class InvitationIn(StrictSerializer):
    card = OneLineField(
        max_length=LONGEST_CODE, allow_blank=True, default="", help_text="The colleague's card code, if you know it."
    )


class InvitationCodeIn(StrictSerializer):
    code = OneLineField(
        max_length=LONGEST_CODE, allow_blank=True, default="", help_text="Empty for one sent to my card."
    )


class InvitationLookUpIn(StrictSerializer):
    code = OneLineField(max_length=LONGEST_CODE)


class InvitationSentOut(serializers.Serializer[Any]):
    """For whoever invited. No answer but "yes" is told apart from silence."""

    id = serializers.UUIDField()
    occurrence_id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=("open", "accepted", "not_taken_up", "taken_back"))
    code = serializers.CharField(allow_null=True, help_text="While it is open.")
    link = serializers.CharField(allow_null=True)
    picture = serializers.CharField(allow_null=True, help_text="The link as a picture code (SVG).")
    held_until = MomentField()


class InvitationsSentOut(serializers.Serializer[Any]):
    results = InvitationSentOut(many=True)
    may_hold_several = serializers.BooleanField(help_text='I lead "just us": a place for each of several colleagues.')
    next = serializers.CharField(allow_null=True)


class InvitationReceivedOut(serializers.Serializer[Any]):
    """For the colleague."""

    id = serializers.UUIDField()
    occurrence_id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    place = serializers.CharField()
    starts = MomentField()
    ends = MomentField()
    held_until = MomentField()
    from_name = serializers.CharField(allow_null=True)
    is_mine = serializers.BooleanField(help_text="I sent it.")
    is_open = serializers.BooleanField(help_text="A place is held for me now.")
    is_accepted = serializers.BooleanField(help_text="I said yes.")


class InvitationsReceivedOut(serializers.Serializer[Any]):
    results = InvitationReceivedOut(many=True)
    next = serializers.CharField(allow_null=True)

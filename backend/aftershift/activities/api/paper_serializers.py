"""What the API takes and gives about paper sheets."""

from typing import Any

from rest_framework import serializers

from aftershift.activities.api.serializers import STATES, PartyIn, PartyOut
from aftershift.activities.models import SignUp
from aftershift.activities.services.paper import LINES_ON_A_SHEET
from aftershift.core.http.fields import MomentField, StrictCharField, StrictIntegerField


class PaperLineIn(PartyIn):
    line = StrictIntegerField(min_value=1, max_value=LINES_ON_A_SHEET, help_text="As numbered on the sheet.")
    card = StrictCharField(max_length=200, help_text="The code that stands in the line, or the card's whole link.")


class PaperLineOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    line = serializers.IntegerField()
    name = serializers.CharField(help_text="Empty 48 hours after the end, and for supervisors.")
    card_end = serializers.CharField(help_text="The last four letters of the card.")
    party = PartyOut()
    status = serializers.ChoiceField(choices=SignUp.Status.choices, allow_null=True, help_text="As it stands now.")
    position = serializers.IntegerField(allow_null=True, help_text="1 when nobody waits before them.")
    typed_by = serializers.CharField()


class PaperSheetOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    occurrence_id = serializers.UUIDField()
    number = serializers.IntegerField()
    hung = MomentField(help_text="What members did by phone since then stands above the sheet.")
    title = serializers.CharField()
    starts = MomentField()
    place = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    places = serializers.IntegerField()
    free = serializers.IntegerField()
    waiting = serializers.IntegerField()
    lines = PaperLineOut(many=True)


class PaperSheetRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    hung = MomentField()
    typed = serializers.IntegerField(help_text="Lines that are typed in.")


class PaperSheetsOut(serializers.Serializer[Any]):
    title = serializers.CharField()
    starts = MomentField()
    results = PaperSheetRow(many=True)
    next = serializers.CharField(allow_null=True)

from typing import Any

from rest_framework import serializers


class PhotoOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    width = serializers.IntegerField(help_text="Of the large size, in pixels.")
    height = serializers.IntegerField()
    alt = serializers.CharField(allow_blank=True, help_text="By its author, for who cannot see it; may be empty.")


class VoiceNoteOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    seconds = serializers.IntegerField()

"""A message as the inbox and the first screen show it."""

from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import MomentField, moment
from aftershift.notifications.selectors import Shown


class MessageOut(serializers.Serializer[Any]):
    """Worded in the member's language, from what is true now."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    title = serializers.CharField(source="words.title")
    text = serializers.CharField(source="words.text")
    language = serializers.CharField(help_text="Of title and text.")
    path = serializers.CharField(source="words.path", help_text="Where it leads in the client.")
    said = MomentField(source="made_at")
    is_read = serializers.BooleanField()


def message(row: Shown, zone: str) -> dict[str, Any]:
    """The same as plain values, for a body that is put together by hand."""
    return {
        "id": str(row.id),
        "kind": row.kind,
        "title": row.words.title,
        "text": row.words.text,
        "language": row.language,
        "path": row.words.path,
        "said": moment(row.made_at, zone),
        "is_read": row.is_read,
    }

"""Strict fields: a number is no text, and text holds no control characters."""

import copy
import datetime as dt
import re
import unicodedata
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

# What opens and closes a stretch of text in another direction. Screens isolate what people wrote, and left open or turned
# around it changes how the words beside it read: "moved to" somewhere else. Right-to-left languages need none of them.
_TURNS_TEXT = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


class StrictCharField(serializers.CharField):
    """Text as people read it: nothing that turns the text around it, and something to see where something is asked for."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text = unicodedata.normalize("NFC", super().to_internal_value(data)).translate(_TURNS_TEXT)
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
            raise serializers.ValidationError("This holds a character that cannot be shown.")
        if not self.allow_blank and not any(unicodedata.category(c)[0] in "LNSP" for c in text):
            self.fail("blank")
        return text


class OneLineField(StrictCharField):
    """One line: breaks and runs of spaces become one space."""

    def to_internal_value(self, data: Any) -> str:
        return " ".join(super().to_internal_value(data).split())


class StrictIntegerField(serializers.IntegerField):
    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class DayField(serializers.DateField):
    """A date as `2026-01-08`, in years that people live in: arithmetic near year 1 or 9999 overflows."""

    def to_internal_value(self, data: Any) -> dt.date:
        if not isinstance(data, str):
            self.fail("invalid", format="YYYY-MM-DD")
        found: dt.date = super().to_internal_value(data)
        if not 2000 <= found.year < 2200:
            raise serializers.ValidationError("Choose a date between 2000 and 2200.")
        return found


# Of a phone's clock: one that is wrong is put right (`core.phones`), so any year will do that both can be subtracted in.
PHONE_YEARS = (1900, 2400)


class PhoneTimeField(serializers.DateTimeField):
    def to_internal_value(self, value: Any) -> dt.datetime:
        found: dt.datetime = super().to_internal_value(value)
        if not PHONE_YEARS[0] <= found.year < PHONE_YEARS[1]:
            raise serializers.ValidationError("This is no time of a phone.")
        return found


CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


@extend_schema_field({"type": "string", "pattern": CLOCK})
class ClockField(serializers.Field[Any, Any, Any, Any]):
    """A wall time as `15:30`."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Write the time like 15:30."}

    def to_internal_value(self, data: Any) -> dt.time:
        if not isinstance(data, str) or re.fullmatch(CLOCK[1:-1], data, re.ASCII) is None:
            self.fail("invalid")
        return dt.time(int(data[:2]), int(data[3:]))

    def to_representation(self, value: dt.time) -> str:
        return f"{value:%H:%M}"


def _has_inner(field: Any) -> bool:
    return isinstance(field, serializers.BaseSerializer) or hasattr(field, "child")


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses names it does not know, so that a typing mistake is not silently dropped."""

    def get_fields(self) -> dict[str, Any]:
        """Copies of the fields as they were declared: made anew from their arguments for each request, as DRF does it, they take
        longer than reading what was sent. A field that has one within it is made anew, for the inner one knows whose it is."""
        declared: dict[str, Any] = self._declared_fields
        return {name: (copy.deepcopy if _has_inner(field) else copy.copy)(field) for name, field in declared.items()}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({str(name)[:60]: ["This name is not known here."] for name in unknown})
        return super().to_internal_value(data)


@extend_schema_field(
    {
        "type": "object",
        "required": ["at", "date", "time"],
        "properties": {
            "at": {"type": "string", "format": "date-time"},
            "date": {"type": "string", "format": "date"},
            "time": {"type": "string", "pattern": r"^\d\d:\d\d$"},
        },
    }
)
class MomentField(serializers.Field[Any, Any, Any, Any]):
    """An instant with its local date and time, so that no phone does zone arithmetic.

    Needs `context["zone"]`, the organisation's IANA zone; MemberView puts it there.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: dt.datetime) -> dict[str, str]:
        return moment(value, self.context["zone"])


def moment(at: dt.datetime, zone: str) -> dict[str, str]:
    """`{"at": UTC with Z, "date": local, "time": local HH:MM}` of an aware instant."""
    local = at.astimezone(ZoneInfo(zone))
    return {
        "at": at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "date": local.date().isoformat(),
        "time": local.strftime("%H:%M"),
    }


@extend_schema_field(
    {
        "oneOf": [
            {"type": "object", "required": ["about"], "properties": {"about": {"type": "integer"}}},
            {"type": "object", "required": ["fewer_than"], "properties": {"fewer_than": {"type": "integer"}}},
        ]
    }
)
class RoundedField(serializers.ReadOnlyField):
    """A count that says nothing about 1 to 7 people."""

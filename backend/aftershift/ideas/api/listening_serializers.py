import re
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from aftershift.core.http.fields import DayField, OneLineField, StrictCharField, StrictIntegerField, StrictSerializer
from aftershift.ideas.models import BarrierTag, FieldLine, Idea

RANDOM = re.compile(r"[0-9a-f]{32}")
MOST_PEOPLE = 50
MOST_NOTES = 20
MOST_LINES = 30
MOST_CHOICES = 12
MOST_IN_A_ROOM = 2000


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


class RandomField(StrictCharField):
    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not RANDOM.fullmatch(text):
            raise serializers.ValidationError("Send 32 random hexadecimal digits.")
        return text


class SaidIn(StrictSerializer):
    tag = serializers.ChoiceField(choices=BarrierTag.choices)
    people = StrictIntegerField(min_value=1, max_value=MOST_PEOPLE, default=1)


class SayBarriersIn(StrictSerializer):
    random = RandomField(help_text="Made on the phone, once per press: a repeat counts nothing.")
    about = serializers.ChoiceField(choices=Idea.Kind.choices, allow_null=True, default=None)
    said = serializers.ListField(child=SaidIn(), min_length=1, max_length=len(BarrierTag.values))

    def validate_said(self, said: list[dict[str, Any]]) -> dict[str, int]:
        by_tag = {one["tag"]: one["people"] for one in said}
        if len(by_tag) < len(said):
            raise serializers.ValidationError("The same thing is said twice.")
        return by_tag


class TagCountOut(serializers.Serializer[Any]):
    tag = serializers.ChoiceField(choices=BarrierTag.choices)
    said = RoundedField()


class KindCountOut(TagCountOut):
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)


class MonthOfBarriersOut(serializers.Serializer[Any]):
    month = serializers.DateField(help_text="Its first day.")
    in_general = TagCountOut(many=True, help_text="What was said of nothing in particular: every tag.")
    about_kinds = KindCountOut(
        many=True, help_text="What was said of one kind, what is shown. None of it is in `in_general`."
    )


class BarrierAnswerIn(StrictSerializer):
    tag = serializers.ChoiceField(choices=BarrierTag.choices)
    text = StrictCharField(min_length=3, max_length=600)
    idea = serializers.UUIDField(allow_null=True, default=None)


class BarrierAnswerOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    tag = serializers.ChoiceField(choices=BarrierTag.choices)
    text = serializers.CharField()
    idea_id = serializers.UUIDField(allow_null=True)
    idea_text = serializers.CharField(allow_null=True)
    owner_name = serializers.CharField(allow_null=True)
    date = serializers.DateField()


class BarriersOut(serializers.Serializer[Any]):
    months = MonthOfBarriersOut(many=True, help_text="Whole months that are over, the latest first.")
    next_count_date = serializers.DateField()
    answers = BarrierAnswerOut(many=True, help_text="The newest first.")


class FieldLineIn(StrictSerializer):
    mark = serializers.ChoiceField(choices=FieldLine.Mark.choices)
    tag = serializers.ChoiceField(choices=BarrierTag.choices, allow_null=True, default=None)
    text = OneLineField(min_length=3, max_length=140)

    def validate(self, line: dict[str, Any]) -> dict[str, Any]:
        if (line["mark"] == FieldLine.Mark.BARRIER) != bool(line["tag"]):
            raise serializers.ValidationError({"tag": ["Say what kind of barrier it is, and of nothing else."]})
        return line | {"tag": line["tag"] or ""}


class FieldNoteIn(StrictSerializer):
    id = serializers.UUIDField(help_text="Made on the phone: the same note sent again is the same note.")
    site = serializers.UUIDField(allow_null=True, default=None)
    date = DayField()
    lines = serializers.ListField(child=FieldLineIn(), min_length=1, max_length=MOST_LINES)


class FieldNotesIn(StrictSerializer):
    notes = serializers.ListField(child=FieldNoteIn(), min_length=1, max_length=MOST_NOTES)


class FieldLineOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    mark = serializers.ChoiceField(choices=FieldLine.Mark.choices)
    tag = serializers.CharField(allow_blank=True)
    text = serializers.CharField()
    idea_id = serializers.UUIDField(allow_null=True)


class FieldNoteOut(serializers.Serializer[Any]):
    """Needs `context["member"]` and `context["names"]`: whether the reader may see who wrote it."""

    id = serializers.UUIDField()
    phone_id = serializers.SerializerMethodField(help_text="For its writer alone.")
    writer_name = serializers.SerializerMethodField()
    is_mine = serializers.SerializerMethodField()
    site_name = serializers.CharField(source="site.name", default=None, allow_null=True)
    date = serializers.DateField(source="heard_date")
    lines = FieldLineOut(many=True)

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_phone_id(self, note: Any) -> Any:
        return note.phone_id if self.get_is_mine(note) else None

    @extend_schema_field({"type": ["string", "null"]})
    def get_writer_name(self, note: Any) -> Any:
        return note.writer.called_name if note.writer and self.context["names"] else None

    def get_is_mine(self, note: Any) -> bool:
        return bool(note.writer_id == self.context["member"].pk)


class PutUpLineIn(StrictSerializer):
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    shown_as = serializers.ChoiceField(choices=Idea.ShownAs.choices)


class SiteOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class TallyChoiceIn(StrictSerializer):
    idea = serializers.UUIDField(allow_null=True, default=None)
    text = OneLineField(min_length=1, max_length=140, allow_null=True, default=None)
    hands = StrictIntegerField(min_value=0, max_value=MOST_IN_A_ROOM)


class TallyIn(StrictSerializer):
    question = OneLineField(min_length=3, max_length=140)
    date = DayField()
    site = serializers.UUIDField(allow_null=True, default=None)
    in_the_room = StrictIntegerField(min_value=1, max_value=MOST_IN_A_ROOM)
    choices = serializers.ListField(child=TallyChoiceIn(), min_length=1, max_length=MOST_CHOICES)


class TallyChoiceOut(serializers.Serializer[Any]):
    idea_id = serializers.UUIDField(allow_null=True)
    text = serializers.CharField(allow_blank=True)
    hands = RoundedField()


class TallyOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    language = serializers.CharField()
    date = serializers.DateField()
    site_name = serializers.CharField(allow_null=True)
    in_the_room = RoundedField()
    choices = TallyChoiceOut(many=True)
    can_be_deleted = serializers.BooleanField(help_text="By the reader.")

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField
from aftershift.core.http.qr import drawn
from aftershift.ideas.models import Idea
from aftershift.insights.presenting import presentation
from aftershift.people.http.views import MemberView


class ComingOnScreen(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    starts = MomentField(source="starts_at")
    ends = MomentField(source="ends_at")
    place = serializers.CharField()
    cost = serializers.CharField()


@extend_schema_field({"type": "string"})
class QrField(serializers.Field[Any, Any, Any, Any]):
    """The address of a row on this server, as a drawing: `path` with the row's id behind it."""

    def __init__(self, path: str) -> None:
        super().__init__(read_only=True, source="id")
        self.path = path

    def to_representation(self, value: Any) -> str:
        return drawn(f"{settings.PUBLIC_URL}/{self.path}/{value}")


class IdeaOnScreen(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    interest = serializers.IntegerField()
    qr = QrField("ideas")


class BallotOnScreen(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    closes = MomentField()
    qr = QrField("ballots")


class AnsweredOnScreen(serializers.Serializer[Any]):
    idea_id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    status = serializers.ChoiceField(choices=Idea.Status.choices)
    answer = serializers.CharField()
    date = serializers.DateField()


class ConversationOnScreen(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    language = serializers.CharField()
    held_date = serializers.DateField()
    start = serializers.CharField()
    place = serializers.CharField()
    qr = QrField("conversations")


class PresentationOut(serializers.Serializer[Any]):
    join_link = serializers.CharField(help_text="Where a spoken code is typed in.")
    join_qr = serializers.CharField()
    coming = ComingOnScreen(many=True)
    ideas = IdeaOnScreen(many=True)
    ballot = BallotOnScreen(allow_null=True)
    answered = AnsweredOnScreen(many=True)
    conversations = ConversationOnScreen(many=True)


class PresentationView(MemberView):
    """The slides of a big meeting: the programme as any member may see it, and no names."""

    @extend_schema(responses=PresentationOut)
    def get(self, request: Request) -> Response:
        found = presentation(member=self.member, roles=self.roles, now=self.now)
        link = f"{settings.PUBLIC_URL}/join"
        return self.conditional(
            request,
            etag_of(self.member.pk, self.today, found),
            lambda: (
                PresentationOut(vars(found) | {"join_link": link, "join_qr": drawn(link)}, context=self.context).data
            ),
        )

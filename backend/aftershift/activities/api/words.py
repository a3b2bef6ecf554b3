"""Other words for one date, for it and those that follow, or for all to come."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.api import serializers, words_serializers
from aftershift.activities.api.views import EditedOccurrence
from aftershift.activities.services import words
from aftershift.core.http.fields import moment
from aftershift.people.http.views import MemberView


def wanted(data: dict[str, Any]) -> words.Wanted:
    return words.Wanted(data["texts"], words.Reach(data["reach"]), data["takes_own"])


class WordsView(EditedOccurrence):
    @extend_schema(request=words_serializers.WordsIn, responses=serializers.OccurrencePage)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(words_serializers.WordsIn, request.data)
        seen = self.seen(request, occurrence_id)
        words.say(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            wanted=wanted(data),
            reason=data["reason"],
            seen=seen,
            now=self.now,
        )
        return self.reply(occurrence_id)


class WordsPreviewView(MemberView):
    """What saving these words would do, and how many people it touches. Nothing is written."""

    http_method_names = ["post", "options"]

    @extend_schema(request=words_serializers.WordsIn, responses={200: words_serializers.WordsPreview})
    def post(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(words_serializers.WordsIn, request.data)
        found = words.preview(
            member=self.member, roles=self.roles, occurrence_id=occurrence_id, wanted=wanted(data), now=self.now
        )
        zone = self.member.organisation.time_zone
        return Response(
            {
                "people": found.people,
                "dates": [{"id": str(row.pk), "starts": moment(row.starts_at, zone)} for row in found.dates],
                "left": found.left,
            }
        )

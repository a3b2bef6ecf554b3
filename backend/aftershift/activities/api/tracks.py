"""The way of a walk: a GPX file in, a line and its numbers out."""

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import ways
from aftershift.activities.models import Track
from aftershift.activities.services import tracks
from aftershift.activities.tracks.limited import LARGEST_TRACK
from aftershift.core.http.conditional import etag_of
from aftershift.people.http.views import MemberView


class TrackOut(serializers.Serializer[Any]):
    """Lengths in metres. No time, no name: only the way."""

    distance_m = serializers.IntegerField()
    climb_m = serializers.IntegerField(allow_null=True, help_text="In all. Null: the file had no heights.")
    descent_m = serializers.IntegerField(allow_null=True)
    steepest_km = serializers.IntegerField(allow_null=True, help_text="3: between 3 and 4 km.")
    points = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField()), help_text="Latitude and longitude."
    )
    profile = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        allow_null=True,
        help_text="Metres along, and height.",
    )


class TrackHolder(serializers.Serializer[Any]):
    track = TrackOut(allow_null=True, help_text="Null: nobody brought one.")


class GpxParser(BaseParser):
    """The body as it is, read to one byte beyond the limit. Nothing is written to a disk on the way."""

    media_type = "*/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        return bytes(stream.read(LARGEST_TRACK + 1))


class TrackView(MemberView):
    """Read by everybody; brought, replaced and taken away by whoever may change the activity."""

    http_method_names = ["get", "put", "delete", "options"]
    parser_classes = [GpxParser]

    @extend_schema(responses=TrackHolder)
    def get(self, request: Request, activity_id: UUID) -> Response:
        found = ways.track_of(member=self.member, activity_id=activity_id)
        etag = etag_of(self.member.pk, activity_id, found.set_at if found else None)
        return self.conditional(request, etag, lambda: self.body(found))

    @extend_schema(request={"application/gpx+xml": OpenApiTypes.BINARY}, responses=TrackHolder)
    def put(self, request: Request, activity_id: UUID) -> Response:
        data: Any = request.data
        who: dict[str, Any] = {"member": self.member, "roles": self.roles, "activity_id": activity_id}
        made = ways.track_of_upload(**who, data=data or b"")
        return Response(self.body(tracks.attach_track(**who, made=made, now=self.now)))

    @extend_schema(request=None, responses={200: TrackHolder})
    def delete(self, request: Request, activity_id: UUID) -> Response:
        tracks.drop_track(member=self.member, roles=self.roles, activity_id=activity_id, now=self.now)
        return Response(self.body(None))

    @staticmethod
    def body(found: Track | None) -> dict[str, Any]:
        return {"track": TrackOut(found).data if found else None}

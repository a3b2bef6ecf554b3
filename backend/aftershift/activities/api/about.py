from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import about
from aftershift.activities.api import about_serializers as serializers
from aftershift.activities.services.about import FACTS, QUIET, Picture, tell_about
from aftershift.core.errors import Stale, VersionMissing
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import moment
from aftershift.people.http.views import MemberView

LONGEST_VERSION = 10  # digits; what is longer was never ours


class AboutView(MemberView):
    """What the page of a date says beside the plan. The facts are the activity's: they hold for all its dates."""

    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=serializers.AboutOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        found = self.found(occurrence_id)
        return self.conditional(request, self.etag(found), lambda: self.body(found))

    @extend_schema(request=serializers.AboutIn, responses=serializers.AboutOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(serializers.AboutIn, request.data)
        tell_about(
            member=self.member,
            roles=self.roles,
            activity_id=self.found(occurrence_id).activity.pk,
            facts={name: data[name] for name in (*FACTS, QUIET) if name in data},
            picture=Picture(data.get("photo_id"), data.get("photo_alt"), sets_photo="photo_id" in data),
            version=self.version(request),
            now=self.now,
        )
        found = self.found(occurrence_id)
        return Response(self.body(found), headers={"ETag": self.etag(found)})

    def found(self, occurrence_id: UUID) -> about.AboutShown:
        roles = self.roles | self.resting_roles
        return about.about(member=self.member, all_roles=roles, occurrence_id=occurrence_id)

    @staticmethod
    def version(request: Request) -> int:
        """The version of the facts that If-Match names; compared under the lock. Raises VersionMissing, Stale."""
        given = request.headers.get("If-Match")
        if not given:
            raise VersionMissing
        number = given.removeprefix("W/").strip('"').split("-")[0]
        if not number.isdecimal() or len(number) > LONGEST_VERSION:
            raise Stale
        return int(number)

    def body(self, found: about.AboutShown) -> dict[str, Any]:
        zone = self.member.organisation.time_zone
        return {name: getattr(found.facts, name) for name in FACTS} | {
            QUIET: found.activity.is_quiet,
            "photo": asdict(found.photo) if found.photo else None,
            "proposer": asdict(found.proposer) if found.proposer else None,
            "changes": [
                {
                    "what": row.what,
                    "was": row.was,
                    "became": row.became,
                    "was_at": moment(row.was_at, zone) if row.was_at else None,
                    "became_at": moment(row.became_at, zone) if row.became_at else None,
                    "changed": moment(row.changed_at, zone),
                }
                for row in found.changes
            ],
        }

    def etag(self, found: about.AboutShown) -> str:
        rest = etag_of(
            found.occurrence.pk,
            found.activity.is_quiet,
            found.photo,
            found.proposer,
            found.changes,
            self.member.organisation.time_zone,
        )
        return f'"{found.facts.version}-{rest[1:]}'

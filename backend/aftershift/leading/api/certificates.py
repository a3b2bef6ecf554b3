"""Certificates: told by whoever holds them, seen by an organiser."""

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.api import steps_serializers as serializers
from aftershift.leading.api.sign_offs import Asking
from aftershift.leading.selectors import certificates as reads
from aftershift.leading.selectors.steps import own_certificates
from aftershift.leading.services import certificates
from aftershift.people.http.views import MemberView, OnceView


@extend_schema_view(post=extend_schema(request=serializers.CertificateIn, responses={201: serializers.CertificateOut}))
class CertificatesView(OnceView):
    takes: ClassVar[Any] = serializers.CertificateIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return certificates.tell_certificate(member=self.member, now=now, **data).pk

    def show(self, row_id: UUID) -> Any:
        return serializers.CertificateOut(one(own_certificates(member=self.member), row_id)).data


class CertificateView(MemberView):
    http_method_names = ["delete", "options"]

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, certificate_id: UUID) -> Response:
        certificates.forget_certificate(member=self.member, certificate_id=certificate_id, now=self.now)
        return Response(status=204)


class ToSeeView(Asking):
    @extend_schema(operation_id="certificates_to_see_list", responses=serializers.ToSeeListOut)
    def get(self, request: Request) -> Response:
        """Oldest first; each goes from here once an organiser has seen it."""
        require(policies.MAY, "certificate.see", self.roles)
        rows = reads.to_see(member=self.member, all_roles=self.roles | self.resting_roles)[:100]
        return Response({"results": serializers.ToSeeOut(rows, many=True).data, "next": None})


class SeenView(Asking):
    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses=serializers.SeenOut)
    def put(self, request: Request, certificate_id: UUID) -> Response:
        row = certificates.see_certificate(**self.reader, certificate_id=certificate_id, now=self.now)
        return Response({"id": str(row.pk), "is_seen": row.seen_date is not None})


class OnTheDayView(MemberView):
    @extend_schema(operation_id="certificates_on_the_day_list", responses=serializers.OnTheDayListOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        """For those who run the date: what its kind asks for, and whether one of the leaders holds it that day."""
        found = reads.on_the_day(member=self.member, roles=self.roles, occurrence_id=occurrence_id)
        return Response({"results": serializers.OnTheDayOut(found, many=True).data, "next": None})


class GuideEvidenceView(MemberView):
    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=serializers.GuideEvidenceShown)
    def get(self, request: Request, activity_id: UUID) -> Response:
        require(policies.MAY, "certificate.see", self.roles)
        found = reads.guide_evidence(member=self.member, activity_id=activity_id)
        return Response({"evidence": serializers.GuideEvidenceOut(found).data if found else None})

    @extend_schema(request=serializers.GuideEvidenceIn, responses=serializers.GuideEvidenceOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        """A hired guide's qualification, as an organiser saw it."""
        data = self.valid(serializers.GuideEvidenceIn, request.data)
        row = certificates.see_guide_evidence(
            member=self.member, roles=self.roles, activity_id=activity_id, now=self.now, **data
        )
        return Response(serializers.GuideEvidenceOut(row).data)

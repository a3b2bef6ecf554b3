"""Undoing a tap, and the list of one date for those who run it."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import drawing, kept, listing, selectors
from aftershift.activities.api import bodies, places_bodies, places_serializers, serializers
from aftershift.activities.api.views import RepliesWithPage, seen_of
from aftershift.activities.edits import version_of_date
from aftershift.activities.services import draws, exits, keeping, organising, telling
from aftershift.people.http.views import MemberView, OnceView


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.SignUpOut}))
class UndoView(OnceView):
    """Take back, for some minutes, that I gave my place, my offer or my turn back."""

    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return exits.undo_leaving(member=self.member, occurrence_id=path["occurrence_id"], now=now).pk

    def show(self, row_id: UUID) -> Any:
        return bodies.sign_up(*selectors.own_sign_up(member=self.member, sign_up_id=row_id))


class TellMeView(RepliesWithPage):
    """What I want to be told about one date. Safe to repeat by nature."""

    http_method_names = ["put", "options"]

    @extend_schema(request=places_serializers.TellMeIn, responses=serializers.OccurrencePage)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(places_serializers.TellMeIn, request.data)
        telling.ask_to_be_told(member=self.member, occurrence_id=occurrence_id, whats=data["whats"], now=self.now)
        return self.reply(occurrence_id)


class _ListView(MemberView):
    def list_now(self, occurrence_id: UUID) -> Response:
        found = listing.places_list(member=self.member, roles=self.roles, occurrence_id=occurrence_id, now=self.now)
        roles = self.roles | self.resting_roles
        version = version_of_date(found.occurrence, activity_version=found.occurrence.activity.version)
        # Of the date alone: whoever edits names what they read, and people who come and go meanwhile spoil no edit.
        return Response(
            places_bodies.places_list(found, member=self.member, all_roles=roles), headers={"ETag": f'"{version}-list"'}
        )


class SignUpListView(_ListView):
    """Who is on the list of one date, for those who run it."""

    @extend_schema(responses=places_serializers.PlacesList)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        return self.list_now(occurrence_id)


class RemovalView(_ListView):
    """A party is off the list, with a reason that its member reads. Safe to repeat until the date itself changes."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=places_serializers.RemovalIn, responses=places_serializers.PlacesList)
    def put(self, request: Request, occurrence_id: UUID, sign_up_id: UUID) -> Response:
        data = self.valid(places_serializers.RemovalIn, request.data)
        exits.remove(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            sign_up_id=sign_up_id,
            reason=data["reason"],
            seen=seen_of(self, request, occurrence_id),
            now=self.now,
        )
        return self.list_now(occurrence_id)

    @extend_schema(request=None, responses={200: places_serializers.PlacesList})
    def delete(self, request: Request, occurrence_id: UUID, sign_up_id: UUID) -> Response:
        exits.put_back(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            sign_up_id=sign_up_id,
            seen=seen_of(self, request, occurrence_id),
            now=self.now,
        )
        return self.list_now(occurrence_id)


class KeptPlacesView(_ListView):
    """What is kept on one date, and until when facilities staff go first. Safe to repeat by nature."""

    http_method_names = ["put", "options"]

    @extend_schema(request=places_serializers.KeepIn, responses=places_serializers.PlacesList)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(places_serializers.KeepIn, request.data)
        day = data["facilities_until"]
        opens = organising.instant(organisation=self.member.organisation, date=day, time=dt.time()) if day else None
        keeping.keep_places(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            first_timers=data["first_timers"],
            jobs=data["jobs"],
            facilities_until=opens,
            seen=seen_of(self, request, occurrence_id),
            now=self.now,
        )
        return self.list_now(occurrence_id)


class FacilitiesTeamsView(MemberView):
    """Which teams are facilities staff: they join first where a date says so."""

    @extend_schema(responses=places_serializers.TeamRows)
    def get(self, request: Request) -> Response:
        rows = kept.teams(member=self.member, roles=self.roles)
        return Response(
            {"teams": [{"id": str(team.pk), "name": team.name, "is_facilities": chosen} for team, chosen in rows]}
        )

    @extend_schema(request=places_serializers.TeamsIn, responses=places_serializers.TeamRows)
    def put(self, request: Request) -> Response:
        data = self.valid(places_serializers.TeamsIn, request.data)
        keeping.choose_facilities_teams(member=self.member, roles=self.roles, team_ids=data["team_ids"], now=self.now)
        return self.get(request)


class DrawView(MemberView):
    """How places go by lot: everybody may look; who runs the date decides it before anybody asks for a place."""

    @extend_schema(responses=places_serializers.DrawOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        found = drawing.shown_draw(member=self.member, occurrence_id=occurrence_id)
        return Response(places_bodies.draw(found, member=self.member))

    @extend_schema(request=places_serializers.DrawIn, responses=places_serializers.DrawOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        day = self.valid(places_serializers.DrawIn, request.data)["closes_date"]
        noon = organising.instant(organisation=self.member.organisation, date=day, time=dt.time(12))
        draws.decide_draw(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            closes_at=noon,
            seen=seen_of(self, request, occurrence_id),
            now=self.now,
        )
        return self.get(request, occurrence_id)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        seen = seen_of(self, request, occurrence_id)
        draws.no_draw(member=self.member, roles=self.roles, occurrence_id=occurrence_id, seen=seen, now=self.now)
        return Response(status=204)

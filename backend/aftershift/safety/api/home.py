"""Somebody at home who knows when a group is due back: asking, answering, and having heard."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField, StrictBooleanField, StrictSerializer
from aftershift.people.http.views import MemberView, OnceView
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.selectors import home as selectors
from aftershift.safety.selectors.emergency import help_number_of
from aftershift.safety.services import home as services


class HomeContactOut(serializers.Serializer[Any]):
    rank = serializers.IntegerField(help_text="1 hears first.")
    name = serializers.CharField(help_text="A colleague's name, or an e-mail address.")
    state = serializers.ChoiceField(choices=HomeContact.State.choices)
    is_on_trip = serializers.BooleanField(help_text="Comes along by now, so another one has to be asked.")


class HomeCandidateOut(serializers.Serializer[Any]):
    member_id = serializers.UUIDField(source="pk")
    name = serializers.CharField(source="called_name")


class HomeHelpOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    number = serializers.CharField()


class HomeToldOut(serializers.Serializer[Any]):
    step = serializers.ChoiceField(choices=OverdueStep.Step.choices)
    at = MomentField()


class HomeOut(serializers.Serializer[Any]):
    is_needed = serializers.BooleanField(help_text="It leaves the site.")
    is_confirmed = serializers.BooleanField(help_text="Somebody who does not come along has said yes.")
    back = MomentField(help_text="When the group is expected.")
    alert = MomentField(allow_null=True, help_text="When the first one is told if nobody is back.")
    help = HomeHelpOut(allow_null=True)
    contacts = HomeContactOut(many=True)
    told = HomeToldOut(many=True)
    heard = MomentField(allow_null=True)
    may_be_asked = HomeCandidateOut(many=True)


class HomeContactIn(StrictSerializer):
    member_id = serializers.UUIDField(allow_null=True, default=None)
    email = serializers.EmailField(max_length=120, allow_blank=True, default="")


class LaterBackIn(StrictSerializer):
    back_at = serializers.DateTimeField(default_timezone=dt.UTC)


class HomeAnswerIn(StrictSerializer):
    says_yes = StrictBooleanField()
    may_wake = StrictBooleanField(default=False)


class HomeAskedOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="pk")
    title = serializers.CharField(source="occurrence.title")
    asked_by = serializers.CharField(source="asked_by.called_name", default=None, allow_null=True)
    starts = MomentField(source="occurrence.starts_at")
    ends = MomentField(source="occurrence.ends_at")
    state = serializers.ChoiceField(choices=HomeContact.State.choices)
    may_wake = serializers.BooleanField()


class HomeAskedListOut(serializers.Serializer[Any]):
    results = HomeAskedOut(many=True)
    next = serializers.CharField(allow_null=True)


RANKS = {"first": 1, "second": 2}


class _Home(MemberView):
    def home(self, occurrence_id: UUID) -> Any:
        found = selectors.home_of(member=self.member, roles=self.roles, occurrence_id=occurrence_id)
        fit = selectors.reachable(found)
        coming = selectors.next_step(found, fit)
        here = {contact.pk for contact in found.contacts if contact.state == HomeContact.State.CONFIRMED} - {
            contact.pk for contact in fit
        }
        shown = {
            "is_needed": found.is_needed,
            "is_confirmed": bool(fit),
            "back": found.back_at,
            "alert": coming[1] if coming else None,
            "help": help_number_of(occurrence=found.occurrence),
            "contacts": [
                {
                    "rank": contact.rank,
                    "name": contact.member.called_name if contact.member else contact.email,
                    "state": contact.state,
                    "is_on_trip": contact.pk in here,
                }
                for contact in found.contacts
            ],
            "told": [{"step": step, "at": at} for step, at in sorted(found.told.items(), key=lambda told: told[1])],
            "heard": found.heard_at,
            "may_be_asked": selectors.may_be_asked(member=self.member, occurrence=found.occurrence)[:100],
        }
        return HomeOut(shown, context=self.context).data


class HomeView(_Home):
    """Who is at home for this date, and how far an alert has gone."""

    @extend_schema(responses=HomeOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        body = self.home(occurrence_id)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class HomeContactView(_Home):
    """The first or the second. Naming the same one again changes nothing."""

    @extend_schema(request=HomeContactIn, responses=HomeOut)
    def put(self, request: Request, occurrence_id: UUID, rank: str) -> Response:
        data = self.valid(HomeContactIn, request.data)
        services.ask_contact(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            rank=_rank(rank),
            contact_id=data["member_id"],
            email=data["email"],
            now=self.now,
        )
        return Response(self.home(occurrence_id))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, occurrence_id: UUID, rank: str) -> Response:
        services.drop_contact(member=self.member, roles=self.roles, occurrence_id=occurrence_id, rank=_rank(rank))
        return Response(status=204)


def _rank(named: str) -> int:
    if named not in RANKS:
        raise NotVisible
    return RANKS[named]


@extend_schema_view(post=extend_schema(request=LaterBackIn, responses={200: HomeOut}))
class LaterBackView(OnceView, _Home):
    """It takes longer: whoever is at home is told later."""

    takes = LaterBackIn
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        row = services.say_later(member=self.member, roles=self.roles, now=now, **path, **data)
        return row.occurrence_id

    def show(self, row_id: UUID) -> Any:
        return self.home(row_id)


class AskedView(MemberView):
    """Where I am asked to be at home for a group, or have said yes."""

    @extend_schema(responses=HomeAskedListOut)
    def get(self, request: Request) -> Response:
        found = selectors.asked_of(member=self.member, now=self.now)
        body = HomeAskedListOut({"results": found[:50], "next": None}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class HomeAnswerView(MemberView):
    @extend_schema(request=HomeAnswerIn, responses=HomeAskedOut)
    def put(self, request: Request, contact_id: UUID) -> Response:
        data = self.valid(HomeAnswerIn, request.data)
        row = services.answer(member=self.member, contact_id=contact_id, now=self.now, **data)
        return Response(HomeAskedOut(row, context=self.context).data)


class HeardView(MemberView):
    """I have heard from them: nobody else is told that they are missing."""

    @extend_schema(request=None, responses=HomeAskedOut)
    def put(self, request: Request, contact_id: UUID) -> Response:
        row = services.say_heard(member=self.member, contact_id=contact_id, now=self.now)
        return Response(HomeAskedOut(row, context=self.context).data)

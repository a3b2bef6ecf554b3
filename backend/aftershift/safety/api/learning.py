"""What went wrong or nearly did, without a name; whom to phone first; and what the lists learn from it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.models import Activity
from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import (
    MomentField,
    OneLineField,
    StrictBooleanField,
    StrictCharField,
    StrictSerializer,
)
from aftershift.people.http.views import MemberView
from aftershift.safety import templates
from aftershift.safety.api.emergency import HelpNumberOut
from aftershift.safety.api.plan_serializers import PieceOut
from aftershift.safety.comparing import ADDED, CHANGED
from aftershift.safety.models import NearMiss, ProposedChange
from aftershift.safety.selectors import emergency, learning, versions
from aftershift.safety.services import learning as services

MOST_DATES = 10
MOST_ACTIVITIES = 20


class NearMissIn(StrictSerializer):
    random = serializers.RegexField(
        r"^[0-9a-f]{32}$", help_text="Made on the phone; the same one again keeps nothing more."
    )
    kind = serializers.ChoiceField(choices=["", *Activity.Kind.values], default="")
    was_hurt = StrictBooleanField()
    went_to_hospital = StrictBooleanField()
    could_be_worse = StrictBooleanField()
    what = StrictCharField(max_length=500, allow_blank=True, default="")
    where = StrictCharField(max_length=200, allow_blank=True, default="")
    next_time = StrictCharField(max_length=500, allow_blank=True, default="")
    occurrence_id = serializers.UUIDField(
        allow_null=True,
        default=None,
        help_text="Not kept with it: the organiser comes more often to that series for a while.",
    )
    activity_id = serializers.UUIDField(
        allow_null=True, default=None, help_text="Where no date is named. Not kept with it either."
    )


class NearMissDateOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField(source="starts_at")


class NearMissActivityOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()


class NearMissDatesOut(serializers.Serializer[Any]):
    results = NearMissDateOut(many=True)
    activities = NearMissActivityOut(many=True, help_text="Where no date is to be named.")
    next = serializers.CharField(allow_null=True)


class PhoneFirstOut(serializers.Serializer[Any]):
    """In this order. The app never says whether it has to be reported: that is for whoever answers the phone."""

    is_serious = serializers.BooleanField(help_text="Phone first, write later.")
    phone = HelpNumberOut(many=True)


class NearMissOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    said_date = serializers.DateField()
    kind = serializers.CharField()
    was_hurt = serializers.BooleanField()
    went_to_hospital = serializers.BooleanField()
    could_be_worse = serializers.BooleanField()
    what = serializers.CharField()
    where = serializers.CharField()
    next_time = serializers.CharField()
    status = serializers.ChoiceField(choices=NearMiss.Status.choices)


class OfKindOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    count = serializers.IntegerField()


class NearMissesOut(serializers.Serializer[Any]):
    results = NearMissOut(many=True)
    next = serializers.CharField(allow_null=True)
    total = serializers.IntegerField(help_text="In a year.")
    hurt = serializers.IntegerField()
    by_kind = OfKindOut(many=True)


class NearMissStatusIn(StrictSerializer):
    status = serializers.ChoiceField(choices=NearMiss.Status.choices)


class ProposedChangeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    said_date = serializers.DateField()
    state = serializers.ChoiceField(choices=ProposedChange.State.choices)
    reply = serializers.CharField()


class KeptListOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    keeper = serializers.CharField(source="keeper.called_name", default=None, allow_null=True)
    is_mine = serializers.SerializerMethodField()
    changes = ProposedChangeOut(many=True)

    def get_is_mine(self, row: learning.Kept) -> bool:
        return row.keeper is not None and row.keeper.pk == self.context["member"].pk


class KeptListsOut(serializers.Serializer[Any]):
    results = KeptListOut(many=True)
    next = serializers.CharField(allow_null=True)


class KeeperIn(StrictSerializer):
    keeper_id = serializers.UUIDField(allow_null=True)


class WordingIn(StrictSerializer):
    """Other words for one item, or without an id an item of its own in a phase of the day."""

    text = OneLineField(min_length=2, max_length=200)
    item_id = OneLineField(max_length=10, allow_blank=True, default="")
    phase = serializers.ChoiceField(choices=tuple(templates.PHASES.values()), default="before")
    is_mandatory = StrictBooleanField(default=False)


class ChangeAnswerIn(StrictSerializer):
    reply = StrictCharField(min_length=2, max_length=500)
    wording = WordingIn(allow_null=True, help_text="How the list says it from now on; null leaves it out.")


class ItemTextChangeOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=(ADDED, CHANGED))
    text = PieceOut(many=True)


class ListVersionOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    made_date = serializers.DateField()
    proposal = serializers.CharField()
    items = ItemTextChangeOut(many=True)


class ListItemOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField()
    phase = serializers.ChoiceField(choices=tuple(templates.PHASES.values()))


class ListVersionsOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    version = serializers.IntegerField()
    items = ListItemOut(many=True)
    versions = ListVersionOut(many=True)


class NearMissesView(MemberView):
    """Said by anybody, kept without a name. Repeated with the same random value it is kept once."""

    @extend_schema(responses=NearMissesOut)
    def get(self, request: Request) -> Response:
        found = learning.near_misses(member=self.member, roles=self.roles, now=self.now)
        body = NearMissesOut(
            {
                "results": found.rows,
                "next": None,
                "total": found.total,
                "hurt": found.hurt,
                "by_kind": [{"kind": kind, "count": count} for kind, count in found.by_kind],
            },
            context=self.context,
        ).data
        return self.conditional(request, etag_of(str(body)), lambda: body)

    @extend_schema(request=NearMissIn, responses={201: PhoneFirstOut})
    def post(self, request: Request) -> Response:
        data = self.valid(NearMissIn, request.data)
        random = data.pop("random")
        account = services.Account(**data)
        services.say_near_miss(member=self.member, roles=self.roles, random=random, account=account, now=self.now)
        shown = {
            "is_serious": account.was_hurt or account.went_to_hospital or account.could_be_worse,
            "phone": emergency.help_numbers(member=self.member),
        }
        return Response(PhoneFirstOut(shown, context=self.context).data, status=201)


class NearMissDatesView(MemberView):
    """Dates that I was at lately: one of them may be named beside what nearly went wrong."""

    @extend_schema(responses=NearMissDatesOut)
    def get(self, request: Request) -> Response:
        rows = learning.dates_lately(member=self.member, now=self.now).select_related("activity")[:MOST_DATES]
        activities = learning.activities_lately(member=self.member, roles=self.roles, now=self.now)[:MOST_ACTIVITIES]
        body = NearMissDatesOut({"results": rows, "activities": activities, "next": None}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class NearMissStatusView(MemberView):
    @extend_schema(request=NearMissStatusIn, responses=NearMissOut)
    def put(self, request: Request, near_miss_id: UUID) -> Response:
        data = self.valid(NearMissStatusIn, request.data)
        row = services.look_at_near_miss(member=self.member, roles=self.roles, near_miss_id=near_miss_id, **data)
        return Response(NearMissOut(row, context=self.context).data)


class KeptListsView(MemberView):
    """The lists, who keeps each, and what people proposed for it."""

    @extend_schema(responses=KeptListsOut)
    def get(self, request: Request) -> Response:
        body = self.shown()
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    def shown(self) -> Any:
        found = learning.kept_lists(member=self.member, roles=self.roles)
        return KeptListsOut({"results": found, "next": None}, context=self.context).data


class ListVersionsView(MemberView):
    """What each version of a list changed, word by word, and its items as they read now."""

    @extend_schema(responses=ListVersionsOut)
    def get(self, request: Request, template: str) -> Response:
        found = versions.list_versions(member=self.member, roles=self.roles, template=template)
        body = ListVersionsOut(found, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class KeeperView(KeptListsView):
    http_method_names = ["put", "options"]

    @extend_schema(request=KeeperIn, responses=KeptListsOut)
    def put(self, request: Request, template: str) -> Response:
        if template not in templates.names():
            raise NotVisible
        data = self.valid(KeeperIn, request.data)
        services.set_keeper(member=self.member, roles=self.roles, template=template, now=self.now, **data)
        return Response(self.shown())


class ChangeAnswerView(MemberView):
    @extend_schema(request=ChangeAnswerIn, responses=ProposedChangeOut)
    def put(self, request: Request, change_id: UUID) -> Response:
        data = self.valid(ChangeAnswerIn, request.data)
        wording = services.Wording(**data["wording"]) if data["wording"] is not None else None
        row = services.answer_change(
            member=self.member,
            roles=self.roles,
            change_id=change_id,
            wording=wording,
            reply=data["reply"],
            now=self.now,
        )
        return Response(ProposedChangeOut(row, context=self.context).data)

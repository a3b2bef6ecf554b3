"""The rule of a series and its dates; who comes every time; and the same activity again."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import selectors, selectors_series
from aftershift.activities.api import serializers, series_serializers
from aftershift.activities.api.views import activity_body, seen_by
from aftershift.activities.selectors_series import ComingDate, SeriesPage
from aftershift.activities.services import copying
from aftershift.activities.services.organising import instant
from aftershift.activities.services.series import answering, saving, standing
from aftershift.activities.services.series.planning import What
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import moment
from aftershift.core.selectors import one
from aftershift.people.http.views import MemberView, OnceView


class _OfSeries(MemberView):
    def page(self, activity_id: UUID) -> SeriesPage:
        return selectors_series.series_page(member=self.member, roles=self.roles, activity_id=activity_id, now=self.now)

    def reply(self, activity_id: UUID) -> Response:
        page = self.page(activity_id)
        return Response(self.body(page), headers={"ETag": self.etag(page)})

    def etag(self, page: SeriesPage) -> str:
        facts = [(date.row.pk, date.row.version, date.mine, date.is_off) for date in page.dates]
        rest = etag_of(
            page.activity.pk,
            self.member.pk,
            facts,
            page.mine and page.mine.guests,
            page.every_time,
            page.may_change,
            self.today,
        )
        return f'"{page.activity.version}-{rest[1:]}'

    @property
    def today(self) -> dt.date:
        return self.member.organisation.local(self.now).date()

    def body(self, page: SeriesPage) -> dict[str, Any]:
        rule = page.series.rule if page.series else None
        return {
            "activity_id": str(page.activity.pk),
            "title": page.activity.title,
            "kind": page.activity.kind,
            "rule": series_serializers.rule_body(rule) if rule else None,
            "places": page.series.places if page.series else None,
            "today": self.today.isoformat(),
            "resting": series_serializers.resting(rule, self.today) if rule else None,
            "dates": [self.date(date, may_change=page.may_change) for date in page.dates],
            "i_come_every_time": page.mine is not None,
            "my_guests": page.mine.guests._asdict() if page.mine else None,
            "every_time": page.every_time,
            "may_change": page.may_change,
        }

    def date(self, date: ComingDate, *, may_change: bool) -> dict[str, Any]:
        row = date.row
        return {
            "id": str(row.pk),
            "starts": moment(row.starts_at, self.member.organisation.time_zone),
            "state": row.state,
            "places": row.places,
            "taken": row.taken,
            "waiting": row.waiting,
            "mine": date.mine,
            "by_hand": row.is_modified,
            "off_pattern": date.is_off and may_change,
            "belongs": self.at(*date.belongs) if date.belongs else None,
        }

    def at(self, date: dt.date, time: dt.time) -> dict[str, str]:
        organisation = self.member.organisation
        return moment(instant(organisation=organisation, date=date, time=time), organisation.time_zone)


class SeriesView(_OfSeries):
    """The rule, the dates to come, and my part in it."""

    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=series_serializers.SeriesOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        page = self.page(activity_id)
        return self.conditional(request, self.etag(page), lambda: self.body(page))

    @extend_schema(request=series_serializers.SeriesIn, responses=series_serializers.SeriesOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        one(selectors.visible_activities(member=self.member), activity_id)
        data = self.valid(series_serializers.SeriesIn, request.data)
        saving.save(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            wanted=series_serializers.wanted(data),
            reason=data["reason"],
            seen=seen_by(request),
            now=self.now,
        )
        return self.reply(activity_id)


class SeriesPreviewView(_OfSeries):
    """What saving this would do, and how many people it touches. Nothing is written."""

    http_method_names = ["post", "options"]

    @extend_schema(request=series_serializers.SeriesIn, responses={200: series_serializers.SeriesPreview})
    def post(self, request: Request, activity_id: UUID) -> Response:
        one(selectors.visible_activities(member=self.member), activity_id)
        data = self.valid(series_serializers.SeriesIn, request.data)
        found = saving.preview(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            wanted=series_serializers.wanted(data),
            now=self.now,
        )
        zone = self.member.organisation.time_zone
        return Response(
            {
                "people": found.people,
                "every_time": found.every_time,
                "added": [day.isoformat() for day in found.added],
                "too_small": found.too_small,
                "dates": [
                    {
                        "id": str(step.row.pk),
                        "what": step.what.value,
                        "starts": moment(step.row.starts_at, zone),
                        "becomes": self.at(step.date, step.time),
                        "taken": step.row.taken,
                        "waiting": step.row.waiting,
                    }
                    for step in found.steps
                    if step.what != What.SAME
                ],
            }
        )


class StandingSignUpView(_OfSeries):
    """ "I come every time", until I take it back. Safe to repeat by nature."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=serializers.PartyIn, responses={200: series_serializers.SeriesOut})
    def put(self, request: Request, activity_id: UUID) -> Response:
        # Phones of before guests send no body: theirs changes nothing about who comes along.
        guests = self.valid(serializers.PartyIn, request.data)["guests"] if request.data else None
        standing.come_every_time(member=self.member, activity_id=activity_id, guests=guests, now=self.now)
        return self.reply(activity_id)

    @extend_schema(request=None, responses={200: series_serializers.SeriesOut})
    def delete(self, request: Request, activity_id: UUID) -> Response:
        standing.stop_coming(member=self.member, activity_id=activity_id, now=self.now)
        return self.reply(activity_id)


class PatternAnswerView(_OfSeries):
    """A date off the pattern, or moved by hand: let it follow with its people, or keep it. Safe to repeat by nature."""

    http_method_names = ["put", "options"]

    @extend_schema(request=series_serializers.PatternAnswerIn, responses={200: series_serializers.SeriesOut})
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        one(selectors.visible_occurrences(member=self.member), occurrence_id)
        data = self.valid(series_serializers.PatternAnswerIn, request.data)
        date = answering.answer(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            answer=answering.Answer(data["answer"]),
            reason=data["reason"],
            now=self.now,
        )
        return self.reply(date.activity_id)


@extend_schema_view(post=extend_schema(request=series_serializers.CopyIn, responses={201: serializers.ActivityOut}))
class CopiesView(OnceView):
    """The same again, on another day: the words and the plan, and nothing of what happened."""

    takes = series_serializers.CopyIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return copying.copy_activity(
            member=self.member,
            roles=self.roles,
            activity_id=path["activity_id"],
            date=data["starts_date"],
            time=data["starts_time"],
            places=data["places"],
            now=now,
        ).pk

    def show(self, row_id: UUID) -> Any:
        return activity_body(self, row_id)

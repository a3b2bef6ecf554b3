import base64
import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import fitting, home, selectors
from aftershift.activities.api import bodies, home_serializers, serializers
from aftershift.activities.api.list_rows import list_rows
from aftershift.activities.edits import version_of_date
from aftershift.activities.models import TEXTS, SignUp
from aftershift.activities.selectors_coming import coming, versions_asked
from aftershift.activities.services import changed_shift, joining, organising, own_word
from aftershift.core.errors import FieldProblem, VersionMissing
from aftershift.core.http.conditional import etag_of, matches
from aftershift.core.ids import new_id
from aftershift.core.prepared import Prepared
from aftershift.core.selectors import one
from aftershift.people.http.views import MemberView, OnceView, session_of
from aftershift.people.models import Member
from aftershift.people.sessions import SessionStore
from aftershift.shifts.selectors import own_map_beside

Cursor = tuple[dt.datetime, UUID]


def cursor_text(cursor: Cursor) -> str:
    return base64.urlsafe_b64encode(f"{cursor[0].timestamp():.6f} {cursor[1].hex}".encode()).decode().rstrip("=")


def read_cursor(text: str | None) -> Cursor | None:
    """None for the first page. FieldProblem for what is no cursor of ours."""
    if not text:
        return None
    try:
        at, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii").split(" ")
        return dt.datetime.fromtimestamp(float(at), dt.UTC), UUID(hex=key)
    except (ValueError, OverflowError, OSError):
        raise FieldProblem({"/cursor": "This page address is not complete. Start at the first page."}) from None


def page_etag(view: MemberView, page: selectors.Page, mine: fitting.ForMe) -> str:
    rest = etag_of(
        page.occurrence.pk,
        page.occurrence.version,
        view.member.pk,
        mine,
        page.is_open(view.now),
        sorted(view.roles),
        page.kept,
        page.tell_me,
        page.clashes,
        page.beside,
        page.over,
    )
    version = version_of_date(page.occurrence, activity_version=page.activity.version)
    return f'"{version}-{rest[1:]}'


def seen_by(request: Request) -> frozenset[str]:
    """The versions that If-Match names; services compare them under their lock. Raises VersionMissing (428)."""
    given = request.headers.get("If-Match")
    if not given:
        raise VersionMissing
    return frozenset(tag.strip().removeprefix("W/").strip('"').split("-")[0] for tag in given.split(","))


class OccurrencesView(MemberView):
    """What is to come, soonest first, with my own state and whether it fits."""

    @extend_schema(
        operation_id="occurrences_list",
        responses=serializers.ListRows,
        parameters=[OpenApiParameter("cursor", str, description="From `next` of the page before.")],
    )
    def get(self, request: Request) -> Response:
        session = session_of(request)
        if (etag := self.versions(session)) and matches(request.headers.get("If-None-Match"), etag):
            return Response(status=304, headers={"ETag": etag})
        etag, found = self.current(request._request, session)
        return self.conditional(request, etag, lambda: found)

    def asked(self, request: HttpRequest) -> tuple[Prepared, dict[str, Any]]:
        after = read_cursor(request.GET.get("cursor")) if request.META["QUERY_STRING"] else None
        return versions_asked(now=self.now, after=after, has_one="HTTP_IF_NONE_MATCH" in request.META)

    def versions(self, session: SessionStore) -> str | None:
        return self._etag(session.row.told) if hasattr(session.row, "told") else None

    def current(self, request: HttpRequest, session: SessionStore) -> tuple[str, dict[str, Any]]:
        own = own_map_beside(session.row, member=self.member)
        page = coming(
            member=self.member,
            now=self.now,
            stamp=own.row.stamp if own else None,
            after=read_cursor(request.GET.get("cursor")),
        )
        fits = fitting.fits_in_map(own, page.rows)
        results = list_rows(page.rows, fits, zone=self.member.organisation.time_zone)
        return self._etag(page.told), {"results": results, "next": self._next(request, page.following)}

    def _etag(self, told: str | None) -> str:
        return etag_of(self.member.pk, self.member.organisation.time_zone, self.member.is_under_18, told or "")

    @staticmethod
    def _next(request: HttpRequest, following: Cursor | None) -> str | None:
        return request.build_absolute_uri(f"{request.path}?cursor={cursor_text(following)}") if following else None


class OccurrenceView(MemberView):
    @extend_schema(responses=serializers.OccurrencePage)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        page = selectors.occurrence_page(
            member=self.member, occurrence_id=occurrence_id, roles=self.roles, now=self.now
        )
        mine = fitting.for_me(member=self.member, page=page)
        return self.conditional(request, page_etag(self, page, mine), lambda: self.page(page, mine))

    def page(self, page: selectors.Page, mine: fitting.ForMe) -> dict[str, Any]:
        card = bodies.card(page.card, mine.fit, zone=self.member.organisation.time_zone, member_id=self.member.pk)
        roles = self.roles | self.resting_roles
        return card | bodies.page(page, mine, member=self.member, all_roles=roles, now=self.now)


@extend_schema_view(post=extend_schema(request=serializers.SignUpIn, responses={201: serializers.SignUpOut}))
class SignUpsView(OnceView):
    """Ask for places. The answer says whether you have them or wait."""

    takes = serializers.SignUpIn
    made: SignUp | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.expected = new_id()

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        self.made = joining.join_as_the_request(
            member=self.member,
            occurrence_id=path["occurrence_id"],
            guests=data["guests"],
            is_straight_in=data["straight_in"],
            job_id=data["job_id"],
            sign_up_id=self.expected,
            now=now,
        )
        return self.made.pk

    def show(self, row_id: UUID) -> Any:
        made = self.made
        if made is not None and (made.status == SignUp.Status.PLACED or made.position is not None):
            return bodies.sign_up(made, made.position)  # just written: nothing to read again
        return bodies.sign_up(*selectors.own_sign_up(member=self.member, sign_up_id=row_id))


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.SignUpOut}))
class OfferAcceptanceView(OnceView):
    """Say yes to the place that is offered to me."""

    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return joining.accept_offer(member=self.member, occurrence_id=path["occurrence_id"], now=now).pk

    def show(self, row_id: UUID) -> Any:
        return bodies.sign_up(*selectors.own_sign_up(member=self.member, sign_up_id=row_id))


class MySignUpView(MemberView):
    """My party at one occurrence: change how many we are, or leave. Safe to repeat by nature."""

    @extend_schema(request=serializers.PartyIn, responses=serializers.Card)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(serializers.PartyIn, request.data)
        joining.change_party(member=self.member, occurrence_id=occurrence_id, guests=data["guests"], now=self.now)
        return self.card(occurrence_id)

    @extend_schema(request=None, responses={200: serializers.Card})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        joining.leave(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return self.card(occurrence_id)

    def card(self, occurrence_id: UUID) -> Response:
        return Response(own_card_of(self.member, occurrence_id))


@extend_schema_view(post=extend_schema(request=serializers.ChangedShiftIn, responses={200: serializers.Card}))
class ChangedShiftView(OnceView):
    """My shift changed, I cannot come: the place goes to the next, and the day is told anew when its times are given."""

    takes = serializers.ChangedShiftIn
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        spans = data["shifts"]
        shifts = None if spans is None else [(span["start"], span["end"]) for span in spans]
        return changed_shift.leave_for_changed_shift(
            member=self.member, occurrence_id=path["occurrence_id"], shifts=shifts, now=now
        ).pk

    def show(self, row_id: UUID) -> Any:
        return own_card_of(self.member, row_id)


def own_card_of(member: Member, occurrence_id: UUID) -> dict[str, Any]:
    return card_for(member, selectors.occurrence_card(member=member, occurrence_id=occurrence_id))


def card_for(member: Member, row: selectors.Card) -> dict[str, Any]:
    fit = fitting.fits_of_cards(member=member, cards=[row])[0]
    return bodies.card(row, fit, zone=member.organisation.time_zone, member_id=member.pk)


@extend_schema_view(post=extend_schema(request=serializers.ActivityIn, responses={201: serializers.ActivityOut}))
class ActivitiesView(OnceView):
    """Make an activity, once or on several dates; from an option that a vote chose, or freely."""

    takes = serializers.ActivityIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        repeat = data["repeat"] or {"every_weeks": 1, "count": 1}
        about = {name: data[name] for name in ("title", "kind", "is_quiet", "minutes")}
        about |= {name: data[name] for name in (*TEXTS[1:], *organising.PLAN)}
        return organising.create_activity(
            member=self.member,
            roles=self.roles,
            about=about | {"is_on_site": data["on_site"]},
            when=organising.When(data["starts_date"], data["starts_time"], repeat["every_weeks"], repeat["count"]),
            places=data["places"],
            site_id=data["site_id"],
            option_id=data["option_id"],
            now=now,
        ).pk

    def show(self, row_id: UUID) -> Any:
        return activity_body(self, row_id)


def activity_body(view: MemberView, activity_id: UUID) -> dict[str, Any]:
    activity, dates = selectors.activity_with_dates(member=view.member, activity_id=activity_id)
    return bodies.activity(activity, dates, member=view.member, all_roles=view.roles | view.resting_roles)


class ActivityView(MemberView):
    @extend_schema(responses=serializers.ActivityOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        activity, dates = selectors.activity_with_dates(member=self.member, activity_id=activity_id)
        etag = etag_of(
            activity.pk,
            self.member.pk,
            [(date.pk, date.version) for date in dates],
            sorted(self.roles | self.resting_roles),
        )
        return self.conditional(
            request,
            f'"{activity.version}-{etag[1:]}',
            lambda: bodies.activity(activity, dates, member=self.member, all_roles=self.roles | self.resting_roles),
        )

    @extend_schema(request=serializers.ActivityPatch, responses=serializers.ActivityOut)
    def patch(self, request: Request, activity_id: UUID) -> Response:
        one(selectors.visible_activities(member=self.member), activity_id)
        changes = self.valid(serializers.ActivityPatch, request.data)
        organising.change_activity(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            changes=changes,
            seen=seen_by(request),
            now=self.now,
        )
        return Response(activity_body(self, activity_id))


class RepliesWithPage(OccurrenceView):
    def reply(self, occurrence_id: UUID) -> Response:
        page = selectors.occurrence_page(
            member=self.member, occurrence_id=occurrence_id, roles=self.roles, now=self.now
        )
        mine = fitting.for_me(member=self.member, page=page)
        return Response(self.page(page, mine), headers={"ETag": page_etag(self, page, mine)})


class _OwnWord(RepliesWithPage):
    """What I say of myself about one date, until I take it back. Safe to repeat by nature."""

    http_method_names = ["put", "delete", "options"]


class FineForMeView(_OwnWord):
    """ "This time is fine for me", whatever my shifts say. Only I see it, and it changes no map."""

    @extend_schema(request=None, responses={200: serializers.OccurrencePage})
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        own_word.say_fine(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return self.reply(occurrence_id)

    @extend_schema(request=None, responses={200: serializers.OccurrencePage})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        own_word.take_fine_back(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return self.reply(occurrence_id)


class DrivingView(_OwnWord):
    """ "I can drive", of my own place. Others are told how many drive, never who."""

    @extend_schema(request=serializers.DriverTicksIn, responses={200: serializers.OccurrencePage})
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        ticks = own_word.DriverTicks(**self.valid(serializers.DriverTicksIn, request.data))
        own_word.offer_to_drive(member=self.member, occurrence_id=occurrence_id, ticks=ticks, now=self.now)
        return self.reply(occurrence_id)

    @extend_schema(request=None, responses={200: serializers.OccurrencePage})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        own_word.stop_driving(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return self.reply(occurrence_id)


def seen_of(view: MemberView, request: Request, occurrence_id: UUID) -> frozenset[str]:
    """The versions of a date that an edit names. What is not there for the member is 404 before any other refusal."""
    one(selectors.visible_occurrences(member=view.member), occurrence_id)
    return seen_by(request)


class EditedOccurrence(RepliesWithPage):
    """What the edits of one date share: they name the page that was read, and the reply is the page now."""

    http_method_names = ["put", "options"]

    def seen(self, request: Request, occurrence_id: UUID) -> frozenset[str]:
        return seen_of(self, request, occurrence_id)


class PlacesView(EditedOccurrence):
    @extend_schema(request=serializers.PlacesIn, responses=serializers.OccurrencePage)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(serializers.PlacesIn, request.data)
        seen = self.seen(request, occurrence_id)
        organising.set_places(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            places=data["places"],
            to_queue=data["to_queue"],
            reason=data["reason"],
            cut_off_minutes=None if data["cut_off_hours"] is None else data["cut_off_hours"] * 60,
            seen=seen,
            now=self.now,
        )
        return self.reply(occurrence_id)


class TimeView(EditedOccurrence):
    @extend_schema(request=serializers.MoveIn, responses=serializers.OccurrencePage)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(serializers.MoveIn, request.data)
        seen = self.seen(request, occurrence_id)
        organising.move(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            date=data["starts_date"],
            time=data["starts_time"],
            reason=data["reason"],
            seen=seen,
            now=self.now,
        )
        return self.reply(occurrence_id)


class _OccurrenceOnce(OnceView):
    def show(self, row_id: UUID) -> Any:
        row = selectors.occurrence_card(member=self.member, occurrence_id=row_id)
        fit = fitting.fits_of_cards(member=self.member, cards=[row])[0]
        return bodies.card(row, fit, zone=self.member.organisation.time_zone, member_id=self.member.pk)


@extend_schema_view(post=extend_schema(request=serializers.CancellationIn, responses={200: serializers.Card}))
class CancellationView(_OccurrenceOnce):
    takes = serializers.CancellationIn
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return organising.cancel(
            member=self.member, roles=self.roles, occurrence_id=path["occurrence_id"], reason=data["reason"], now=now
        ).pk


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.Card}))
class BringingBackView(_OccurrenceOnce):
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return organising.bring_back(
            member=self.member, roles=self.roles, occurrence_id=path["occurrence_id"], now=now
        ).pk


class HomeView(MemberView):
    """The first screen in one request: three things that fit around my next shifts, and why."""

    @extend_schema(responses=home_serializers.Home)
    def get(self, request: Request) -> Response:
        roles = self.roles | self.resting_roles
        found = home.home(member=self.member, all_roles=roles, now=self.now)
        return self.conditional(request, etag_of(found), lambda: bodies.home(found, member=self.member))

"""Reply bodies straight from lean rows: what `serializers.Card` describes, without building a serializer per row."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from aftershift.activities.fitting import ForMe
from aftershift.activities.home import Day, Home
from aftershift.activities.models import LIVE, Activity, Occurrence, Party, SignUp
from aftershift.activities.selectors import Card, Page, undo_until
from aftershift.activities.services.places import cut_off
from aftershift.ballots.selectors import BallotCard
from aftershift.core.http.fields import moment
from aftershift.ideas.selectors import IdeaCard
from aftershift.notifications.http.messages import message
from aftershift.people.models import Member
from aftershift.shifts.polling import AskedPoll

_MINUTE = dt.timedelta(minutes=1)


def one_date(row: Card) -> dict[str, Any]:
    """What `serializers.OneDate` describes."""
    return {
        "id": str(row.id),
        "activity_id": str(row.activity_id),
        "title": row.title,
        "kind": row.kind,
        "place": row.place,
        "on_site": row.is_on_site,
        "places": row.places,
        "taken": row.taken,
        "free": row.places - row.taken - row.held - row.kept,
        "waiting": row.waiting,
        "state": row.state,
    }


def _party(row: Card | SignUp) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Party._fields}


def card(row: Card, fit: Any, *, zone: str, member_id: UUID) -> dict[str, Any]:
    ends = moment(row.ends_at, zone)
    return one_date(row) | {
        "starts": moment(row.starts_at, zone),
        "ends": ends,
        "back_by": ends["time"],
        "mine": row.mine,
        "my_party": _party(row) if row.mine is not None else None,
        "my_position": row.my_position,
        "my_offer_ends": moment(row.offer_ends_at, zone) if row.offer_ends_at else None,
        "i_lead": member_id in (row.lead_id, row.second_id),
        "is_quiet": row.is_quiet,
        "fits": fit.fits,
        "why": fit.why,
        "why_time": fit.why_time,
        "why_not": fit.why_not,
    }


def sign_up(row: SignUp, position: int | None) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "occurrence_id": str(row.occurrence_id),
        "status": row.status,
        "party": _party(row),
        "position": position,
    }


def page(found: Page, mine: ForMe, *, member: Member, all_roles: Collection[str], now: dt.datetime) -> dict[str, Any]:
    activity, zone = found.activity, member.organisation.time_zone
    may = found.may(member=member, now=now)
    leads = member.pk in (activity.lead_id, activity.second_id)
    tired = mine.leads_from is not None and (leads or may["lead"] or may["second"])
    return {
        "free": found.kept.room,
        "draws_at": moment(found.occurrence.draws_at, zone) if found.occurrence.draws_at else None,
        "clashes": [
            {
                "occurrence_id": str(clash.occurrence_id),
                "title": clash.title,
                "starts": moment(clash.starts_at, zone),
                "hard": clash.is_hard,
            }
            for clash in found.clashes
        ],
        "my_work": mine.work,
        "drawn": found.drawn,
        "kept": [
            {"id": str(key), "job": job, "left": left, "until": moment(until, zone), "mine": mine}
            for key, job, left, until, mine in found.kept.groups
        ],
        "opens_to_me": moment(found.kept.opens, zone) if found.kept.opens else None,
        "tell_me": found.tell_me,
        "my_last": _ended(found.last, zone),
        "my_typed_by": _named(found.last.typed_by, member, all_roles)
        if found.last is not None and found.last.status in LIVE
        else None,
        "my_moved_because": found.last.exit_reason
        if found.last is not None and found.last.status == SignUp.Status.WAITING
        else "",
        "my_straight_in": found.last.is_straight_in
        if found.last is not None and found.last.status == SignUp.Status.WAITING
        else None,
        "my_offer_lapsed": moment(found.last.offer_lapsed_at, zone)
        if found.last is not None and found.last.offer_lapsed_at is not None
        else None,
        "how_hard": found.occurrence.how_hard,
        "effort": activity.effort,
        "travel": activity.travel,
        "drive_minutes": activity.drive_minutes,
        "drivers": {"needed": activity.drivers_needed, "found": found.drivers} if activity.drivers_needed else None,
        "i_drive": found.is_driving,
        "night_before": mine.night_before and (found.is_driving or may["drive"]),
        "rest": [{"code": note.code, "at": moment(note.at, zone) if note.at else None} for note in mine.notes],
        "fine_for_me": mine.is_fine,
        "lead_rested": moment(mine.leads_from, zone) if tired and mine.leads_from else None,
        "cost": found.occurrence.cost,
        "what_to_bring": found.occurrence.what_to_bring,
        "own_words": found.occurrence.own_words,
        "minutes": activity.minutes,
        "cut_off": moment(cut_off(found.occurrence), zone),
        "is_programme": activity.is_programme,
        "repeats": hasattr(activity, "series"),
        "cancel_reason": found.occurrence.cancel_reason,
        "beside": found.beside,
        "is_over": found.over.is_over,
        "came": found.over.came,
        "may_face": found.over.may_face,
        "lead": _named(activity.lead, member, all_roles),
        "second": _named(activity.second, member, all_roles),
        "how_chosen": {
            "ballot_id": str(activity.ballot_id),
            "idea_id": str(activity.idea_id) if activity.idea_id else None,
            "idea_text": found.idea_text,
        }
        if activity.ballot_id
        else None,
        "may": may
        | {
            "drive": may["drive"] and not mine.night_before,
            "lead": may["lead"] and not tired,
            "second": may["second"] and not tired,
        },
    }


def _ended(last: SignUp | None, zone: str) -> dict[str, Any] | None:
    if last is None or last.status in LIVE:
        return None
    until = undo_until(last)
    return {
        "status": last.status,
        "reason": last.exit_reason if last.status == SignUp.Status.REMOVED else "",
        "undo_until": moment(until, zone) if until else None,
    }


def _named(someone: Member | None, reader: Member, roles: Collection[str]) -> dict[str, Any] | None:
    """The called-name of lead or second. A supervisor is told no name, in any other role they hold, resting or not."""
    if someone is None:
        return None
    is_me = someone.pk == reader.pk
    return {"name": someone.called_name if is_me or "supervisor" not in roles else "", "is_me": is_me}


def activity(
    row: Activity, dates: Sequence[Occurrence], *, member: Member, all_roles: Collection[str]
) -> dict[str, Any]:
    zone = member.organisation.time_zone
    return {
        "id": str(row.pk),
        "title": row.title,
        "kind": row.kind,
        "is_programme": row.is_programme,
        "is_quiet": row.is_quiet,
        "on_site": row.is_on_site,
        "site_id": str(row.site_id) if row.site_id else None,
        "meeting_place": row.meeting_place,
        "how_hard": row.how_hard,
        "effort": row.effort,
        "travel": row.travel,
        "drive_minutes": row.drive_minutes,
        "cost": row.cost,
        "what_to_bring": row.what_to_bring,
        "minutes": row.minutes,
        "lead": _named(row.lead, member, all_roles),
        "second": _named(row.second, member, all_roles),
        "occurrences": [
            {"id": str(date.pk), "starts": moment(date.starts_at, zone), "state": date.state} for date in dates
        ],
    }


def home(found: Home, *, member: Member) -> dict[str, Any]:
    def shown(pairs: Sequence[tuple[Card, Any]]) -> list[dict[str, Any]]:
        zone = member.organisation.time_zone
        return [card(row, fit, zone=zone, member_id=member.pk) for row, fit in pairs]

    return {
        "today": found.today.isoformat(),
        "week": [_day(day) for day in found.week],
        "fits": shown(found.fits),
        "going": shown(found.going),
        "ballot": _ballot(found.ballot, member.organisation.time_zone) if found.ballot else None,
        "ideas": [_idea(idea) for idea in found.ideas],
        "is_new": not member.is_confirmed,
        "shifts_known": found.shifts_known,
        "ask_still_right": found.ask_still_right,
        "lead_next": shown([found.lead_next])[0] if found.lead_next else None,
        "poll": _poll(found.poll, member.organisation.time_zone) if found.poll else None,
        "merges": [asdict(question) for question in found.merges],
        "to_face": [
            {"id": str(row.id), "title": row.title, "starts": moment(row.starts_at, member.organisation.time_zone)}
            for row in found.to_face
        ],
        "unread": [message(row, member.organisation.time_zone) for row in found.unread],
    }


# What only the page of one idea shows; the home screen is read on slow phones.
_OF_ITS_PAGE = (
    "merged_into",
    "can_be_changed",
    "withdrawn_date",
    "earlier_texts",
    "changed_since_i_said",
    "hidden_reason",
    "verdict",
)


def _idea(idea: IdeaCard) -> dict[str, Any]:
    return {name: value for name, value in asdict(idea).items() if name not in _OF_ITS_PAGE}


def _day(day: Day) -> dict[str, Any]:
    shifts = [{"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "kind": kind} for start, end, kind in day.shifts]
    return {
        "date": day.date.isoformat(),
        "shifts": shifts,
        "is_known": day.is_known,
        "fits": day.fits,
        "going": day.going,
    }


def _poll(row: AskedPoll, zone: str) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "what": row.what,
        "on_site": row.is_on_site,
        "closes": moment(row.closes_at, zone),
        "times": [
            {
                "id": str(time.id),
                "starts": moment(time.starts_at, zone),
                "ends": moment(time.ends_at, zone),
                "fits": time.fit.fits,
                "why": time.fit.why,
                "why_time": time.fit.why_time,
                "why_not": time.fit.why_not,
                "ticked": time.ticked,
            }
            for time in row.times
        ],
    }


def _ballot(row: BallotCard, zone: str) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": row.title,
        "state": row.state,
        "closes": moment(row.closes, zone),
        "my_paper": row.my_paper,
        "slots": row.slots,
        "budget": None if row.budget is None else f"{row.budget:f}",
    }

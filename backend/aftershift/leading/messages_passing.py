"""What is told when leading passes from hand to hand: each read again at delivery. Whom the app asks is told to nobody
else (decision 0032)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftershift.activities.models import LIVE, Activity, SignUp, StandingSignUp
from aftershift.leading.models import Handover, OrganiserActed, RoleOffer, Taper
from aftershift.leading.models.load import SUGGESTED_AT
from aftershift.leading.passing_texts import TEXTS
from aftershift.leading.selectors import guards, pauses
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Message

LEADER_CALL, SERIES_PAUSE, PASSING_ON = "leader_call", "series_pause", "passing_on"
PAUSED, GOES_ON = "paused", "goes_on"
OFFERED, BEGUN, ENDED, SUGGESTED, TURN, TURN_ASKED, PROPOSED, MOVED = (
    "offered",
    "begun",
    "ended",
    "suggested",
    "turn",
    "turn_asked",
    "proposed",
    "moved",
)


@dataclass(frozen=True, slots=True)
class About:
    """at: of the next date, or until when an answer is waited for."""

    key: str
    activity: Activity
    path: str
    at: dt.datetime | None = None


def _write(about: About, language: str) -> Words:
    at = moment(language, about.activity.organisation.local(about.at)) if about.at else ""
    values: dict[str, Any] = {"title": about.activity.title, "when": at, "until": at}
    return Words(
        title=say(TEXTS, language, f"{about.key}_title", **values),
        text=say(TEXTS, language, f"{about.key}_text", **values),
        lock_text=say(TEXTS, language, "lock"),
        path=about.path,
    )


def _activities(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, Any]:
    """Those that messages are about, each with its next date to come. One statement."""
    rows = Activity.objects.of(messages[0].organisation_id).filter(pk__in={row.about_id for row in messages})
    found = pauses.with_next_date(rows.select_related("organisation"), now=now)
    return {row.pk: row for row in found}


def _calls(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """Nobody has taken it yet, and whoever is asked has not said since that they need a break."""
    activities = _activities(messages, now)
    month = guards.first_of_month(messages[0].member.organisation.local(now).date())
    rows = guards.need_a_break(organisation_id=messages[0].organisation_id, month_date=month)
    resting = set(rows.filter(member__in={row.member_id for row in messages}).values_list("member_id", flat=True))
    found: dict[UUID, About] = {}
    for row in messages:
        it, role = activities.get(row.about_id), row.facts["role"]
        if it is None or it.next_at is None or row.member_id in resting:
            continue
        if row.member_id not in (it.lead_id, it.second_id) and getattr(it, f"{role}_id") is None:
            found[row.pk] = About(f"call_{role}", it, f"/occurrences/{it.next_id}", it.next_at)
    return found


def _pauses(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """For who still has a place or comes every time, while it pauses, or is led again."""
    at = messages[0].organisation_id
    activities = _activities(messages, now)
    paused = set(
        pauses.open_pauses(organisation_id=at).filter(activity__in=activities).values_list("activity", flat=True)
    )
    members = {row.member_id for row in messages}
    on_it = SignUp.objects.of(at).filter(
        member__in=members, occurrence__activity__in=activities, occurrence__starts_at__gt=now, status__in=LIVE
    )
    standing = StandingSignUp.objects.of(at).filter(member__in=members, series__activity__in=activities)
    waits = {
        *on_it.values_list("member_id", "occurrence__activity_id"),
        *standing.values_list("member_id", "series__activity_id"),
    }
    found: dict[UUID, About] = {}
    for row in messages:
        it, what = activities.get(row.about_id), row.facts["what"]
        if it is None or it.next_at is None or (row.member_id, it.pk) not in waits:
            continue
        if (what == PAUSED) == (it.pk in paused):
            found[row.pk] = About(what, it, f"/occurrences/{it.next_id}", it.next_at)
    return found


class _Passing:
    """All that these messages may be about. Six statements, however many they are."""

    def __init__(self, messages: Sequence[Message], now: dt.datetime) -> None:
        at, ids = messages[0].organisation_id, {row.about_id for row in messages}
        self.now = now
        self.activities = _activities(messages, now)
        offers = RoleOffer.objects.of(at).filter(pk__in=ids, state=RoleOffer.State.OPEN)
        self.offers = {row.pk: row for row in offers.select_related("activity__organisation")}
        handovers = Handover.objects.of(at).filter(pk__in=ids).select_related("activity__organisation")
        self.handovers = {row.pk: row for row in handovers}
        turns = Handover.objects.of(at).filter(activity__in=self.activities, is_turn=True, state=Handover.State.OPEN)
        self.asked = set(turns.values_list("activity_id", flat=True))
        self.tapers = {row.activity_id: row for row in Taper.objects.of(at).filter(activity__in=self.activities)}
        acted = OrganiserActed.objects.of(at).filter(activity__in=self.activities, times__gte=SUGGESTED_AT)
        self.acted = set(acted.values_list("activity_id", flat=True))

    def about(self, row: Message) -> About | None:
        what = row.facts["what"]
        if what == OFFERED:
            offer = self.offers.get(row.about_id)
            is_theirs = offer is not None and offer.member_id == row.member_id
            return About(f"offered_{offer.role}", offer.activity, "/activities") if offer and is_theirs else None
        if what in (BEGUN, ENDED):
            handover = self.handovers.get(row.about_id)
            if handover is None:
                return None
            return self._begun(handover, row) if what == BEGUN else self._ended(handover, row)
        it = self.activities.get(row.about_id)
        return self._of_activity(it, row, what) if it is not None else None

    def _begun(self, handover: Handover, row: Message) -> About | None:
        """While this side's yes is missing."""
        it = handover.activity
        is_open = handover.state == Handover.State.OPEN and handover.lapses_at > self.now
        if not is_open or handover.giver_id != it.lead_id:
            return None
        if row.member_id == handover.taker_id and handover.taken_at is None:
            key = "handover_turn" if handover.is_turn else "handover_take"
            return About(key, it, "/activities", handover.lapses_at)
        if row.member_id == handover.giver_id and handover.given_at is None:
            return About("handover_give", it, "/activities", handover.lapses_at)
        return None

    def _ended(self, handover: Handover, row: Message) -> About | None:
        it = handover.activity
        if handover.state != row.facts["state"]:
            return None
        runs_it = row.member_id in (it.lead_id, it.second_id, handover.begun_by_id)
        is_taken = handover.state == Handover.State.DONE and row.member_id == handover.taker_id
        path = f"/passing-on/{it.pk}" if runs_it else "/activities"
        return About("handover_yours" if is_taken else f"handover_{handover.state}", it, path)

    def _of_activity(self, it: Any, row: Message, what: str) -> About | None:
        path, taper = f"/passing-on/{it.pk}", self.tapers.get(it.pk)
        if what == SUGGESTED and it.pk in self.acted:
            return About("suggested", it, path)
        if what in (TURN, TURN_ASKED) and it.lead_id == row.member_id and it.next_at is not None:
            return About(what, it, path) if what == TURN or it.pk in self.asked else None
        if what == MOVED and taper is not None and taper.step == row.facts["step"]:
            return About(f"taper_{row.facts['why']}", it, path)
        if what == PROPOSED and taper is not None and taper.proposed_at is not None:
            said = taper.lead_agreed_at if row.facts["side"] == "lead" else taper.organiser_agreed_at
            runs_it = row.facts["side"] != "lead" or row.member_id in (it.lead_id, it.second_id)
            if said is None and runs_it and taper.step + 1 == row.facts["step"]:
                return About("proposed", it, path)
        return None


def _passing(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    all_of_them = _Passing(messages, now)
    found = {row.pk: all_of_them.about(row) for row in messages}
    return {pk: about for pk, about in found.items() if about is not None}


def register() -> None:
    register_kind(Kind(LEADER_CALL, _calls, _write))
    register_kind(Kind(SERIES_PAUSE, _pauses, _write))
    register_kind(Kind(PASSING_ON, _passing, _write))

"""People who climb: a walk that is held week after week, with dates that close."""

import datetime as dt

from aftershift.activities.models import Occurrence
from aftershift.activities.services import joining, running
from aftershift.leading.models import RecordLine, SignOff, Step
from aftershift.leading.selectors import steps as reads
from aftershift.leading.services import sign_offs, steps
from aftershift.people.selectors import all_roles_of
from aftershift.safety.models import Checklist
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

TODAY = MONDAY_9AM.date()
WEEK = dt.timedelta(weeks=1)
LEAD_ROLES = frozenset({"member", "confirmed", "lead"})


class Walk:
    """Rosa organises and leads the walk, Sam is second."""

    def __init__(self, **fields):
        self.rosa = MemberFactory(called_name="Rosa", roles=("organiser",))
        self.organisation = self.rosa.organisation
        self.sam = self.somebody("Sam")
        self.activity = ActivityFactory(
            organisation=self.organisation, lead=self.rosa, second=self.sam, how_hard="Flat", **fields
        )
        self.weeks = 0

    def somebody(self, name, **fields):
        return MemberFactory(organisation=self.organisation, called_name=name, **fields)

    def led_by(self, lead, second):
        self.activity.lead, self.activity.second = lead, second
        self.activity.save()

    def date(self, **fields):
        """The next Thursday."""
        self.weeks += 1
        starts_at = MONDAY_9AM.replace(hour=15) + dt.timedelta(days=3) + self.weeks * WEEK
        return OccurrenceFactory(activity=self.activity, starts_at=starts_at.astimezone(dt.UTC), **fields)

    def held(self, *members, by=None):
        """A date that these members came to, led by who leads now and closed by `by`. The lists are someone else's rule."""
        date = self.date()
        for member in members:
            joining.join(member=member, occurrence_id=date.pk, now=MONDAY_9AM)
        self.close(date, by=by)
        return date

    def close(self, date, *, by=None):
        self.activity.refresh_from_db()
        by = by or self.activity.lead or self.activity.second
        Occurrence.objects.filter(pk=date.pk).update(state="started", started_at=date.starts_at)
        with_empty_list(date)
        running.close(member=by, roles=LEAD_ROLES, occurrence_id=date.pk, now=date.ends_at)


def with_empty_list(date):
    """A list without items: whether lists are complete is proved in tests/rules/safety."""
    Checklist.objects.get_or_create(
        organisation=date.organisation,
        occurrence=date,
        defaults={"template": "core", "versions": {}, "items": [], "made_at": MONDAY_9AM},
    )


def on_step(member, number, *, kind="walk", used=TODAY):
    values = {"organisation": member.organisation, "number": number, "taken_date": used, "used_date": used}
    return Step.objects.update_or_create(member=member, kind=kind, defaults=values)[0]


def did(member, what, times=1, *, kind="walk", role=""):
    """Lines as closing writes them."""
    for n in range(times):
        RecordLine.objects.create(
            organisation=member.organisation,
            member=member,
            kind=kind,
            what=what,
            role=role,
            title="Thursday walk",
            local_date=TODAY - dt.timedelta(days=7 * (n + 1)),
            minutes=45,
        )


def number_of(member, kind="walk"):
    return reads.standing(member=member, kind=kind, today=TODAY).number


def standing(member, kind="walk", today=TODAY):
    return reads.standing(member=member, kind=kind, today=today)


def left_to_do(member, kind="walk"):
    return [need.what for need in standing(member, kind).needs if not need.is_met]


def lines(member):
    return sorted(RecordLine.objects.filter(member=member).values_list("what", "role"))


def take(member, number, *, kind="walk", now=MONDAY_9AM):
    return steps.take_step(member=member, kind=kind, number=number, now=now)


def ask(member, what="briefing", *, of=None, kind="walk", now=MONDAY_9AM):
    return sign_offs.ask_for_sign_off(member=member, kind=kind, what=what, asked_of_id=of.pk if of else None, now=now)


def answer(member, word, *, is_given=True, now=MONDAY_9AM, **more):
    roles = all_roles_of(member)
    return sign_offs.answer_sign_off(
        member=member, roles=roles, all_roles=roles, sign_off_id=word.pk, is_given=is_given, now=now, **more
    )


def word_from(signer, member, what="briefing", **more):
    """Given by `signer`, as if asked."""
    values = {"kind": "walk", "state": SignOff.State.GIVEN, "answered_as": "organiser", "answered_date": TODAY}
    return SignOff.objects.create(
        organisation=member.organisation,
        member=member,
        what=what,
        answered_by=signer,
        asked_at=MONDAY_9AM,
        **(values | more),
    )

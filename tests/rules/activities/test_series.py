"""The dates of a series: made as time goes on, changed together with three scopes, and never taken from people."""

import datetime as dt

import pytest

from aftershift.activities import selectors_series, tasks
from aftershift.activities.errors import NothingToAnswer
from aftershift.activities.events import DatesChanged
from aftershift.activities.models import Activity, Occurrence, Series, SignUp
from aftershift.activities.rule import Rest, Rule, Time
from aftershift.activities.services import copying, joining, organising, running
from aftershift.activities.services.series import answering, generating, saving, standing
from aftershift.activities.services.series.planning import Scope, What
from aftershift.core import clock, events
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.people.models import Member
from aftershift.safety.models import Checklist
from aftershift.shifts import services as shifts
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count
from tests.rules.activities.world import ActivityFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
THURSDAY, FRIDAY, SATURDAY = 3, 4, 5
JAN_8 = dt.date(2026, 1, 8)
WEEK = dt.timedelta(weeks=1)
THURSDAYS = Rule(JAN_8, (Time(THURSDAY, dt.time(15, 30)),))


@pytest.fixture
def organiser() -> Member:
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def walk(organiser) -> Activity:
    return ActivityFactory(organisation=organiser.organisation)


@pytest.fixture
def told(monkeypatch) -> list[DatesChanged]:
    heard: list[DatesChanged] = []
    monkeypatch.setitem(events._listeners, DatesChanged, [heard.append])
    return heard


def save(walk, rule, organiser, *, places=10, scope=Scope.UNMODIFIED, reason="", now=MONDAY_9AM):
    return saving.save(
        member=organiser,
        roles=ORGANISER,
        activity_id=walk.pk,
        wanted=saving.Wanted(rule, places, scope),
        reason=reason,
        now=now,
    )


def preview(walk, rule, organiser, *, places=10, scope=Scope.UNMODIFIED, now=MONDAY_9AM):
    return saving.preview(
        member=organiser,
        roles=ORGANISER,
        activity_id=walk.pk,
        wanted=saving.Wanted(rule, places, scope),
        now=now,
    )


def rows(walk) -> list[Occurrence]:
    return list(Occurrence.objects.filter(activity=walk).order_by("starts_at"))


def days(walk) -> list[dt.date]:
    return [row.local_date for row in rows(walk)]


def generate(walk, now):
    series = Series.objects.get(activity=walk)
    return generating.generate_due(organisation_id=walk.organisation_id, series_id=series.pk, now=now)


def opened(date, *people, places=None):
    """Open for sign-up, with these people on it."""
    date.state = Occurrence.State.PUBLISHED
    date.places = places or date.places
    date.save()
    for someone in people:
        joining.join(member=someone, occurrence_id=date.pk, now=MONDAY_9AM)
    date.refresh_from_db()
    return date


def edit(do, row, organiser, *, now=MONDAY_9AM, **more):
    return do(member=organiser, roles=ORGANISER, occurrence_id=row.pk, now=now, **more)


def off_pattern(walk, organiser, *, now=MONDAY_9AM):
    page = selectors_series.series_page(member=organiser, roles=ORGANISER, activity_id=walk.pk, now=now)
    return [(date.row.local_date, date.belongs) for date in page.dates if date.is_off]


# --- RULE-16: real rows, a modified flag, three scopes ---


def test_rule_16_a_series_has_real_rows_twelve_weeks_ahead(walk, organiser):
    save(walk, THURSDAYS, organiser)
    assert days(walk) == [JAN_8 + n * WEEK for n in range(12)]
    assert {(row.state, row.places, row.is_modified) for row in rows(walk)} == {("planned", 10, False)}
    assert rows(walk)[0].ends_at - rows(walk)[0].starts_at == dt.timedelta(minutes=45)


def test_rule_16_with_no_scope_only_dates_made_later_follow(walk, organiser):
    save(walk, THURSDAYS, organiser)
    later = Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),))
    save(walk, later, organiser, places=8, scope=Scope.NONE)
    generate(walk, MONDAY_9AM + WEEK)
    assert [(row.starts_at.hour, row.places) for row in rows(walk)[-2:]] == [(15, 10), (15, 8)]
    assert [organiser.organisation.local(row.starts_at).hour for row in rows(walk)[-2:]] == [15, 16]


def test_rule_16_unmodified_dates_follow_and_one_changed_by_hand_stays(walk, organiser):
    save(walk, THURSDAYS, organiser)
    second, third = rows(walk)[1:3]
    edit(organising.move, second, organiser, date=dt.date(2026, 1, 16), time=dt.time(11, 0))
    edit(organising.set_places, third, organiser, places=4)
    save(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),)), organiser, places=20)
    starts = [(row.starts_at.day, row.starts_at.hour, row.places) for row in rows(walk)[:4]]
    assert starts == [(8, 16, 20), (16, 11, 10), (22, 15, 4), (29, 16, 20)]


def test_rule_16_all_dates_take_the_places_but_a_time_set_by_hand_stays(walk, organiser):
    save(walk, THURSDAYS, organiser)
    second = rows(walk)[1]
    edit(organising.move, second, organiser, date=dt.date(2026, 1, 16), time=dt.time(11, 0))
    save(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),)), organiser, places=20, scope=Scope.ALL)
    second.refresh_from_db()
    assert (second.starts_at.day, second.starts_at.hour, second.places) == (16, 11, 20)


def test_rule_16_an_edit_changes_no_status_and_nobodys_place(walk, organiser):
    save(walk, THURSDAYS, organiser)
    ama, ben = colleagues(organiser.organisation, 2)
    date = opened(rows(walk)[0], ama, ben, places=1)
    save(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),)), organiser, places=1, scope=Scope.ALL)
    date.refresh_from_db()
    assert (date.state, date.starts_at.hour, date.taken, date.waiting) == ("published", 16, 1, 1)
    assert [SignUp.objects.get(member=someone).status for someone in (ama, ben)] == ["placed", "waiting"]


def test_rule_16_places_below_the_people_on_a_date_drop_nobody(walk, organiser):
    """RULE-11."""
    save(walk, THURSDAYS, organiser)
    date = opened(rows(walk)[0], *colleagues(organiser.organisation, 3))
    assert preview(walk, THURSDAYS, organiser, places=2).too_small == 1
    save(walk, THURSDAYS, organiser, places=2)
    date.refresh_from_db()
    assert (date.places, date.taken, rows(walk)[1].places) == (10, 3, 2)


def test_rule_16_more_places_go_to_those_who_wait(walk, organiser):
    """RULE-5, RULE-10."""
    save(walk, THURSDAYS, organiser, places=1)
    date = opened(rows(walk)[0], *colleagues(organiser.organisation, 3))
    save(walk, THURSDAYS, organiser, places=3)
    date.refresh_from_db()
    assert (date.taken, date.waiting) == (3, 0)


# --- RULE-17: what was called off or moved never comes back; safe to repeat; goes on after a gap ---


def test_rule_17_a_cancelled_date_never_comes_back(walk, organiser):
    save(walk, THURSDAYS, organiser)
    second = edit(organising.cancel, rows(walk)[1], organiser, reason="Snow")
    generate(walk, MONDAY_9AM + dt.timedelta(days=1))
    save(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),)), organiser)
    assert days(walk).count(second.local_date) == 1
    assert rows(walk)[1].state == "cancelled"


def test_rule_17_a_week_that_was_called_off_stays_off_when_the_weekday_changes(walk, organiser):
    save(walk, THURSDAYS, organiser)
    edit(organising.cancel, rows(walk)[1], organiser)
    save(walk, Rule(JAN_8, (Time(FRIDAY, dt.time(15, 30)),)), organiser)
    live = [row.local_date for row in rows(walk) if row.state != "cancelled"]
    assert live[:3] == [dt.date(2026, 1, 9), dt.date(2026, 1, 23), dt.date(2026, 1, 30)]


def test_rule_17_a_moved_date_does_not_leave_its_day_to_be_made_again(walk, organiser):
    save(walk, THURSDAYS, organiser)
    edit(organising.move, rows(walk)[1], organiser, date=dt.date(2026, 1, 17), time=dt.time(10, 0))
    generate(walk, MONDAY_9AM)
    assert days(walk)[:3] == [JAN_8, dt.date(2026, 1, 17), dt.date(2026, 1, 22)]


def test_a_date_made_later_closes_its_queue_as_the_two_before_it_do(walk, organiser):
    save(walk, THURSDAYS, organiser)
    first, *_, one_more, last = rows(walk)
    for date, minutes in ((first, 60), (one_more, 0), (last, 0)):
        date.cut_off_minutes = minutes
        date.save(update_fields=["cut_off_minutes"])
    generate(walk, MONDAY_9AM + WEEK)
    assert len(rows(walk)) == 13
    assert [date.cut_off_minutes for date in rows(walk)][-2:] == [0, 0]


def test_rule_17_making_twice_makes_once(walk, organiser):
    save(walk, THURSDAYS, organiser)
    assert [generate(walk, MONDAY_9AM), generate(walk, MONDAY_9AM)] == [0, 0]
    assert [generate(walk, MONDAY_9AM + WEEK), generate(walk, MONDAY_9AM + WEEK)] == [1, 1 - 1]
    assert len(days(walk)) == 13


def test_rule_17_after_a_gap_it_goes_on_from_today(walk, organiser):
    """The worker stood still for half a year: nothing is made for then, and the coming twelve weeks are."""
    save(walk, THURSDAYS, organiser)
    august = MONDAY_9AM + 30 * WEEK
    assert generate(walk, august) == 12
    assert days(walk)[12:] == [dt.date(2026, 8, 6) + n * WEEK for n in range(12)]
    assert {organiser.organisation.local(row.starts_at).time() for row in rows(walk)} == {dt.time(15, 30)}


def test_rule_17_the_worker_makes_what_is_missing_and_then_rests(walk, organiser, settings):
    save(walk, THURSDAYS, organiser, now=clock.now() - 2 * WEEK)
    before = len(days(walk))
    assert (tasks.make_due_dates(), tasks.make_due_dates()) == (1, 0)
    assert len(days(walk)) == before + 2


def test_rule_17_a_series_that_has_ended_is_looked_at_no_more(walk, organiser):
    save(walk, Rule(JAN_8, THURSDAYS.times, count=3), organiser)
    assert len(days(walk)) == 3
    assert selectors_series.due_for_making(now=MONDAY_9AM + 60 * WEEK) == []


def test_rule_17_two_dates_never_stand_for_one_day(walk, organiser):
    save(walk, THURSDAYS, organiser)
    edit(organising.move, rows(walk)[0], organiser, date=dt.date(2026, 1, 16), time=dt.time(10, 0))
    for weekday in (FRIDAY, THURSDAY, FRIDAY):
        save(walk, Rule(JAN_8, (Time(weekday, dt.time(15, 30)),)), organiser)
    found = [row.pattern_date for row in rows(walk) if row.pattern_date]
    assert len(found) == len(set(found))
    assert len(days(walk)) == len(set(days(walk)))


# --- RULE-18: no date with people on it is taken away ---


def test_rule_18_a_date_with_people_on_it_stays_off_the_pattern_and_is_asked_about(walk, organiser):
    save(walk, THURSDAYS, organiser)
    (ama,) = colleagues(organiser.organisation, 1)
    date = opened(rows(walk)[0], ama)
    save(walk, Rule(JAN_8, (Time(FRIDAY, dt.time(10, 0)),)), organiser)
    assert days(walk)[:3] == [JAN_8, dt.date(2026, 1, 16), dt.date(2026, 1, 23)]
    assert off_pattern(walk, organiser) == [(JAN_8, (dt.date(2026, 1, 9), dt.time(10, 0)))]
    assert SignUp.objects.get(member=ama, occurrence=date).status == "placed"


def test_rule_18_the_organiser_lets_it_follow_with_its_people(walk, organiser, told):
    save(walk, THURSDAYS, organiser)
    (ama,) = colleagues(organiser.organisation, 1)
    date = opened(rows(walk)[0], ama)
    save(walk, Rule(JAN_8, (Time(FRIDAY, dt.time(10, 0)),)), organiser)
    told.clear()
    for _ in range(2):
        edit(answering.answer, date, organiser, answer=answering.Answer.FOLLOW, reason="The room is free on Fridays")
    date.refresh_from_db()
    assert (date.local_date, date.starts_at.hour, date.taken, date.is_modified) == (dt.date(2026, 1, 9), 10, 1, False)
    assert off_pattern(walk, organiser) == []
    assert [(event.what, event.reason, event.member_ids) for event in told] == [
        ("moved", "The room is free on Fridays", (ama.pk,))
    ]


def test_rule_18_the_organiser_keeps_it_and_nothing_else_is_made_that_week(walk, organiser):
    save(walk, THURSDAYS, organiser)
    date = opened(rows(walk)[0], *colleagues(organiser.organisation, 1))
    fridays = Rule(JAN_8, (Time(FRIDAY, dt.time(10, 0)),))
    save(walk, fridays, organiser)
    edit(answering.answer, date, organiser, answer=answering.Answer.KEEP)
    save(walk, fridays, organiser)
    assert days(walk)[:2] == [JAN_8, dt.date(2026, 1, 16)]
    assert off_pattern(walk, organiser) == []


def test_rule_18_a_date_that_the_rule_has_no_day_for_cannot_follow(walk, organiser):
    save(walk, THURSDAYS, organiser)
    date = opened(rows(walk)[1], *colleagues(organiser.organisation, 1))
    save(walk, Rule(JAN_8, THURSDAYS.times, every_weeks=2), organiser)
    assert off_pattern(walk, organiser) == [(date.local_date, None)]
    with pytest.raises(NothingToAnswer):
        edit(answering.answer, date, organiser, answer=answering.Answer.FOLLOW)
    date.refresh_from_db()
    assert (date.local_date, date.is_modified) == (JAN_8 + WEEK, False)


def test_rule_18_a_date_that_somebody_once_was_on_is_asked_about_too(walk, organiser):
    save(walk, THURSDAYS, organiser)
    (ama,) = colleagues(organiser.organisation, 1)
    date = opened(rows(walk)[1], ama)
    joining.leave(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    save(walk, Rule(JAN_8, THURSDAYS.times, every_weeks=2), organiser)
    assert Occurrence.objects.filter(pk=date.pk).exists()


def test_rule_18_a_date_whose_list_is_begun_is_not_taken_away(walk, organiser):
    save(walk, THURSDAYS, organiser)
    date = rows(walk)[1]
    Checklist.objects.create(
        organisation=organiser.organisation, occurrence=date, template="walk", versions={}, items=[], made_at=MONDAY_9AM
    )
    save(walk, Rule(JAN_8, THURSDAYS.times, every_weeks=2), organiser)
    assert off_pattern(walk, organiser) == [(date.local_date, None)]
    assert days(walk)[:3] == [JAN_8, JAN_8 + WEEK, JAN_8 + 2 * WEEK]


def test_rule_18_a_rest_takes_empty_dates_away_and_asks_about_the_others(walk, organiser):
    save(walk, THURSDAYS, organiser)
    date = opened(rows(walk)[2], *colleagues(organiser.organisation, 1))
    rest = Rest(dt.date(2026, 1, 15), dt.date(2026, 2, 11), "Ramadan")
    save(walk, Rule(JAN_8, THURSDAYS.times, rests=(rest,)), organiser)
    assert days(walk)[:3] == [JAN_8, date.local_date, dt.date(2026, 2, 12)]
    assert off_pattern(walk, organiser) == [(date.local_date, None)]


def test_a_rest_that_is_taken_back_gives_its_dates_again(walk, organiser):
    save(walk, THURSDAYS, organiser)
    before = days(walk)
    paused = Rule(JAN_8, THURSDAYS.times, rests=(Rest(dt.date(2026, 1, 15), None, "Lead away"),))
    save(walk, paused, organiser)
    assert days(walk) == [JAN_8]
    save(walk, THURSDAYS, organiser)
    assert days(walk) == before


# --- RULE-19: who is affected, before; told once, after ---


def test_rule_19_the_preview_says_who_is_affected_and_writes_nothing(walk, organiser, told):
    save(walk, THURSDAYS, organiser)
    ama, ben, chidi = colleagues(organiser.organisation, 3)
    first, second, third = rows(walk)[:3]
    opened(first, ama, ben)
    opened(second, ben)
    edit(organising.move, third, organiser, date=dt.date(2026, 1, 24), time=dt.time(10, 0))
    standing.come_every_time(member=chidi, activity_id=walk.pk, now=MONDAY_9AM)
    before, heard = Occurrence.objects.order_by("pk").values_list(), len(told)
    kept = list(before)
    found = preview(walk, Rule(JAN_8, (Time(FRIDAY, dt.time(15, 30)),)), organiser)
    # Every date that is not changed by hand has somebody on it: Chidi comes every time.
    assert found.counts == {What.ASKED: 11, What.BY_HAND: 1}
    assert (found.people, found.every_time) == (3, 1)
    assert list(before.all()) == kept
    assert len(told) == heard


def test_rule_19_everyone_is_told_once_with_the_reason_and_not_the_organiser(walk, organiser, told):
    save(walk, THURSDAYS, organiser)
    ama, ben, chidi = colleagues(organiser.organisation, 3)
    for date in rows(walk)[:3]:
        opened(date, ama, ben, organiser)
    standing.come_every_time(member=chidi, activity_id=walk.pk, now=MONDAY_9AM)
    told.clear()
    save(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),)), organiser, reason="The sun sets later")
    (event,) = told
    assert event.member_ids == tuple(sorted([ama.pk, ben.pk, chidi.pk]))
    assert (event.what, event.reason, len(event.occurrence_ids)) == ("series", "The sun sets later", 12)


def test_rule_19_people_on_a_date_that_is_asked_about_are_told_once_it_is_answered(walk, organiser, told):
    save(walk, THURSDAYS, organiser)
    (ama,) = colleagues(organiser.organisation, 1)
    date = opened(rows(walk)[0], ama)
    told.clear()
    save(walk, Rule(JAN_8, (Time(FRIDAY, dt.time(10, 0)),)), organiser)
    edit(answering.answer, date, organiser, answer=answering.Answer.FOLLOW)
    assert [event.member_ids for event in told] == [(), (ama.pk,)]


def test_rule_19_a_moved_date_tells_its_people_once_with_the_reason(walk, organiser, told):
    save(walk, THURSDAYS, organiser)
    ama, ben = colleagues(organiser.organisation, 2)
    date = opened(rows(walk)[0], ama, ben, places=1)
    told.clear()
    edit(organising.move, date, organiser, date=dt.date(2026, 1, 9), time=dt.time(15, 30), reason="Snow")
    (event,) = told
    assert (set(event.member_ids), event.reason) == ({ama.pk, ben.pk}, "Snow")


def test_a_moved_date_goes_back_with_one_answer(walk, organiser):
    save(walk, THURSDAYS, organiser)
    date = rows(walk)[0]
    edit(organising.move, date, organiser, date=dt.date(2026, 1, 9), time=dt.time(10, 0))
    back = edit(answering.answer, date, organiser, answer=answering.Answer.FOLLOW)
    assert (back.local_date, back.starts_at.hour, back.is_modified) == (JAN_8, 15, False)


# --- RULE-20: a copy ---


def test_rule_20_a_copy_brings_no_people_no_tick_no_lead_and_no_vote(walk, organiser):
    save(walk, THURSDAYS, organiser)
    opened(rows(walk)[0], *colleagues(organiser.organisation, 2))
    Activity.objects.filter(pk=walk.pk).update(lead=organiser, how_hard="Flat path")
    made = copying.copy_activity(
        member=organiser,
        roles=ORGANISER,
        activity_id=walk.pk,
        date=dt.date(2026, 3, 3),
        time=dt.time(12, 0),
        places=6,
        now=MONDAY_9AM,
    )
    (date,) = rows(made)
    assert (made.title, made.how_hard, made.lead_id, made.ballot_id) == ("Thursday walk", "Flat path", None, None)
    assert (date.state, date.taken, date.waiting, date.places) == ("planned", 0, 0, 6)
    assert not SignUp.objects.filter(occurrence=date).exists()
    assert not Series.objects.filter(activity=made).exists()
    assert not Checklist.objects.filter(occurrence=date).exists()


# --- RULE-21: the past ---


def test_rule_21_an_edit_changes_no_past_date(walk, organiser):
    save(walk, THURSDAYS, organiser)
    past = list(Occurrence.objects.filter(local_date__lt=dt.date(2026, 1, 25)).order_by("pk").values())
    now = MONDAY_9AM + 3 * WEEK
    save(walk, Rule(JAN_8, (Time(SATURDAY, dt.time(10, 0)),)), organiser, places=3, scope=Scope.ALL, now=now)
    after = Occurrence.objects.filter(pk__in=[row["id"] for row in past]).order_by("pk").values()
    assert len(past) == 3
    assert list(after) == past


def test_rule_21_nothing_is_made_in_the_past(walk, organiser):
    save(walk, Rule(dt.date(2025, 12, 4), THURSDAYS.times), organiser)
    assert days(walk)[0] == JAN_8


def test_rule_21_dates_before_a_new_rule_begins_stay_as_they_are(walk, organiser):
    save(walk, THURSDAYS, organiser)
    save(walk, Rule(dt.date(2026, 2, 2), (Time(FRIDAY, dt.time(10, 0)),)), organiser)
    assert days(walk)[:5] == [JAN_8 + n * WEEK for n in range(4)] + [dt.date(2026, 2, 6)]
    assert off_pattern(walk, organiser) == []


# --- who may, and what is refused ---


def test_only_an_organiser_or_the_lead_changes_a_series(walk, organiser):
    with pytest.raises(NotAllowed):
        saving.save(
            member=organiser,
            roles=frozenset({"member"}),
            activity_id=walk.pk,
            wanted=saving.Wanted(THURSDAYS, 10, Scope.ALL),
            now=MONDAY_9AM,
        )
    assert not Series.objects.exists()


def test_a_rule_without_a_date_to_come_is_refused_and_nothing_is_made(walk, organiser):
    with pytest.raises(FieldProblem):
        save(walk, Rule(dt.date(2025, 1, 2), THURSDAYS.times, until_date=dt.date(2025, 6, 1)), organiser)
    assert (Series.objects.count(), days(walk)) == (0, [])


def test_times_take_turns(walk, organiser):
    save(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(15, 30)), Time(SATURDAY, dt.time(10, 0)))), organiser)
    found = [(row.local_date.day, row.starts_at.hour) for row in rows(walk)[:4]]
    assert found == [(8, 15), (17, 10), (22, 15), (31, 10)]


def test_a_time_after_earlies_begins_when_earlies_have_finished_and_follows_them_later(walk, organiser):
    """The usual finish of eight or more people, looked up when dates are made; dates that exist are asked about."""
    crew = colleagues(organiser.organisation, 10)
    rule = Rule(JAN_8, (Time(THURSDAY, dt.time(12, 0), group="earlies", minutes_after=15),), count=40)

    def work(end):
        for someone in crew:
            shifts.set_pattern(member=someone, days=[f"07:00-{end}"], anchor_date=JAN_8, now=MONDAY_9AM)

    with pytest.raises(FieldProblem):
        save(walk, rule, organiser)
    work("15:00")
    save(walk, rule, organiser)
    assert {row.starts_at.time() for row in rows(walk) if row.local_date < dt.date(2026, 3, 29)} == {dt.time(15, 15)}
    work("14:30")
    generate(walk, MONDAY_9AM + WEEK)
    starts = [organiser.organisation.local(row.starts_at).time() for row in rows(walk)]
    assert (starts[-2], starts[-1]) == (dt.time(15, 15), dt.time(14, 45))
    assert off_pattern(walk, organiser)[0] == (JAN_8, (JAN_8, dt.time(14, 45)))


# --- bounded statements ---


@pytest.mark.parametrize("action", ["preview", "save"])
def test_a_series_of_two_years_is_edited_in_as_many_statements_as_one_of_ten_dates(walk, organiser, action):
    """104 dates with people on them, each changed: preview and save."""
    people = colleagues(organiser.organisation, 2)
    save(walk, THURSDAYS, organiser)
    hours = iter(range(8, 20))

    def dates(count):
        first = rows(walk)[-1]
        for n in range(count):
            Occurrence.objects.create(
                organisation=organiser.organisation,
                activity=walk,
                local_date=first.local_date + (n + 1) * WEEK,
                pattern_date=first.local_date + (n + 1) * WEEK,
                starts_at=first.starts_at + (n + 1) * WEEK,
                ends_at=first.ends_at + (n + 1) * WEEK,
                places=10,
                state="published",
                revised_at=MONDAY_9AM,
            )
        for date in rows(walk):
            opened(date, *people)

    def read():
        SignUp.objects.update(is_driving=True)  # each asked anew by the edit
        do = preview if action == "preview" else save
        do(walk, Rule(JAN_8, (Time(THURSDAY, dt.time(next(hours), 30)),)), organiser)

    batches = int(action == "save")  # what changed is kept for each date: 104 rows of ten values
    same_query_count(few=lambda: dates(1), many=lambda: dates(91), read=read, batches=batches)
    assert len(days(walk)) == 104
    assert Occurrence.objects.filter(taken=2).count() == 104


def test_a_page_of_a_series_takes_the_same_statements_for_few_and_many_dates(walk, organiser):
    save(walk, Rule(JAN_8, THURSDAYS.times, count=1), organiser)

    def read():
        selectors_series.series_page(member=organiser, roles=ORGANISER, activity_id=walk.pk, now=MONDAY_9AM)

    same_query_count(few=lambda: None, many=lambda: save(walk, THURSDAYS, organiser), read=read)


def test_opening_a_date_of_a_series_is_still_its_leads_to_do(walk, organiser):
    """Made dates are planned: the list before the day opens each (`running.publish_occurrence`)."""
    save(walk, THURSDAYS, organiser)
    with pytest.raises(NotAllowed):
        running.publish_occurrence(
            member=organiser, roles=frozenset({"member"}), occurrence_id=rows(walk)[0].pk, now=MONDAY_9AM
        )

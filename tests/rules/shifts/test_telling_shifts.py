"""What a member tells about their shifts, and the week that follows from it."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.people.models import Member
from aftershift.people.services.settling import change_settings
from aftershift.shifts import personal_data, selectors, services, tasks
from aftershift.shifts.errors import NothingToConfirm, TooManyBlocks
from aftershift.shifts.models import DayChange, FreeMap
from aftershift.shifts.pictures import PICTURES
from aftershift.shifts.timefinder.tokens import read_cycle
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 1, 5)
DAY = dt.timedelta(days=1)
EARLY_LATE = ["07:00-15:00"] * 5 + ["-"] * 2 + ["13:30-21:30"] * 5 + ["-"] * 2


def shown(member: Member, date: dt.date = MONDAY, days: int = 7, now: dt.datetime = MONDAY_9AM) -> list[str]:
    week = selectors.week_of(member=member, from_date=date, days=days, now=now)
    return ["+".join(f"{s.start:%H:%M}-{s.end:%H:%M} {s.kind}" for s in day.shifts) or "-" for day in week.days]


def free(member: Member, date: dt.date) -> list[str]:
    (day,) = selectors.week_of(member=member, from_date=date, days=1, now=MONDAY_9AM).days
    return [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in day.free]


def test_a_pattern_told_by_todays_place_gives_the_weeks():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=EARLY_LATE, anchor_date=MONDAY - 7 * DAY, now=MONDAY_9AM)
    late, early = "13:30-21:30 late", "07:00-15:00 early"
    assert shown(ama, days=14) == [late] * 5 + ["-"] * 2 + [early] * 5 + ["-"] * 2
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert (week.source, week.group, week.ask_still_right) == ("pattern", "turning", False)
    assert week.known_until == MONDAY + dt.timedelta(weeks=12)


def test_every_picture_is_a_pattern_that_can_be_told():
    ama = MemberFactory()
    assert len({picture.id for picture in PICTURES}) == len(PICTURES)
    for picture in PICTURES:
        assert 1 <= len(read_cycle(picture.days)) <= 84
        services.set_pattern(member=ama, days=picture.days, anchor_date=MONDAY, now=MONDAY_9AM)
        assert FreeMap.objects.of(ama.organisation_id).count() == 1


@pytest.mark.parametrize(
    ("row", "shifts", "days"),
    [
        ("2.1 cleaner, mornings", "07:00-11:30", 7),
        ("2.1 cleaner, weekends", "12:00-18:30", 7),
        ("2.1 cleaner, weekends later", "13:00-19:30", 7),
        ("2.1 catering, inside 06:00-20:00", "06:00-14:00 12:00-20:00", 14),
        ("2.1 catering, eight-week rota", "15:00-20:00 16:00-20:00", 56),
        ("2.1 catering, six-week rota", "07:00-13:00 08:00-14:00 09:00-15:00 13:30-19:30", 42),
        ("2.1 porter, afternoon week", "13:45-21:45", 7),
        ("2.1 school hours", "09:30-14:30", 7),
        ("2.1 support worker from 07:30", "07:30-15:30", 7),
        ("2.1 security, four nights of ten hours", "20:30-06:30", 8),
        ("2.1 security, four nights of twelve hours", "19:00-07:00", 8),
        ("2.1 mornings, afternoons, nights", "07:00-15:00 13:30-21:30 21:30-07:30", 28),
        ("2.2 Mon-Fri 07-15", "07:00-15:00", 7),
        ("2.2 weekly early/late", "07:00-15:00 13:30-21:30", 14),
        ("2.2 weekly early/late/night", "07:00-15:00 13:30-21:30 21:30-07:30", 21),
        ("2.2 4-on-4-off, 12 h days", "07:00-19:00", 8),
        ("2.2 4-on-4-off, 2 days 2 nights", "07:00-19:00 19:00-07:00", 8),
        ("2.2 14-day 2-2-3, 12 h days", "07:00-19:00", 14),
        ("2.2 Mon-Fri 17-21", "17:00-21:00", 7),
        ("week A, week B", "07:00-15:00", 14),
        ("four on, four off, days and nights", "07:00-19:00 19:00-07:00", 16),
        ("split shifts", "07:00-11:00+17:00-21:00", 7),
        ("two jobs", "05:00-08:00+16:30-20:30", 7),
    ],
)
def test_every_rota_that_was_seen_has_its_picture(row: str, shifts: str, days: int):
    """DOMAIN 2.1 and 2.2, by the shifts in them and the days until they start again."""
    seen = {(frozenset(picture.days) - {"-"}, len(picture.days)) for picture in PICTURES}
    assert (frozenset(shifts.split()), days) in seen, row


def test_a_single_day_goes_before_the_pattern_and_can_be_put_back():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY + DAY, shifts=[], now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY + 2 * DAY, shifts=[(dt.time(21, 30), dt.time(7))], now=MONDAY_9AM)
    assert shown(ama, days=4) == ["07:00-15:00 early", "-", "21:30-07:00 night", "07:00-15:00 early"]
    week = selectors.week_of(member=ama, from_date=MONDAY, days=3, now=MONDAY_9AM)
    assert [(day.is_changed, day.not_at_work) for day in week.days] == [(False, False), (True, True), (True, False)]
    services.put_day_back(member=ama, date=MONDAY + DAY, now=MONDAY_9AM)
    services.put_day_back(member=ama, date=MONDAY + DAY, now=MONDAY_9AM)
    assert shown(ama, days=2) == ["07:00-15:00 early"] * 2


def test_single_days_alone_are_known_to_the_last_one_told():
    """DESIGN 5: bank shifts hold to their last entry."""
    ama = MemberFactory()
    services.change_day(member=ama, date=MONDAY + 3 * DAY, shifts=[(dt.time(7), dt.time(15))], now=MONDAY_9AM)
    week = selectors.week_of(member=ama, from_date=MONDAY, days=6, now=MONDAY_9AM)
    assert [day.is_known for day in week.days] == [True] * 4 + [False] * 2
    assert (week.source, week.known_until) == ("days", MONDAY + 3 * DAY)
    assert free(ama, MONDAY) == ["00:00-00:00"]
    assert free(ama, MONDAY + 3 * DAY) == ["15:00-00:00"]
    assert free(ama, MONDAY + 4 * DAY) == []


def test_knowledge_of_a_pattern_ends_twelve_weeks_after_it_was_confirmed():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00", "-"], anchor_date=MONDAY, now=MONDAY_9AM)
    last = MONDAY + dt.timedelta(weeks=12)
    later = MONDAY_9AM + dt.timedelta(weeks=11)
    services.roll(member=ama, now=later)
    assert shown(ama, last, 2, later) == ["07:00-15:00 early", "-"]
    days = selectors.week_of(member=ama, from_date=last, days=2, now=later).days
    assert [day.is_known for day in days] == [True, False]
    assert [bool(day.free) for day in days] == [True, False]
    services.confirm(member=ama, now=later)
    days = selectors.week_of(member=ama, from_date=last, days=2, now=later).days
    assert [day.is_known for day in days] == [True, True]


def test_home_asks_still_right_once_a_roster_period():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00", "-"], anchor_date=MONDAY, now=MONDAY_9AM)

    def asks(days: int) -> bool:
        now = MONDAY_9AM + days * DAY
        return selectors.week_of(member=ama, from_date=MONDAY, days=1, now=now).ask_still_right

    assert [asks(27), asks(28)] == [False, True]
    services.confirm(member=ama, now=MONDAY_9AM + 28 * DAY)
    assert [asks(28), asks(55), asks(56)] == [False, False, True]


def test_nothing_told_cannot_be_confirmed():
    with pytest.raises(NothingToConfirm):
        services.confirm(member=MemberFactory(), now=MONDAY_9AM)


def test_the_free_hours_of_a_day_lie_between_shifts_and_rest():
    ama = MemberFactory()
    nights = ["21:30-07:30", "-", "-"]
    services.set_pattern(member=ama, days=nights, anchor_date=MONDAY, now=MONDAY_9AM)
    assert free(ama, MONDAY) == ["00:00-21:15"]
    assert free(ama, MONDAY + DAY) == ["16:30-00:00"]
    assert free(ama, MONDAY + 2 * DAY) == ["00:00-00:00"]
    ben = MemberFactory(organisation=ama.organisation)
    services.set_pattern(member=ben, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    assert free(ben, MONDAY) == ["15:00-21:00"]


def test_under_eighteens_rest_twelve_hours_before_an_early_start():
    """DESIGN 4."""
    ama = MemberFactory(is_under_18=True)
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    assert free(ama, MONDAY) == ["15:00-19:00"]


def test_the_map_follows_what_a_member_says_of_their_age():
    """A rule left out before holds for them again until they are 18."""
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    assert free(ama, MONDAY) == ["15:00-21:00"]
    services.leave_rule_out(member=ama, rule="before_early", now=MONDAY_9AM)
    change_settings(member=ama, changes={"is_under_18": True}, now=MONDAY_9AM)
    assert free(ama, MONDAY) == ["15:00-19:00"]
    change_settings(member=ama, changes={"is_under_18": False}, now=MONDAY_9AM)
    services.take_rule_back(member=ama, rule="before_early", now=MONDAY_9AM)
    assert free(ama, MONDAY) == ["15:00-21:00"]


def test_a_private_block_takes_its_time_and_no_reason():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["-"], anchor_date=MONDAY, now=MONDAY_9AM)
    block = services.add_block(
        member=ama, starts=dt.datetime(2026, 1, 6, 17, 0), ends=dt.datetime(2026, 1, 6, 19, 0), now=MONDAY_9AM
    )
    assert free(ama, MONDAY + DAY) == ["00:00-17:00", "19:00-00:00"]
    assert {field.name for field in block._meta.fields} == {"id", "organisation", "member", "starts_at", "ends_at"}
    again = services.add_block(
        member=ama, starts=dt.datetime(2026, 1, 6, 17, 0), ends=dt.datetime(2026, 1, 6, 19, 0), now=MONDAY_9AM
    )
    assert again == block
    services.remove_block(member=ama, block_id=block.pk, now=MONDAY_9AM)
    assert free(ama, MONDAY + DAY) == ["00:00-00:00"]
    with pytest.raises(NotVisible):
        services.remove_block(member=ama, block_id=block.pk, now=MONDAY_9AM)


def test_nobody_removes_somebody_elses_block():
    ama, ben = colleagues(MemberFactory().organisation, 2)
    block = services.add_block(
        member=ama, starts=dt.datetime(2026, 1, 6, 17), ends=dt.datetime(2026, 1, 6, 19), now=MONDAY_9AM
    )
    with pytest.raises(NotVisible):
        services.remove_block(member=ben, block_id=block.pk, now=MONDAY_9AM)


def test_a_block_over_the_repeated_hour_takes_the_wider_time():
    """Q-R11: 01:30 comes twice on the autumn Sunday."""
    ama = MemberFactory()
    now = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)
    block = services.add_block(
        member=ama, starts=dt.datetime(2026, 10, 25, 1, 30), ends=dt.datetime(2026, 10, 25, 1, 45), now=now
    )
    assert block.starts_at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert block.ends_at == dt.datetime(2026, 10, 25, 1, 45, tzinfo=dt.UTC)


def test_blocks_end_after_they_start_and_are_not_without_number(monkeypatch: pytest.MonkeyPatch):
    ama = MemberFactory()
    at = dt.datetime(2026, 1, 6, 17)
    for ends in (at, at - DAY, at + 40 * DAY):
        with pytest.raises(FieldProblem):
            services.add_block(member=ama, starts=at, ends=ends, now=MONDAY_9AM)
    for wrong in (at + 5000 * DAY, at - 500 * DAY):
        with pytest.raises(FieldProblem):
            services.add_block(member=ama, starts=wrong, ends=wrong + DAY, now=MONDAY_9AM)
    monkeypatch.setattr(services, "MOST_BLOCKS", 2)
    for hour in (1, 2):
        services.add_block(member=ama, starts=at, ends=at + dt.timedelta(hours=hour), now=MONDAY_9AM)
    with pytest.raises(TooManyBlocks):
        services.add_block(member=ama, starts=at, ends=at + dt.timedelta(hours=3), now=MONDAY_9AM)
    assert selectors.visible_blocks(member=ama).count() == 2


@pytest.mark.parametrize("days", [["lunch"], [], ["-"] * 85, ["07:00-15:00", ""], ["07:00-07:60"]])
def test_days_that_are_no_pattern_are_refused_and_change_nothing(days: list[str]):
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    with pytest.raises(FieldProblem):
        services.set_pattern(member=ama, days=days, anchor_date=MONDAY, now=MONDAY_9AM)
    assert shown(ama, days=1) == ["07:00-15:00 early"]


def test_two_shifts_of_a_day_may_meet_but_not_overlap():
    ama = MemberFactory()
    split = [(dt.time(17), dt.time(21)), (dt.time(7), dt.time(11))]
    services.change_day(member=ama, date=MONDAY, shifts=split, now=MONDAY_9AM)
    assert shown(ama, days=1) == ["07:00-11:00 early+17:00-21:00 twilight"]
    with pytest.raises(FieldProblem):
        services.change_day(
            member=ama, date=MONDAY, shifts=[(dt.time(7), dt.time(11)), (dt.time(10), dt.time(12))], now=MONDAY_9AM
        )
    with pytest.raises(FieldProblem):
        services.change_day(member=ama, date=MONDAY + 900 * DAY, shifts=[], now=MONDAY_9AM)
    assert DayChange.objects.of(ama.organisation_id).count() == 1


def test_who_only_knows_when_they_finish_is_free_after_it():
    ama = MemberFactory()
    services.set_usual_finish(member=ama, finish=dt.time(15), weekdays=[0, 1, 2, 3, 4], now=MONDAY_9AM)
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert week.source == "usual"
    assert free(ama, MONDAY) == ["15:00-21:00"]
    assert free(ama, MONDAY + 5 * DAY) == ["00:00-00:00"]
    services.set_usual_finish(member=ama, finish=dt.time(7), weekdays=[1], now=MONDAY_9AM)
    assert free(ama, MONDAY + DAY) == ["16:00-00:00"]
    services.drop_usual_finish(member=ama, now=MONDAY_9AM)
    assert selectors.own_map(member=ama) is None
    with pytest.raises(FieldProblem):
        services.set_usual_finish(member=ama, finish=dt.time(7), weekdays=[], now=MONDAY_9AM)


def test_dropping_everything_leaves_no_map():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["-"], anchor_date=MONDAY, now=MONDAY_9AM)
    services.drop_pattern(member=ama, now=MONDAY_9AM)
    assert FreeMap.objects.of(ama.organisation_id).count() == 0
    assert selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM).source == "none"


def test_a_member_corrects_their_shift_group():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=EARLY_LATE, anchor_date=MONDAY, now=MONDAY_9AM)
    services.correct_group(member=ama, group="earlies")
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert (week.group, week.group_is_corrected) == ("earlies", True)
    assert selectors.shift_group_of([ama]) == {ama.pk: "earlies"}
    services.drop_group(member=ama)
    assert selectors.shift_group_of([ama]) == {ama.pk: "turning"}
    for group in ("unknown", "managers"):
        with pytest.raises(FieldProblem):
            services.correct_group(member=ama, group=group)


def test_maps_are_rolled_forward_once_a_day(django_capture_on_commit_callbacks: object):
    ama, ben = colleagues(MemberFactory().organisation, 2)
    long_ago = MONDAY_9AM
    for member in (ama, ben):
        services.set_pattern(member=member, days=["07:00-15:00"], anchor_date=MONDAY, now=long_ago)
    services.change_day(member=ama, date=MONDAY, shifts=[], now=long_ago)
    before = selectors.own_map(member=ama)
    assert before is not None
    assert before.row.first_date == MONDAY - 14 * DAY
    services.roll(member=ama, now=long_ago + 40 * DAY)
    after = selectors.own_map(member=ama)
    assert after is not None
    assert (after.row.pk, after.row.first_date) == (before.row.pk, MONDAY + 26 * DAY)
    assert DayChange.objects.of(ama.organisation_id).count() == 0
    assert set(selectors.behind(now=long_ago + 40 * DAY)) == {ben.pk}
    assert selectors.behind(now=long_ago + 1 * DAY).keys() >= {ben.pk}
    assert selectors.behind(now=long_ago) == {}


def test_the_worker_rolls_every_map_that_lies_behind():
    ama, ben = colleagues(MemberFactory().organisation, 2)
    for member in (ama, ben):
        services.set_pattern(member=member, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    assert tasks.roll_free_maps() == 2
    assert tasks.roll_free_maps() == 0


def test_a_member_gets_all_they_told_and_it_is_erased():
    ama, ben = colleagues(MemberFactory().organisation, 2)
    for member in (ama, ben):
        services.set_pattern(member=member, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
        services.change_day(member=member, date=MONDAY, shifts=[], now=MONDAY_9AM)
        services.add_block(
            member=member, starts=dt.datetime(2026, 1, 6, 17), ends=dt.datetime(2026, 1, 6, 19), now=MONDAY_9AM
        )
        services.correct_group(member=member, group="nights")
    told = personal_data.export(ama)
    assert told["pattern"] == {"days": ["07:00-15:00"], "anchor_date": "2026-01-05"}
    assert told["changed_days"] == {"2026-01-05": "-"}
    assert len(told["not_free"]) == 1
    assert told["group"] == "nights"
    personal_data.erase(ama, MONDAY_9AM)
    for model in personal_data.MODELS:
        assert not model._base_manager.filter(member=ama).exists()
    assert selectors.own_map(member=ben) is not None


def test_a_changed_day_leaves_the_usual_finish_of_the_others():
    """A day of leave must not make a member free on every other day."""
    ama = MemberFactory()
    services.set_usual_finish(member=ama, finish=dt.time(15), weekdays=[0, 1, 2, 3, 4], now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY + DAY, shifts=[], now=MONDAY_9AM)
    early = "07:00-15:00 early"
    assert shown(ama) == [early, "-", early, early, early, "-", "-"]
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert (week.source, week.known_until) == ("usual", MONDAY + dt.timedelta(weeks=12))
    assert free(ama, MONDAY + 2 * DAY) == ["15:00-21:00"]


def test_a_day_told_far_ahead_does_not_stretch_a_pattern_that_has_run_out():
    """DESIGN 5: a map ends where knowledge ends. The day itself is still shown as told."""
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    last = MONDAY + dt.timedelta(weeks=12)
    services.change_day(member=ama, date=last + 20 * DAY, shifts=[], now=MONDAY_9AM)
    week = selectors.week_of(member=ama, from_date=last, days=21, now=MONDAY_9AM)
    assert [day.date for day in week.days if day.is_known] == [last, last + 20 * DAY]
    services.roll(member=ama, now=MONDAY_9AM + 60 * DAY)
    own = selectors.own_map(member=ama)
    assert own is not None
    assert (own.map.knows(last), own.map.knows(last + DAY)) == (True, False)
    assert own.map.free_on(last + 5 * DAY) == []


def test_days_that_follow_a_pattern_without_a_gap_carry_on():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    last = MONDAY + dt.timedelta(weeks=12)
    for following in (1, 2):
        services.change_day(member=ama, date=last + following * DAY, shifts=[], now=MONDAY_9AM)
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert week.known_until == last + 2 * DAY


def test_who_tells_days_after_their_pattern_ran_out_is_known_to_the_last_of_them():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    later = MONDAY_9AM + dt.timedelta(weeks=15)
    date = later.date() + 3 * DAY
    services.change_day(member=ama, date=date, shifts=[(dt.time(7), dt.time(15))], now=later)
    assert shown(ama, date - 2 * DAY, 4, later) == ["-", "-", "07:00-15:00 early", "-"]
    days = selectors.week_of(member=ama, from_date=date - 2 * DAY, days=4, now=later).days
    assert [day.is_known for day in days] == [True, True, True, False]


def test_saving_a_change_takes_as_many_statements_among_many_members_as_among_few():
    organisation = MemberFactory().organisation
    ama = MemberFactory(organisation=organisation)
    days = itertools.count(1)

    def told(count: int) -> None:
        for member in colleagues(organisation, count):
            services.set_pattern(member=member, days=EARLY_LATE, anchor_date=MONDAY, now=MONDAY_9AM)

    same_query_count(
        few=lambda: told(2),
        many=lambda: told(40),
        read=lambda: services.change_day(member=ama, date=MONDAY + next(days) * DAY, shifts=[], now=MONDAY_9AM),
    )

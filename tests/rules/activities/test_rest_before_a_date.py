"""What a member's own rest says to a date, their own word against it, and driving (DOMAIN 3.3, rules 4 and 6 to 8)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from aftershift.activities import fitting, home, personal_data, selectors
from aftershift.activities.api import bodies
from aftershift.activities.errors import NightBeforeDriving, NobodyDrives, NotComing, TwoSleepsFirst
from aftershift.activities.models import Activity, FineForMe, Occurrence, SignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import joining, organising, own_word, running
from aftershift.activities.services.series import saving
from aftershift.activities.services.series.planning import Scope
from aftershift.core import clock
from aftershift.core.errors import FieldProblem
from aftershift.notifications.selectors import inbox
from aftershift.safety.errors import ChecklistIncomplete
from aftershift.shifts import services as shifts
from aftershift.shifts.errors import RuleStays
from tests.factories import (
    LONDON,
    MONDAY_9AM,
    MemberFactory,
    OrganisationFactory,
    colleagues,
    same_query_count,
    signed_in,
    statements,
)
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
MONDAY = dt.date(2026, 1, 5)
NIGHTS_TO_FRIDAY = ["-", "-", "-", "21:30-07:30", "21:30-07:30", "-", "-"]
SATURDAY_5PM = MONDAY_9AM.replace(day=10, hour=17).astimezone(dt.UTC)  # after the first sleep, before the second


@pytest.fixture
def ama():
    member = MemberFactory(organisation=OrganisationFactory(), called_name="Ama")
    works(member, NIGHTS_TO_FRIDAY)
    return member


def works(member, days, now=MONDAY_9AM):
    shifts.set_pattern(member=member, days=days, anchor_date=MONDAY, now=now)


def hill(organisation, starts_at=SATURDAY_5PM, *, state="published", hours=2, places=10, **fields):
    values = {"title": "Hill", "kind": "hill", "minutes": hours * 60, "effort": "strenuous"} | fields
    return OccurrenceFactory(
        activity=ActivityFactory(organisation=organisation, **values), starts_at=starts_at, state=state, places=places
    )


def page(member, date):
    """What the member's phone is sent of a date on Monday 5 January 2026."""
    found = selectors.occurrence_page(member=member, occurrence_id=date.pk, roles=MEMBER, now=MONDAY_9AM)
    mine = fitting.for_me(member=member, page=found)
    card = bodies.card(found.card, mine.fit, zone="Europe/London", member_id=member.pk)
    return card | bodies.page(found, mine, member=member, all_roles=MEMBER, now=MONDAY_9AM)


def suggested(member):
    seen = home.home(member=member, all_roles=frozenset({"member"}), now=MONDAY_9AM)
    return [(row.title, fit.why) for row, fit in seen.fits]


def in_three_days(member):
    """A hill at ten in the morning after one of their nights, for tests that go through the server's own clock."""
    today = member.organisation.local(clock.now()).date()
    shifts.set_pattern(member=member, days=["21:30-07:30"], anchor_date=today, now=clock.now())
    starts_at = dt.datetime.combine(today + dt.timedelta(days=3), dt.time(10), LONDON).astimezone(dt.UTC)
    return hill(member.organisation, starts_at)


# -- what the page says ------------------------------------------------------------------------------------------------


def test_the_page_says_when_i_have_slept_twice(ama):
    """Rule 7: a participant is warned and may come."""
    seen = page(ama, hill(ama.organisation))
    assert [(note["code"], note["at"]["date"], note["at"]["time"]) for note in seen["rest"]] == [
        ("two_sleeps", "2026-01-11", "07:00")
    ]
    assert seen["may"]["join"] is True


def test_the_only_day_off_is_a_neutral_note_and_no_suggestion(ama):
    """Rule 6."""
    works(ama, ["13:30-21:30"] * 6 + ["-"])
    sunday = MONDAY_9AM.replace(day=11, hour=9).astimezone(dt.UTC)
    hill(ama.organisation, sunday, hours=7, effort="easy", title="Day trip")
    hill(ama.organisation, sunday, hours=2, effort="easy", title="Walk")
    assert suggested(ama) == [("Walk", "off")]


def test_home_does_not_press_a_hill_on_whoever_comes_off_nights(ama):
    hill(ama.organisation)
    assert suggested(ama) == []
    works(ama, ["-"] * 7)
    assert suggested(ama) == [("Hill", "off")]


# -- this time is fine for me ------------------------------------------------------------------------------------------


def test_my_own_word_takes_the_grey_away_for_one_date_and_changes_no_map(ama):
    greyed = hill(ama.organisation, MONDAY_9AM.replace(day=10, hour=10).astimezone(dt.UTC))
    other = hill(ama.organisation, MONDAY_9AM.replace(day=10, hour=10, minute=15).astimezone(dt.UTC))
    before = page(ama, greyed)
    assert (before["fits"], before["why_not"], len(before["rest"])) == (False, "after_night", 1)
    for _ in range(2):
        own_word.say_fine(member=ama, occurrence_id=greyed.pk, now=MONDAY_9AM)
    now = page(ama, greyed)
    assert (now["fits"], now["why"], now["why_not"], now["rest"], now["fine_for_me"]) == (True, "fine", None, [], True)
    assert page(ama, other)["fits"] is False
    assert suggested(ama) == [("Hill", "fine")]
    for _ in range(2):
        own_word.take_fine_back(member=ama, occurrence_id=greyed.pk, now=MONDAY_9AM)
    assert page(ama, greyed)["why_not"] == "after_night"


def test_nobody_else_sees_my_own_word(ama):
    """Not the lead, not an organiser, not a supervisor: their pages, and their validators, stay as they were."""
    date = in_three_days(ama)
    lead = MemberFactory(organisation=ama.organisation)
    Activity.objects.filter(pk=date.activity_id).update(lead=lead)
    others = [
        lead,
        MemberFactory(organisation=ama.organisation, roles=("organiser",)),
        MemberFactory(organisation=ama.organisation, roles=("supervisor",)),
    ]
    joining.join(member=ama, occurrence_id=date.pk, now=clock.now())

    def seen():
        replies = [
            signed_in(someone).get(path)
            for someone in others
            for path in ("/api/v1/home", "/api/v1/occurrences", f"/api/v1/occurrences/{date.pk}")
        ]
        assert {reply.status_code for reply in replies} == {200}
        return [(reply.content, reply["ETag"]) for reply in replies]

    before = seen()
    own_word.say_fine(member=ama, occurrence_id=date.pk, now=clock.now())
    assert seen() == before


def test_an_unchanged_list_is_no_304_once_i_said_that_it_is_fine(ama):
    date = in_three_days(ama)
    client = signed_in(ama)
    first = client.get("/api/v1/occurrences")
    assert first.json()["results"][0]["why_not"] == "after_night"
    own_word.say_fine(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    again = client.get("/api/v1/occurrences", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again.json()["results"][0]["why"] == "fine"
    assert statements(lambda: client.get("/api/v1/occurrences")) <= 4


def test_under_eighteens_keep_the_rest_that_the_law_gives_them():
    young = MemberFactory(is_under_18=True)
    date = hill(young.organisation)
    with pytest.raises(RuleStays):
        own_word.say_fine(member=young, occurrence_id=date.pk, now=MONDAY_9AM)
    assert not FineForMe.objects.of(young.organisation_id).exists()


def test_my_own_word_is_mine_to_take_along_and_goes_with_me(ama):
    (ben,) = colleagues(ama.organisation, 1)
    date = hill(ama.organisation)
    for member in (ama, ben):
        own_word.say_fine(member=member, occurrence_id=date.pk, now=MONDAY_9AM)
    assert personal_data.export(ama)["fine_for_me"] == [{"activity": "Hill", "date": "2026-01-10"}]
    personal_data.erase(ama, MONDAY_9AM)
    assert [row.member_id for row in FineForMe.objects.of(ama.organisation_id)] == [ben.pk]


# -- leading -----------------------------------------------------------------------------------------------------------


def test_a_lead_does_not_set_off_before_two_sleeps_whatever_they_say(ama):
    """Rule 7: their own word is for coming along, not for leading."""
    date = hill(ama.organisation)
    Activity.objects.filter(pk=date.activity_id).update(lead=ama)
    own_word.say_fine(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    with pytest.raises(TwoSleepsFirst):
        running.start(member=ama, roles=MEMBER, occurrence_id=date.pk, now=SATURDAY_5PM)
    assert Occurrence.objects.get(pk=date.pk).state == "published"
    Activity.objects.filter(pk=date.activity_id).update(effort="moderate", kind="walk")
    with pytest.raises(ChecklistIncomplete):  # the next thing that is asked of a lead
        running.start(member=ama, roles=MEMBER, occurrence_id=date.pk, now=SATURDAY_5PM)


def test_a_second_does_not_open_a_date_before_two_sleeps(ama):
    date = hill(ama.organisation, state="planned")
    Activity.objects.filter(pk=date.activity_id).update(second=ama)
    with pytest.raises(TwoSleepsFirst):
        running.publish_occurrence(member=ama, roles=MEMBER, occurrence_id=date.pk, now=MONDAY_9AM)
    assert Occurrence.objects.get(pk=date.pk).state == "planned"


def test_a_lead_does_not_move_a_date_to_where_they_come_off_nights(ama):
    date = hill(ama.organisation, MONDAY_9AM.replace(day=7, hour=15).astimezone(dt.UTC))
    Activity.objects.filter(pk=date.activity_id).update(lead=ama)
    moved = {"occurrence_id": date.pk, "date": dt.date(2026, 1, 10), "time": dt.time(17), "now": MONDAY_9AM}
    with pytest.raises(TwoSleepsFirst):
        organising.move(member=ama, roles=MEMBER, **moved)
    assert Occurrence.objects.get(pk=date.pk).starts_at == date.starts_at


def test_an_organiser_who_moves_a_date_learns_nothing_of_the_leads_nights(ama):
    """RULE-28: the lead's own page says it, nobody else's."""
    organiser = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    date = hill(ama.organisation, MONDAY_9AM.replace(day=7, hour=15).astimezone(dt.UTC))
    Activity.objects.filter(pk=date.activity_id).update(lead=ama)
    organising.move(
        member=organiser, roles=MEMBER | {"organiser"}, occurrence_id=date.pk,
        date=dt.date(2026, 1, 10), time=dt.time(17), now=MONDAY_9AM,
    )  # fmt: skip
    assert page(organiser, date)["lead_rested"] is None
    assert page(ama, date)["lead_rested"]["time"] == "07:00"


def test_who_comes_off_nights_is_told_why_they_are_not_asked_to_lead(ama):
    (ben,) = colleagues(ama.organisation, 1)
    date = hill(ama.organisation)
    mine, his = page(ama, date), page(ben, date)
    assert (mine["may"]["lead"], mine["lead_rested"]["date"]) == (False, "2026-01-11")
    assert (his["may"]["lead"], his["lead_rested"]) == (True, None)


# -- driving -----------------------------------------------------------------------------------------------------------


ALL_THREE = own_word.DriverTicks(licence=True, insurance=True, mot=True)


def lifts(organisation, starts_at=SATURDAY_5PM, *, minutes=40, **fields):
    return hill(organisation, starts_at, effort="easy", **({"travel": "lifts", "drive_minutes": minutes} | fields))


def test_i_can_drive_is_said_with_a_place_and_counted_without_a_name(ama):
    ben, chidi = (MemberFactory(organisation=ama.organisation, called_name=name) for name in ("Ben", "Chidi"))
    date = lifts(ama.organisation, minutes=121)
    with pytest.raises(NotComing):
        own_word.offer_to_drive(ticks=ALL_THREE, member=ben, occurrence_id=date.pk, now=MONDAY_9AM)
    joining.join(member=ben, occurrence_id=date.pk, now=MONDAY_9AM)
    assert page(chidi, date)["drivers"] == {"needed": 2, "found": 0}
    for _ in range(2):
        own_word.offer_to_drive(ticks=ALL_THREE, member=ben, occurrence_id=date.pk, now=MONDAY_9AM)
    assert page(chidi, date)["drivers"] == {"needed": 2, "found": 1}
    assert (page(ben, date)["i_drive"], page(chidi, date)["i_drive"]) == (True, False)
    assert "Ben" not in str(page(chidi, date))
    joining.leave(member=ben, occurrence_id=date.pk, now=MONDAY_9AM)
    assert page(chidi, date)["drivers"]["found"] == 0
    joining.join(member=ben, occurrence_id=date.pk, now=MONDAY_9AM)
    assert page(ben, date)["i_drive"] is False  # asked anew


def test_a_page_is_no_304_once_somebody_more_can_drive(ama):
    (ben,) = colleagues(ama.organisation, 1)
    date = lifts(ama.organisation, in_three_days(ama).starts_at)
    joining.join(member=ben, occurrence_id=date.pk, now=clock.now())
    client, path = signed_in(ama), f"/api/v1/occurrences/{date.pk}"
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    own_word.offer_to_drive(ticks=ALL_THREE, member=ben, occurrence_id=date.pk, now=clock.now())
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.json()["drivers"]["found"]) == (200, 1)


@pytest.mark.parametrize(("minutes", "needed"), [(120, 1), (121, 2)])
def test_more_than_two_hours_each_way_needs_two_drivers(ama, minutes, needed):
    """Rule 8."""
    assert page(ama, lifts(ama.organisation, minutes=minutes))["drivers"]["needed"] == needed
    assert page(ama, lifts(ama.organisation, minutes=minutes, travel="coach"))["drivers"] is None


def test_whoever_comes_off_a_night_does_not_drive(ama):
    """Rule 8; saying that the time is fine does not lift it."""
    date = lifts(ama.organisation)
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    own_word.say_fine(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    with pytest.raises(NightBeforeDriving):
        own_word.offer_to_drive(ticks=ALL_THREE, member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    assert not SignUp.objects.get(member=ama).is_driving
    seen = page(ama, date)
    assert (seen["may"]["drive"], seen["night_before"]) == (False, True)


def test_a_driver_whose_shift_changed_to_a_night_is_told_and_stops_in_one_tap(ama):
    works(ama, ["-"] * 7)
    date = lifts(ama.organisation)
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    own_word.offer_to_drive(ticks=ALL_THREE, member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    assert page(ama, date)["night_before"] is False
    works(ama, NIGHTS_TO_FRIDAY)
    assert (page(ama, date)["i_drive"], page(ama, date)["night_before"]) == (True, True)
    for _ in range(2):
        own_word.stop_driving(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    seen = page(ama, date)
    assert (seen["i_drive"], seen["mine"], seen["drivers"]["found"]) == (False, "placed", 0)


WEDNESDAY_5PM = MONDAY_9AM.replace(day=7, hour=17).astimezone(dt.UTC)  # before Ama's nights


def drives(member, date, now=MONDAY_9AM):
    own_word.offer_to_drive(ticks=ALL_THREE, member=member, occurrence_id=date.pk, now=now)


def with_drivers(date, *members):
    for member in members:
        joining.join(member=member, occurrence_id=date.pk, now=MONDAY_9AM)
        drives(member, date)
    return date


def moved(date, to=SATURDAY_5PM, by=None):
    by = by or MemberFactory(organisation=date.organisation, roles=("organiser",))
    local = date.organisation.local(to)
    call = {"occurrence_id": date.pk, "date": local.date(), "time": local.time(), "now": MONDAY_9AM}
    organising.move(member=by, roles=MEMBER | {"organiser"}, **call)
    return by


def news(member):
    return [row.words.text for row in inbox(member=member, now=MONDAY_9AM)]


ASKED_ANEW = "You said that you can drive."


def test_a_moved_date_asks_its_drivers_anew_and_the_one_who_comes_off_a_night_does_not_drive(ama):
    """Rule 8: who was rested for the old time may not be for the new one. Their place stays."""
    (ben,) = colleagues(ama.organisation, 1)
    date = with_drivers(lifts(ama.organisation, WEDNESDAY_5PM, minutes=121), ama, ben)
    boss = moved(date)
    assert page(boss, date)["drivers"] == {"needed": 2, "found": 0}
    assert [page(member, date)["mine"] for member in (ama, ben)] == ["placed", "placed"]
    drives(ben, date)
    with pytest.raises(NightBeforeDriving):
        drives(ama, date)
    assert (page(ama, date)["night_before"], page(boss, date)["drivers"]["found"]) == (True, 1)


def test_a_moved_date_tells_every_driver_the_same_and_nobody_whose_nights_they_are(ama):
    """RULE-28: were only the tired ones asked anew, whoever moves a date would read shifts off the count of drivers."""
    ben, chidi = colleagues(ama.organisation, 2)
    date = with_drivers(lifts(ama.organisation, WEDNESDAY_5PM), ama, ben)
    joining.join(member=chidi, occurrence_id=date.pk, now=MONDAY_9AM)
    moved(date)
    ((mine,), (his,), (others,)) = (news(member) for member in (ama, ben, chidi))
    assert mine == his
    assert ASKED_ANEW in mine
    assert "night" not in mine
    assert ASKED_ANEW not in others
    drives(ben, date)
    assert ASKED_ANEW not in news(ben)[0]  # said again since: they are asked for nothing more


def test_a_series_at_another_time_asks_the_drivers_of_the_dates_that_move(ama):
    (ben,) = colleagues(ama.organisation, 1)
    activity = ActivityFactory(organisation=ama.organisation, travel="lifts", drive_minutes=40)
    boss = MemberFactory(organisation=ama.organisation)
    wednesdays = series_of(activity, boss, hour=17)
    for date in wednesdays[:2]:
        with_drivers(date, ben)
    organising.move(
        member=boss, roles=MEMBER | {"organiser"}, occurrence_id=wednesdays[1].pk,
        date=dt.date(2026, 1, 15), time=dt.time(17), now=MONDAY_9AM,
    )  # fmt: skip
    drives(ben, wednesdays[1])  # it is changed by hand from now on, and does not follow
    series_of(activity, boss, hour=9)
    assert [page(boss, date)["drivers"]["found"] for date in wednesdays[:2]] == [0, 1]
    assert sum(ASKED_ANEW in text for text in news(ben)) == 1


def series_of(activity, boss, *, hour):
    """Every Wednesday, all open."""
    rule = Rule(dt.date(2026, 1, 7), (Time(2, dt.time(hour)),))
    wanted = saving.Wanted(rule, 40, Scope.UNMODIFIED)
    call = {"member": boss, "roles": MEMBER | {"organiser"}, "activity_id": activity.pk}
    saving.save(**call, wanted=wanted, now=MONDAY_9AM)
    dates = Occurrence.objects.filter(activity=activity)
    dates.update(state="published")
    return list(dates.order_by("starts_at"))


def test_asking_drivers_anew_costs_the_same_for_one_driver_and_for_twenty(ama):
    date = lifts(ama.organisation, WEDNESDAY_5PM, places=40)
    boss = MemberFactory(organisation=ama.organisation)
    days = iter(range(20, 30))

    def more(count):
        with_drivers(date, *colleagues(ama.organisation, count))

    def read():
        SignUp.objects.filter(occurrence=date).update(is_driving=True)
        moved(date, WEDNESDAY_5PM.replace(day=next(days)), boss)

    same_query_count(few=lambda: more(1), many=lambda: more(20), read=read)
    assert not SignUp.objects.filter(is_driving=True).exists()


@pytest.mark.parametrize("missing", ["licence", "insurance", "mot"])
def test_a_driver_ticks_all_three_and_none_of_it_is_kept(ama, missing):
    (ben,) = colleagues(ama.organisation, 1)
    date = lifts(ama.organisation, in_three_days(ama).starts_at)
    joining.join(member=ben, occurrence_id=date.pk, now=clock.now())
    path = f"/api/v1/occurrences/{date.pk}/sign-ups/mine/driving"
    ticked = {"licence": True, "insurance": True, "mot": True}
    refused = signed_in(ben).send("PUT", path, ticked | {missing: False})
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[-1]) == (409, "not-ready-to-drive")
    assert not SignUp.objects.get(member=ben).is_driving
    assert signed_in(ben).send("PUT", path, {}).status_code == 400
    assert signed_in(ben).send("PUT", path, ticked).json()["i_drive"] is True
    assert not {field.name for field in SignUp._meta.get_fields()} & set(ticked)


def test_where_nobody_is_driven_nobody_says_that_they_can(ama):
    date = hill(ama.organisation, travel="public_transport")
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    with pytest.raises(NobodyDrives):
        own_word.offer_to_drive(ticks=ALL_THREE, member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    assert not SignUp.objects.get(member=ama).is_driving


@pytest.mark.parametrize(
    "plan", [{"travel": "lifts"}, {"travel": "on_foot", "drive_minutes": 30}, {"drive_minutes": 30}]
)
def test_a_drive_that_cannot_be_is_refused_with_the_field_named(plan):
    organiser = MemberFactory(roles=("organiser",))
    about = {"title": "Trip", "kind": "trip", "minutes": 240, "meeting_place": "Main door"}
    with pytest.raises(FieldProblem) as refused:
        organising.create_activity(
            member=organiser, roles=MEMBER | {"organiser"}, about=about | plan,
            when=organising.When(dt.date(2026, 2, 1), dt.time(9)), places=8, now=MONDAY_9AM,
        )  # fmt: skip
    assert [error["pointer"] for error in refused.value.facts["errors"]] == ["/drive_minutes"]
    assert not Activity.objects.of(organiser.organisation_id).exists()


def test_the_plan_changes_later_and_a_drive_ends_with_the_lifts():
    organiser = MemberFactory(roles=("organiser",))
    activity = ActivityFactory(organisation=organiser.organisation, travel="lifts", drive_minutes=40)

    def change(**changes):
        return organising.change_activity(
            member=organiser, roles=MEMBER | {"organiser"}, activity_id=activity.pk, changes=changes, now=MONDAY_9AM
        )

    changed = change(effort="strenuous", travel="on_foot")
    assert (changed.effort, changed.travel, changed.drive_minutes) == ("strenuous", "on_foot", None)
    with pytest.raises(FieldProblem):
        change(travel="lifts")
    assert Activity.objects.get(pk=activity.pk).travel == "on_foot"


@pytest.mark.parametrize("wrong", [{"effort": "heroic"}, {"travel": "lifts"}, {"drive_minutes": 20}])
def test_the_table_itself_refuses_a_plan_that_cannot_be(wrong):
    organisation = OrganisationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityFactory(organisation=organisation, **wrong)

"""Photos, allergens, children, daylight and weather of one date."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Party
from aftershift.activities.services import joining
from aftershift.core.errors import NotAllowed
from aftershift.safety import allergens, weather
from aftershift.safety.daylight import daylight
from aftershift.safety.errors import WeatherNotConfirmed, WeatherSaysStop
from aftershift.safety.models import DateNotes, SitePoint, WeatherCheck
from aftershift.safety.selectors import notes as selectors
from aftershift.safety.services import notes
from tests.factories import MONDAY_9AM, MemberFactory, SiteFactory
from tests.rules.safety.test_gates import BEFORE, BEFORE_START, MEMBER, ORGANISER, SET_OFF, Walk

pytestmark = pytest.mark.django_db
SOUP = {"name": "Lentil soup", "allergens": {"celery": "yes", "milk": "no", "nuts": "unknown"}}


def read(walk, by=None, roles=MEMBER):
    return selectors.notes(member=by or walk.rosa, roles=roles, occurrence_id=walk.date.pk)


def photos(walk, rule, by=None, roles=MEMBER):
    return notes.set_photo_rule(
        member=by or walk.rosa, roles=roles, occurrence_id=walk.date.pk, photo_rule=rule, now=MONDAY_9AM
    )


def dishes(walk, *found, by=None, was=None):
    return notes.set_dishes(
        member=by or walk.rosa, roles=MEMBER, occurrence_id=walk.date.pk, dishes=found, was=was, now=MONDAY_9AM
    )


def looked(walk, level, about="weather", is_go=False, by=None, roles=MEMBER, at=MONDAY_9AM):
    return notes.note_weather(
        member=by or walk.rosa,
        roles=roles,
        occurrence_id=walk.date.pk,
        about=about,
        level=level,
        source="Met Office, 07:00",
        is_go=is_go,
        now=at,
    )


def ready():
    walk = Walk()
    walk.tick(*BEFORE, *BEFORE_START)
    walk.publish()
    return walk


def test_the_photo_rule_of_a_date_answers_its_item():
    """C-B11."""
    walk = Walk()
    walk.tick(*BEFORE - {"C-B11"})
    assert walk.missing("publish") == {"C-B11"}
    photos(walk, "none")
    assert walk.missing("publish") == set()


def test_photos_are_looked_through_where_the_date_allows_them():
    """C-A5."""
    walk = Walk()
    for rule, asked in (("none", False), ("places", True), ("asked", True), ("none", False)):
        photos(walk, rule)
        assert ("C-A5" in walk.missing("close")) is asked


def test_an_allergen_that_nobody_answered_may_be_in_it():
    """DOMAIN 4.6."""
    assert len(allergens.ALLERGENS) == 14
    rest = set(allergens.ALLERGENS) - {"milk"}
    assert set(allergens.may_contain(SOUP)) == rest


def test_the_grid_of_a_cooking_class_answers_its_item():
    """CK-B3."""
    walk = Walk(kind="cook")
    assert "CK-B3" in walk.missing("publish")
    dishes(walk, SOUP)
    assert "CK-B3" not in walk.missing("publish")
    dishes(walk)
    assert "CK-B3" in walk.missing("publish")


def dish(name, **answers):
    return {"name": name, "allergens": dict.fromkeys(allergens.ALLERGENS, "unknown") | answers}


def test_two_leads_who_write_dishes_at_once_lose_none():
    walk = Walk(kind="cook")
    soup, bread = dish("Soup", milk="no"), dish("Bread", gluten="yes")
    dishes(walk, soup, bread)
    read_by_both = read(walk).dishes
    dishes(walk, dish("Soup", milk="no", nuts="yes"), bread, dish("Cake"), was=read_by_both)
    for _ in range(2):  # sent again, it changes nothing
        dishes(walk, dish("Soup", milk="yes"), dish("Rice"), by=walk.bashir, was=read_by_both)
        assert read(walk).dishes == [dish("Soup", milk="yes", nuts="yes"), dish("Cake"), dish("Rice")]


def test_of_two_answers_to_one_question_the_more_careful_one_counts():
    walk = Walk(kind="cook")
    dishes(walk, dish("Soup"))
    before = read(walk).dishes
    for first, second in (("yes", "no"), ("no", "yes")):
        dishes(walk, dish("Soup"))
        dishes(walk, dish("Soup", nuts=first), was=before)
        dishes(walk, dish("Soup", nuts=second), by=walk.bashir, was=before)
        assert read(walk).dishes == [dish("Soup", nuts="yes")]


def test_a_dish_that_somebody_changed_meanwhile_is_not_taken_off():
    walk = Walk(kind="cook")
    dishes(walk, dish("Soup"), dish("Bread"))
    before = read(walk).dishes
    dishes(walk, dish("Soup", nuts="yes"), dish("Bread"), was=before)
    dishes(walk, by=walk.bashir, was=before)
    assert read(walk).dishes == [dish("Soup", nuts="yes")]


def test_dishes_and_photo_rule_stand_in_one_row_and_do_not_wipe_each_other():
    walk = Walk(kind="cook")
    dishes(walk, SOUP)
    photos(walk, "places")
    assert DateNotes.objects.count() == 1
    assert (read(walk).photo_rule, read(walk).dishes) == ("places", [SOUP])


def test_who_comes_reads_the_notes_and_does_not_write_them():
    walk = Walk()
    photos(walk, "places")
    ama = MemberFactory(organisation=walk.activity.organisation)
    assert read(walk, by=ama).photo_rule == "places"
    assert not read(walk, by=ama).may_change
    for attempt in (lambda: photos(walk, "asked", by=ama), lambda: looked(walk, "none", by=ama)):
        with pytest.raises(NotAllowed):
            attempt()
    assert read(walk).photo_rule == "places"


def test_children_are_counted_by_age_with_the_adult_they_come_with():
    walk = ready()
    ama = MemberFactory(organisation=walk.activity.organisation)
    joining.join(
        member=ama,
        occurrence_id=walk.date.pk,
        guests=Party(adults=0, children_0_4=1, children_5_10=2, children_11_17=0),
        now=MONDAY_9AM,
    )
    assert read(walk).children == {"children_0_4": 1, "children_5_10": 2, "children_11_17": 0}


@pytest.mark.parametrize(
    ("day", "up", "down"),
    # Nautical almanac tables for London, to the minute.
    [(dt.date(2026, 6, 21), "03:43", "20:21"), (dt.date(2026, 12, 21), "08:03", "15:53")],
)
def test_the_sun_over_london(day, up, down):
    at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    found = daylight(latitude=51.5074, longitude=-0.1278, ends_at=at)
    minute = dt.timedelta(minutes=2)
    for moment, clock in ((found.sunrise, up), (found.sunset, down)):
        told = dt.datetime.combine(day, dt.time.fromisoformat(clock), tzinfo=dt.UTC)
        assert abs(moment - told) <= minute


@pytest.mark.parametrize(("clock", "ends_in"), [("15:30", "light"), ("16:10", "dusk"), ("17:00", "dark")])
def test_a_walk_in_december_ends_in_light_dusk_or_dark(clock, ends_in):
    at = dt.datetime.combine(dt.date(2026, 12, 21), dt.time.fromisoformat(clock), tzinfo=dt.UTC)
    assert daylight(latitude=51.5074, longitude=-0.1278, ends_at=at).ends_in == ends_in


def test_where_the_sun_does_not_set_no_time_is_made_up():
    at = dt.datetime(2026, 6, 21, 12, tzinfo=dt.UTC)
    found = daylight(latitude=69.65, longitude=18.96, ends_at=at)
    assert (found.sunrise, found.sunset, found.ends_in) == (None, None, "light")


def test_the_day_is_the_place_s_own_however_far_east_it_lies():
    at = dt.datetime(2026, 3, 20, 20, 0, tzinfo=dt.UTC)  # the morning of the 21st in Auckland
    found = daylight(latitude=-36.85, longitude=174.76, ends_at=at)
    assert found.sunset - found.sunrise < dt.timedelta(hours=13)
    assert abs(found.sunset - dt.datetime(2026, 3, 21, 6, 27, tzinfo=dt.UTC)) < dt.timedelta(minutes=5)
    assert found.ends_in == "light"


def test_daylight_is_told_once_an_organiser_wrote_down_where_the_site_lies():
    walk = Walk()
    site = SiteFactory(organisation=walk.activity.organisation)
    Activity.objects.filter(pk=walk.activity.pk).update(site=site)
    assert read(walk).daylight is None
    point = {"site_id": site.pk, "latitude": 51.5, "longitude": -0.1, "now": MONDAY_9AM}
    with pytest.raises(NotAllowed):
        notes.set_site_point(member=walk.rosa, roles=MEMBER, **point)
    notes.set_site_point(member=walk.rosa, roles=ORGANISER, **point)
    notes.set_site_point(member=walk.rosa, roles=ORGANISER, **(point | {"latitude": 51.6}))
    assert SitePoint.objects.get().latitude == 51.6
    # 8 January, 16:15: the sun over London sets at 16:11.
    assert read(walk).daylight.ends_in == "dusk"


@pytest.mark.parametrize(("about", "level"), [("weather", "red"), ("weather", "amber"), ("heat", "red")])
def test_a_red_or_amber_warning_keeps_a_walk_at_home(about, level):
    """DOMAIN 4.7."""
    walk = ready()
    looked(walk, level, about)
    with pytest.raises(WeatherSaysStop):
        walk.start(3)
    assert walk.state() == "published"
    looked(walk, "none", about, at=MONDAY_9AM + dt.timedelta(hours=1))
    assert walk.start(3).state == "started"


def test_a_warning_says_nothing_to_what_is_indoors():
    walk = Walk(kind="talk")
    looked(walk, "red")
    assert read(walk).weather_says == weather.GO


@pytest.mark.parametrize("kind", ["other", "move"])
@pytest.mark.parametrize(("is_on_site", "says"), [(True, weather.GO), (False, weather.STOP)])
def test_what_may_be_out_of_doors_is_so_away_from_the_site(kind, is_on_site, says):
    walk = Walk(kind=kind, is_on_site=is_on_site)
    looked(walk, "red")
    assert read(walk).weather_says == says


def test_amber_heat_asks_for_a_change_and_does_not_forbid():
    walk = ready()
    looked(walk, "amber", "heat")
    assert read(walk).weather_says == weather.CHANGE
    assert walk.start(3).state == "started"


def test_a_yellow_warning_needs_a_yes_from_lead_and_organiser():
    walk = ready()
    boss = MemberFactory(organisation=walk.activity.organisation)
    looked(walk, "yellow", is_go=True)
    looked(walk, "yellow", is_go=True, by=walk.bashir)
    with pytest.raises(WeatherNotConfirmed):
        walk.start(3)
    looked(walk, "yellow", is_go=True, by=boss, roles=ORGANISER)
    assert walk.start(3, at=SET_OFF).state == "started"


def test_a_yes_to_an_earlier_warning_is_no_yes_to_this_one():
    walk = ready()
    boss = MemberFactory(organisation=walk.activity.organisation)
    hour = dt.timedelta(hours=1)
    looked(walk, "yellow", is_go=True)
    looked(walk, "yellow", is_go=True, by=boss, roles=ORGANISER)
    looked(walk, "none", at=MONDAY_9AM + hour)
    looked(walk, "yellow", is_go=True, at=MONDAY_9AM + 2 * hour)
    assert read(walk).weather_says == weather.CONFIRM
    assert WeatherCheck.objects.count() == 4

"""What each kind of feed holds, that several may exist, and that what was given back or moved stays right."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.activities.services import joining, organising, words
from aftershift.calendars import services
from aftershift.calendars.http.views import HEADERS
from aftershift.calendars.models import Feed
from aftershift.core import clock
from aftershift.core.errors import FieldProblem
from aftershift.people.models import Member
from tests.factories import MemberFactory, OrganisationFactory, SiteFactory, colleagues, signed_in, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.calendars.test_feeds import ORGANISER, fetch

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def now(settings):
    settings.CLOCK_CAN_MOVE = False
    return clock.now()


@pytest.fixture
def ama():
    return MemberFactory(organisation=OrganisationFactory())


def events(made):
    return list(Calendar.from_ical(fetch(made.secret).content).walk("VEVENT"))


def titles(made):
    return sorted(str(event["SUMMARY"]) for event in events(made))


def date(member, now, title, *, days=2, at=None, state="published", **activity):
    made = ActivityFactory(organisation=member.organisation, title=title, **activity)
    starts_at = now.replace(microsecond=0) + dt.timedelta(days=days)
    if at is not None:
        starts_at = dt.datetime.combine(starts_at.date(), dt.time.fromisoformat(at), LONDON).astimezone(dt.UTC)
    return OccurrenceFactory(activity=made, starts_at=starts_at, state=state)


def test_what_i_lead_holds_planned_dates_too_and_is_neutral(ama, now):
    date(ama, now, "Led by Ama", lead=ama)
    date(ama, now, "Helped by Ama", days=3, second=ama, state="planned")
    date(ama, now, "Led by nobody", days=4)
    assert titles(services.make(member=ama, purpose="leading", shows_titles=True, now=now)) == [
        "Helped by Ama",
        "Led by Ama",
    ]
    assert titles(services.make(member=ama, purpose="leading", now=now)) == ["After work"] * 2


def test_a_feed_of_a_site_or_a_kind_holds_only_its_dates(ama, now):
    here, there = SiteFactory(organisation=ama.organisation), SiteFactory(organisation=ama.organisation)
    date(ama, now, "Walk here", site=here)
    date(ama, now, "Cook there", site=there, kind=Activity.Kind.COOK)
    date(ama, now, "Not yet", site=here, state="planned")
    assert titles(services.make(member=ama, purpose="site", about=str(here.pk), now=now)) == ["Walk here"]
    assert titles(services.make(member=ama, purpose="kind", about="cook", now=now)) == ["Cook there"]


def test_fits_is_told_by_the_clock_on_the_wall(ama, now):
    for at, minutes in (("14:59", 30), ("15:00", 30), ("18:00", 60), ("18:30", 31), ("09:00", 240), ("12:45", 30)):
        date(ama, now, f"{at} for {minutes}", at=at, minutes=minutes)

    def fitting(group):
        return titles(services.make(member=ama, purpose="fits", about=group, now=now))

    assert fitting("earlies") == ["15:00 for 30", "18:00 for 60", "18:30 for 31"]
    assert fitting("lates") == ["09:00 for 240"]
    assert fitting("nights") == ["18:00 for 60"]


@pytest.mark.parametrize(
    ("day", "utc"), [("2027-03-27", 15), ("2027-03-28", 14), ("2027-10-30", 14), ("2027-10-31", 15)]
)
def test_fits_follows_the_clock_change(ama, now, day, utc):
    """15:00 on the wall is another instant after the change, and the feed writes instants."""
    starts_at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(15), LONDON)
    activity = ActivityFactory(organisation=ama.organisation, title="Walk")
    OccurrenceFactory(activity=activity, starts_at=starts_at.astimezone(dt.UTC))
    made = services.make(member=ama, purpose="fits", about="earlies", now=now)
    (event,) = events(made)
    assert event["DTSTART"].to_ical() == f"{starts_at:%Y%m%d}T{utc}0000Z".encode()


def test_several_feeds_live_beside_each_other_and_one_of_each_is_replaced(ama, now):
    site = SiteFactory(organisation=ama.organisation)
    wanted = [
        ("mine", ""),
        ("leading", ""),
        ("programme", ""),
        ("site", str(site.pk)),
        ("kind", "walk"),
        ("kind", "cook"),
    ]
    made = [services.make(member=ama, purpose=purpose, about=about, now=now) for purpose, about in wanted]
    again = services.make(member=ama, purpose="site", about=str(site.pk).upper(), now=now)
    assert [fetch(one.secret).status_code for one in made] == [200, 200, 200, 404, 200, 200]
    assert fetch(again.secret).status_code == 200


PURPOSES = ("mine", "leading", "programme", "site", "kind", "fits")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_kind_of_feed_is_one_and_the_same_until_it_changes(ama, now, purpose):
    """Q-R12: byte for byte, by HEAD as by GET, unchanged by two statements however long it is, and its owner sees it read."""
    site = SiteFactory(organisation=ama.organisation)
    like = {"at": "18:00", "minutes": 30, "lead": ama, "site": site}
    walks = [date(ama, now, "Walk", days=days, **like) for days in range(2, 12)]
    for walk in walks[:2]:
        joining.join(member=ama, occurrence_id=walk.pk, now=now)
    about = {"site": str(site.pk), "kind": "walk", "fits": "nights"}.get(purpose, "")
    made = services.make(member=ama, purpose=purpose, about=about, now=now)
    first = fetch(made.secret)
    assert len(events(made)) == 2 if purpose == "mine" else 10
    assert fetch(made.secret).content == first.content
    head = fetch(made.secret, method="head")
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(first.headers))
    for method in ("get", "head"):
        same = fetch(made.secret, first["ETag"], method)
        assert (same.status_code, same.content) == (304, b"")
        assert {name: same[name] for name in (*HEADERS, "ETag")} == {name: first[name] for name in (*HEADERS, "ETag")}
    assert statements(lambda: fetch(made.secret, first["ETag"])) == 2
    assert clock.now() >= Feed.objects.get(pk=made.row_id).last_fetched_at >= now

    before = {str(event["UID"]): event["SEQUENCE"] for event in events(made)}
    organising.move(
        member=ama,
        roles=ORGANISER,
        occurrence_id=walks[0].pk,
        date=walks[0].local_date,
        time=dt.time(18, 15),
        now=now,
    )
    changed = fetch(made.secret, first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    after = {str(event["UID"]): event["SEQUENCE"] for event in events(made)}
    assert sorted(after[uid] - before[uid] for uid in before) == [0] * (len(before) - 1) + [1]
    assert after.keys() == before.keys()


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "mine", "about": "walk"},
        {"purpose": "kind", "about": "dance"},
        {"purpose": "kind"},
        {"purpose": "fits", "about": "turning"},
        {"purpose": "site", "about": "main"},
        {"purpose": "programme", "is_busy_only": True},
        {"purpose": "mine", "is_busy_only": True, "shows_titles": True},
    ],
)
def test_a_feed_of_nothing_is_refused(ama, now, wrong):
    with pytest.raises(FieldProblem):
        services.make(member=ama, now=now, **wrong)
    assert not Feed.objects.exists()


@pytest.mark.unscoped
def test_a_site_of_another_organisation_is_refused(now):
    from django_scopes import scope

    with scope(organisation=(there := OrganisationFactory()).pk):
        site = SiteFactory(organisation=there)
    with scope(organisation=(here := OrganisationFactory()).pk), pytest.raises(FieldProblem):
        services.make(member=MemberFactory(organisation=here), purpose="site", about=str(site.pk), now=now)


def test_busy_only_says_busy_and_not_even_whose_calendar_it_is(ama, now):
    walk = date(ama, now, "Blood pressure check")
    joining.join(member=ama, occurrence_id=walk.pk, now=now)
    made = services.make(member=ama, purpose="mine", is_busy_only=True, now=now)
    body = fetch(made.secret).content.decode()
    assert "\r\nSUMMARY:Busy\r\n" in body
    assert "\r\nX-WR-CALNAME:Busy\r\n" in body
    for hidden in ("Blood", "After work", "LOCATION", "Main door"):
        assert hidden not in body


def test_a_place_given_back_is_gone_and_taken_again_never_goes_back_in_sequence(ama, now):
    """RULE-48."""
    walk = date(ama, now, "Walk")
    made = services.make(member=ama, purpose="mine", now=now)
    seen = []
    for minutes in (0, 10, 20):
        at = now + dt.timedelta(minutes=minutes)
        joining.join(member=ama, occurrence_id=walk.pk, now=at)
        (event,) = events(made)
        seen.append((event["SEQUENCE"], event["DTSTAMP"].dt, event["UID"]))
        joining.leave(member=ama, occurrence_id=walk.pk, now=at + dt.timedelta(minutes=5))
        assert events(made) == []
    assert sorted(set(seen)) == seen
    assert len({sequence for sequence, _, _ in seen}) == 3
    assert len({uid for _, _, uid in seen}) == 1


def test_a_moved_date_is_the_same_event_at_another_time(ama, now):
    walk = date(ama, now, "Walk", days=9)
    made = services.make(member=ama, purpose="programme", now=now)
    (before,) = events(made)
    day = (now + dt.timedelta(days=11)).date()
    organising.move(
        member=ama,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        date=day,
        time=dt.time(16, 15),
        now=now + dt.timedelta(hours=1),
    )
    (after,) = events(made)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert after.start.astimezone(LONDON) == dt.datetime.combine(day, dt.time(16, 15), LONDON)


def test_a_deleted_date_is_gone_and_the_validator_with_it(ama, now):
    walk = date(ama, now, "Walk", days=9)
    made = services.make(member=ama, purpose="programme", now=now)
    etag = fetch(made.secret)["ETag"]
    Occurrence.objects.filter(pk=walk.pk).delete()
    reply = fetch(made.secret, etag)
    assert reply.status_code == 200
    assert b"VEVENT" not in reply.content


def test_a_new_title_moves_the_validator_and_dates_gone_by_keep_what_they_said(ama, now):
    walk = date(ama, now, "Walk", days=-3)
    OccurrenceFactory(activity=walk.activity, starts_at=walk.starts_at + dt.timedelta(days=7))
    made = services.make(member=ama, purpose="programme", shows_titles=True, now=now)
    etag = fetch(made.secret)["ETag"]
    organising.change_activity(
        member=ama, roles=ORGANISER, activity_id=walk.activity_id, changes={"title": "Stroll"}, now=now
    )
    assert fetch(made.secret, etag).status_code == 200
    assert titles(made) == ["Stroll", "Walk"]


def test_what_one_date_says_apart_is_what_calendars_and_files_show(ama, now):
    walk = date(ama, now, "Walk", lead=ama)
    joining.join(member=ama, occurrence_id=walk.pk, now=now)
    feeds = [services.make(member=ama, purpose=p, shows_titles=True, now=now) for p in ("mine", "leading", "programme")]
    before = [(fetch(made.secret)["ETag"], events(made)[0]["SEQUENCE"]) for made in feeds]
    wanted = words.Wanted({"title": "Short walk"}, words.Reach.THIS)
    words.say(member=ama, roles=ORGANISER, occurrence_id=walk.pk, wanted=wanted, now=now)
    for made, (etag, sequence) in zip(feeds, before, strict=True):
        (event,) = events(made)
        assert (str(event["SUMMARY"]), event["SEQUENCE"]) == ("Short walk", sequence + 1)
        assert fetch(made.secret, etag).status_code == 200


def test_the_validator_moves_when_a_cancelled_date_has_been_shown_for_thirty_days(ama, now):
    walk = date(ama, now, "Walk", days=45)
    made = services.make(member=ama, purpose="programme", now=now)
    organising.cancel(member=ama, roles=ORGANISER, occurrence_id=walk.pk, now=now)
    shown = fetch(made.secret)
    assert b"SUMMARY:CANCELLED: Walk" in shown.content
    Occurrence.objects.update(revised_at=now - dt.timedelta(days=32))
    later = fetch(made.secret, shown["ETag"])
    assert (later.status_code, b"VEVENT" in later.content) == (200, False)


def test_the_validator_of_my_feed_moves_with_my_own_sign_up(ama, now):
    walk = date(ama, now, "Walk")
    OccurrenceFactory(activity=walk.activity, starts_at=walk.starts_at + dt.timedelta(days=1))
    (ben,) = colleagues(ama.organisation, 1)
    Occurrence.objects.update(places=1)
    joining.join(member=ben, occurrence_id=walk.pk, now=now)
    made = services.make(member=ama, purpose="mine", now=now)
    tags = [fetch(made.secret)["ETag"]]
    joining.join(member=ama, occurrence_id=walk.pk, now=now)
    tags.append(fetch(made.secret)["ETag"])
    joining.leave(member=ben, occurrence_id=walk.pk, now=now)
    assert SignUp.objects.get(member=ama).status == "placed"
    tags.append(fetch(made.secret)["ETag"])
    assert len(set(tags)) == 3


def test_an_address_that_died_unused_is_not_shown_as_one_that_works(ama, now):
    """Q-S7: 13 months; and a new one can be made in its place."""
    browser = signed_in(ama)
    made = services.make(member=ama, purpose="mine", now=now)

    def shown():
        return [row["id"] for row in browser.send("GET", "/api/v1/feeds").json()["results"]]

    Feed.objects.update(last_fetched_at=now - dt.timedelta(days=395))
    assert (shown(), fetch(made.secret).status_code) == ([str(made.row_id)], 200)
    Feed.objects.update(last_fetched_at=now - dt.timedelta(days=397))
    assert (shown(), fetch(made.secret).status_code) == ([], 404)
    again = services.make(member=ama, purpose="mine", now=now)
    assert (shown(), fetch(made.secret).status_code) == ([str(again.row_id)], 404)


def test_the_owner_sees_each_address_and_when_it_was_read(ama, now):
    site = SiteFactory(organisation=ama.organisation)
    browser = signed_in(ama)
    wanted = {"purpose": "site", "about": str(site.pk)}
    made = browser.send("POST", "/api/v1/feeds", wanted, once=True).json()
    assert made["webcal_url"].startswith("webcal://")
    fetch(made["url"].rsplit("/", 1)[1].removesuffix(".ics"))
    (shown,) = browser.send("GET", "/api/v1/feeds").json()["results"]
    assert (shown["purpose"], shown["about"]) == ("site", str(site.pk))
    assert shown["last_fetched"]["date"] == shown["last_fetched_date"] == now.astimezone(LONDON).date().isoformat()
    assert "url" not in shown


@pytest.mark.parametrize(
    ("language", "neutral", "cancelled", "busy"),
    [
        ("en", "After work", "CANCELLED: After work", "Busy"),
        ("pl", "Po pracy", "ODWOŁANE: Po pracy", "Czas zajęty"),
        ("ur", "کام کے بعد", "منسوخ: \u2068کام کے بعد\u2069", "مصروف"),
        ("so", "After work", "CANCELLED: After work", "Busy"),  # the server has no words of it
    ],
)
def test_a_calendar_speaks_its_readers_language(ama, now, language, neutral, cancelled, busy):
    Member.objects.filter(pk=ama.pk).update(language=language)
    walk = date(ama, now, "Walk", lead=ama)
    made = services.make(member=ama, purpose="leading", now=now)
    assert titles(made) == [neutral]
    organising.cancel(member=ama, roles=ORGANISER, occurrence_id=walk.pk, now=now)
    (event,) = events(made)
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == (cancelled, "CANCELLED")
    made = services.make(member=ama, purpose="leading", is_busy_only=True, now=now)
    assert f"X-WR-CALNAME:{busy}\r\n" in fetch(made.secret).content.decode()


def test_another_language_is_sent_although_no_date_moved(ama, now):
    date(ama, now, "Walk", lead=ama)
    made = services.make(member=ama, purpose="leading", now=now)
    etag = fetch(made.secret)["ETag"]
    assert fetch(made.secret, etag).status_code == 304
    Member.objects.filter(pk=ama.pk).update(language="pl")
    reply = fetch(made.secret, etag)
    assert (reply.status_code, "SUMMARY:Po pracy\r\n" in reply.content.decode()) == (200, True)

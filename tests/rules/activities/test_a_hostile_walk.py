"""Rules of places where they meet each other, walked through the API as people in a hurry do: each was once broken."""

import datetime as dt

import pytest

from aftershift.activities import paper, tasks
from aftershift.activities.events import OccurrencePublishing
from aftershift.activities.models import (
    FacilitiesTeam,
    FineForMe,
    Invitation,
    KeptPlaces,
    Occurrence,
    Series,
    SignUp,
)
from aftershift.activities.services.series import generating
from aftershift.core import clock, events
from aftershift.notifications.selectors import inbox
from aftershift.people.services.leaving import leave as leave_the_programme
from tests.factories import MONDAY_9AM, Client, MemberFactory, OrganisationFactory, TeamFactory, colleagues, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.people.world import PIN, card_for

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
STARTS = MONDAY_9AM + 12 * DAY
CLOSES = MONDAY_9AM + 8 * DAY + 3 * HOUR  # a draw is at noon


class Walk:
    """One walk, pressed by phones. `at` is the time on every clock."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch
        self.at(MONDAY_9AM)
        self.organisation = OrganisationFactory()
        self.rosa = MemberFactory(organisation=self.organisation, roles=("organiser",))
        self.lead = MemberFactory(organisation=self.organisation)
        self.activity = ActivityFactory(organisation=self.organisation, lead=self.lead)

    def at(self, moment):
        self.now = moment
        self.monkeypatch.setattr(clock, "now", lambda: moment)

    def date(self, places=2, **fields):
        return OccurrenceFactory(activity=self.activity, places=places, **({"starts_at": STARTS} | fields))

    def people(self, count, **fields):
        return colleagues(self.organisation, count, **fields)

    def press(self, who, method, path, body=None, **headers):
        return signed_in(who).send(method, f"/api/v1/{path}", body, once=method == "POST", **headers)

    def ok(self, who, method, path, body=None, **headers):
        reply = self.press(who, method, path, body, **headers)
        assert reply.status_code < 300, reply.content
        return reply.json() if reply.content else None

    def join(self, who, date, **body):
        return self.ok(who, "POST", f"occurrences/{date.pk}/sign-ups", body)

    def leave(self, who, date):
        return self.ok(who, "DELETE", f"occurrences/{date.pk}/sign-ups/mine")

    def undo(self, who, date):
        return self.press(who, "POST", f"occurrences/{date.pk}/sign-ups/mine/undo")

    def page(self, who, date):
        return self.ok(who, "GET", f"occurrences/{date.pk}")

    def edits(self, date, what, body, *, method="PUT", by=None):
        by = by or self.rosa
        tag = signed_in(by).get(f"/api/v1/occurrences/{date.pk}")["ETag"]
        return self.press(by, method, f"occurrences/{date.pk}/{what}", body, **{"If-Match": tag})

    def edit(self, date, what, body, **more):
        reply = self.edits(date, what, body, **more)
        assert reply.status_code < 300, reply.content
        return reply.json()

    def draw_on(self, date, closes=CLOSES):
        self.edit(date, "draw", {"closes_date": str(self.organisation.local(closes).date())})

    def move(self, date, to, **more):
        local = self.organisation.local(to)
        body = {"starts_date": str(local.date()), "starts_time": f"{local:%H:%M}"}
        return self.edits(date, "time", body | more)

    def facilities_first(self, date, until, *members):
        team = TeamFactory(organisation=self.organisation)
        FacilitiesTeam.objects.create(organisation=self.organisation, team=team)
        for someone in members:
            someone.team = team
            someone.save()
        body = {"first_timers": 0, "jobs": [], "facilities_until": str(until)}
        return self.edits(date, "kept-places", body)

    def told(self, who):
        return [(row.words.title, row.words.text) for row in inbox(member=who, now=self.now)]


@pytest.fixture
def walk(monkeypatch):
    return Walk(monkeypatch)


def status(who, date):
    return SignUp.objects.filter(member=who, occurrence=date).latest("changed_at").status


def slug(reply):
    return reply.json()["type"].rsplit("/", 1)[-1]


# ---- the draw, with everything that moves around it


def test_a_draw_gives_places_though_the_queue_has_ended(walk):
    """The waiting list ends two days before; so does the draw, or the worker comes an hour late."""
    date = walk.date(starts_at=CLOSES + 2 * DAY)
    walk.draw_on(date)
    walk.edit(date, "places", {"places": 2, "cut_off_hours": 48})
    people = walk.people(3)
    for someone in people:
        walk.join(someone, date)
    walk.at(CLOSES + HOUR)
    tasks.draw_due_places()
    assert sorted(status(someone, date) for someone in people) == ["placed", "placed", "waiting"]


def test_a_date_is_not_moved_before_its_draw(walk):
    date = walk.date()
    walk.draw_on(date)
    (ama,) = walk.people(1)
    walk.join(ama, date)
    reply = walk.move(date, CLOSES + DAY)
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, "/starts_date")
    assert Occurrence.objects.get(pk=date.pk).starts_at == STARTS
    assert walk.move(date, CLOSES + 2 * DAY).status_code == 200


def test_who_was_not_in_the_draw_comes_after_all_who_were(walk):
    """Giving a turn back a minute before the draw, and taking it back after, is no way to the front."""
    date = walk.date(places=1)
    walk.draw_on(date)
    sly, *others = walk.people(4)
    for someone in (sly, *others):
        walk.join(someone, date)
    walk.at(CLOSES - MINUTE)
    walk.leave(sly, date)
    walk.at(CLOSES + MINUTE)
    tasks.draw_due_places()
    assert walk.undo(sly, date).json()["position"] == 3
    winner = SignUp.objects.get(occurrence=date, status="placed").member
    walk.leave(winner, date)
    assert status(sly, date) == "waiting"


def test_who_asks_after_the_window_closed_is_not_drawn(walk):
    """The worker comes by a while later; until then everybody still waits."""
    date = walk.date(places=1)
    walk.draw_on(date)
    early, late = walk.people(2)
    walk.join(early, date)
    walk.at(CLOSES + MINUTE)
    sign_up = walk.join(late, date)
    tasks.draw_due_places()
    assert (status(early, date), status(late, date)) == ("placed", "waiting")
    drawn = walk.ok(late, "GET", f"occurrences/{date.pk}/draw")["entries"]
    assert sign_up["id"] not in [entry["code"] for entry in drawn]
    assert len(drawn) == 1


# ---- called off by mistake


def test_a_cancellation_taken_back_gives_everybody_the_turn_they_had(walk):
    date = walk.date(places=1)
    ama, ben, cleo = walk.people(3)
    for minute, someone in enumerate((ama, ben, cleo)):
        walk.at(MONDAY_9AM + minute * MINUTE)
        walk.join(someone, date)
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/cancellation", {"reason": "Fog"})
    assert [status(someone, date) for someone in (ama, ben, cleo)] == ["placed", "cancelled", "cancelled"]
    walk.at(MONDAY_9AM + HOUR)
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/bringing-back")
    assert [status(someone, date) for someone in (ama, ben, cleo)] == ["placed", "waiting", "waiting"]
    assert [walk.page(someone, date)["my_position"] for someone in (ben, cleo)] == [1, 2]
    assert Occurrence.objects.get(pk=date.pk).waiting == 2
    # Who waits is told that it is on again, and not that they have a place.
    assert "place" not in walk.told(ben)[0][1]
    assert walk.told(ben)[0][0].endswith("takes place after all")
    assert walk.told(ama)[0][1].endswith("You have your place.")


def test_a_cancellation_taken_back_keeps_the_draw_that_people_were_in(walk):
    date = walk.date()
    walk.draw_on(date)
    ama, ben = walk.people(2)
    for someone in (ama, ben):
        walk.join(someone, date)
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/cancellation", {"reason": ""})
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/bringing-back")
    walk.at(CLOSES)
    tasks.draw_due_places()
    assert [status(someone, date) for someone in (ama, ben)] == ["placed", "placed"]


def test_a_cancellation_taken_back_seats_nobody_who_has_left_the_programme(walk):
    date = walk.date(places=1)
    ama, ben = walk.people(2)
    for someone in (ama, ben):
        walk.join(someone, date)
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/cancellation", {"reason": ""})
    for someone in (ama, ben):
        leave_the_programme(member=someone, now=walk.now)
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/bringing-back")
    date.refresh_from_db()
    assert (date.taken, date.waiting) == (0, 0)


def test_whoever_has_left_the_programme_is_not_put_back_on_a_list(walk):
    date = walk.date(places=1)
    (ama,) = walk.people(1)
    mine = walk.join(ama, date)
    walk.edit(date, f"sign-ups/{mine['id']}/removal", {"reason": "By mistake"})
    leave_the_programme(member=ama, now=walk.now)
    reply = walk.edits(date, f"sign-ups/{mine['id']}/removal", None, method="DELETE")
    assert (reply.status_code, slug(reply)) == (409, "not-coming")
    assert Occurrence.objects.get(pk=date.pk).taken == 0


def test_whoever_is_put_back_on_the_list_is_told(walk):
    """They were told that they are off; nothing else would tell them to come."""
    date = walk.date(places=1)
    ama, ben = walk.people(2)
    rows = [walk.join(someone, date) for someone in (ama, ben)]
    for row in rows:
        walk.edit(date, f"sign-ups/{row['id']}/removal", {"reason": "By mistake"})
    for row in rows:
        walk.edit(date, f"sign-ups/{row['id']}/removal", None, method="DELETE")
    assert [title for title, _ in walk.told(ama)] == ["You have your place again: Thursday walk"]
    assert [title for title, _ in walk.told(ben)] == ["You wait again: Thursday walk"]
    assert "fewer places" not in walk.told(ben)[0][1]
    assert "mistake" not in walk.told(ama)[0][1]


# ---- another time


def test_who_waits_is_not_told_that_they_keep_a_place(walk):
    date = walk.date(places=1)
    ama, ben = walk.people(2)
    for someone in (ama, ben):
        walk.join(someone, date)
    assert walk.move(date, STARTS + DAY).status_code == 200
    assert walk.told(ama)[0][1].endswith("You keep your place.")
    assert "place" not in walk.told(ben)[0][1]
    assert walk.told(ben)[0][1].endswith("You keep your turn in the queue.")


def test_who_comes_too_late_for_an_early_start_reads_when_they_set_off(walk):
    date = walk.date()
    (ama,) = walk.people(1)
    walk.at(STARTS - 30 * MINUTE)
    Occurrence.objects.filter(pk=date.pk).update(state="started", started_at=walk.now)
    walk.at(walk.now + MINUTE)
    reply = walk.press(ama, "POST", f"occurrences/{date.pk}/sign-ups", {})
    assert (slug(reply), reply.json()["started_at"]) == ("occurrence-started", "2026-01-17T08:30:00Z")


def test_fine_for_me_was_said_of_the_time_that_it_had(walk):
    date = walk.date()
    (ama,) = walk.people(1)
    walk.join(ama, date)
    assert walk.ok(ama, "PUT", f"occurrences/{date.pk}/fine-for-me")["fine_for_me"] is True
    assert walk.move(date, STARTS + 8 * HOUR).status_code == 200
    assert walk.page(ama, date)["fine_for_me"] is False
    assert not FineForMe.objects.exists()


def test_the_wider_hospital_may_join_before_it_begins(walk):
    date = walk.date()
    porter, nurse = walk.people(2)
    never = walk.facilities_first(date, (STARTS + DAY).date(), porter)
    assert (never.status_code, never.json()["errors"][0]["pointer"]) == (400, "/facilities_until")
    assert walk.facilities_first(date, (STARTS - DAY).date(), porter).status_code == 200
    assert walk.press(nurse, "POST", f"occurrences/{date.pk}/sign-ups", {}).status_code == 409
    # Moved to before that day, it opens to everybody as long before it as kept places do.
    assert walk.move(date, STARTS - 3 * DAY).status_code == 200
    walk.at(STARTS - 5 * DAY)
    assert walk.join(nurse, date)["status"] == "placed"


def test_who_may_not_join_yet_is_not_told_of_a_free_place_until_they_may(walk):
    date = walk.date(places=1)
    porter, second, nurse = walk.people(3)
    opens = MONDAY_9AM.replace(hour=0) + 3 * DAY
    assert walk.facilities_first(date, opens.date(), porter, second).status_code == 200
    walk.join(porter, date)
    for someone in (second, nurse):
        walk.ok(someone, "PUT", f"occurrences/{date.pk}/tell-me", {"whats": ["place_free"]})
    walk.leave(porter, date)
    assert walk.told(second)[0][0].startswith("A place is free")
    assert walk.told(nurse) == []
    walk.at(opens)
    tasks.let_all_in()
    assert walk.told(nurse)[0][0].startswith("A place is free")
    assert len(walk.told(second)) == 1


# ---- fewer places, and more again


def test_an_open_offer_does_not_cost_somebody_their_place(walk):
    """The lead chooses who waits among all who count, also those who have not said yes."""
    date = walk.date(places=2)
    ama, ben, cleo = walk.people(3)
    for someone in (ama, ben):
        walk.join(someone, date)
    offered = walk.join(cleo, date, straight_in=False)
    walk.at(MONDAY_9AM + 2 * HOUR)
    walk.leave(ben, date)
    assert status(cleo, date) == "offered"
    page = walk.edit(date, "places", {"places": 1, "to_queue": [offered["id"]], "reason": "One seat fewer"})
    assert (page["places"], page["taken"], status(ama, date), status(cleo, date)) == (1, 1, "placed", "waiting")
    assert walk.told(cleo)[0][1].endswith("One seat fewer")
    late = walk.press(cleo, "POST", f"occurrences/{date.pk}/sign-ups/mine/acceptance")
    assert (late.status_code, slug(late)) == (409, "offer-over")


def test_why_somebody_had_to_wait_is_not_said_of_the_place_they_have_since(walk):
    date = walk.date(places=2)
    ama, ben = walk.people(2)
    mine = walk.join(ama, date)
    walk.join(ben, date)
    walk.edit(date, "places", {"places": 1, "to_queue": [mine["id"]], "reason": "The minibus broke"})
    assert walk.told(ama)[0][1].endswith("The minibus broke")
    walk.edit(date, "places", {"places": 2})
    assert walk.told(ama)[0][0].startswith("You have a place")
    assert "minibus" not in walk.told(ama)[0][1]
    # Nor of the place that they give back themselves.
    walk.edit(date, "places", {"places": 1, "to_queue": [mine["id"]], "reason": "The minibus broke"})
    walk.leave(ama, date)
    assert walk.page(ama, date)["my_last"]["reason"] == ""


def kept(date):
    row = KeptPlaces.objects.filter(occurrence=date, group="first_timers").first()
    date.refresh_from_db()
    return (row.count if row else 0), date.kept


def test_the_quarter_for_first_timers_is_a_quarter_of_the_places_there_are(walk):
    """The minibus broke: of forty places eight are left, and they are not all kept for people who come for the first time."""
    date = walk.date(places=40, state="planned")
    opens(walk, date, MONDAY_9AM + MINUTE)
    assert kept(date) == (10, 10)
    for places, share in ((8, 2), (12, 3)):
        walk.edit(date, "places", {"places": places})
        assert kept(date) == (share, share)
    walk.edit(date, "kept-places", {"first_timers": 5, "jobs": [], "facilities_until": None})
    walk.edit(date, "places", {"places": 8})
    assert kept(date) == (5, 5)  # somebody said so


def test_of_fewer_than_four_places_nothing_is_kept_any_more(walk):
    date = walk.date(places=4, state="planned")
    opens(walk, date, MONDAY_9AM + MINUTE)
    assert kept(date) == (1, 1)
    walk.edit(date, "places", {"places": 3})
    assert kept(date) == (0, 0)
    assert date.keeps_until is None


def test_the_quarter_follows_the_places_of_a_whole_series_too(walk):
    date = every_time(walk, places=40)
    opens(walk, date, MONDAY_9AM + MINUTE)
    page = signed_in(walk.rosa).get(f"/api/v1/activities/{walk.activity.pk}/series")
    rule = page.json()["rule"]
    body = {"rule": rule, "places": 8, "scope": "all"}
    tag = {"If-Match": page["ETag"]}
    walk.ok(walk.rosa, "PUT", f"activities/{walk.activity.pk}/series", body, **tag)
    assert (date.places, kept(date), date.places) == (40, (2, 2), 8)


# ---- who comes every time


def every_time(walk, places=2, **fields):
    """A weekly walk of which one date is planned."""
    day = walk.organisation.local(STARTS).date()
    Series.objects.create(
        organisation=walk.organisation, activity=walk.activity, first_date=day, start_time=dt.time(9), places=places
    )
    return walk.date(places=places, state="planned", pattern_date=day, **fields)


def comes_every_time(walk, who, **guests):
    walk.ok(who, "PUT", f"activities/{walk.activity.pk}/standing-sign-up", guests)


def opens(walk, date, at):
    walk.monkeypatch.setitem(events._listeners, OccurrencePublishing, [])  # its list before the day is done
    walk.at(at)
    walk.ok(walk.rosa, "POST", f"occurrences/{date.pk}/publication")


def test_who_left_a_series_while_a_date_was_off_is_not_on_it_when_it_is_on_again(walk):
    date = every_time(walk, places=1)
    ama, ben = walk.people(2)
    for someone in (ama, ben):
        comes_every_time(walk, someone)
    opens(walk, date, MONDAY_9AM + MINUTE)
    assert [status(someone, date) for someone in (ama, ben)] == ["placed", "waiting"]
    walk.ok(walk.rosa, "POST", f"occurrences/{date.pk}/cancellation", {"reason": ""})
    for someone in (ama, ben):
        walk.ok(someone, "DELETE", f"activities/{walk.activity.pk}/standing-sign-up")
    walk.ok(walk.rosa, "POST", f"occurrences/{date.pk}/bringing-back")
    assert [status(someone, date) for someone in (ama, ben)] == ["left", "left"]
    date.refresh_from_db()
    assert (date.taken, date.waiting) == (0, 0)


def test_a_party_that_is_too_large_by_now_keeps_no_date_from_opening(walk):
    date = every_time(walk, places=3)
    ama, ben = walk.people(2)
    comes_every_time(walk, ama, adults=2)
    comes_every_time(walk, ben)
    walk.edit(date, "places", {"places": 2})
    opens(walk, date, STARTS - 2 * HOUR)
    assert (status(ama, date), status(ben, date)) == ("waiting", "placed")


def test_who_comes_every_time_has_what_is_kept_for_first_timers_though_it_was_kept_before(walk):
    first, second, new = walk.people(3)
    before = OccurrenceFactory(activity=walk.activity, starts_at=MONDAY_9AM - DAY, state="closed")
    for someone in (first, second):
        row = {"member": someone, "status": "placed", "queued_at": MONDAY_9AM, "changed_at": MONDAY_9AM}
        before.sign_ups.create(organisation=walk.organisation, **row)
    date = every_time(walk, places=2)
    walk.edit(date, "kept-places", {"first_timers": 1, "jobs": [], "facilities_until": None})
    for someone in (first, second, new):
        walk.at(walk.now + MINUTE)
        comes_every_time(walk, someone)
    opens(walk, date, MONDAY_9AM + HOUR)
    assert [status(someone, date) for someone in (first, second, new)] == ["placed", "waiting", "placed"]
    date.refresh_from_db()
    assert (date.taken, date.kept) == (2, 0)


def test_of_a_free_place_only_those_are_told_who_can_have_it(walk):
    date = walk.date(places=2)
    ama, ben, off, asks = walk.people(4)
    mine = [walk.join(someone, date) for someone in (ama, off)]
    walk.edit(date, f"sign-ups/{mine[1]['id']}/removal", {"reason": "Shouted"})
    walk.join(ben, date)
    for someone in (ama, off, asks):
        walk.ok(someone, "PUT", f"occurrences/{date.pk}/tell-me", {"whats": ["place_free"]})
    walk.leave(ben, date)
    told = {someone: [title for title, _ in walk.told(someone)] for someone in (ama, off, asks)}
    assert told == {ama: [], off: ["You are off the list: Thursday walk"], asks: ["A place is free: Thursday walk"]}


# ---- without a phone


def tablet(code):
    reply = Client().post("/api/v1/kiosk/session", {"card": code, "pin": PIN}, format="json")
    return Client(headers={"X-Kiosk-Token": reply.json()["token"]})


def test_who_waits_and_presses_at_the_tablet_has_the_free_place_as_on_a_phone(walk):
    date = walk.date(places=1)
    ama, ben = walk.people(2)
    walk.join(ama, date)
    code = card_for(ben).code
    path = f"/api/v1/kiosk/dates/{date.pk}"
    assert tablet(code).put(path, {}, format="json").json()["mine"] == "waiting"
    walk.at(STARTS - HOUR)  # the queue has ended: the first tap has it
    walk.leave(ama, date)
    assert tablet(code).put(path, {}, format="json").json()["mine"] == "placed"


def test_a_ticket_says_neither_a_place_that_is_only_offered_nor_a_date_that_is_off(walk):
    date = walk.date(places=2)
    ama, ben, cleo = walk.people(3)
    for someone in (ama, ben):
        walk.join(someone, date)
    walk.join(cleo, date, straight_in=False)
    shown = lambda who: [ticket.position for ticket in paper.own_ticket(member=who, occurrence_id=date.pk)[1]]  # noqa: E731
    assert [shown(who) for who in (ama, cleo)] == [[None], [1]]
    walk.leave(ben, date)
    assert status(cleo, date) == "offered"
    assert [shown(who) for who in (ama, cleo)] == [[None], []]
    walk.ok(walk.lead, "POST", f"occurrences/{date.pk}/cancellation", {"reason": ""})
    assert shown(ama) == []


def test_what_others_join_first_is_not_shown_as_mine_to_join(walk):
    date = walk.date()
    porter, nurse = walk.people(2)
    assert walk.facilities_first(date, (MONDAY_9AM + 3 * DAY).date(), porter).status_code == 200
    shown = {}
    for someone in (porter, nurse):
        board = tablet(card_for(someone).code).get("/api/v1/kiosk/dates").json()["open"]
        home = walk.ok(someone, "GET", "home")["fits"]
        shown[someone] = ([row["id"] for row in board], [row["id"] for row in home])
    assert shown == {porter: ([str(date.pk)], [str(date.pk)]), nurse: ([], [])}


# ---- people for people


def test_a_host_who_gives_the_place_back_is_missed(walk):
    """First-timers would stand at the door alone: who leads hears it, however the place went, and never whose it was."""
    date = walk.date()
    for times, gone in enumerate(("left", "removed", "programme"), start=1):
        (kasia,) = walk.people(1)
        mine = walk.join(kasia, date)
        walk.ok(kasia, "PUT", f"occurrences/{date.pk}/host", {})
        if gone == "left":
            walk.leave(kasia, date)
        elif gone == "removed":
            walk.edit(date, f"sign-ups/{mine['id']}/removal", {"reason": "Full"})
        else:
            leave_the_programme(member=kasia, now=walk.now)
        assert [title for title, _ in walk.told(walk.lead)] == ["Nobody meets the new ones: Thursday walk"] * times, (
            gone
        )
        walk.at(walk.now + MINUTE)


def test_an_organiser_among_friends_runs_nothing_that_is_just_us(walk):
    maker = walk.people(1)[0]
    local = walk.organisation.local(MONDAY_9AM + 2 * DAY)
    body = {"title": "Tea", "meeting_place": "Canteen", "starts_date": str(local.date()), "starts_time": "16:00"}
    tea = walk.ok(maker, "POST", "just-us", body | {"minutes": 60, "places": 4})
    sent = walk.ok(maker, "POST", f"occurrences/{tea['id']}/invitations", {})
    walk.ok(walk.rosa, "POST", f"invitations/{sent['id']}/acceptance", {"code": sent["code"]})
    page = walk.ok(walk.rosa, "GET", f"occurrences/{tea['id']}")
    assert not page["may"]["cancel"]
    assert not page["may"]["change"]
    off = walk.press(walk.rosa, "POST", f"occurrences/{tea['id']}/cancellation", {"reason": ""})
    names = walk.press(walk.rosa, "GET", f"occurrences/{tea['id']}/sign-up-list")
    assert (off.status_code, names.status_code) == (403, 403)


def test_a_no_to_just_us_is_answered_like_any_no(walk):
    maker, friend = walk.people(2)
    local = walk.organisation.local(MONDAY_9AM + 2 * DAY)
    body = {"title": "Tea", "meeting_place": "Canteen", "starts_date": str(local.date()), "starts_time": "16:00"}
    tea = walk.ok(maker, "POST", "just-us", body | {"minutes": 60, "places": 4})
    sent = walk.ok(maker, "POST", f"occurrences/{tea['id']}/invitations", {"card": card_for(friend).code})
    reply = walk.press(friend, "POST", f"invitations/{sent['id']}/refusal", {})
    assert reply.status_code == 200, reply.content
    assert Invitation.objects.get(pk=sent["id"]).state == "declined"


def test_a_hold_of_who_is_moved_to_the_queue_is_in_nobodys_way(walk):
    date = walk.date(places=3)
    ama, ben = walk.people(2)
    mine = walk.join(ama, date)
    walk.join(ben, date)
    walk.ok(ama, "POST", f"occurrences/{date.pk}/invitations", {})
    page = walk.edit(date, "places", {"places": 1, "to_queue": [mine["id"]], "reason": "The minibus broke"})
    assert (page["places"], page["taken"]) == (1, 1)
    assert (status(ama, date), status(ben, date)) == ("waiting", "placed")


# ---- a cut-off for one date


def cut_offs(walk, *minutes):
    """Of the dates of a weekly series; then of the next that is made."""
    first = walk.organisation.local(MONDAY_9AM + 3 * DAY).date()
    series = Series.objects.create(
        organisation=walk.organisation, activity=walk.activity, first_date=first, start_time=dt.time(15, 30)
    )
    for week, each in enumerate(minutes):
        at = MONDAY_9AM + (3 + 7 * week) * DAY
        day = walk.organisation.local(at).date()
        walk.date(starts_at=at, pattern_date=day, cut_off_minutes=each, state="planned")
    generating.generate_due(organisation_id=walk.organisation.pk, series_id=series.pk, now=MONDAY_9AM)
    made = Occurrence.objects.filter(activity=walk.activity).order_by("starts_at")
    return [row.cut_off_minutes for row in made[len(minutes) :]]


@pytest.mark.parametrize(
    ("set_by_hand", "follows"),
    [
        ((180, 180, 1440), 180),  # for the last date alone it stays alone
        ((180, 1440, 1440), 1440),
        ((1440, 1440, 180), 1440),
        ((1440,), 1440),  # the only date there is
        ((180, 1440, 180, 1440), 180),
    ],
)
def test_a_cut_off_set_for_one_date_stays_with_it_and_one_that_two_share_goes_on(walk, set_by_hand, follows):
    assert set(cut_offs(walk, *set_by_hand)) == {follows}

"""Two organisers save the page that both have read: exactly one wins, the other is told that it changed meanwhile."""

import datetime as dt
import json

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.activities.models import FacilitiesTeam, Occurrence
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory, TeamFactory
from tests.races.harness import all_at_once, hang_up, phone, server_env, statuses
from tests.races.test_places_under_load import current_etag, occurrence
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS = 5


@pytest.fixture
def organisation():
    return OrganisationFactory()


def save(boss, method, path, body, etag):
    def call():
        headers = {
            "X-Session-Token": boss.token,
            "X-Member": boss.member_id,
            "Content-Type": "application/json",
            "If-Match": etag,
        }
        boss.fresh()
        boss.connection.request(method, path, json.dumps(body), headers)
        reply = boss.connection.getresponse()
        return reply.status, json.loads(reply.read())

    return call


def two_edits(kind, date, etag, first, second):
    page, activity = f"/api/v1/occurrences/{date.pk}", f"/api/v1/activities/{date.activity_id}"
    if kind == "places":
        return [save(boss, "PUT", f"{page}/places", {"places": n}, etag) for boss, n in ((first, 12), (second, 14))]
    if kind == "time":
        times = [(first, "10:00"), (second, "11:00")]
        day = {"starts_date": "2090-01-06"}
        return [save(boss, "PUT", f"{page}/time", day | {"starts_time": at}, etag) for boss, at in times]
    if kind == "words and time":
        words = {"meeting_place": "The north gate", "reach": "all"}
        moved = {"starts_date": "2090-01-06", "starts_time": "10:00"}
        return [save(first, "PUT", f"{page}/words", words, etag), save(second, "PUT", f"{page}/time", moved, etag)]
    titles = [(first, "Friday walk"), (second, "Evening walk")]
    seen = etag.split(".")[0] + '-x"'
    return [save(boss, "PATCH", activity, {"title": title}, seen) for boss, title in titles]


KINDS = ("places", "time", "words and time", "title")


def winners(organisation, port, kinds=KINDS):
    """How many of two edits were saved, in each round of each kind."""
    with scope(organisation=organisation.pk):
        first, second = (phone(MemberFactory(organisation=organisation, roles=("organiser",)), port) for _ in range(2))
    found = []
    for kind in kinds * ROUNDS:
        date = occurrence(organisation, places=10)
        etag = current_etag(first, date)
        connections.close_all()
        replies = all_at_once(two_edits(kind, date, etag, first, second))
        said = statuses(replies)
        assert set(said) <= {200, 412}, replies
        found.append((kind, said[200]))
        with scope(organisation=organisation.pk):
            assert Occurrence.objects.filter(pk=date.pk).exists()
    hang_up([first, second])
    return found


def test_of_two_edits_of_one_page_exactly_one_wins(organisation):
    with gunicorn(env=server_env()) as port:
        assert set(winners(organisation, port)) == {(kind, 1) for kind in KINDS}


def test_without_the_lock_both_edits_win(organisation):
    """The negative control: if none is overwritten here, the test above proves nothing."""
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        both = [kind for kind, count in winners(organisation, port, ("places",)) if count == 2]
    assert len(both) >= 2, "this check is powerless here"


def shut_dates(organisation, port, *, rounds=ROUNDS, enough=ROUNDS):
    """Rounds after which a date lets facilities staff join first and no team is facilities staff; no more than `enough`."""
    with scope(organisation=organisation.pk):
        first, second = (phone(MemberFactory(organisation=organisation, roles=("organiser",)), port) for _ in range(2))
        team = TeamFactory(organisation=organisation)
    shut = 0
    for _ in range(rounds):
        if shut >= enough:
            break
        with scope(organisation=organisation.pk):
            FacilitiesTeam.objects.get_or_create(organisation=organisation, team=team)
            Occurrence.objects.update(facilities_until=None)
        date = occurrence(organisation, places=10, starts_at=clock.now() + dt.timedelta(days=30))
        opens = clock.now().date() + dt.timedelta(days=20)
        body = {"first_timers": 0, "jobs": [], "facilities_until": str(opens)}
        etag = current_etag(first, date)
        connections.close_all()
        keep = save(first, "PUT", f"/api/v1/occurrences/{date.pk}/kept-places", body, etag)
        empty = save(second, "PUT", "/api/v1/facilities-teams", {"team_ids": []}, "*")
        replies = all_at_once([keep, empty])
        assert set(statuses(replies)) <= {200, 409}, replies
        with scope(organisation=organisation.pk):
            goes_first = Occurrence.objects.filter(facilities_until__isnull=False).exists()
            shut += goes_first and not FacilitiesTeam.objects.exists()
    hang_up([first, second])
    return shut


def test_the_last_team_does_not_go_while_a_date_begins_to_let_it_join_first(organisation):
    with gunicorn(env=server_env()) as port:
        assert shut_dates(organisation, port) == 0


def test_without_the_lock_on_the_teams_a_date_is_shut_for_everybody(organisation):
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        # On a busy machine two presses may come further apart than the racer waits.
        assert shut_dates(organisation, port, rounds=30, enough=1) >= 1, "this check is powerless here"

"""GM-04: nobody is asked to join before there is something to join."""

import datetime as dt

import pytest

from aftershift.activities import releasing
from aftershift.activities.errors import NothingToJoin
from aftershift.insights import selectors as insights
from aftershift.organisations.models import JoinCode
from aftershift.people.services import join_codes
from tests.factories import MONDAY_9AM, Client, MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def rosa():
    return MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))


def make_poster(rosa, now=MONDAY_9AM):
    return join_codes.make_poster(member=rosa, take_down_date=now.date() + 30 * DAY, now=now)


def make_spoken(rosa, now=MONDAY_9AM):
    return join_codes.make_spoken(member=rosa, now=now)


@pytest.mark.parametrize("make", [make_poster, make_spoken])
def test_no_code_goes_out_before_there_is_something_to_join(rosa, make):
    with pytest.raises(NothingToJoin) as refused:
        make(rosa)
    assert refused.value.slug == "nothing-to-join"
    assert not JoinCode.objects.exists()
    OccurrenceFactory(organisation=rosa.organisation)
    assert make(rosa).secret


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "planned"},
        {"state": "cancelled"},
        {"state": "started"},
        {"starts_at": MONDAY_9AM},
        {"starts_at": MONDAY_9AM + 28 * DAY + dt.timedelta(minutes=1)},
        {"places": 3, "taken": 3},
        {"places": 3, "taken": 1, "held": 2},
    ],
    ids=["planned", "cancelled", "going on", "begun", "far off", "full", "held"],
)
def test_what_nobody_can_join_lets_nothing_out(rosa, fields):
    OccurrenceFactory(organisation=rosa.organisation, **fields)
    with pytest.raises(NothingToJoin):
        make_poster(rosa)


def test_just_us_lets_nothing_out(rosa):
    OccurrenceFactory(activity=ActivityFactory(organisation=rosa.organisation, is_programme=False))
    with pytest.raises(NothingToJoin):
        make_poster(rosa)


def test_what_another_organisation_has_lets_nothing_out(rosa):
    OccurrenceFactory(organisation=OrganisationFactory())
    assert not releasing.can_be_joined_today(organisation_id=rosa.organisation_id, now=MONDAY_9AM).exists()


def test_the_last_free_place_four_weeks_on_is_enough(rosa):
    date = OccurrenceFactory(organisation=rosa.organisation, starts_at=MONDAY_9AM + 28 * DAY, places=3, taken=1, held=1)
    found = releasing.can_be_joined_today(organisation_id=rosa.organisation_id, now=MONDAY_9AM)
    assert list(found) == [date]


def test_the_refusal_says_which_rule_and_what_to_do_next(rosa):
    reply = signed_in(rosa).send("POST", "/api/v1/join-codes", {"kind": "spoken"}, once=True)
    problem = reply.json()
    assert (reply.status_code, problem["type"].rsplit("/", 1)[-1]) == (409, "nothing-to-join")
    assert "free place" in problem["detail"]
    assert "first walk of 45 minutes" in problem["next"]


def test_no_further_poster_is_printed_once_the_last_date_is_gone(rosa):
    """The door behind a poster that hangs stays open: who stands before it is not sent away."""
    walk = OccurrenceFactory(organisation=rosa.organisation, starts_at=NOW + 3 * DAY)
    token = make_poster(rosa, now=NOW).secret
    assert Client().get(f"/print/poster/{token}").status_code == 200
    walk.state = "cancelled"
    walk.save()
    printed = Client().get(f"/print/poster/{token}")
    assert printed.status_code == 409
    assert "There is nothing to join yet" in printed.content.decode()
    assert Client().get(f"/join/{token}").status_code == 200


def things(rosa, now=MONDAY_9AM):
    roles = frozenset({"member", "organiser"})
    return [t.kind for t in insights.desk(member=rosa, roles=roles, now=now) if t.kind == "nothing_to_join"]


def test_the_desk_says_when_a_poster_hangs_and_nothing_can_be_joined(rosa):
    walk = OccurrenceFactory(organisation=rosa.organisation)
    code = JoinCode.objects.get(pk=make_poster(rosa).row_id)
    assert things(rosa) == []
    after = walk.starts_at + dt.timedelta(hours=1)
    assert things(rosa, after) == ["nothing_to_join"]
    join_codes.revoke(member=rosa, code_id=code.pk, now=after)
    assert things(rosa, after) == []


def test_the_desk_asks_for_nothing_while_no_code_is_out(rosa):
    assert things(rosa) == []


def test_the_release_check_names_what_can_be_joined_next(rosa):
    client = signed_in(rosa)
    assert client.get("/api/v1/release-check").json() == {"can_go_out": False, "next_date": None}
    walk = OccurrenceFactory(organisation=rosa.organisation, starts_at=NOW + 3 * DAY, taken=4)
    found = client.get("/api/v1/release-check").json()
    assert found["can_go_out"] is True
    assert found["next_date"] | {"starts": None} == {
        "id": str(walk.pk),
        "title": "Thursday walk",
        "starts": None,
        "free": 6,
    }

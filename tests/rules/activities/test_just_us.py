""" "Just us": a few colleagues by themselves. Any adult whom colleagues know plans it; nobody else learns that it is there."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities import inviting, private, selectors
from aftershift.activities.errors import InvitedEnough, JustUs, NoPlaceToHold, NotToPlan, PlannedEnough
from aftershift.activities.models import Activity, Occurrence, RegisterLine, SignUp
from aftershift.activities.register import register_of
from aftershift.activities.services import inviting as asking
from aftershift.activities.services import joining, just_us, organising, register, running
from aftershift.activities.services.without_card import count_without_card
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.leading.selectors import leads_something
from aftershift.leading.services import handover
from aftershift.people.services.leaving import leave
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, signed_in, statements
from tests.rules.activities.test_inviting import card_of
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
HOUR = dt.timedelta(hours=1)
DAY = MONDAY_9AM.date()


def plan(member, *, at=MONDAY_9AM, **fields):
    facts = {"title": "Tea after work", "meeting_place": "Canteen", "date": DAY, "time": dt.time(16, 0)}
    return just_us.plan_just_us(member=member, now=at, **(facts | {"minutes": 60, "places": 4} | fields))


def asked(maker, tea, friend, *, at=MONDAY_9AM):
    made = asking.invite(member=maker, occurrence_id=tea.pk, now=at)
    return asking.accept(member=friend, invitation_id=made.pk, code=inviting.code_of(made.pk), now=at)


def soon(**more):
    starts = OrganisationFactory().local(clock.now() + dt.timedelta(days=2))
    body = {"title": "Tea after work", "meeting_place": "Canteen", "starts_date": str(starts.date())}
    return body | {"starts_time": "16:00", "minutes": 60, "places": 4} | more


@pytest.fixture
def rosa():
    return MemberFactory(organisation=OrganisationFactory())


def test_a_member_plans_it_in_one_request_and_is_in_it(rosa):
    phone = signed_in(rosa)
    made = phone.send("POST", "/api/v1/just-us", soon(), once=True)
    assert made.status_code == 201
    card = made.json()
    assert (card["state"], card["mine"], card["i_lead"], card["taken"]) == ("published", "placed", True, 1)
    page = phone.get(f"/api/v1/occurrences/{card['id']}").json()
    assert page["is_programme"] is False
    may = page["may"]
    assert [may[what] for what in ("change", "cancel", "leave")] == [True] * 3
    assert not any(may[what] for what in ("publish", "start", "stop", "close", "checklist", "second"))


@pytest.mark.parametrize("fields", [{"confirmed": False}, {"is_under_18": True}])
def test_whoever_plans_it_is_an_adult_whom_colleagues_know(rosa, fields):
    with pytest.raises(NotToPlan):
        plan(MemberFactory(organisation=rosa.organisation, **fields))
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"time": dt.time(8, 0)}, "/starts_date"),
        ({"date": DAY + dt.timedelta(days=57)}, "/starts_date"),
        ({"date": dt.date(2026, 3, 29), "time": dt.time(1, 30)}, "/starts_time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_nothing_is_made(rosa, fields, field):
    at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC) if field == "/starts_time" else MONDAY_9AM
    with pytest.raises(FieldProblem) as refused:
        plan(rosa, at=at, **fields)
    assert [error["pointer"] for error in refused.value.facts["errors"]] == [field]
    assert not Activity.objects.exists()


@pytest.mark.parametrize("more", [{"places": 1}, {"places": 13}, {"minutes": 14}, {"minutes": 721}, {"title": ""}])
def test_it_is_small_and_has_a_name(rosa, more):
    assert signed_in(rosa).send("POST", "/api/v1/just-us", soon(**more), once=True).status_code == 400
    assert not Activity.objects.exists()


def test_it_stays_small(rosa):
    tea = plan(rosa)
    with pytest.raises(FieldProblem):
        organising.set_places(member=rosa, roles=frozenset(), occurrence_id=tea.pk, places=13, now=MONDAY_9AM)


def test_three_to_come_are_enough_and_one_called_off_makes_room(rosa):
    teas = [plan(rosa, time=dt.time(hour, 0)) for hour in (14, 15, 16)]
    with pytest.raises(PlannedEnough):
        plan(rosa, time=dt.time(17, 0))
    organising.cancel(member=rosa, roles=frozenset(), occurrence_id=teas[0].pk, now=MONDAY_9AM)
    plan(rosa, time=dt.time(17, 0))


def test_calling_off_and_planning_anew_ends_at_ten_in_a_week(rosa):
    for _ in range(private.MOST_MADE):
        tea = plan(rosa)
        organising.cancel(member=rosa, roles=frozenset(), occurrence_id=tea.pk, now=MONDAY_9AM)
    with pytest.raises(PlannedEnough):
        plan(rosa)
    later = MONDAY_9AM + dt.timedelta(days=8)
    plan(rosa, at=later, date=later.date())


READS = ("", "/sign-up-list", "/register", "/invitations", "/draw", "/calendar-file", "/checklist", "/host")


@pytest.mark.parametrize("roles", [(), ("connector",), ("organiser",), ("supervisor",)])
def test_to_everybody_else_it_is_not_there(rosa, roles):
    """Looked at, joined or called off: for whoever is not in it, its address is one of nothing."""
    tea = plan(rosa, at=clock.now(), date=(clock.now() + dt.timedelta(days=2)).date())
    outsider = MemberFactory(organisation=rosa.organisation, roles=roles)
    there, nowhere = signed_in(rosa), signed_in(outsider)
    path = f"/api/v1/occurrences/{tea.pk}"
    assert there.get(path).status_code == 200  # the control: the path is right
    assert {nowhere.get(path + rest).status_code for rest in READS} <= {404}
    assert nowhere.get(f"/api/v1/activities/{tea.activity_id}").status_code == 404
    assert nowhere.send("POST", f"{path}/sign-ups", {}, once=True).status_code == 404
    assert nowhere.send("POST", f"{path}/cancellation", {}, once=True).status_code == 404
    assert nowhere.send("PUT", f"{path}/places", {"places": 2}, **{"If-Match": "*"}).status_code == 404
    listed = nowhere.get("/api/v1/occurrences").content + nowhere.get("/api/v1/home").content
    assert str(tea.pk) not in listed.decode()
    assert not SignUp.objects.filter(member=outsider).exists()


def test_another_organisation_does_not_see_it(rosa):
    tea = plan(rosa, at=clock.now(), date=(clock.now() + dt.timedelta(days=2)).date())
    away = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))
    assert signed_in(away).get(f"/api/v1/occurrences/{tea.pk}").status_code == 404


def test_it_is_no_work_of_the_desk_and_no_number_of_the_programme(rosa):
    now = clock.now()
    desk = signed_in(MemberFactory(organisation=rosa.organisation, roles=("organiser",)))
    paths = ("/api/v1/desk", "/api/v1/leader-calls", "/api/v1/agreement-queue")
    before = [desk.get(path).content for path in paths]
    assert {desk.get(path).status_code for path in paths} == {200}
    tea = plan(rosa, at=now, date=(now + dt.timedelta(days=2)).date(), is_on_site=False)
    assert [desk.get(path).content for path in paths] == before
    assert not selectors.public_occurrences(organisation_id=rosa.organisation_id).filter(pk=tea.pk).exists()


def test_who_is_invited_sees_it_and_who_said_no_does_not_any_more(rosa):
    tea, ama = plan(rosa), MemberFactory(organisation=rosa.organisation)
    card = card_of(ama)
    made = asking.invite(member=rosa, occurrence_id=tea.pk, card=card, now=MONDAY_9AM)
    assert asking.invite(member=rosa, occurrence_id=tea.pk, card=card, now=MONDAY_9AM).pk == made.pk
    assert selectors.occurrence_card(member=ama, occurrence_id=tea.pk).id == tea.pk
    asking.refuse(member=ama, invitation_id=made.pk, now=MONDAY_9AM)
    with pytest.raises(NotVisible):
        selectors.occurrence_card(member=ama, occurrence_id=tea.pk)


def test_the_maker_holds_a_place_for_each_of_several_colleagues(rosa):
    tea = plan(rosa, places=4)
    people = colleagues(rosa.organisation, 4)
    sent = [asking.invite(member=rosa, occurrence_id=tea.pk, now=MONDAY_9AM) for _ in range(3)]
    with pytest.raises(NoPlaceToHold):
        asking.invite(member=rosa, occurrence_id=tea.pk, now=MONDAY_9AM)
    for made, friend in zip(sent, people, strict=False):
        code = inviting.code_of(made.pk)
        mine = asking.accept(member=friend, invitation_id=made.pk, code=code, now=MONDAY_9AM)
        assert mine.status == "placed"
        assert selectors.occurrence_card(member=friend, occurrence_id=tea.pk).mine == "placed"
    with pytest.raises(NotVisible):
        joining.join(member=people[3], occurrence_id=tea.pk, now=MONDAY_9AM)


def test_a_friend_in_it_holds_one_place_and_the_makers_twelfth_in_vain_is_the_last(rosa):
    tea, ama = plan(rosa, places=12), MemberFactory(organisation=rosa.organisation)
    asked(rosa, tea, ama)
    one = asking.invite(member=ama, occurrence_id=tea.pk, now=MONDAY_9AM)
    assert asking.invite(member=ama, occurrence_id=tea.pk, now=MONDAY_9AM).pk == one.pk
    for _ in range(asking.MOST_IN_VAIN_JUST_US):
        made = asking.invite(member=rosa, occurrence_id=tea.pk, now=MONDAY_9AM)
        asking.take_back(member=rosa, invitation_id=made.pk, now=MONDAY_9AM)
    with pytest.raises(InvitedEnough):
        asking.invite(member=rosa, occurrence_id=tea.pk, now=MONDAY_9AM)


def test_it_takes_no_turn_from_inviting_to_the_programme(rosa):
    tea, walk = plan(rosa, places=6), OccurrenceFactory(organisation=rosa.organisation)
    for _ in range(3):
        asking.invite(member=rosa, occurrence_id=tea.pk, now=MONDAY_9AM)
    joining.join(member=rosa, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert asking.invite(member=rosa, occurrence_id=walk.pk, now=MONDAY_9AM).state == "open"


def test_a_place_is_held_up_to_the_start(rosa):
    """It is planned for the end of a shift today: three hours before would be before it was thought of."""
    tea = plan(rosa)
    late = tea.starts_at - dt.timedelta(minutes=30)
    assert asking.invite(member=rosa, occurrence_id=tea.pk, now=late).ends_at == tea.starts_at


def test_nothing_of_the_programmes_lists_is_opened_started_or_closed(rosa):
    tea = plan(rosa)
    for act in (running.publish_occurrence, running.start, running.close, running.stop):
        with pytest.raises(JustUs):
            act(member=rosa, roles=frozenset(), occurrence_id=tea.pk, now=tea.starts_at)
    assert Occurrence.objects.get(pk=tea.pk).state == "published"


def test_no_register_is_kept_so_nobody_adds_places_past_the_small_group_at_the_door(rosa):
    tea = plan(rosa, places=private.MOST_PLACES)
    ama = MemberFactory(organisation=rosa.organisation)
    whole = {"member": rosa, "roles": frozenset(), "occurrence_id": tea.pk, "now": tea.starts_at}
    press = whole | {"device_at": tea.starts_at, "adds_places": True}
    for act in (
        lambda: register.walk_in(**press, card=card_of(ama), guests=8),
        lambda: register.tick(**press, member_id=rosa.pk, is_here=True, guests=8),
        lambda: count_without_card(**press, key=uuid4(), people=20, is_here=True),
        lambda: register_of(**whole, all_roles=frozenset()),
    ):
        with pytest.raises(JustUs):
            act()
    assert Occurrence.objects.values_list("taken", "places").get(pk=tea.pk) == (1, private.MOST_PLACES)
    assert not RegisterLine.objects.exists()


def test_leading_it_gives_nobody_a_say_in_the_programme(rosa):
    """A lead may confirm new members; three taps on "just us" must not make one."""
    tea = plan(rosa)
    assert leads_something(rosa) == ()
    Activity.objects.filter(pk=tea.activity_id).update(is_programme=True)
    assert leads_something(rosa) == {"lead"}  # the control


def test_the_maker_edits_it_and_passes_it_on_to_who_is_in_it(rosa):
    tea, ama = plan(rosa), MemberFactory(organisation=rosa.organisation)
    organising.change_activity(
        member=rosa, roles=frozenset(), activity_id=tea.activity_id, changes={"title": "Cake"}, now=MONDAY_9AM
    )
    asked(rosa, tea, ama)
    begun = handover.begin_handover(
        member=rosa, roles=frozenset(), activity_id=tea.activity_id, to_id=ama.pk, now=MONDAY_9AM
    )
    handover.agree_to_handover(member=ama, handover_id=begun.pk, now=MONDAY_9AM)
    activity = Activity.objects.get(pk=tea.activity_id)
    assert (activity.title, activity.lead_id) == ("Cake", ama.pk)


def test_when_its_maker_leaves_the_programme_the_first_adult_in_it_runs_it(rosa):
    tea = plan(rosa)
    young, ama, ben = (
        MemberFactory(organisation=rosa.organisation, is_under_18=is_young) for is_young in (True, False, False)
    )
    for minute, friend in enumerate((young, ama, ben)):
        asked(rosa, tea, friend, at=MONDAY_9AM + dt.timedelta(minutes=minute))
    leave(member=rosa, now=MONDAY_9AM + HOUR)
    tea.activity.refresh_from_db()
    assert tea.activity.lead_id == ama.pk
    page = signed_in(ama).get(f"/api/v1/occurrences/{tea.pk}").json()
    assert (page["i_lead"], page["may"]["cancel"], page["taken"]) == (True, True, 3)
    assert signed_in(ben).get(f"/api/v1/occurrences/{tea.pk}").json()["may"]["cancel"] is False


def test_what_nobody_else_is_in_is_left_to_nobody(rosa):
    tea = plan(rosa)
    leave(member=rosa, now=MONDAY_9AM + HOUR)
    tea.activity.refresh_from_db()
    assert tea.activity.lead_id is None


def test_it_is_not_passed_on_to_who_does_not_know_of_it(rosa):
    tea, ama = plan(rosa), MemberFactory(organisation=rosa.organisation)
    with pytest.raises(JustUs):
        handover.begin_handover(
            member=rosa, roles=frozenset(), activity_id=tea.activity_id, to_id=ama.pk, now=MONDAY_9AM
        )


def test_joining_the_programme_costs_no_statement_more_for_it(rosa):
    walk, ama, ben = OccurrenceFactory(organisation=rosa.organisation), *colleagues(rosa.organisation, 2)
    joining.join(member=rosa, occurrence_id=walk.pk, now=MONDAY_9AM)
    alone = statements(lambda: joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM))
    for hour in (14, 15, 16):
        plan(rosa, time=dt.time(hour, 0))
    assert statements(lambda: joining.join(member=ben, occurrence_id=walk.pk, now=MONDAY_9AM)) == alone

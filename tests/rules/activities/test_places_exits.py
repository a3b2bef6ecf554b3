"""How somebody comes off a list: each way is kept apart, can be taken back while it harms nobody, and is said to them."""

import datetime as dt

import pytest

from aftershift.activities.errors import NotComing, TakenOff, TooLateToUndo
from aftershift.activities.models import LIVE, SignUp
from aftershift.activities.personal_data import export
from aftershift.activities.services import exits, joining, organising
from aftershift.core.errors import NotAllowed
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
ORGANISER = frozenset({"member", "organiser"})


def join(member, walk, *, at=MONDAY_9AM, **more):
    return joining.join(member=member, occurrence_id=walk.pk, now=at, **more)


def leave(member, walk, *, at=MONDAY_9AM):
    return joining.leave(member=member, occurrence_id=walk.pk, now=at)


def undo(member, walk, *, at=MONDAY_9AM):
    return exits.undo_leaving(member=member, occurrence_id=walk.pk, now=at)


def remove(boss, walk, sign_up, *, roles=ORGANISER, reason="The coach is full"):
    return exits.remove(
        member=boss, roles=roles, occurrence_id=walk.pk, sign_up_id=sign_up.pk, reason=reason, now=MONDAY_9AM
    )


def put_back(boss, walk, sign_up):
    return exits.put_back(member=boss, roles=ORGANISER, occurrence_id=walk.pk, sign_up_id=sign_up.pk, now=MONDAY_9AM)


def counted(walk):
    walk.refresh_from_db()
    return walk.taken, walk.held, walk.waiting


def test_whoever_says_no_to_an_offer_declined_and_did_not_leave():
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk)
    offered = join(ben, walk, is_straight_in=False)
    leave(ama, walk)
    leave(ben, walk)
    offered.refresh_from_db()
    assert (offered.status, SignUp.objects.get(member=ama).status) == ("declined", "left")
    assert counted(walk) == (0, 0, 0)


def test_an_offer_that_nobody_answered_stays_in_the_queue_and_is_remembered():
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk)
    waiting = join(ben, walk, is_straight_in=False)
    leave(ama, walk)
    waiting.refresh_from_db()
    ends = waiting.offer_ends_at
    joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=ends)
    waiting.refresh_from_db()
    assert waiting.offer_lapsed_at == ends
    assert waiting.status in LIVE


@pytest.mark.parametrize("state", [s for s in SignUp.Status if s not in LIVE])
def test_whoever_is_off_the_list_in_any_way_takes_no_place(state):
    """RULE-4."""
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    mine = join(ama, walk)
    SignUp.objects.filter(pk=mine.pk).update(status=state)
    assert join(ben, walk).status == "placed"
    assert counted(walk) == (1, 0, 0)


def test_one_tap_takes_back_that_i_gave_my_place_up():
    walk = OccurrenceFactory(places=1)
    (ama,) = colleagues(walk.organisation, 1)
    mine = join(ama, walk)
    leave(ama, walk)
    again = undo(ama, walk, at=MONDAY_9AM + MINUTE)
    assert (again.pk, again.status, counted(walk)) == (mine.pk, "placed", (1, 0, 0))
    assert undo(ama, walk, at=MONDAY_9AM + MINUTE).pk == mine.pk
    assert counted(walk) == (1, 0, 0)


def test_whoever_has_the_place_meanwhile_keeps_it_and_i_have_my_turn_back():
    walk = OccurrenceFactory(places=1)
    ama, ben, chidi = colleagues(walk.organisation, 3)
    join(ama, walk)
    join(ben, walk, at=MONDAY_9AM + MINUTE)
    join(chidi, walk, at=MONDAY_9AM + 2 * MINUTE)
    leave(ama, walk, at=MONDAY_9AM + 3 * MINUTE)
    assert undo(ama, walk, at=MONDAY_9AM + 4 * MINUTE).status == "waiting"
    assert SignUp.objects.get(member=ben).status == "placed"
    leave(ben, walk, at=MONDAY_9AM + 5 * MINUTE)
    assert [SignUp.objects.get(member=one).status for one in (ama, chidi)] == ["placed", "waiting"]


def test_a_quarter_of_an_hour_later_it_cannot_be_taken_back():
    walk = OccurrenceFactory(places=1)
    (ama,) = colleagues(walk.organisation, 1)
    with pytest.raises(NotComing):
        undo(ama, walk)
    join(ama, walk)
    leave(ama, walk)
    with pytest.raises(TooLateToUndo):
        undo(ama, walk, at=MONDAY_9AM + 16 * MINUTE)
    assert counted(walk) == (0, 0, 0)


def test_whoever_is_taken_off_is_told_why_and_does_not_join_again():
    walk = OccurrenceFactory(places=1)
    boss, ama, ben = colleagues(walk.organisation, 3)
    theirs = join(ama, walk)
    waiting = join(ben, walk)
    for _ in range(2):
        removed = remove(boss, walk, theirs)
    waiting.refresh_from_db()
    assert (removed.status, waiting.status, counted(walk)) == ("removed", "placed", (1, 0, 0))
    with pytest.raises(TakenOff) as refusal:
        join(ama, walk)
    assert refusal.value.facts == {"reason": "The coach is full"}
    page = signed_in(ama).get(f"/api/v1/occurrences/{walk.pk}").json()
    assert page["my_last"] == {"status": "removed", "reason": "The coach is full", "undo_until": None}
    assert export(ama)["sign_ups"][0]["taken_off_because"] == "The coach is full"


def test_a_removal_is_taken_back_with_the_turn_that_was():
    walk = OccurrenceFactory(places=1)
    boss, ama, ben = colleagues(walk.organisation, 3)
    theirs = join(ama, walk)
    remove(boss, walk, theirs)
    for _ in range(2):
        back = put_back(boss, walk, theirs)
    assert (back.status, back.exit_reason, counted(walk)) == ("placed", "", (1, 0, 0))
    assert join(ben, walk).status == "waiting"


def test_only_a_lead_or_an_organiser_takes_somebody_off():
    walk = OccurrenceFactory(places=1)
    boss, ama = colleagues(walk.organisation, 2)
    theirs = join(ama, walk)
    with pytest.raises(NotAllowed):
        remove(boss, walk, theirs, roles=frozenset({"member"}))
    assert counted(walk) == (1, 0, 0)
    walk.activity.lead = boss
    walk.activity.save()
    assert remove(boss, walk, theirs, roles=frozenset({"member"})).status == "removed"


def test_a_queue_that_a_cancellation_emptied_says_cancelled_until_it_is_taken_back():
    walk = OccurrenceFactory(places=1)
    boss, ama, ben = colleagues(walk.organisation, 3)
    join(ama, walk)
    join(ben, walk)
    organising.cancel(member=boss, roles=ORGANISER, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert [export(one)["sign_ups"][0]["status"] for one in (ama, ben)] == ["cancelled", "cancelled"]
    organising.bring_back(member=boss, roles=ORGANISER, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert [export(one)["sign_ups"][0]["status"] for one in (ama, ben)] == ["placed", "waiting"]


def test_the_list_of_a_date_names_who_is_on_it_in_order_and_not_who_left():
    walk = OccurrenceFactory(places=1)
    boss = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    ama, ben, chidi, danuta = colleagues(walk.organisation, 4)
    for minute, someone in enumerate((ama, ben, chidi, danuta)):
        join(someone, walk, at=MONDAY_9AM + minute * MINUTE)
    leave(ben, walk)
    remove(boss, walk, SignUp.objects.get(member=ama))
    rows = signed_in(boss).get(f"/api/v1/occurrences/{walk.pk}/sign-up-list").json()["sign_ups"]
    assert [(row["name"], row["status"], row["position"]) for row in rows] == [
        (chidi.called_name, "placed", None),
        (danuta.called_name, "waiting", 1),
        (ama.called_name, "removed", None),
    ]


def test_a_supervisor_reads_no_names_on_a_list():
    walk = OccurrenceFactory(places=1)
    boss = MemberFactory(organisation=walk.organisation, roles=("organiser", "supervisor"))
    (ama,) = colleagues(walk.organisation, 1)
    join(ama, walk)
    (row,) = signed_in(boss).get(f"/api/v1/occurrences/{walk.pk}/sign-up-list").json()["sign_ups"]
    assert row["name"] == ""


def test_a_long_list_takes_as_many_statements_as_a_short_one():
    walk = OccurrenceFactory(places=5)
    boss = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    client = signed_in(boss)

    def more(count):
        for someone in colleagues(walk.organisation, count):
            join(someone, walk)

    same_query_count(
        few=lambda: more(1),
        many=lambda: more(20),
        read=lambda: client.get(f"/api/v1/occurrences/{walk.pk}/sign-up-list"),
    )

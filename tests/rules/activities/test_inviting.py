""" "Come with me": a member holds a place for one colleague, for 24 hours at most, and learns no more than whether they come."""

import datetime as dt

import pytest

from aftershift.activities import inviting, selectors, tasks
from aftershift.activities.errors import (
    ComingAlready,
    FacilitiesFirst,
    HoldsAreClosed,
    InvitationOpen,
    InvitationOver,
    InvitedEnough,
    NoPlaceToHold,
    NotComing,
    OccurrenceCancelled,
    OccurrenceStarted,
    OwnInvitation,
    PartyTooLarge,
    PlacesInUse,
    TakenOff,
)
from aftershift.activities.models import FacilitiesTeam, Invitation, Occurrence, Party, SignUp
from aftershift.activities.services import exits, joining, keeping, organising
from aftershift.activities.services import inviting as services
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.organisations.models import Team
from aftershift.people.models import Card
from aftershift.people.services.leaving import export_member, forget_member
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.test_places_kept import keep, regulars
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
CUT_OFF = THURSDAY_1530 - 3 * HOUR


def join(member, walk, *, at=MONDAY_9AM, **more):
    return joining.join(member=member, occurrence_id=walk.pk, now=at, **more)


def leave(member, walk, *, at=MONDAY_9AM):
    return joining.leave(member=member, occurrence_id=walk.pk, now=at)


def invite(member, walk, *, at=MONDAY_9AM, **more):
    return services.invite(member=member, occurrence_id=walk.pk, now=at, **more)


def accept(member, invitation, *, at=MONDAY_9AM):
    code = inviting.code_of(invitation.pk)
    return services.accept(member=member, invitation_id=invitation.pk, code=code, now=at)


def refuse(member, invitation, *, at=MONDAY_9AM):
    code = inviting.code_of(invitation.pk)
    return services.refuse(member=member, invitation_id=invitation.pk, code=code, now=at)


def card_of(member):
    code = str(member.pk).replace("-", "").upper()[-12:]
    Card.objects.create(
        organisation_id=member.organisation_id,
        member_id=member.pk,
        person_id=member.person_id,
        code=code.translate(str.maketrans("OIL", "011")),
        pin_hash="!",
    )
    return code


def soon(walk):
    """For requests, which read the clock."""
    starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=5)
    Occurrence.objects.filter(pk=walk.pk).update(starts_at=starts_at, ends_at=starts_at + HOUR)


def counted(walk):
    walk.refresh_from_db()
    return walk.taken, walk.held, walk.waiting


def told(invitation, *, at=MONDAY_9AM):
    invitation.refresh_from_db()
    return inviting.sent(invitation, now=at).state


@pytest.fixture
def walk():
    return OccurrenceFactory(places=3)


@pytest.fixture
def kasia(walk):
    """Has a place."""
    (kasia,) = colleagues(walk.organisation, 1)
    join(kasia, walk)
    return kasia


def test_an_invitation_holds_one_place_for_24_hours(walk, kasia):
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk)
    assert counted(walk) == (1, 1, 0)
    assert made.ends_at == MONDAY_9AM + 24 * HOUR
    assert [join(ben, walk).status, join(chidi, walk).status] == ["placed", "waiting"]
    assert selectors.occurrence_card(member=chidi, occurrence_id=walk.pk).held == 1


def test_a_place_is_never_held_past_the_cut_off(walk, kasia):
    made = invite(kasia, walk, at=CUT_OFF - HOUR)
    assert made.ends_at == CUT_OFF
    joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=CUT_OFF)
    assert counted(walk) == (1, 0, 0)
    with pytest.raises(HoldsAreClosed):
        invite(kasia, walk, at=CUT_OFF)


def test_who_accepts_has_the_held_place_though_others_wait(walk, kasia):
    """RULE-7: the holder's own place does not count against them."""
    ben, chidi, danuta = colleagues(walk.organisation, 3)
    made = invite(kasia, walk)
    join(ben, walk)
    join(chidi, walk)
    assert counted(walk) == (2, 1, 1)
    assert accept(danuta, made).status == "placed"
    assert counted(walk) == (3, 0, 1)
    assert told(made) == "accepted"


def test_who_waits_already_takes_the_held_place_and_leaves_the_queue(walk, kasia):
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk)
    join(ben, walk)
    assert join(chidi, walk).status == "waiting"
    assert accept(chidi, made).status == "placed"
    assert counted(walk) == (3, 0, 0)
    assert SignUp.objects.filter(member=chidi).count() == 1


def test_who_has_an_offer_takes_the_held_place_and_the_offered_one_goes_on():
    walk = OccurrenceFactory(places=3)
    kasia, ben, chidi, danuta = colleagues(walk.organisation, 4)
    join(kasia, walk)
    join(ben, walk)
    made = invite(kasia, walk)
    join(chidi, walk, is_straight_in=False)
    join(danuta, walk)
    leave(ben, walk)
    assert SignUp.objects.get(member=chidi).status == "offered"
    assert counted(walk) == (1, 2, 1)
    assert accept(chidi, made).status == "placed"
    assert SignUp.objects.get(member=danuta).status == "placed"
    assert counted(walk) == (3, 0, 0)


def test_a_party_that_waits_is_not_split_by_one_held_place(walk, kasia):
    """RULE-3."""
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk)
    join(ben, walk)
    join(chidi, walk, guests=Party(adults=1))
    with pytest.raises(PartyTooLarge):
        accept(chidi, made)


def test_accepting_twice_is_once(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    assert accept(ben, made).pk == accept(ben, made, at=MONDAY_9AM + MINUTE).pk
    assert counted(walk) == (2, 0, 0)


def test_one_invitation_is_for_one_colleague(walk, kasia):
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk)
    accept(ben, made)
    with pytest.raises(InvitationOver):
        accept(chidi, made)
    assert counted(walk) == (2, 0, 0)


def test_a_place_that_was_taken_and_given_back_is_not_held_again(walk, kasia):
    """RULE-9."""
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    accept(ben, made)
    leave(ben, walk)
    assert counted(walk) == (1, 0, 0)
    with pytest.raises(InvitationOver):
        accept(ben, made)


def test_the_worker_gives_a_place_that_nobody_took_up_to_who_waits(settings):
    walk = OccurrenceFactory(places=2, starts_at=clock.now().replace(microsecond=0) + dt.timedelta(days=20))
    kasia, ben = colleagues(walk.organisation, 2)
    yesterday = clock.now() - 25 * HOUR
    join(kasia, walk, at=yesterday)
    made = invite(kasia, walk, at=yesterday)
    assert join(ben, walk, at=yesterday).status == "waiting"
    tasks.settle_due_places()
    assert SignUp.objects.get(member=ben).status == "placed"
    assert told(made) == "not_taken_up"
    assert made.state == Invitation.State.LAPSED
    assert tasks.settle_due_places() == 0


def test_an_invitation_that_ran_out_is_over_before_any_worker_saw_it(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    late = made.ends_at
    with pytest.raises(InvitationOver):
        accept(ben, made, at=late)
    assert told(made, at=late) == "not_taken_up"


def test_a_no_frees_the_place_at_once_and_reads_like_silence(walk, kasia):
    ben, chidi, danuta = colleagues(walk.organisation, 3)
    made = invite(kasia, walk)
    join(ben, walk)
    join(chidi, walk)
    refuse(danuta, made)
    refuse(danuta, made)
    assert SignUp.objects.get(member=chidi).status == "placed"
    assert told(made) == "not_taken_up"
    assert made.state == Invitation.State.DECLINED


def test_whoever_invited_takes_it_back(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    for _ in range(2):
        services.take_back(member=kasia, invitation_id=made.pk, now=MONDAY_9AM)
    assert counted(walk) == (1, 0, 0)
    assert told(made) == "taken_back"
    with pytest.raises(InvitationOver):
        accept(ben, made)


def test_only_whoever_invited_takes_it_back(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    with pytest.raises(NotVisible):
        services.take_back(member=ben, invitation_id=made.pk, now=MONDAY_9AM)
    assert told(made) == "open"


def test_taking_back_what_was_accepted_takes_nobody_off(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    accept(ben, made)
    services.take_back(member=kasia, invitation_id=made.pk, now=MONDAY_9AM)
    assert counted(walk) == (2, 0, 0)


def test_whoever_gives_their_own_place_back_holds_none_for_others(walk, kasia):
    ben, chidi, danuta = colleagues(walk.organisation, 3)
    invite(kasia, walk)
    for someone in (ben, chidi, danuta):
        join(someone, walk)
    assert counted(walk) == (2, 1, 2)
    leave(kasia, walk)
    assert counted(walk) == (3, 0, 0)


def test_only_who_has_a_place_holds_one():
    walk = OccurrenceFactory(places=1)
    kasia, ben = colleagues(walk.organisation, 2)
    with pytest.raises(NotComing):
        invite(kasia, walk)
    join(kasia, walk)
    join(ben, walk)
    with pytest.raises(NotComing):
        invite(ben, walk)
    assert not Invitation.objects.exists()


def test_a_full_date_holds_nothing_and_says_what_is_next():
    walk = OccurrenceFactory(places=2)
    kasia, ben = colleagues(walk.organisation, 2)
    join(kasia, walk)
    join(ben, walk)
    with pytest.raises(NoPlaceToHold) as refused:
        invite(kasia, walk)
    assert "waiting list" in (refused.value.next or "")
    assert counted(walk) == (2, 0, 0)
    assert not Invitation.objects.exists()


def test_a_place_kept_for_first_timers_is_not_held_for_a_colleague():
    walk = OccurrenceFactory(places=2)
    (kasia,) = regulars(walk, 1)
    keep(walk, first_timers=1)
    join(kasia, walk)
    with pytest.raises(NoPlaceToHold):
        invite(kasia, walk)
    walk.refresh_from_db()
    assert (walk.taken, walk.held, walk.kept) == (1, 0, 1)


def test_a_colleague_who_comes_for_the_first_time_counts_among_the_first_timers():
    walk = OccurrenceFactory(places=3)
    kasia, ben = regulars(walk, 2)
    (nia,) = colleagues(walk.organisation, 1)
    keep(walk, first_timers=1)
    join(kasia, walk)
    made = invite(kasia, walk)
    assert join(ben, walk).status == "waiting"
    accept(nia, made)
    walk.refresh_from_db()
    assert (walk.taken, walk.held, walk.kept, walk.waiting) == (3, 0, 0, 0)
    assert SignUp.objects.get(member=ben, occurrence=walk).status == "placed"


def test_a_held_place_is_given_though_more_is_kept_since():
    walk = OccurrenceFactory(places=3)
    kasia, ben = regulars(walk, 2)
    join(kasia, walk)
    made = invite(kasia, walk)
    keep(walk, first_timers=2)
    assert accept(ben, made).status == "placed"
    walk.refresh_from_db()
    assert (walk.taken, walk.held, walk.kept) == (2, 0, 1)


def test_nobody_accepts_their_own_invitation(walk, kasia):
    made = invite(kasia, walk)
    with pytest.raises(OwnInvitation):
        refuse(kasia, made)
    with pytest.raises(OwnInvitation):
        accept(kasia, made)
    with pytest.raises(FieldProblem):
        services.invite(member=kasia, occurrence_id=walk.pk, card=card_of(kasia), now=MONDAY_9AM)


def test_who_is_on_it_already_uses_nothing_up(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    join(ben, walk)
    made = invite(kasia, walk)
    with pytest.raises(ComingAlready):
        accept(ben, made)
    assert told(made) == "open"
    assert counted(walk) == (2, 1, 0)


def test_one_open_invitation_for_each_member_and_date(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    first = invite(kasia, walk)
    assert invite(kasia, walk, at=MONDAY_9AM + MINUTE) == first
    with pytest.raises(InvitationOpen):
        invite(kasia, walk, card=card_of(ben))
    assert counted(walk) == (1, 1, 0)
    assert invite(kasia, walk, at=first.ends_at) != first


def test_three_in_vain_for_one_date_are_enough(walk, kasia):
    for turn in range(3):
        made = invite(kasia, walk, at=MONDAY_9AM + turn * MINUTE)
        services.take_back(member=kasia, invitation_id=made.pk, now=MONDAY_9AM + turn * MINUTE)
    with pytest.raises(InvitedEnough):
        invite(kasia, walk, at=MONDAY_9AM + 4 * MINUTE)


def test_three_open_invitations_at_once_are_enough(walk, kasia):
    dates = [
        OccurrenceFactory(activity=walk.activity, starts_at=THURSDAY_1530 + dt.timedelta(weeks=n)) for n in range(1, 5)
    ]
    for date in dates:
        join(kasia, date)
    for date in dates[:3]:
        invite(kasia, date)
    with pytest.raises(InvitedEnough):
        invite(kasia, dates[3])


def test_a_card_brings_the_invitation_to_the_colleagues_own_list(walk, kasia):
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk, card=card_of(ben))

    def listed(who):
        return inviting.to_answer(member=who, all_roles={"member"}, now=MONDAY_9AM)

    assert [(row.id, row.from_name) for row in listed(ben)] == [(made.pk, kasia.called_name)]
    assert listed(chidi) == []
    assert services.accept(member=ben, invitation_id=made.pk, now=MONDAY_9AM).status == "placed"
    assert listed(ben) == []


def test_a_card_of_nobody_and_one_of_another_hospital_are_answered_like_any_other(walk, kasia):
    soon(walk)
    stranger = MemberFactory(organisation=OrganisationFactory())
    client = signed_in(kasia)
    (ben,) = colleagues(walk.organisation, 1)
    replies = []
    for card in (card_of(ben), "ZZZZ-ZZZZ-ZZZZ", card_of(stranger)):
        reply = client.send("POST", f"/api/v1/occurrences/{walk.pk}/invitations", {"card": card}, once=True)
        client.send("DELETE", f"/api/v1/invitations/{reply.json()['id']}")
        body = reply.json()
        replies.append((reply.status_code, sorted(body), body["state"]))
    assert replies == [(201, replies[0][1], "open")] * 3


def test_who_was_asked_by_card_takes_the_held_place_with_the_big_button_too(walk, kasia):
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk, card=card_of(ben))
    join(chidi, walk)
    assert counted(walk) == (2, 1, 0)
    assert join(ben, walk).status == "placed"
    assert counted(walk) == (3, 0, 0)
    assert told(made) == "accepted"


def test_who_waits_already_takes_what_is_held_for_them_with_the_big_button_too(walk, kasia):
    """They had let two offers pass, so that the place that came free was nobody's, and Kasia could hold it."""
    ben, chidi, danuta = colleagues(walk.organisation, 3)
    join(ben, walk)
    join(chidi, walk)
    join(danuta, walk)
    SignUp.objects.filter(member=danuta).update(offers_missed=2)
    leave(chidi, walk)
    made = invite(kasia, walk, card=card_of(danuta))
    assert counted(walk) == (2, 1, 1)
    assert join(danuta, walk).status == "placed"
    assert counted(walk) == (3, 0, 0)
    assert told(made) == "accepted"


def test_a_party_does_not_use_up_the_one_place_that_is_held(walk, kasia):
    ben, chidi = colleagues(walk.organisation, 2)
    made = invite(kasia, walk, card=card_of(ben))
    join(chidi, walk)
    assert join(ben, walk, guests=Party(adults=1)).status == "waiting"
    assert told(made) == "open"


def test_an_invitation_without_its_code_is_nobodys(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    for code in ("", "ABCD-EFGH-JKMN"):
        with pytest.raises(NotVisible):
            services.accept(member=ben, invitation_id=made.pk, code=code, now=MONDAY_9AM)
    assert counted(walk) == (1, 1, 0)


def test_a_code_is_read_in_any_spelling_and_only_in_its_organisation(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    code = inviting.sent(made, now=MONDAY_9AM).code
    assert code is not None

    def look(who, text):
        return inviting.by_code(member=who, all_roles={"member"}, code=text, now=MONDAY_9AM)

    for text in (code, code.lower(), code.replace("-", " "), f"https://example.org/invited#{code}"):
        assert look(ben, text).id == made.pk
    stranger = MemberFactory(organisation=OrganisationFactory())
    with pytest.raises(NotVisible):
        look(stranger, code)


def test_the_row_holds_no_code(walk, kasia):
    made = invite(kasia, walk)
    code = inviting.code_of(made.pk)
    row = Invitation.objects.values().get(pk=made.pk)
    assert code not in str(row)
    assert len(set(code)) > 3


def test_a_supervisor_is_told_no_name(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    invite(kasia, walk, card=card_of(ben))
    (row,) = inviting.to_answer(member=ben, all_roles={"member", "supervisor"}, now=MONDAY_9AM)
    assert row.from_name is None


def test_nothing_is_held_for_a_date_that_is_cancelled_planned_or_past(walk, kasia):
    Occurrence.objects.filter(pk=walk.pk).update(state="cancelled")
    with pytest.raises(OccurrenceCancelled):
        invite(kasia, walk)
    Occurrence.objects.filter(pk=walk.pk).update(state="published")
    with pytest.raises(OccurrenceStarted):
        invite(kasia, walk, at=THURSDAY_1530)


def test_a_cancelled_date_ends_its_invitations_and_bringing_it_back_does_not_revive_them(walk, kasia):
    """RULE-8."""
    boss, ben = colleagues(walk.organisation, 2)
    made = invite(kasia, walk)
    call = {"member": boss, "roles": ORGANISER, "occurrence_id": walk.pk, "now": MONDAY_9AM}
    organising.cancel(**call)
    assert counted(walk) == (1, 0, 0)
    with pytest.raises(OccurrenceCancelled):
        accept(ben, made)
    organising.bring_back(**call)
    with pytest.raises(InvitationOver):
        accept(ben, made)
    assert told(made) == "not_taken_up"
    assert made.state == Invitation.State.ENDED


def test_a_date_moved_forward_takes_the_end_of_the_hold_along(walk, kasia):
    (boss,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk)
    organising.move(
        member=boss,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        date=dt.date(2026, 1, 5),
        time=dt.time(16, 0),
        now=MONDAY_9AM,
    )
    made.refresh_from_db()
    walk.refresh_from_db()
    assert made.ends_at == walk.invites_until == MONDAY_9AM + 4 * HOUR


def test_places_are_not_lowered_under_a_held_one(walk, kasia):
    (boss,) = colleagues(walk.organisation, 1)
    invite(kasia, walk)
    call = {"member": boss, "roles": ORGANISER, "occurrence_id": walk.pk, "now": MONDAY_9AM}
    with pytest.raises(PlacesInUse):
        organising.set_places(places=1, **call)
    organising.set_places(places=2, **call)
    assert counted(walk) == (1, 1, 0)


def test_an_invitation_is_no_way_around_the_checks_of_joining(walk, kasia):
    boss, ben, chidi = colleagues(walk.organisation, 3)
    theirs = join(ben, walk)
    exits.remove(
        member=boss, roles=ORGANISER, occurrence_id=walk.pk, sign_up_id=theirs.pk, reason="No boots", now=MONDAY_9AM
    )
    made = invite(kasia, walk)
    with pytest.raises(TakenOff):
        accept(ben, made)
    porters = Team.objects.create(organisation=walk.organisation, name="Porters")
    FacilitiesTeam.objects.create(organisation=walk.organisation, team=porters)
    keeping.keep_places(
        member=boss,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        first_timers=0,
        jobs=(),
        facilities_until=MONDAY_9AM + 48 * HOUR,
        now=MONDAY_9AM,
    )
    with pytest.raises(FacilitiesFirst):
        accept(chidi, made)
    assert told(made) == "open"


def test_who_leaves_the_programme_leaves_no_invitation_behind(walk, kasia):
    invite(kasia, walk)
    forget_member(member=kasia, now=MONDAY_9AM)
    assert not Invitation.objects.exists()
    assert counted(walk) == (0, 0, 0)


def test_an_invitation_outlives_whoever_was_asked_without_their_name(walk, kasia):
    (ben,) = colleagues(walk.organisation, 1)
    made = invite(kasia, walk, card=card_of(ben))
    assert export_member(member=ben)["activities"]["was_invited"] == [
        {"activity": "Thursday walk", "date": "2026-01-08", "came": False}
    ]
    assert export_member(member=kasia)["activities"]["invited"][0]["state"] == "open"
    forget_member(member=ben, now=MONDAY_9AM)
    made.refresh_from_db()
    assert (made.to, made.state) == (None, "open")


def test_the_list_of_what_i_was_asked_costs_the_same_for_one_and_twenty():
    organisation = OrganisationFactory()
    ben, *friends = colleagues(organisation, 21)
    card, client = card_of(ben), signed_in(ben)
    walk = OccurrenceFactory(
        organisation=organisation, places=50, starts_at=clock.now().replace(microsecond=0) + dt.timedelta(days=9)
    )

    def asks(some):
        for friend in some:
            join(friend, walk, at=clock.now())
            invite(friend, walk, at=clock.now(), card=card)

    same_query_count(
        few=lambda: asks(friends[:1]), many=lambda: asks(friends[1:]), read=lambda: client.get("/api/v1/invitations")
    )
    assert len(client.get("/api/v1/invitations").json()["results"]) == 20


def test_a_repeated_request_holds_one_place(walk):
    soon(walk)
    kasia, ben = colleagues(walk.organisation, 2)
    join(kasia, walk)
    client = signed_in(kasia)
    key = {"Idempotency-Key": "00000000-0000-4000-8000-000000000001"}
    path = f"/api/v1/occurrences/{walk.pk}/invitations"
    first, again = (client.send("POST", path, {}, **key).json() for _ in range(2))
    assert first == again
    assert counted(walk) == (1, 1, 0)
    theirs = signed_in(ben)
    seen = theirs.send("POST", "/api/v1/invitations/by-code", {"code": first["link"]}).json()
    assert (seen["id"], seen["is_open"], seen["from_name"]) == (first["id"], True, kasia.called_name)
    said = theirs.send("POST", f"/api/v1/invitations/{seen['id']}/acceptance", {"code": first["code"]}, once=True)
    assert (said.status_code, said.json()["status"]) == (200, "placed")
    assert client.get(path).json()["results"][0]["state"] == "accepted"

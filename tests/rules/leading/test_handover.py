"""Passing leading on by both sides, one at a time; and the pack, which stays when a person goes."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible, Stale
from aftershift.leading import services as offers
from aftershift.leading import tasks
from aftershift.leading.errors import FourWeeksFull, HandoverOver, NobodyLeads, NotConfirmedYet, TooYoungToLead
from aftershift.leading.events import HandoverBegun, HandoverEnded
from aftershift.leading.models import Handover, HandoverPack, RoleOffer
from aftershift.leading.personal_data import erase
from aftershift.leading.selectors.handover import pack_of
from aftershift.leading.services import handover as services
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory
from tests.rules.leading.hearing import hearing
from tests.rules.leading.series import a_date, led_by, weekly_walk

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
ORGANISER = MEMBER | {"organiser"}
WORDS = {"contacts": "Estates, for the key", "place": "The side door", "checklist": "Torches", "learned": "Go slowly"}


@pytest.fixture
def walk():
    return weekly_walk()


@pytest.fixture
def people(walk):
    """Rosa leads, Ben helps, Chidi comes along, Esi organises."""
    rosa, ben, chidi = (MemberFactory(organisation=walk.organisation, called_name=n) for n in ("Rosa", "Ben", "Chidi"))
    led_by(walk, rosa, ben)
    return rosa, ben, chidi, MemberFactory(organisation=walk.organisation, called_name="Esi", roles=("organiser",))


def begin(member, walk, to, roles=MEMBER, now=MONDAY_9AM, **fields):
    return services.begin_handover(member=member, roles=roles, activity_id=walk.pk, to_id=to.pk, now=now, **fields)


def agree(member, handover, now=MONDAY_9AM):
    return services.agree_to_handover(member=member, handover_id=handover.pk, now=now)


def refuse(member, handover):
    return services.refuse_handover(member=member, handover_id=handover.pk, now=MONDAY_9AM)


def leaders(walk):
    fresh = Activity.objects.get(pk=walk.pk)
    return fresh.lead, fresh.second


def states():
    return list(Handover.objects.order_by("pk").values_list("state", flat=True))


def write(member, walk, version=0, roles=MEMBER, **words):
    services.write_pack(
        member=member, roles=roles, activity_id=walk.pk, words=WORDS | words, version=version, now=MONDAY_9AM
    )


def pack(member, walk, roles=MEMBER):
    return pack_of(member=member, roles=roles, activity_id=walk.pk)


def test_the_old_lead_stays_responsible_until_the_new_one_accepts(walk, people):
    """RULE-43."""
    rosa, ben, chidi, _ = people
    handover = begin(rosa, walk, chidi)
    assert leaders(walk) == (rosa, ben)
    for _ in range(2):
        agree(chidi, handover)
    assert leaders(walk) == (chidi, ben)
    assert states() == ["done"]


def test_begun_by_an_organiser_it_needs_the_yes_of_both(walk, people, monkeypatch):
    """RULE-43."""
    asked = hearing(monkeypatch, HandoverBegun)
    rosa, ben, chidi, esi = people
    handover = begin(esi, walk, chidi, roles=ORGANISER)
    assert set(asked[0].asked_ids) == {rosa.pk, chidi.pk}
    agree(chidi, handover)
    agree(esi, handover)
    assert leaders(walk) == (rosa, ben)
    agree(rosa, handover)
    assert leaders(walk) == (chidi, ben)


def test_one_is_open_at_a_time(walk, people):
    """RULE-43."""
    rosa, ben, chidi, _ = people
    first = begin(rosa, walk, chidi)
    assert begin(rosa, walk, chidi).pk == first.pk
    begin(rosa, walk, ben)
    assert states() == ["withdrawn", "open"]
    with pytest.raises(HandoverOver):
        agree(chidi, first)
    assert leaders(walk)[0] == rosa


def test_a_question_to_lead_ends_when_a_handover_begins(walk, people):
    rosa, _, chidi, esi = people
    dana = MemberFactory(organisation=walk.organisation)
    offer = offers.offer_role(
        member=esi, roles=ORGANISER, activity_id=walk.pk, role=RoleOffer.Role.LEAD, to_id=dana.pk, now=MONDAY_9AM
    )
    begin(rosa, walk, chidi)
    assert RoleOffer.objects.get(pk=offer.pk).state == "withdrawn"


def test_a_no_from_either_side_changes_nothing(walk, people, monkeypatch):
    """RULE-43."""
    ended = hearing(monkeypatch, HandoverEnded)
    rosa, ben, chidi, _ = people
    refuse(chidi, begin(rosa, walk, chidi))
    refuse(rosa, begin(rosa, walk, chidi))
    assert leaders(walk) == (rosa, ben)
    assert [event.state for event in ended] == ["refused", "withdrawn"]


def test_one_that_nobody_answers_lapses_and_changes_nothing(walk, people, monkeypatch):
    """RULE-43."""
    rosa, ben, chidi, _ = people
    handover = begin(rosa, walk, chidi)
    later = MONDAY_9AM + dt.timedelta(days=14)
    with pytest.raises(HandoverOver):
        agree(chidi, handover, now=later)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (tasks.let_handovers_lapse(), tasks.let_handovers_lapse()) == (1, 0)
    assert (leaders(walk), states()) == ((rosa, ben), ["lapsed"])


def test_a_lead_who_stepped_back_meanwhile_hands_nothing_over(walk, people):
    rosa, _, chidi, _ = people
    handover = begin(rosa, walk, chidi)
    offers.step_back(member=rosa, activity_id=walk.pk, role=RoleOffer.Role.LEAD, now=MONDAY_9AM)
    with pytest.raises(HandoverOver):
        agree(chidi, handover)
    assert leaders(walk)[0] is None


def test_the_old_lead_may_stay_to_help_and_second_and_lead_change_places(walk, people):
    rosa, ben, chidi, _ = people
    agree(ben, begin(rosa, walk, ben, stays_as_second=True))
    assert leaders(walk) == (ben, rosa)
    agree(chidi, begin(ben, walk, chidi, stays_as_second=True))
    assert leaders(walk) == (chidi, rosa)


def test_it_goes_to_confirmed_adults_of_this_organisation(walk, people):
    rosa, *_ = people
    wrong = (
        (MemberFactory(organisation=walk.organisation, is_under_18=True), TooYoungToLead),
        (MemberFactory(organisation=walk.organisation, confirmed=False), NotConfirmedYet),
    )
    for someone, refusal in wrong:
        with pytest.raises(refusal):
            begin(rosa, walk, someone)
    elsewhere = MemberFactory(organisation=OrganisationFactory())
    with pytest.raises(NotVisible):
        begin(rosa, walk, elsewhere)
    assert states() == []


def test_only_who_leads_or_organises_begins_one_and_only_of_what_is_led(walk, people):
    _, ben, chidi, esi = people
    with pytest.raises(NotAllowed):
        begin(ben, walk, chidi)
    unled = weekly_walk(organisation=walk.organisation)
    with pytest.raises(NobodyLeads):
        begin(esi, unled, chidi, roles=ORGANISER)


def test_nobody_answers_for_somebody_else(walk, people):
    rosa, ben, chidi, _ = people
    handover = begin(rosa, walk, chidi)
    for act in (agree, refuse):
        with pytest.raises(NotVisible):
            act(ben, handover)
    assert states() == ["open"]


def test_whose_four_weeks_are_full_is_told_so_and_whoever_asks_is_not(walk, people):
    rosa, _, chidi, _ = people
    a_date(walk)
    for week in range(2):
        a_date(ActivityFactory(organisation=walk.organisation, lead=chidi), week - 1)
    handover = begin(rosa, walk, chidi)
    with pytest.raises(FourWeeksFull):
        agree(chidi, handover)
    assert (leaders(walk)[0], states()) == (rosa, ["open"])


def test_the_pack_is_written_by_who_leads_and_read_by_who_takes_it_on(walk, people):
    rosa, _, chidi, esi = people
    write(rosa, walk)
    with pytest.raises(NotAllowed):
        pack(chidi, walk)
    begin(rosa, walk, chidi)
    shown = pack(chidi, walk)
    assert (shown.contacts, shown.learned, shown.may_change) == ("Estates, for the key", "Go slowly", False)
    assert pack(esi, walk, ORGANISER).place == "The side door"


def test_the_pack_survives_the_person(walk, people):
    rosa, _, _, esi = people
    write(rosa, walk)
    erase(rosa, MONDAY_9AM)
    rosa.delete()
    assert pack(esi, walk, ORGANISER).contacts == "Estates, for the key"
    assert HandoverPack.objects.get().changed_by is None


def test_two_who_write_at_once_lose_nothing(walk, people):
    rosa, ben, _, _ = people
    write(rosa, walk)
    with pytest.raises(Stale):
        write(ben, walk, learned="Ben's words")
    write(ben, walk, version=1, learned="Both")
    assert (pack(ben, walk).learned, pack(ben, walk).version) == ("Both", 2)


def test_over_http_the_pack_asks_for_its_version(walk, people):
    rosa, *_ = people
    client, path = signed_in(rosa), f"/api/v1/activities/{walk.pk}/handover-pack"
    etag = client.get(path)["ETag"]
    assert client.send("PUT", path, WORDS).status_code == 428
    assert client.send("PUT", path, WORDS, **{"If-Match": etag}).status_code == 200
    assert client.send("PUT", path, WORDS, **{"If-Match": etag}).status_code == 412


def test_what_waits_for_my_yes_is_mine_alone_to_read(walk, people):
    rosa, ben, chidi, esi = people
    begin(esi, walk, chidi, roles=ORGANISER)

    def waiting(member):
        return [row["i_give"] for row in signed_in(member).get("/api/v1/handovers").json()["results"]]

    assert (waiting(rosa), waiting(chidi), waiting(ben), waiting(esi)) == ([True], [False], [], [])


def test_a_member_who_goes_takes_their_open_handover_along(walk, people):
    rosa, ben, chidi, _ = people
    begin(rosa, walk, chidi)
    erase(chidi, MONDAY_9AM)
    assert (states(), leaders(walk)) == ([], (rosa, ben))


def test_both_sides_are_told_when_it_is_done(walk, people, monkeypatch):
    ended = hearing(monkeypatch, HandoverEnded)
    rosa, _, chidi, _ = people
    agree(chidi, begin(rosa, walk, chidi))
    assert [(event.state, set(event.member_ids)) for event in ended] == [("done", {rosa.pk, chidi.pk})]

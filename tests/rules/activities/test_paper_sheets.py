"""Signing up on paper (DOMAIN 6.5): typed in by a connector, and the member's own later word stands."""

import datetime as dt

import pytest

from aftershift.activities import paper as reads
from aftershift.activities import selectors, tasks
from aftershift.activities.errors import (
    FacilitiesFirst,
    LeadTookOff,
    NoSuchCard,
    NotOpenYet,
    OccurrenceCancelled,
    OccurrenceStarted,
    PartyTooLarge,
    SaidOtherwise,
    SheetsEnough,
)
from aftershift.activities.models import PaperSheet, Party, SheetLine, SignUp
from aftershift.activities.services import exits, joining, paper
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, same_query_count, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
CONNECTOR = frozenset({"member", "confirmed", "connector"})
LATER = MONDAY_9AM + dt.timedelta(hours=2)
TUESDAY = MONDAY_9AM + dt.timedelta(days=1)
ALONE = Party()
WITH_ONE = Party(adults=1)


@pytest.fixture
def st_brides():
    return OrganisationFactory()


@pytest.fixture
def walk(st_brides):
    return OccurrenceFactory(organisation=st_brides, places=3)


@pytest.fixture
def rosa(st_brides):
    return MemberFactory(organisation=st_brides, called_name="Rosa", roles=("connector",))


@pytest.fixture
def ama(st_brides):
    member = MemberFactory(organisation=st_brides, called_name="Ama")
    member.card = card_for(member)
    return member


@pytest.fixture
def sheet(walk, rosa):
    return paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=MONDAY_9AM)


def typed(sheet, by, whom, guests=ALONE, *, line=1, now=TUESDAY, roles=CONNECTOR):
    card = whom if isinstance(whom, str) else whom.card.code
    return paper.type_line(member=by, roles=roles, sheet_id=sheet.pk, line=line, card=card, guests=guests, now=now)


def read(sheet, by, *, now=TUESDAY, roles=CONNECTOR):
    return reads.sheet(member=by, roles=roles, all_roles=roles, sheet_id=sheet.pk, now=now)


def sign_ups(member):
    return list(SignUp.objects.filter(member=member).order_by("pk"))


def test_a_line_takes_the_places_and_keeps_who_typed_it(sheet, rosa, ama, walk):
    typed(sheet, rosa, ama, Party(adults=1, children_5_10=1))
    (mine,) = sign_ups(ama)
    assert (mine.status, mine.people, mine.typed_by) == ("placed", 3, rosa)
    walk.refresh_from_db()
    assert walk.taken == 3


def test_the_card_may_be_scanned_too(sheet, rosa, ama):
    typed(sheet, rosa, f"https://aftershift.example/card#{ama.card.code}")
    assert sign_ups(ama)[0].status == "placed"


def test_without_a_place_the_line_waits_and_says_where_in_the_queue(sheet, rosa, ama, walk, st_brides):
    joining.join(member=MemberFactory(organisation=st_brides), occurrence_id=walk.pk, guests=Party(adults=2), now=LATER)
    waiting = MemberFactory(organisation=st_brides)
    joining.join(member=waiting, occurrence_id=walk.pk, guests=WITH_ONE, now=LATER)
    typed(sheet, rosa, ama)
    (line,) = read(sheet, rosa).lines
    assert (line.name, line.status, line.position) == ("Ama", "waiting", 3)


def test_whoever_waits_from_paper_is_put_straight_in_because_no_phone_can_answer_an_offer(
    sheet, rosa, ama, walk, st_brides
):
    chidi = MemberFactory(organisation=st_brides)
    joining.join(member=chidi, occurrence_id=walk.pk, guests=Party(adults=2), now=LATER)
    typed(sheet, rosa, ama)
    joining.leave(member=chidi, occurrence_id=walk.pk, now=TUESDAY)
    assert sign_ups(ama)[0].status == "placed"


def test_the_same_line_again_is_one(sheet, rosa, ama, walk):
    typed(sheet, rosa, ama, WITH_ONE)
    before = list(SignUp.objects.values())
    typed(sheet, rosa, ama, WITH_ONE, now=TUESDAY + dt.timedelta(hours=1))
    assert list(SignUp.objects.values()) == before
    assert SheetLine.objects.count() == 1


def test_a_slip_of_the_keys_is_put_right_by_typing_the_line_again(sheet, rosa, ama):
    typed(sheet, rosa, ama, Party(adults=2))
    typed(sheet, rosa, ama, WITH_ONE)
    assert sign_ups(ama)[0].guests == WITH_ONE
    assert SheetLine.objects.get().guests == WITH_ONE


def test_the_same_person_on_two_sheets_is_one(sheet, rosa, ama, walk):
    second = paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=LATER)
    typed(sheet, rosa, ama)
    typed(second, rosa, ama, WITH_ONE)
    assert [row.guests for row in sign_ups(ama)] == [WITH_ONE]


def test_who_left_by_phone_after_the_sheet_hung_up_stays_away(sheet, rosa, ama, walk):
    joining.join(member=ama, occurrence_id=walk.pk, now=LATER)
    joining.leave(member=ama, occurrence_id=walk.pk, now=LATER)
    with pytest.raises(SaidOtherwise):
        typed(sheet, rosa, ama)
    assert [row.status for row in sign_ups(ama)] == ["left"]
    assert not SheetLine.objects.exists()


def test_who_gave_a_typed_place_up_is_not_typed_in_again(sheet, rosa, ama, walk):
    typed(sheet, rosa, ama)
    joining.leave(member=ama, occurrence_id=walk.pk, now=TUESDAY)
    with pytest.raises(SaidOtherwise):
        typed(sheet, rosa, ama, now=TUESDAY + dt.timedelta(hours=1))


def test_who_left_before_it_hung_up_may_have_written_on_it_since(rosa, ama, walk):
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    sheet = paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=LATER)
    typed(sheet, rosa, ama)
    assert [row.status for row in sign_ups(ama)] == ["left", "placed"]


def test_a_party_named_by_phone_since_stands(sheet, rosa, ama, walk):
    joining.join(member=ama, occurrence_id=walk.pk, guests=WITH_ONE, now=LATER)
    with pytest.raises(SaidOtherwise):
        typed(sheet, rosa, ama)
    assert sign_ups(ama)[0].guests == WITH_ONE
    assert sign_ups(ama)[0].typed_by is None


def test_a_party_changed_by_phone_after_typing_stands(sheet, rosa, ama, walk):
    typed(sheet, rosa, ama)
    joining.change_party(member=ama, occurrence_id=walk.pk, guests=WITH_ONE, now=TUESDAY)
    with pytest.raises(SaidOtherwise):
        typed(sheet, rosa, ama, Party(adults=2))
    assert sign_ups(ama)[0].guests == WITH_ONE


def test_who_joined_by_phone_in_the_same_way_is_left_as_they_are(sheet, rosa, ama, walk):
    joining.join(member=ama, occurrence_id=walk.pk, now=LATER)
    typed(sheet, rosa, ama)
    (mine,) = sign_ups(ama)
    assert (mine.status, mine.typed_by) == ("placed", None)


def test_a_party_of_before_the_sheet_is_changed_as_the_sheet_says(rosa, ama, walk):
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    sheet = paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=LATER)
    typed(sheet, rosa, ama, WITH_ONE)
    assert sign_ups(ama)[0].guests == WITH_ONE


def test_who_the_lead_took_off_is_not_typed_in_and_the_reason_stays_private(sheet, rosa, ama, walk, st_brides):
    boss = MemberFactory(organisation=st_brides)
    mine = joining.join(member=ama, occurrence_id=walk.pk, now=LATER)
    exits.remove(
        member=boss,
        roles={"organiser"},
        occurrence_id=walk.pk,
        sign_up_id=mine.pk,
        reason="A private matter",
        now=LATER,
    )
    with pytest.raises(LeadTookOff) as refused:
        typed(sheet, rosa, ama)
    assert "private" not in str(vars(refused.value))


def test_every_refusal_of_joining_is_a_refusal_of_the_line(sheet, rosa, ama, walk):
    with pytest.raises(PartyTooLarge):
        typed(sheet, rosa, ama, Party(adults=8))
    with pytest.raises(OccurrenceStarted):
        typed(sheet, rosa, ama, now=THURSDAY_1530)
    walk.facilities_until = TUESDAY + dt.timedelta(hours=3)
    walk.save()
    with pytest.raises(FacilitiesFirst):
        typed(sheet, rosa, ama)
    walk.state = "cancelled"
    walk.save()
    with pytest.raises(OccurrenceCancelled):
        typed(sheet, rosa, ama)
    assert not SignUp.objects.exists()
    assert not SheetLine.objects.exists()


def test_a_card_nobody_has_here_and_one_of_another_hospital_answer_alike(sheet, rosa):
    from django_scopes import scope

    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        stranger = card_for(MemberFactory(organisation=elsewhere))
    for card in (stranger.code, "ABCD-EFGH-JKMN"):
        with pytest.raises(NoSuchCard):
            typed(sheet, rosa, card)


def test_only_connectors_and_those_who_run_the_date_hang_type_and_read(walk, sheet, ama, st_brides):
    plain = frozenset({"member", "confirmed"})
    for act in (
        lambda: paper.hang_sheet(member=ama, roles=plain, occurrence_id=walk.pk, now=LATER),
        lambda: typed(sheet, ama, ama, roles=plain),
        lambda: read(sheet, ama, roles=plain),
        lambda: reads.sheets_of(member=ama, roles=plain, occurrence_id=walk.pk),
        lambda: typed(sheet, ama, ama, roles=plain | {"supervisor"}),
    ):
        with pytest.raises(NotAllowed):
            act()
    walk.activity.lead = ama
    walk.activity.save()
    typed(sheet, ama, ama, roles=plain)
    assert sign_ups(ama)[0].typed_by is None  # nobody types themselves in


def test_a_sheet_of_another_hospital_is_not_there(sheet):
    from django_scopes import scope

    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        stranger = MemberFactory(organisation=elsewhere, roles=("connector",))
        with pytest.raises(NotVisible):
            typed(sheet, stranger, "ABCDEFGHJKMN")
        with pytest.raises(NotVisible):
            read(sheet, stranger)


def test_a_sheet_hangs_only_for_what_is_open_and_not_without_end(walk, rosa):
    for number in range(1, paper.MOST_SHEETS + 1):
        made = paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=MONDAY_9AM)
        assert made.number == number
    with pytest.raises(SheetsEnough):
        paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=MONDAY_9AM)
    walk.state = "planned"
    walk.save()
    with pytest.raises(NotOpenYet):
        paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=MONDAY_9AM)


def test_a_supervisor_who_connects_is_told_no_name_and_two_days_later_nobody_is(sheet, rosa, ama):
    typed(sheet, rosa, ama)
    (line,) = read(sheet, rosa, roles=CONNECTOR | {"supervisor"}).lines
    assert (line.name, line.typed_by) == ("", "")
    (line,) = read(sheet, rosa).lines
    assert (line.name, line.typed_by, line.card_end) == ("Ama", "Rosa", ama.card.code[-4:])
    (line,) = read(sheet, rosa, now=THURSDAY_1530 + dt.timedelta(days=3)).lines
    assert line.name == ""


def test_the_member_and_the_list_are_told_who_typed_it_in(st_brides, rosa):
    now = dt.datetime.now(dt.UTC)
    boss = MemberFactory(organisation=st_brides, roles=("organiser",))
    ama = MemberFactory(organisation=st_brides, called_name="Ama")
    ama.card = card_for(ama)
    walk = OccurrenceFactory(organisation=st_brides, starts_at=now + dt.timedelta(days=3))
    client = signed_in(rosa)
    sheet = client.send("POST", f"/api/v1/occurrences/{walk.pk}/paper-sheets", once=True)
    assert sheet.status_code == 201
    line = {"line": 4, "card": ama.card.code, "adults": 1}
    reply = client.send("POST", f"/api/v1/paper-sheets/{sheet.json()['id']}/lines", line, once=True)
    assert reply.status_code == 200
    (shown,) = reply.json()["lines"]
    assert (shown["line"], shown["name"], shown["status"], shown["party"]["adults"]) == (4, "Ama", "placed", 1)
    page = signed_in(ama).get(f"/api/v1/occurrences/{walk.pk}").json()
    assert page["my_typed_by"] == {"name": "Rosa", "is_me": False}
    listed = signed_in(boss).get(f"/api/v1/occurrences/{walk.pk}/sign-up-list").json()
    assert [row["typed_by"] for row in listed["sign_ups"]] == ["Rosa"]


def test_a_long_sheet_takes_no_more_statements(sheet, rosa, walk, st_brides):
    walk.places = 100
    walk.save()
    people = [MemberFactory(organisation=st_brides) for _ in range(20)]
    for one in people:
        one.card = card_for(one)

    def type_in(some):
        for number, one in enumerate(some, start=1):
            typed(sheet, rosa, one, line=number)

    same_query_count(few=lambda: type_in(people[:1]), many=lambda: type_in(people[1:]), read=lambda: read(sheet, rosa))


def test_forgetting_the_connector_keeps_the_places_and_forgetting_the_member_takes_the_line(sheet, rosa, ama, walk):
    from aftershift.people.services import leaving

    typed(sheet, rosa, ama)
    leaving.forget_member(member=rosa, now=TUESDAY)
    assert (sign_ups(ama)[0].status, sign_ups(ama)[0].typed_by) == ("placed", None)
    leaving.forget_member(member=ama, now=TUESDAY)
    assert not SheetLine.objects.exists()
    assert PaperSheet.objects.count() == 1
    assert selectors.visible_occurrences(member=rosa).get(pk=walk.pk).taken == 0


def test_my_own_ticket_is_mine_alone(sheet, rosa, ama, walk):
    typed(sheet, rosa, ama, WITH_ONE)
    _, (ticket,) = reads.own_ticket(member=ama, occurrence_id=walk.pk)
    assert (ticket.people, ticket.position, ticket.card_end) == (2, None, ama.card.code[-4:])
    assert reads.own_ticket(member=rosa, occurrence_id=walk.pk)[1] == []
    other = OccurrenceFactory(activity=ActivityFactory(organisation=walk.organisation))
    assert reads.own_ticket(member=ama, occurrence_id=other.pk)[1] == []


@pytest.mark.parametrize(("days", "stays"), [(89, True), (91, False)])
def test_what_was_written_on_paper_is_forgotten_after_90_days(st_brides, rosa, ama, days, stays):
    """DOMAIN 7.5: as long as the names of sign-ups."""
    ended = clock.now() - dt.timedelta(days=days)
    walk = OccurrenceFactory(organisation=st_brides, starts_at=ended - dt.timedelta(minutes=45))
    before = walk.starts_at - dt.timedelta(days=2)
    hung = paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=before)
    line = {"sheet_id": hung.pk, "line": 1, "card": ama.card.code, "guests": ALONE}
    paper.type_line(member=rosa, roles=CONNECTOR, **line, now=before)
    assert tasks.erase_sheets() == (0 if stays else 1)
    assert PaperSheet.objects.exists() is SheetLine.objects.exists() is stays
    assert SignUp.objects.filter(member=ama).exists()
    assert tasks.erase_sheets() == 0

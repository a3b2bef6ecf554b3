"""One person with two members: everything of one becomes the other's, once, and nothing of a person is there twice."""

import datetime as dt

import pytest

from aftershift.activities.models import Party, RegisterLine, SignUp, StandingSignUp
from aftershift.activities.models.series import Series
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import joining
from aftershift.ballots.models import Ballot, Paper
from aftershift.calendars import services as calendars
from aftershift.calendars.models import Feed
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas.models import Idea, Interest
from aftershift.people.errors import CardOrPinWrong, KeepTheOther, NotYourself
from aftershift.people.models import Card, Confirmation, Member, MemberMerge, Person, RoleGrant, Session
from aftershift.people.services import leaving, merging, signing_in
from aftershift.shifts import services as shifts
from aftershift.shifts.models import FreeMap, Pattern
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, session_key_of, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.people.world import PIN, card_for

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


class Desk:
    """Rosa organises. Ama has a card from a poster, and another that somebody made for her from a paper sheet."""

    def __init__(self):
        self.organisation = OrganisationFactory()
        self.rosa = MemberFactory(organisation=self.organisation, called_name="Rosa", roles=("organiser",))
        self.ama = self.somebody("Ama")
        self.sheet = self.somebody("Ama B", joined_at=MONDAY_9AM - dt.timedelta(days=9))
        self.cards = {who.pk: card_for(who) for who in (self.ama, self.sheet)}

    def somebody(self, name, **fields):
        return MemberFactory(organisation=self.organisation, called_name=name, **fields)

    def asks(self, what, *, by=None, kept=None, gone=None, now=MONDAY_9AM):
        kept, gone = kept or self.ama, gone or self.sheet
        cards = {"kept_card": self.cards[kept.pk].code, "gone_card": self.cards[gone.pk].code}
        return what(by=by or self.rosa, **cards, now=now)

    def merge(self, **more):
        done = self.asks(merging.merge, **more)
        self.ama.refresh_from_db()
        return done


@pytest.fixture
def desk():
    return Desk()


def join(member, date, *, at=MONDAY_9AM, **more):
    return joining.join(member=member, occurrence_id=date.pk, now=at, **more)


def rows(date):
    found = SignUp.objects.filter(occurrence=date).order_by("queued_at", "pk")
    return [(row.member_id, row.status, row.people) for row in found]


def counted(date):
    date.refresh_from_db()
    return date.taken, date.held, date.waiting


def test_places_of_the_second_card_are_the_first_ones(desk):
    walk = OccurrenceFactory(organisation=desk.organisation, places=3)
    join(desk.sheet, walk, guests=Party(1))
    desk.merge()
    assert rows(walk) == [(desk.ama.pk, "placed", 2)]
    assert counted(walk) == (2, 0, 0)


def test_two_sign_ups_on_one_date_become_one_and_the_next_in_the_queue_has_the_other_place(desk):
    walk = OccurrenceFactory(organisation=desk.organisation, places=2)
    (ben,) = colleagues(desk.organisation, 1)
    join(desk.ama, walk)
    join(desk.sheet, walk)
    join(ben, walk)
    assert counted(walk) == (2, 0, 1)
    desk.merge()
    assert rows(walk) == [(desk.ama.pk, "placed", 1), (ben.pk, "placed", 1)]
    assert counted(walk) == (2, 0, 0)


@pytest.mark.parametrize("first", ["ama", "sheet"])
def test_the_better_of_two_sign_ups_stands_with_its_party(desk, first):
    walk = OccurrenceFactory(organisation=desk.organisation, places=2)
    second = {"ama": "sheet", "sheet": "ama"}[first]
    join(getattr(desk, first), walk, guests=Party(1))
    join(getattr(desk, second), walk, at=MONDAY_9AM + MINUTE)
    desk.merge()
    assert rows(walk) == [(desk.ama.pk, "placed", 2)]
    assert counted(walk) == (2, 0, 0)


def test_of_two_turns_in_the_queue_the_earlier_moment_stands(desk):
    walk = OccurrenceFactory(organisation=desk.organisation, places=1)
    ben, chidi = colleagues(desk.organisation, 2)
    for n, someone in enumerate((ben, desk.sheet, chidi, desk.ama)):
        join(someone, walk, at=MONDAY_9AM + n * MINUTE)
    desk.merge()
    joining.leave(member=ben, occurrence_id=walk.pk, now=MONDAY_9AM + 5 * MINUTE)
    assert SignUp.objects.get(occurrence=walk, status="placed").member_id == desk.ama.pk


def test_who_was_checked_in_under_either_card_was_there(desk):
    walk = OccurrenceFactory(organisation=desk.organisation)
    for who, state in ((desk.ama, "expected"), (desk.sheet, "here")):
        times = {"device_at": MONDAY_9AM, "server_at": MONDAY_9AM}
        RegisterLine.objects.create(organisation=desk.organisation, occurrence=walk, member=who, state=state, **times)
    desk.merge()
    assert list(RegisterLine.objects.values_list("member", "state")) == [(desk.ama.pk, "here")]


def test_coming_every_time_is_said_once(desk):
    walk = ActivityFactory(organisation=desk.organisation)
    series = Series(organisation=desk.organisation, activity=walk, places=5)
    series.take(Rule(dt.date(2026, 1, 8), (Time(3, dt.time(15, 30)),)))
    series.save()
    for who in (desk.ama, desk.sheet):
        StandingSignUp.objects.create(organisation=desk.organisation, series=series, member=who, asked_at=MONDAY_9AM)
    desk.merge()
    assert StandingSignUp.objects.get().member_id == desk.ama.pk


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (True, False, [True]),
        (False, True, [True]),
        (False, False, [False]),
        (None, True, [True]),
        (None, False, [False]),
    ],
)
def test_nobody_has_two_votes_and_a_used_paper_wins(desk, mine, theirs, left):
    ballot = a_ballot(desk)
    for who, used in ((desk.ama, mine), (desk.sheet, theirs)):
        if used is not None:
            Paper.objects.create(organisation=desk.organisation, ballot=ballot, member=who, is_used=used)
    desk.merge()
    assert list(Paper.objects.filter(member=desk.ama).values_list("is_used", flat=True)) == left
    assert Paper.objects.count() == 1


def test_two_votes_that_are_in_the_box_stay_secret_and_papers_match_slips(desk):
    """Nobody can take a slip out: no row says whose it is. No third vote is possible."""
    ballot = a_ballot(desk)
    for who in (desk.ama, desk.sheet):
        Paper.objects.create(organisation=desk.organisation, ballot=ballot, member=who, is_used=True)
    desk.merge()
    papers = Paper.objects.order_by("pk")
    assert sorted(papers.values_list("member", flat=True), key=str) == sorted([desk.ama.pk, None], key=str)
    assert all(paper.is_used for paper in papers)


def a_ballot(desk):
    return Ballot.objects.create(
        organisation=desk.organisation,
        title="What next?",
        slots=1,
        opened_at=MONDAY_9AM,
        shuffled_at=MONDAY_9AM,
        closes_at=MONDAY_9AM + dt.timedelta(days=21),
    )


def test_ideas_interest_and_roles_follow_once(desk):
    made = {"organisation": desk.organisation, "text": "A choir", "kind": "music", "proposed_date": MONDAY_9AM.date()}
    idea = Idea.objects.create(author=desk.sheet, due_date=MONDAY_9AM.date(), **made)
    for who in (desk.ama, desk.sheet):
        Interest.objects.create(organisation=desk.organisation, idea=idea, member=who, said_date=MONDAY_9AM.date())
    RoleGrant.objects.create(organisation=desk.organisation, member=desk.sheet, role="connector", granted_at=MONDAY_9AM)
    desk.merge()
    idea.refresh_from_db()
    assert idea.author_id == desk.ama.pk
    assert list(Interest.objects.values_list("member", flat=True)) == [desk.ama.pk]
    assert list(RoleGrant.objects.filter(member=desk.ama).values_list("role", flat=True)) == ["connector"]


def test_whoever_was_lead_and_second_leads(desk):
    walk = ActivityFactory(organisation=desk.organisation, lead=desk.ama, second=desk.sheet)
    other = ActivityFactory(organisation=desk.organisation, lead=desk.sheet)
    desk.merge()
    walk.refresh_from_db()
    other.refresh_from_db()
    assert (walk.lead_id, walk.second_id, other.lead_id) == (desk.ama.pk, None, desk.ama.pk)


EARLY, NIGHT = ["07:00-15:00", "-"], ["21:30-07:00", "-"]


def told(member, days):
    shifts.set_pattern(member=member, days=days, anchor_date=MONDAY_9AM.date(), now=MONDAY_9AM)


def test_the_shifts_of_the_card_that_stays_stand(desk):
    told(desk.ama, EARLY)
    told(desk.sheet, NIGHT)
    before = FreeMap.objects.get(member=desk.ama)
    desk.merge()
    assert list(Pattern.objects.values_list("member", "days")) == [(desk.ama.pk, EARLY)]
    after = FreeMap.objects.get()
    assert (after.member_id, bytes(after.on_site)) == (desk.ama.pk, bytes(before.on_site))


def test_where_the_card_that_stays_told_no_shifts_the_others_are_theirs(desk):
    told(desk.sheet, NIGHT)
    desk.merge()
    assert list(Pattern.objects.values_list("member", "days")) == [(desk.ama.pk, NIGHT)]
    assert FreeMap.objects.get().member_id == desk.ama.pk


def test_the_second_card_is_dead_and_its_devices_and_feeds_too(desk):
    code = desk.cards[desk.sheet.pk].code
    key = session_key_of(desk.sheet)
    calendars.make(member=desk.sheet, purpose=Feed.Purpose.MINE, shows_titles=False, now=MONDAY_9AM)
    assert key
    desk.merge()
    assert not Session.objects.filter(member_id=desk.sheet.pk).exists()
    assert not Feed.objects.exists()
    with pytest.raises(CardOrPinWrong):
        signing_in.sign_in(card=code, pin=PIN, address="a house", now=MONDAY_9AM)
    assert signing_in.sign_in(card=desk.cards[desk.ama.pk].code, pin=PIN, address="a house", now=MONDAY_9AM)


def test_who_was_confirmed_or_under_18_on_either_card_is(desk):
    new = desk.somebody("Ama C", confirmed=False, is_under_18=True)
    desk.cards[new.pk] = card_for(new)
    desk.merge(kept=new, gone=desk.ama)
    new.refresh_from_db()
    assert (new.is_confirmed, new.is_under_18) == (True, True)


@pytest.mark.parametrize("young", ["ama", "sheet"])
def test_children_of_one_card_come_with_an_adult_where_the_other_says_under_18(desk, young):
    """Either card may bring them; no place is lost and none is doubled."""
    walk = OccurrenceFactory(organisation=desk.organisation, places=2)
    brings = {"ama": desk.sheet, "sheet": desk.ama}[young]
    join(brings, walk, guests=Party(children_5_10=1))
    Member.objects.filter(pk=getattr(desk, young).pk).update(is_under_18=True)
    desk.merge()
    assert SignUp.objects.get(occurrence=walk).guests == Party(adults=1)
    assert counted(walk) == (2, 0, 0)


def test_nobody_confirms_themselves_by_their_other_card(desk):
    (ben,) = colleagues(desk.organisation, 1)
    said = {"organisation": desk.organisation, "said_date": MONDAY_9AM.date()}
    Confirmation.objects.create(member=desk.ama, by=desk.sheet, **said)
    Confirmation.objects.create(member=desk.ama, by=ben, **said)
    Confirmation.objects.create(member=desk.sheet, by=ben, **said)
    desk.merge()
    assert list(Confirmation.objects.values_list("member", "by")) == [(desk.ama.pk, ben.pk)]


def test_sent_again_it_finds_what_it_did(desk):
    first = desk.merge()
    again = desk.merge(now=MONDAY_9AM + MINUTE)
    assert (again.pk, MemberMerge.objects.count()) == (first.pk, 1)


def test_it_is_refused_to_whoever_may_not_and_for_whoever_cannot_go(desk):
    boss = desk.somebody("Bashir", email="bashir@example.org")
    desk.cards |= {who.pk: card_for(who) for who in (boss, desk.rosa)}
    before = SignUp.objects.count(), Card.objects.count()
    for what in (merging.merge, merging.preview):
        with pytest.raises(NotAllowed):
            desk.asks(what, by=desk.somebody("Ben"))
        with pytest.raises(NotYourself):
            desk.asks(what, kept=desk.rosa)
        with pytest.raises(KeepTheOther):
            desk.asks(what, gone=boss)
        with pytest.raises(FieldProblem):
            desk.asks(what, gone=desk.ama)
    assert (SignUp.objects.count(), Card.objects.count()) == before


def test_a_card_of_another_organisation_is_nobodys(desk):
    stranger = MemberFactory(organisation=OrganisationFactory())
    desk.cards[stranger.pk] = card_for(stranger)
    for what in (merging.merge, merging.preview):
        with pytest.raises(NotVisible):
            desk.asks(what, gone=stranger)


def test_the_preview_counts_what_follows_and_changes_nothing(desk):
    for places in (1, 2):
        walk = OccurrenceFactory(organisation=desk.organisation, places=places)
        join(desk.sheet, walk)
    join(desk.ama, walk)
    found = desk.asks(merging.preview)
    assert found.counts == {"dates": 2, "dates_of_both": 1, "ideas": 0, "roles": 0}
    assert SignUp.objects.filter(member=desk.sheet).count() == 2
    assert Card.objects.filter(member_id=desk.sheet.pk).exists()


def test_what_a_request_under_way_wrote_late_follows_too(desk):
    walk = OccurrenceFactory(organisation=desk.organisation, places=1)
    done = desk.merge()
    join(desk.ama, walk)
    join(desk.sheet, walk)  # it had found its session before the merge
    assert counted(walk) == (1, 0, 1)
    for _ in range(2):
        merging.sweep(organisation_id=desk.organisation.pk, merge_id=done.pk, now=MONDAY_9AM + 3 * MINUTE)
    assert rows(walk) == [(desk.ama.pk, "placed", 1)]
    assert counted(walk) == (1, 0, 0)


def test_forgetting_who_stayed_forgets_the_empty_row_of_who_went(desk):
    desk.merge()
    persons = Person.objects.count()
    leaving.forget_member(member=desk.ama, now=MONDAY_9AM)
    assert not Member.objects.filter(pk__in=[desk.ama.pk, desk.sheet.pk]).exists()
    assert not MemberMerge.objects.exists()
    assert Person.objects.count() == persons - 2


def test_the_desk_asks_first_and_then_does_it_once(desk):
    starts_at = clock.now() + dt.timedelta(days=3)
    walk = OccurrenceFactory(organisation=desk.organisation, places=3, starts_at=starts_at)
    join(desk.sheet, walk)
    cards = {
        "kept_card": f"https://example.org/card#{desk.cards[desk.ama.pk].code}",
        "gone_card": desk.cards[desk.sheet.pk].code,
    }
    rosa = signed_in(desk.rosa)
    said = rosa.send("POST", "/api/v1/member-merges/preview", cards)
    assert (said.status_code, said.data["dates"], said.data["gone"]["called_name"]) == (200, 1, "Ama B")
    key = {"Idempotency-Key": "00000000-0000-4000-8000-000000000001"}
    replies = [rosa.send("POST", "/api/v1/member-merges", cards, **key) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 201]
    assert replies[0].data == replies[1].data
    assert signed_in(desk.sheet).get("/api/v1/me").status_code == 401

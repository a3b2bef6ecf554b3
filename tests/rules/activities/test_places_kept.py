"""Kept places: for people who come for the first time, for a small job, and for facilities staff first; until a set moment."""

import datetime as dt

import pytest

from aftershift.activities import kept, selectors
from aftershift.activities.errors import FacilitiesFirst, FacilitiesGoFirst, JobTaken, NoFacilitiesTeam, PartyTooLarge
from aftershift.activities.models import FacilitiesTeam, KeptPlaces, Occurrence, Party, SignUp
from aftershift.activities.services import exits, joining, keeping, organising, two_sign_ups
from aftershift.activities.tasks import let_all_in
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.organisations.models import Team
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in, statements
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.safety.test_gates import Walk

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
MINUTE = dt.timedelta(minutes=1)
WEEK = dt.timedelta(weeks=1)
OPENS = THURSDAY_1530 - dt.timedelta(hours=48)


def join(member, walk, *, at=MONDAY_9AM, **more):
    return joining.join(member=member, occurrence_id=walk.pk, now=at, **more)


def leave(member, walk, *, at=MONDAY_9AM):
    return joining.leave(member=member, occurrence_id=walk.pk, now=at)


def keep(walk, *, first_timers=0, jobs=(), facilities_until=None, roles=ORGANISER, at=MONDAY_9AM):
    boss = MemberFactory(organisation=walk.organisation)
    return keeping.keep_places(
        member=boss,
        roles=roles,
        occurrence_id=walk.pk,
        first_timers=first_timers,
        jobs=jobs,
        facilities_until=facilities_until,
        now=at,
    )


def regulars(walk, count):
    """Colleagues who were on a walk of the programme before."""
    last_week = OccurrenceFactory(
        activity=walk.activity, starts_at=THURSDAY_1530 - dt.timedelta(weeks=1), state="closed", places=50
    )
    people = colleagues(walk.organisation, count)
    for someone in people:
        SignUp.objects.create(
            organisation=walk.organisation,
            occurrence=last_week,
            member=someone,
            status="placed",
            queued_at=MONDAY_9AM,
            changed_at=MONDAY_9AM,
        )
    return people


def counted(walk):
    walk.refresh_from_db()
    return walk.taken, walk.kept, walk.waiting


def test_a_place_kept_for_first_timers_goes_to_nobody_else():
    walk = OccurrenceFactory(places=2)
    ama, ben = regulars(walk, 2)
    (nia,) = colleagues(walk.organisation, 1)
    keep(walk, first_timers=1)
    assert [join(ama, walk).status, join(ben, walk).status] == ["placed", "waiting"]
    assert counted(walk) == (1, 1, 1)
    assert join(nia, walk).status == "placed"
    assert counted(walk) == (2, 0, 1)


def test_a_first_timer_fills_the_kept_places_before_the_open_ones():
    walk = OccurrenceFactory(places=2)
    nia, (ama,) = colleagues(walk.organisation, 1)[0], regulars(walk, 1)
    keep(walk, first_timers=1)
    assert [join(nia, walk).status, join(ama, walk).status] == ["placed", "placed"]
    assert counted(walk) == (2, 0, 0)


def test_kept_places_that_nobody_took_open_to_those_who_wait():
    walk = OccurrenceFactory(places=2)
    ama, ben = regulars(walk, 2)
    keep(walk, first_timers=1)
    join(ama, walk)
    waiting = join(ben, walk)
    assert (walk.pk, walk.organisation_id) not in selectors.due_for_settling(now=OPENS - MINUTE)
    assert (walk.pk, walk.organisation_id) in selectors.due_for_settling(now=OPENS)
    joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=OPENS)
    waiting.refresh_from_db()
    assert (waiting.status, counted(walk)) == ("placed", (2, 0, 0))
    assert (walk.pk, walk.organisation_id) not in selectors.due_for_settling(now=OPENS)


def test_a_place_that_comes_free_fills_up_what_is_kept_first():
    """Nobody loses a place for it: what is kept grows only into what comes free."""
    walk = OccurrenceFactory(places=2)
    ama, ben, chidi = regulars(walk, 3)
    for someone in (ama, ben, chidi):
        join(someone, walk)
    keep(walk, first_timers=1)
    assert counted(walk) == (2, 0, 1)
    leave(ama, walk)
    assert counted(walk) == (1, 1, 1)
    (nia,) = colleagues(walk.organisation, 1)
    assert join(nia, walk).status == "placed"


def test_fewer_places_give_up_what_is_kept_before_anybodys_place():
    walk = OccurrenceFactory(places=3)
    ama, ben = regulars(walk, 2)
    keep(walk, first_timers=1)
    join(ama, walk)
    join(ben, walk)
    boss = MemberFactory(organisation=walk.organisation)
    organising.set_places(member=boss, roles=ORGANISER, occurrence_id=walk.pk, places=2, now=MONDAY_9AM)
    assert counted(walk) == (2, 0, 0)


def test_a_small_job_keeps_one_place_and_is_taken_once():
    walk = OccurrenceFactory(places=2)
    ama, ben, chidi = colleagues(walk.organisation, 3)
    keep(walk, jobs=["Back-marker"])
    job = KeptPlaces.objects.get()
    assert [join(ama, walk).status, join(ben, walk).status] == ["placed", "waiting"]
    assert join(ben, walk, job_id=job.pk).status == "placed"
    with pytest.raises(JobTaken):
        join(chidi, walk, job_id=job.pk)
    assert counted(walk) == (2, 0, 0)
    leave(ben, walk)
    assert counted(walk) == (1, 1, 0)


def test_whoever_has_a_job_keeps_it_when_what_is_kept_is_said_again():
    walk = OccurrenceFactory(places=3)
    (ama,) = colleagues(walk.organisation, 1)
    keep(walk, jobs=["Back-marker"])
    join(ama, walk, job_id=KeptPlaces.objects.get().pk)
    keep(walk, jobs=["Back-marker", "First aid"])
    assert SignUp.objects.get(member=ama).job.job == "Back-marker"
    assert counted(walk) == (1, 1, 0)


def opened(*, by_hand=False, **activity):
    """A date of 20 places that its lead opens, with all that has to be ticked before."""
    walk = Walk(**activity)
    if by_hand:
        keep(walk.date)
    walk.tick(*walk.missing("publish"))
    walk.publish()
    return walk.date


def test_a_programme_date_keeps_a_quarter_for_first_timers_when_it_opens():
    """DOMAIN 1.8."""
    assert counted(opened()) == (0, 5, 0)
    assert KeptPlaces.objects.get().until == OPENS


def test_who_says_that_nothing_is_kept_is_believed_when_it_opens():
    assert counted(opened(by_hand=True)) == (0, 0, 0)


@pytest.mark.parametrize(("places", "share"), [(3, 0), (4, 1), (6, 1), (7, 2), (10, 2), (11, 3), (20, 5)])
def test_a_quarter_is_kept_to_the_nearest_place(places, share):
    """Rounded down, 7 places kept 1 for first-timers, as few as 4 did."""
    assert kept.first_timers_share(places) == share


def test_a_date_that_moves_opens_what_it_keeps_as_long_before():
    walk = OccurrenceFactory(places=4)
    keep(walk, first_timers=1)
    boss = MemberFactory(organisation=walk.organisation)
    organising.move(
        member=boss,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        date=dt.date(2026, 1, 9),
        time=dt.time(15, 30),
        now=MONDAY_9AM,
    )
    walk.refresh_from_db()
    assert walk.keeps_until == KeptPlaces.objects.get().until == OPENS + dt.timedelta(days=1)


def test_facilities_staff_join_first_and_others_are_told_from_when():
    walk = OccurrenceFactory(places=4)
    porters = Team.objects.create(organisation=walk.organisation, name="Porters")
    with pytest.raises(NoFacilitiesTeam):
        keep(walk, facilities_until=OPENS)
    FacilitiesTeam.objects.create(organisation=walk.organisation, team=porters)
    keep(walk, facilities_until=OPENS)
    rosa = MemberFactory(organisation=walk.organisation, team=porters)
    (ama,) = colleagues(walk.organisation, 1)
    with pytest.raises(FacilitiesFirst) as refusal:
        join(ama, walk)
    assert refusal.value.facts == {"opens": "2026-01-06T15:30:00Z"}
    assert join(rosa, walk).status == "placed"
    assert join(ama, walk, at=OPENS).status == "placed"


def teams_of(organisation, *names):
    rows = [Team.objects.create(organisation=organisation, name=name) for name in names]
    FacilitiesTeam.objects.bulk_create(FacilitiesTeam(organisation=organisation, team=team) for team in rows)
    return rows


def choose(organisation, *teams, at=MONDAY_9AM):
    boss = MemberFactory(organisation=organisation, roles=("organiser",))
    keeping.choose_facilities_teams(member=boss, roles=ORGANISER, team_ids=[team.pk for team in teams], now=at)


def chosen(organisation):
    return set(FacilitiesTeam.objects.of(organisation.pk).values_list("team__name", flat=True))


def test_the_last_team_of_facilities_staff_stays_while_a_date_lets_them_join_first():
    """Nobody could join it any more, until the day on which it opens to all. The refusal names the dates."""
    walk = OccurrenceFactory()
    porters, _ = teams_of(walk.organisation, "Porters", "Caterers")
    keep(walk, facilities_until=OPENS)
    choose(walk.organisation, porters)
    with pytest.raises(FacilitiesGoFirst) as refused:
        choose(walk.organisation)
    assert (refused.value.detail, chosen(walk.organisation)) == ("Thursday walk on 8 January.", {"Porters"})
    keep(walk, facilities_until=None)
    choose(walk.organisation)
    assert chosen(walk.organisation) == set()


def test_dates_that_are_open_over_or_off_keep_no_team():
    walk = OccurrenceFactory()
    teams_of(walk.organisation, "Porters")
    keep(walk, facilities_until=OPENS)
    choose(walk.organisation, at=OPENS)
    assert chosen(walk.organisation) == set()


def test_a_refusal_names_three_dates_and_says_that_there_are_more():
    walk = OccurrenceFactory()
    teams_of(walk.organisation, "Porters")
    for week in range(1, 4):
        keep(OccurrenceFactory(activity=walk.activity, starts_at=THURSDAY_1530 + week * WEEK), facilities_until=OPENS)
    keep(walk, facilities_until=OPENS)
    with pytest.raises(FacilitiesGoFirst) as refused:
        choose(walk.organisation)
    assert refused.value.detail == (
        "Thursday walk on 8 January, Thursday walk on 15 January, Thursday walk on 22 January and more."
    )


def test_nobody_goes_first_in_something_just_us():
    ama = MemberFactory()
    tea = OccurrenceFactory(activity=ActivityFactory(organisation=ama.organisation, is_programme=False, lead=ama))
    teams_of(ama.organisation, "Porters")
    run = {"member": ama, "roles": frozenset(), "occurrence_id": tea.pk, "now": MONDAY_9AM}
    with pytest.raises(FieldProblem) as refused:
        keeping.keep_places(**run, first_timers=0, jobs=(), facilities_until=OPENS)
    assert refused.value.facts["errors"][0]["pointer"] == "/facilities_until"


def test_a_date_that_comes_back_after_the_last_team_has_gone_opens_to_all(monkeypatch):
    walk = OccurrenceFactory()
    (ama,) = colleagues(walk.organisation, 1)
    teams_of(walk.organisation, "Porters")
    keep(walk, facilities_until=OPENS)
    run = {"member": ama, "roles": ORGANISER, "occurrence_id": walk.pk, "now": MONDAY_9AM}
    organising.cancel(**run)
    choose(walk.organisation)
    organising.bring_back(**run)
    assert join(ama, walk).status == "placed"
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    assert (let_all_in(), let_all_in()) == (1, 0)


def test_only_who_runs_it_keeps_places_and_never_more_than_there_are():
    walk = OccurrenceFactory(places=2)
    with pytest.raises(NotAllowed):
        keep(walk, first_timers=1, roles=frozenset({"member"}))
    with pytest.raises(FieldProblem):
        keep(walk, first_timers=2, jobs=["Back-marker"])
    assert (KeptPlaces.objects.count(), counted(walk)) == (0, (0, 0, 0))


def test_the_page_tells_each_reader_the_room_there_is_for_them():
    walk = later(OccurrenceFactory(places=2))
    (ama,), (nia,) = regulars(walk, 1), colleagues(walk.organisation, 1)
    keep(walk, first_timers=1)
    seen = {who: signed_in(who).get(f"/api/v1/occurrences/{walk.pk}").json() for who in (ama, nia)}
    assert [(seen[who]["free"], seen[who]["kept"][0]["mine"]) for who in (ama, nia)] == [(1, False), (2, True)]
    assert seen[ama]["kept"][0]["left"] == 1


def later(walk: Occurrence) -> Occurrence:
    """Far ahead of the real clock, which requests read."""
    walk.starts_at = walk.starts_at.replace(year=2090)
    walk.ends_at = walk.ends_at.replace(year=2090)
    walk.save()
    return walk


def test_what_is_kept_takes_as_many_statements_for_many_groups_as_for_one():
    walk = OccurrenceFactory(places=30)
    people = colleagues(walk.organisation, 3)
    keep(walk, jobs=["Back-marker"])
    join(people[0], walk)
    few = statements(lambda: join(people[1], walk))
    keep(walk, first_timers=5, jobs=["Back-marker", "First aid", "Photos", "Tea"])
    assert statements(lambda: join(people[2], walk)) == few


def test_who_comes_for_the_first_time_brings_a_friend_into_what_is_kept_for_them():
    """Kept places are kept from others, not from a party of their own group that grows."""
    walk = OccurrenceFactory(places=3)
    keep(walk, first_timers=2)
    newcomer, guest = *colleagues(walk.organisation, 1), Party(adults=1)
    regular = regulars(walk, 1)[0]
    join(newcomer, walk)
    assert join(regular, walk).status == "placed"
    with pytest.raises(PartyTooLarge):
        joining.change_party(member=regular, occurrence_id=walk.pk, guests=guest, now=MONDAY_9AM)
    grown = joining.change_party(member=newcomer, occurrence_id=walk.pk, guests=guest, now=MONDAY_9AM)
    assert (grown.status, grown.people) == ("placed", 2)
    row = Occurrence.objects.get(pk=walk.pk)
    assert (row.taken, row.kept) == (3, 0)


def test_a_small_job_that_somebody_took_meanwhile_stays_theirs():
    """Taking back that I left brings my turn back, and not the job that is another's now."""
    walk = OccurrenceFactory(places=4)
    keep(walk, jobs=["Back-marker"])
    job = KeptPlaces.objects.get(occurrence=walk)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk, job_id=job.pk)
    leave(ama, walk)
    join(ben, walk, job_id=job.pk)
    back = exits.undo_leaving(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert back.status == "placed"
    assert dict(SignUp.objects.filter(occurrence=walk).values_list("member", "job")) == {ama.pk: None, ben.pk: job.pk}


def test_who_was_here_before_under_another_card_is_no_first_timer():
    """Two cards become one person, who has been before."""
    walk = OccurrenceFactory(places=4)
    regular = regulars(walk, 1)[0]
    keep(walk, first_timers=2)
    (other,) = colleagues(walk.organisation, 1)
    assert join(other, walk).is_first_timer
    two_sign_ups.sign_up_once(kept=regular, gone=other, now=MONDAY_9AM)
    mine = SignUp.objects.get(occurrence=walk)
    assert (mine.member, mine.is_first_timer) == (regular, False)
    assert Occurrence.objects.get(pk=walk.pk).kept == 2

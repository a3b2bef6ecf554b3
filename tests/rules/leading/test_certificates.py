"""Certificates: told, seen by an organiser, and good or not on the day itself."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import running
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.leading.errors import EvidenceNeeded
from aftershift.leading.ladder import BASICS
from aftershift.leading.models import Certificate
from aftershift.leading.selectors import certificates as reads
from aftershift.leading.services import certificates
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import LEAD_ROLES, TODAY, left_to_do, on_step, with_empty_list

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "confirmed", "organiser"})
SUMMER = dt.datetime(2026, 7, 11, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def rosa():
    return MemberFactory(called_name="Rosa", roles=("organiser",))


@pytest.fixture
def ama(rosa):
    return MemberFactory(organisation=rosa.organisation, called_name="Ama")


def tell(member, what, last_date=None, now=MONDAY_9AM):
    return certificates.tell_certificate(member=member, what=what, last_date=last_date, now=now)


def see(member, row, roles=ORGANISER, all_roles=None):
    return certificates.see_certificate(
        member=member, roles=roles, all_roles=all_roles or roles, certificate_id=row.pk, now=MONDAY_9AM
    )


def hill(rosa, ama, starts_at=SUMMER, **fields):
    activity = ActivityFactory(organisation=rosa.organisation, kind=Activity.Kind.HILL, lead=ama, second=rosa, **fields)
    date = OccurrenceFactory(activity=activity, starts_at=starts_at, state="planned")
    with_empty_list(date)
    return date


def opens(member, date, now=MONDAY_9AM):
    return running.publish_occurrence(member=member, roles=LEAD_ROLES, occurrence_id=date.pk, now=now).state


def test_it_counts_once_an_organiser_has_seen_it(rosa, ama):
    on_step(ama, 3)
    row = tell(ama, "first_aid")
    assert "basics" in left_to_do(ama)
    see(rosa, row)
    see(rosa, row)
    assert "basics" not in left_to_do(ama)


def test_its_last_day_still_counts_and_the_next_does_not(rosa, ama):
    row = see(rosa, tell(ama, "first_aid", TODAY + dt.timedelta(days=3)))
    good = [
        reads.good_among_leaders(
            activity=Activity(organisation=rosa.organisation, lead=ama), day=TODAY + dt.timedelta(days=n)
        )
        for n in (0, 3, 4)
    ]
    assert good == [{"first_aid"}, {"first_aid"}, set()]
    assert row.seen_by == rosa


def test_one_that_is_over_is_not_told(ama):
    with pytest.raises(FieldProblem):
        tell(ama, "first_aid", TODAY - dt.timedelta(days=1))
    assert Certificate.objects.count() == 0


def test_another_end_is_seen_again_and_the_same_is_once(rosa, ama):
    row = see(rosa, tell(ama, "first_aid", TODAY))
    assert tell(ama, "first_aid", TODAY).seen_date == TODAY
    assert tell(ama, "first_aid", dt.date(2028, 1, 1)).seen_date is None
    assert Certificate.objects.get().pk == row.pk


def test_nobody_sees_their_own_and_only_organisers_see(rosa, ama):
    mine = tell(rosa, "first_aid")
    with pytest.raises(NotVisible):
        see(rosa, mine)
    with pytest.raises(NotAllowed):
        see(ama, mine, LEAD_ROLES)
    assert Certificate.objects.get().seen_date is None


def test_what_was_seen_goes_from_the_list_and_a_supervisor_is_shown_none(rosa, ama):
    row = tell(ama, "first_aid")
    client = signed_in(rosa)
    listed = client.get("/api/v1/certificates-to-see").json()["results"]
    assert [(one["name"], one["what"]) for one in listed] == [("Ama", "first_aid")]
    boss = MemberFactory(organisation=rosa.organisation, roles=("organiser", "supervisor"))
    assert signed_in(boss).get("/api/v1/certificates-to-see").json()["results"] == []
    assert signed_in(boss).send("PUT", f"/api/v1/certificates/{row.pk}/seen").status_code == 404
    assert client.send("PUT", f"/api/v1/certificates/{row.pk}/seen").status_code == 200
    assert client.get("/api/v1/certificates-to-see").json()["results"] == []


def test_a_dbs_check_can_be_told_and_is_asked_for_by_nothing(ama):
    """DOMAIN 4.7."""
    assert tell(ama, "dbs").what == "dbs"
    assert "dbs" not in BASICS.values()


# -- mountain days ------------------------------------------------------------------------------------------------------


def test_a_mountain_day_does_not_open_without_somebody_qualified(rosa, ama):
    """DOMAIN 4.5."""
    date = hill(rosa, ama)
    with pytest.raises(EvidenceNeeded):
        opens(ama, date)
    tell(ama, "mountain_leader")
    with pytest.raises(EvidenceNeeded):  # told, and seen by nobody
        opens(ama, date)
    assert Occurrence.objects.get().state == "planned"
    see(rosa, Certificate.objects.get())
    assert opens(ama, date) == "published"


@pytest.mark.parametrize("what", ["first_aid", "lowland", "hill_moorland"])
def test_evidence_of_the_wrong_kind_opens_nothing(rosa, ama, what):
    date = hill(rosa, ama)
    see(rosa, tell(ama, what))
    with pytest.raises(EvidenceNeeded):
        opens(ama, date)


def test_evidence_that_is_over_by_the_day_opens_nothing(rosa, ama):
    """Good today is not good then."""
    date = hill(rosa, ama)
    see(rosa, tell(ama, "mountain_leader", SUMMER.date() - dt.timedelta(days=1)))
    with pytest.raises(EvidenceNeeded):
        opens(ama, date)
    see(rosa, tell(ama, "mountain_leader", SUMMER.date()))
    assert opens(ama, date) == "published"


def test_it_is_looked_at_again_when_they_set_off(rosa, ama):
    """Whoever was qualified may lead no more."""
    date = hill(rosa, ama)
    see(rosa, tell(ama, "mountain_leader"))
    opens(ama, date)
    ben = MemberFactory(organisation=rosa.organisation)
    Activity.objects.update(lead=ben)
    with pytest.raises(EvidenceNeeded):
        running.start(member=ben, roles=LEAD_ROLES, occurrence_id=date.pk, now=SUMMER)
    Activity.objects.update(lead=ama)
    assert running.start(member=ama, roles=LEAD_ROLES, occurrence_id=date.pk, now=SUMMER).state == "started"


@pytest.mark.parametrize(("month", "summer_is_enough"), [(11, True), (12, False), (3, False), (4, True)])
def test_winter_asks_for_the_winter_qualification(rosa, ama, month, summer_is_enough):
    date = hill(rosa, ama, SUMMER.replace(month=month))
    see(rosa, tell(ama, "mountain_leader"))
    assert reads.has_mountain_evidence(occurrence=date) is summer_is_enough
    see(rosa, tell(ama, "winter_mountain_leader"))
    assert reads.has_mountain_evidence(occurrence=date) is True


def test_a_hired_guide_that_an_organiser_saw_opens_it_until_that_ends(rosa, ama):
    date = hill(rosa, ama)
    what = {"guide": "Hill and Co", "what": "mountain_leader", "now": MONDAY_9AM, "activity_id": date.activity_id}
    with pytest.raises(NotAllowed):
        certificates.see_guide_evidence(member=ama, roles=LEAD_ROLES, last_date=None, **what)
    for wrong in ("first_aid", "dbs"):
        with pytest.raises(FieldProblem):
            certificates.see_guide_evidence(member=rosa, roles=ORGANISER, last_date=None, **(what | {"what": wrong}))
    with pytest.raises(FieldProblem):  # over already
        certificates.see_guide_evidence(member=rosa, roles=ORGANISER, last_date=TODAY - dt.timedelta(days=1), **what)
    certificates.see_guide_evidence(
        member=rosa, roles=ORGANISER, last_date=SUMMER.date() - dt.timedelta(days=1), **what
    )
    with pytest.raises(EvidenceNeeded):
        opens(ama, date)
    certificates.see_guide_evidence(member=rosa, roles=ORGANISER, last_date=SUMMER.date(), **what)
    assert opens(ama, date) == "published"


def test_other_days_ask_for_no_such_thing(rosa, ama):
    activity = ActivityFactory(organisation=rosa.organisation, lead=ama, second=rosa)
    date = OccurrenceFactory(activity=activity, state="planned")
    with_empty_list(date)
    assert opens(ama, date) == "published"


# -- the day itself -----------------------------------------------------------------------------------------------------


def on_the_day(reader, date):
    rows = signed_in(reader).get(f"/api/v1/occurrences/{date.pk}/certificates-on-the-day").json()["results"]
    return [(row["what"], row["is_held"]) for row in rows]


def test_whoever_runs_a_date_reads_whether_a_certificate_is_good_that_day_and_not_whose(rosa, ama):
    """Good today is not good then: the day of the date decides."""
    activity = ActivityFactory(organisation=rosa.organisation, kind="cook", lead=ama, second=rosa)
    date = OccurrenceFactory(activity=activity, starts_at=SUMMER)
    assert on_the_day(ama, date) == [("food_hygiene", False)]
    see(rosa, tell(ama, "food_hygiene", SUMMER.date() - dt.timedelta(days=1)))
    assert on_the_day(rosa, date) == [("food_hygiene", False)]
    see(rosa, tell(ama, "food_hygiene", SUMMER.date()))
    assert on_the_day(rosa, date) == [("food_hygiene", True)]


def test_a_long_walk_asks_for_first_aid_and_a_short_one_does_not(rosa, ama):
    asked = {}
    for minutes in (60, 61):
        activity = ActivityFactory(organisation=rosa.organisation, minutes=minutes, lead=ama)
        asked[minutes] = on_the_day(ama, OccurrenceFactory(activity=activity))
    assert asked == {60: [], 61: [("first_aid", False)]}


def test_a_hill_says_which_qualification_its_season_asks_for(rosa, ama):
    assert on_the_day(ama, hill(rosa, ama)) == [("mountain_leader", False)]
    assert on_the_day(ama, hill(rosa, ama, SUMMER.replace(month=1))) == [("winter_mountain_leader", False)]

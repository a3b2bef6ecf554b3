"""What could hurt us, version by version; who agrees to it, what reopens that, and the queue."""

import datetime as dt
import json

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import tracks
from aftershift.activities.tracks.limited import MadeTrack
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.safety import services, tiers
from aftershift.safety.errors import (
    AgreementNotNeeded,
    ChecklistIncomplete,
    KnownAlready,
    NothingToAgreeTo,
    PlanMovedOn,
    TwoPeopleAgree,
)
from aftershift.safety.models import Agreement, Assessment, SafetyAnswers
from aftershift.safety.selectors import plans, waiting
from aftershift.safety.services import agreeing
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.safety.test_gates import BEFORE, MEMBER, ORGANISER, Walk

pytestmark = pytest.mark.django_db
NO = dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new"), False)
DAY = dt.timedelta(days=1)
ADVISER = MEMBER | {"adviser"}
KERB = {"id": "EW-1", "what": "Trips on kerbs", "who": "Everyone", "action": "Paths only", "left": "low"}


class Large(Walk):
    """A walk with 30 places, which an organiser has to agree to; everything else before the day is ticked."""

    def __init__(self, before=BEFORE - {"C-B4"}, **activity):
        super().__init__(**activity)
        Occurrence.objects.filter(pk=self.date.pk).update(places=30)
        self.boss = MemberFactory(organisation=self.activity.organisation)
        self.tick(*before)

    def write(self, *lines, route="", based_on=0, by=None, roles=MEMBER, now=MONDAY_9AM):
        return agreeing.write_assessment(
            member=by or self.rosa,
            roles=roles,
            activity_id=self.activity.pk,
            based_on=based_on,
            route=route,
            lines=list(lines) or [KERB],
            now=now,
        )

    def draw(self, north, now=MONDAY_9AM):
        """The way on the map: two kilometres or so, and a bit more for another one."""
        tracks.attach_track(
            member=self.rosa,
            roles=MEMBER,
            activity_id=self.activity.pk,
            made=MadeTrack(2_200, None, None, None, [[51.5, -0.12], [51.5 + north, -0.12]], None),
            now=now,
        )

    def ask(self, now=MONDAY_9AM):
        return agreeing.ask_for_agreement(member=self.rosa, roles=MEMBER, activity_id=self.activity.pk, now=now)

    def page(self, by=None, roles=ORGANISER, now=MONDAY_9AM):
        return plans.plan_page(member=by or self.boss, roles=roles, activity_id=self.activity.pk, now=now)

    def agree(self, page=None, by=None, roles=ORGANISER, as_role="organiser", proof="", now=MONDAY_9AM):
        page = page or self.page()
        return agreeing.agree(
            member=by or self.boss,
            roles=roles,
            activity_id=self.activity.pk,
            as_role=as_role,
            number=page.assessment.number if page.assessment else 1,
            dates={date.occurrence.pk: date.seen for date in page.dates},
            proof=proof,
            now=now,
        )


class Hill(Large):
    """The same along the water: an adviser agrees as well."""

    def __init__(self, **activity):
        super().__init__(**activity)
        services.give_answers(
            member=self.rosa,
            roles=MEMBER,
            activity_id=self.activity.pk,
            answers=NO | {"is_wild": True, "is_hilly": False, "takes_photos": False},
            now=MONDAY_9AM,
        )
        self.adviser = MemberFactory(organisation=self.activity.organisation)
        self.write()


def test_a_large_walk_opens_once_an_organiser_agreed_to_what_could_hurt_us():
    walk = Large()
    assert walk.missing("publish") == {"C-B4", "C-B12"}
    walk.write()
    assert walk.missing("publish") == {"C-B12"}
    with pytest.raises(ChecklistIncomplete):
        walk.publish()
    walk.agree()
    assert walk.missing("publish") == set()
    assert walk.publish().state == "published"


def test_an_agreement_is_no_tick():
    walk = Large()
    with pytest.raises(KnownAlready):
        walk.tick("C-B12", by=walk.boss, roles=ORGANISER)


def test_a_lead_does_not_agree_for_an_organiser():
    walk = Large()
    walk.write()
    for role in ("organiser", "adviser"):
        with pytest.raises(NotAllowed):
            walk.agree(by=walk.rosa, roles=MEMBER, as_role=role)
    assert not Agreement.objects.exists()


def test_an_agreement_names_the_version_it_saw():
    """RULE-40."""
    walk = Large()
    walk.write()
    walk.agree()
    given = Agreement.objects.get()
    assert (given.assessment.number, given.by, given.as_role) == (1, walk.boss, "organiser")


def test_an_agreement_to_a_version_that_has_moved_on_is_refused_and_keeps_nothing():
    """RULE-40."""
    walk = Large()
    walk.write()
    read_in_the_morning = walk.page()
    walk.write(KERB | {"action": "Paths and lit streets only"}, based_on=1)
    with pytest.raises(PlanMovedOn) as refusal:
        walk.agree(read_in_the_morning)
    assert refusal.value.facts == {"number": 2, "dates": []}
    assert not Agreement.objects.exists()


def test_an_agreement_to_a_date_that_has_moved_on_is_refused_and_keeps_nothing():
    walk = Large()
    walk.write()
    read_in_the_morning = walk.page()
    Occurrence.objects.filter(pk=walk.date.pk).update(places=60)
    with pytest.raises(PlanMovedOn) as refusal:
        walk.agree(read_in_the_morning)
    assert refusal.value.facts["dates"] == [str(walk.date.pk)]
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("change", ["date", "place", "route", "line on the map", "size", "lead", "children"])
def test_a_material_change_reopens_the_agreement(change):
    """RULE-40."""
    walk = Large()
    walk.write()
    walk.agree()
    if change == "date":
        Occurrence.objects.filter(pk=walk.date.pk).update(
            starts_at=walk.date.starts_at + DAY, ends_at=walk.date.ends_at + DAY
        )
    elif change == "place":
        Activity.objects.filter(pk=walk.activity.pk).update(meeting_place="The car park")
    elif change == "route":
        walk.write(KERB, route="Along the canal", based_on=1)
    elif change == "line on the map":
        walk.draw(0.01)
    elif change == "size":
        Occurrence.objects.filter(pk=walk.date.pk).update(places=40)
    elif change == "lead":
        Activity.objects.filter(pk=walk.activity.pk).update(lead=walk.boss)
    else:
        services.give_answers(
            member=walk.rosa,
            roles=MEMBER,
            activity_id=walk.activity.pk,
            answers=NO | {"has_children": True, "takes_photos": False},
            now=MONDAY_9AM,
        )
    assert walk.missing("publish") == {"C-B12"}


@pytest.mark.parametrize("change", ["title", "cost", "words of a line"])
def test_another_change_does_not_reopen_it(change):
    """RULE-40."""
    walk = Large()
    walk.write()
    walk.agree()
    if change == "words of a line":
        walk.write(KERB | {"action": "Paths only, and slowly"}, based_on=1)
        assert (walk.page().assessment.number, walk.page().agreed_number) == (2, 1)
    else:
        Activity.objects.filter(pk=walk.activity.pk).update(**{change: "£2"})
    assert walk.missing("publish") == set()


def test_another_line_on_the_map_reopens_it_and_the_same_one_again_does_not():
    """RULE-40."""
    walk = Large()
    walk.write()
    walk.draw(0.01)
    walk.agree()
    walk.draw(0.01, now=MONDAY_9AM + DAY)
    assert walk.missing("publish") == set()
    walk.draw(0.02)
    assert walk.missing("publish") == {"C-B12"}


def test_a_change_taken_back_is_agreed_to_as_before():
    walk = Large()
    walk.write()
    walk.agree()
    Occurrence.objects.filter(pk=walk.date.pk).update(places=40)
    assert walk.missing("publish") == {"C-B12"}
    Occurrence.objects.filter(pk=walk.date.pk).update(places=30)
    assert walk.missing("publish") == set()


def test_agreeing_twice_is_one_agreement():
    walk = Large()
    walk.write()
    page = walk.page()
    walk.agree(page)
    walk.agree(page)
    assert Agreement.objects.count() == 1


def test_a_hill_needs_an_organiser_and_an_adviser_who_are_two_people():
    walk = Hill()
    walk.agree(proof="Rosa's Mountain Leader card")
    assert walk.missing("publish") == {"C-B12"}
    with pytest.raises(TwoPeopleAgree):
        walk.agree(roles=ORGANISER | ADVISER, as_role="adviser")
    walk.agree(by=walk.adviser, roles=ADVISER, as_role="adviser")
    assert walk.missing("publish") == set()


def test_an_organiser_says_whose_competence_they_saw_proved():
    walk = Hill()
    with pytest.raises(FieldProblem):
        walk.agree()
    assert not Agreement.objects.exists()


def test_an_adviser_is_not_asked_below_a_hill():
    walk = Large()
    walk.write()
    with pytest.raises(AgreementNotNeeded):
        walk.agree(by=walk.boss, roles=ADVISER, as_role="adviser")


def test_nobody_agrees_to_nothing():
    walk = Large()
    for attempt in (walk.ask, walk.agree):
        with pytest.raises(NothingToAgreeTo):
            attempt()


def test_a_low_risk_walk_is_not_asked_about():
    walk = Walk()
    with pytest.raises(AgreementNotNeeded):
        agreeing.ask_for_agreement(member=walk.rosa, roles=MEMBER, activity_id=walk.activity.pk, now=MONDAY_9AM)


def test_a_low_risk_walk_is_assessed_with_what_is_suggested():
    """Two minutes: nothing has to be typed."""
    walk = Walk()
    walk.tick(*BEFORE - {"C-B4"})
    page = plans.plan_page(member=walk.rosa, roles=MEMBER, activity_id=walk.activity.pk, now=MONDAY_9AM)
    assert len(page.suggested.lines) >= 4
    agreeing.write_assessment(
        member=walk.rosa,
        roles=MEMBER,
        activity_id=walk.activity.pk,
        based_on=0,
        route="",
        lines=page.suggested.lines,
        now=MONDAY_9AM,
    )
    assert walk.publish().state == "published"


def test_two_who_write_at_once_do_not_write_over_each_other():
    walk = Large()
    walk.write()
    walk.write(KERB | {"who": "Who comes off a late"}, based_on=1, by=walk.bashir)
    with pytest.raises(PlanMovedOn):
        walk.write(KERB | {"who": "Nobody"}, based_on=1)
    assert Assessment.objects.count() == 2


def test_the_same_words_again_make_no_version():
    walk = Large()
    assert walk.write().number == walk.write().number == 1
    assert Assessment.objects.count() == 1


def test_who_does_not_run_it_neither_reads_nor_writes_it():
    walk = Large()
    ama = MemberFactory(organisation=walk.activity.organisation)
    for roles in (MEMBER, MEMBER | {"lead"}, MEMBER | {"supervisor"}):
        with pytest.raises(NotAllowed):
            walk.write(by=ama, roles=roles)
        with pytest.raises(NotAllowed):
            walk.page(by=ama, roles=roles)
    assert not Assessment.objects.exists()


def queue(walk, now=MONDAY_9AM, roles=ORGANISER):
    return waiting.agreement_queue(member=walk.boss, roles=roles, now=now)


def test_an_answer_is_due_in_three_working_days():
    walk = Large()
    walk.write()
    walk.ask()
    (row,) = queue(walk)
    assert (row.activity, row.tier, row.missing) == (walk.activity, tiers.T2, ["organiser"])
    assert (row.answer_by, row.is_late) == (dt.date(2026, 1, 8), False)


@pytest.mark.parametrize(
    ("nation", "due"),
    [
        ("england_wales", dt.date(2026, 4, 8)),  # neither Good Friday nor Easter Monday is counted
        ("scotland", dt.date(2026, 4, 7)),  # there Easter Monday is a working day
        ("elsewhere", dt.date(2026, 4, 6)),
    ],
)
def test_bank_holidays_of_the_nation_are_no_working_days(nation, due):
    walk = Large()
    walk.boss.organisation.nation = nation
    walk.write()
    Occurrence.objects.filter(pk=walk.date.pk).update(
        starts_at=walk.date.starts_at + 120 * DAY, ends_at=walk.date.ends_at + 120 * DAY
    )
    walk.ask(now=dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC))
    (row,) = queue(walk, now=dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC))
    assert row.answer_by == due


def test_a_late_answer_says_so():
    walk = Large()
    Occurrence.objects.filter(pk=walk.date.pk).update(
        starts_at=walk.date.starts_at + 14 * DAY, ends_at=walk.date.ends_at + 14 * DAY
    )
    walk.write()
    walk.ask()
    assert [row.is_late for row in queue(walk, now=MONDAY_9AM + 3 * DAY)] == [False]
    assert [row.is_late for row in queue(walk, now=MONDAY_9AM + 4 * DAY)] == [True]


def test_what_is_agreed_to_leaves_the_queue_and_a_material_change_brings_it_back():
    walk = Large()
    walk.write()
    walk.ask()
    walk.agree(now=MONDAY_9AM + dt.timedelta(hours=2))
    assert queue(walk, now=MONDAY_9AM + dt.timedelta(hours=3)) == []
    Occurrence.objects.filter(pk=walk.date.pk).update(places=40)
    (row,) = queue(walk, now=MONDAY_9AM + dt.timedelta(hours=4))
    assert row.was_agreed
    assert row.since == MONDAY_9AM + dt.timedelta(hours=2)


def test_the_queue_is_oldest_first():
    first = Large()
    second, third = another(first, "Second"), another(first, "Third")
    for walk, hours in ((third, 3), (first, 1), (second, 2)):
        walk.write()
        walk.ask(now=MONDAY_9AM + dt.timedelta(hours=hours))
    rows = queue(first, now=MONDAY_9AM + dt.timedelta(hours=4))
    assert [row.activity for row in rows] == [first.activity, second.activity, third.activity]


def another(walk, title):
    made = Large(organisation=walk.activity.organisation, title=title)
    made.boss = walk.boss
    return made


def test_the_queue_costs_the_same_for_many():
    walk = Large()

    def make(count):
        for n in range(count):
            more = another(walk, f"Walk {n}")
            for days in (7, 14):
                OccurrenceFactory(activity=more.activity, places=30, starts_at=more.date.starts_at + days * DAY)
            more.write()
            more.ask()

    same_query_count(few=lambda: make(1), many=lambda: make(12), read=lambda: queue(walk))
    assert len(queue(walk)) == 13


def test_the_plan_costs_the_same_for_many_dates():
    walk = Large()
    walk.write()

    def make(*weeks):
        for week in weeks:
            OccurrenceFactory(activity=walk.activity, places=30, starts_at=walk.date.starts_at + week * 7 * DAY)

    same_query_count(few=lambda: make(1), many=lambda: (make(*range(2, 20)), walk.agree()), read=walk.page, batches=0)


def chat(walk, **activity):
    """Sitting together with a cup of tea, open to join: nobody has to agree to that."""
    tea = ActivityFactory(organisation=walk.activity.organisation, kind="talk", **activity)
    return OccurrenceFactory(activity=tea, starts_at=walk.date.starts_at, places=10)


def unasked(walk, roles=ORGANISER):
    return waiting.open_unasked(member=walk.boss, roles=roles, now=MONDAY_9AM)


def test_what_opens_without_anybodys_yes_is_told_to_those_who_agree():
    walk = Large()
    tea = chat(walk)
    OccurrenceFactory(activity=tea.activity, starts_at=tea.starts_at + 7 * DAY)
    (row,) = unasked(walk)
    assert (row.activity, row.dates, row.first_date) == (tea.activity, 2, tea.local_date)
    with pytest.raises(NotAllowed):
        unasked(walk, roles=MEMBER)


@pytest.mark.parametrize("why", ["not open yet", "too many people", "food is made", "over"])
def test_what_is_not_open_or_not_low_risk_is_not_among_it(why):
    walk = Large()
    tea = chat(walk)
    changes = {
        "not open yet": {"state": "planned"},
        "too many people": {"places": 26},
        "over": {"starts_at": MONDAY_9AM - DAY, "ends_at": MONDAY_9AM - DAY + dt.timedelta(hours=1)},
    }
    Occurrence.objects.filter(pk=tea.pk).update(**changes.get(why, {}))
    if why == "food is made":
        services.give_answers(
            member=walk.boss,
            roles=ORGANISER,
            activity_id=tea.activity_id,
            answers=NO | {"makes_food": True, "takes_photos": False},
            now=MONDAY_9AM,
        )
    assert unasked(walk) == []


def test_what_is_open_without_a_yes_costs_the_same_for_many():
    walk = Large()

    def make(count):
        for _ in range(count):
            chat(walk, lead=MemberFactory(organisation=walk.activity.organisation))

    same_query_count(few=lambda: make(1), many=lambda: make(12), read=lambda: unasked(walk))
    assert len(unasked(walk)) == 13


def test_only_who_agrees_sees_the_queue():
    walk = Large()
    for roles in (MEMBER, MEMBER | {"lead"}, MEMBER | {"supervisor"}):
        with pytest.raises(NotAllowed):
            queue(walk, roles=roles)
    assert queue(walk, roles=ADVISER) == []


def test_two_versions_are_compared_word_by_word():
    walk = Large()
    bus = {"id": "own-1", "what": "The bus does not come", "who": "Everyone", "action": "Taxi number", "left": "low"}
    ice = {"id": "EW-2", "what": "Ice", "who": "Everyone", "action": "Spikes", "left": "some"}
    walk.write(KERB, ice, route="Round the lake")
    walk.write(KERB | {"action": "Lit paths only", "left": "some"}, bus, route="Round the small lake", based_on=1)
    found = plans.comparison(member=walk.boss, roles=ORGANISER, activity_id=walk.activity.pk, before=1, number=2)
    assert [(piece.kind, piece.text) for piece in found.route] == [
        ("same", "Round the"),
        ("added", "small"),
        ("same", "lake"),
    ]
    assert [(line.id, line.kind) for line in found.lines] == [
        ("EW-1", "changed"),
        ("own-1", "added"),
        ("EW-2", "taken_out"),
    ]
    kerb = found.lines[0]
    assert [(piece.kind, piece.text) for piece in kerb.action] == [
        ("taken_out", "Paths"),
        ("added", "Lit paths"),
        ("same", "only"),
    ]
    assert (kerb.left_before, kerb.left_now) == ("low", "some")


def test_what_was_agreed_as_a_tick_is_kept_by_the_migration():
    """The facts a tick had seen are hashed as before, so an agreement from before still counts."""
    walk = Large()
    walk.write()
    answers = SafetyAnswers.objects.create(
        organisation_id=walk.activity.organisation_id, activity=walk.activity, answered_at=MONDAY_9AM, **NO
    )
    date = Occurrence.objects.get(pk=walk.date.pk)
    import hashlib

    said = [
        date.starts_at.isoformat(), date.ends_at.isoformat(), 30, "Main door, by the big clock", True, None,
        walk.rosa.pk, walk.bashir.pk, *[getattr(answers, name) for name in ("is_long", "makes_food", "has_children", "is_wild", "is_new")],
    ]  # fmt: skip
    before = hashlib.sha256("\x1f".join(map(str, said)).encode()).hexdigest()
    (shown,) = walk.page().dates
    assert shown.seen == before


def test_leaving_takes_the_name_and_leaves_the_agreement():
    from aftershift.safety import personal_data

    walk = Hill()
    walk.agree(proof="Rosa's card")
    walk.agree(by=walk.adviser, roles=ADVISER, as_role="adviser")
    assert "Rosa" in json.dumps(personal_data.export(walk.boss))
    personal_data.erase(walk.boss, MONDAY_9AM)
    row = Agreement.objects.get(as_role="organiser")
    assert (row.by, row.proof) == (None, "")
    assert walk.missing("publish") == set()


@pytest.mark.parametrize("place", ["lead", "second"])
@pytest.mark.parametrize(("made", "role"), [(Large, "organiser"), (Hill, "organiser"), (Hill, "adviser")])
def test_nobody_agrees_to_what_they_lead_or_help_lead(made, role, place):
    """Whatever else they are."""
    walk = made()
    walk.write()
    Activity.objects.filter(pk=walk.activity.pk).update(**{place: walk.boss})
    roles = MEMBER | {role}
    with pytest.raises(TwoPeopleAgree):
        walk.agree(roles=roles, as_role=role, proof="My own card")
    assert not Agreement.objects.exists()
    page = walk.page(roles=roles)
    assert (page.may_agree_as, page.another_agrees) == ([], True)
    other = MemberFactory(organisation=walk.activity.organisation)
    page = walk.page(by=other, roles=roles)
    assert (page.may_agree_as, page.another_agrees) == ([role], False)
    walk.agree(by=other, roles=roles, as_role=role, proof="The guide's card")
    assert Agreement.objects.get().by == other

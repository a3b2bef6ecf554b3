"""Small public promises: "I'll bring the flask". A name only by choice, taken back in one tap, thanked and never counted."""

import datetime as dt

import pytest

from aftershift.activities import promises
from aftershift.activities.errors import (
    NotComing,
    OccurrenceCancelled,
    OccurrenceOver,
    OwnPromise,
    PromiseHidden,
    PromisesEnough,
    PromiseShown,
)
from aftershift.activities.models import Promise, PromiseReport
from aftershift.activities.services import joining, promising
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.insights import selectors as insights
from aftershift.people.registry import registered
from aftershift.people.services import leaving
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WEDNESDAY = dt.date(2026, 1, 7)
MEMBER, ORGANISER = frozenset({"member"}), frozenset({"member", "organiser"})
AFTER = THURSDAY_1530 + dt.timedelta(hours=2)


@pytest.fixture
def walk():
    return OccurrenceFactory(organisation=OrganisationFactory(), places=30)


@pytest.fixture
def ama(walk):
    return coming(walk, "Ama")


@pytest.fixture
def rosa(walk):
    return MemberFactory(organisation=walk.organisation, called_name="Rosa", roles=("organiser",))


def coming(walk, name):
    member = MemberFactory(organisation=walk.organisation, called_name=name)
    joining.join(member=member, occurrence_id=walk.pk, now=MONDAY_9AM)
    return member


def promise(member, walk, text="I'll bring the flask", shows_name=False, at=MONDAY_9AM):
    return promising.promise(member=member, occurrence_id=walk.pk, text=text, shows_name=shows_name, now=at)


def official(rosa, walk, text="The trust pays the bus", due=WEDNESDAY, at=MONDAY_9AM):
    return promising.promise_officially(
        member=rosa, roles=ORGANISER, occurrence_id=walk.pk, text=text, due_date=due, now=at
    )


def judge(rosa, made, what="hidden"):
    return promising.judge(
        member=rosa, roles=ORGANISER, promise_id=made.pk, what=what, reason="It is about a colleague.", now=MONDAY_9AM
    )


def report(member, made):
    return promising.report(member=member, promise_id=made.pk, reason="unkind", now=MONDAY_9AM)


def read(reader, walk, roles=MEMBER, at=MONDAY_9AM):
    return promises.promises_of(member=reader, roles=roles, all_roles=roles, occurrence_id=walk.pk, now=at)


def test_only_who_holds_a_place_promises(walk, ama):
    with pytest.raises(NotComing):
        promise(MemberFactory(organisation=walk.organisation), walk)
    promise(ama, walk)
    assert Promise.objects.of(walk.organisation_id).count() == 1


def test_the_name_is_shown_only_where_the_member_chose_so(walk, ama):
    ben = coming(walk, "Ben")
    promise(ama, walk)
    promise(ben, walk, text="I'll bring biscuits", shows_name=True)
    assert [(p.text, p.name, p.is_mine) for p in read(ama, walk)] == [
        ("I'll bring the flask", None, True),
        ("I'll bring biscuits", "Ben", False),
    ]


def test_a_supervisor_reads_no_name_in_any_role(walk, ama):
    promise(ama, walk, shows_name=True)
    boss = MemberFactory(organisation=walk.organisation)
    assert [p.name for p in read(boss, walk, roles=frozenset({"member", "supervisor"}))] == [None]


def test_saying_it_again_changes_the_one_promise(walk, ama):
    promise(ama, walk)
    promise(ama, walk, text="I'll bring two flasks", shows_name=True)
    (shown,) = read(ama, walk)
    assert (shown.text, shown.name) == ("I'll bring two flasks", "Ama")


def test_it_is_taken_back_in_one_tap_and_nothing_remains(walk, ama):
    promise(ama, walk)
    for _ in range(2):
        promising.take_back(member=ama, occurrence_id=walk.pk, now=AFTER)
    assert not Promise.objects.of(walk.organisation_id).exists()


def test_who_gives_the_place_back_is_held_to_nothing(walk, ama):
    promise(ama, walk)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert read(ama, walk) == []


def test_after_the_date_it_is_thanked_and_nobody_says_whether_it_was_kept(walk, ama, rosa):
    made = promise(ama, walk)
    assert [p.state for p in read(ama, walk, at=AFTER)] == ["thanked"]
    with pytest.raises(NotVisible):
        promising.say_kept(member=rosa, roles=ORGANISER, promise_id=made.pk, is_kept=True, now=AFTER)


@pytest.mark.parametrize(
    ("fields", "at", "refusal"),
    [({"state": "cancelled"}, MONDAY_9AM, OccurrenceCancelled), ({}, AFTER, OccurrenceOver)],
    ids=["cancelled", "over"],
)
def test_nothing_is_promised_for_what_will_not_be(walk, ama, fields, at, refusal):
    type(walk).objects.filter(pk=walk.pk).update(**fields)
    with pytest.raises(refusal):
        promise(ama, walk, at=at)


def test_the_programme_promises_by_a_day_and_is_late_in_public(walk, ama, rosa):
    made = official(rosa, walk)
    assert [(p.is_official, p.name, p.state) for p in read(ama, walk)] == [(True, None, "made")]
    late = MONDAY_9AM + 3 * DAY
    assert [p.state for p in read(ama, walk, at=late)] == ["late"]
    promising.say_kept(member=rosa, roles=ORGANISER, promise_id=made.pk, is_kept=True, now=late)
    assert [p.state for p in read(ama, walk, at=late)] == ["kept"]
    promising.say_kept(member=rosa, roles=ORGANISER, promise_id=made.pk, is_kept=False, now=late)
    assert [p.state for p in read(ama, walk, at=late)] == ["late"]


def test_only_an_organiser_promises_for_the_programme_six_things_at_most_and_none_for_a_day_gone_by(walk, ama, rosa):
    with pytest.raises(NotAllowed):
        promising.promise_officially(
            member=ama,
            roles=MEMBER,
            occurrence_id=walk.pk,
            text="The trust pays",
            due_date=THURSDAY_1530.date(),
            now=MONDAY_9AM,
        )
    with pytest.raises(FieldProblem):
        official(rosa, walk, due=MONDAY_9AM.date() - DAY)
    for _ in range(6):
        official(rosa, walk)
    with pytest.raises(PromisesEnough):
        official(rosa, walk)


def test_a_reported_promise_is_hidden_by_an_organiser_with_a_reason_that_everybody_reads(walk, ama, rosa):
    ben = coming(walk, "Ben")
    made = promise(ama, walk, shows_name=True)
    report(ben, made)
    report(ben, made)
    assert PromiseReport.objects.of(walk.organisation_id).count() == 1
    assert [p.to_judge for p in read(rosa, walk, roles=ORGANISER)] == [True]
    assert [p.to_judge for p in read(ben, walk)] == [False]
    judge(rosa, made)
    (theirs,) = read(ben, walk)
    assert (theirs.text, theirs.name, theirs.hidden_reason) == ("", None, "It is about a colleague.")
    assert [p.text for p in read(ama, walk)] == ["I'll bring the flask"]
    assert [p.to_judge for p in read(rosa, walk, roles=ORGANISER)] == [False]
    with pytest.raises(PromiseHidden):
        report(ben, made)
    with pytest.raises(PromiseHidden):
        judge(rosa, made)
    judge(rosa, made, "shown_again")
    assert [p.text for p in read(ben, walk)] == ["I'll bring the flask"]
    with pytest.raises(PromiseShown):
        judge(rosa, made, "shown_again")


def test_a_kept_promise_stays_and_its_reports_are_answered(walk, ama, rosa):
    made = promise(ama, walk)
    report(coming(walk, "Ben"), made)
    judge(rosa, made, "kept")
    assert [(p.text, p.hidden_reason) for p in read(rosa, walk)] == [("I'll bring the flask", None)]
    assert not PromiseReport.objects.of(walk.organisation_id).filter(is_open=True).exists()


def test_only_an_organiser_judges_and_never_their_own(walk, ama, rosa):
    joining.join(member=rosa, occurrence_id=walk.pk, now=MONDAY_9AM)
    mine = promise(rosa, walk)
    with pytest.raises(OwnPromise):
        judge(rosa, mine)
    with pytest.raises(NotAllowed):
        promising.judge(
            member=ama, roles=MEMBER, promise_id=mine.pk, what="hidden", reason="I do not like it", now=MONDAY_9AM
        )


def test_the_desk_lists_what_is_late_and_what_was_reported(walk, ama, rosa):
    official(rosa, walk)
    report(coming(walk, "Ben"), promise(ama, walk))
    things = insights.desk(member=rosa, roles=ORGANISER, now=MONDAY_9AM + 3 * DAY)
    found = [(t.kind, t.id, t.title, t.is_late) for t in things if t.kind.startswith("promise")]
    assert found == [
        ("promise_late", walk.pk, "The trust pays the bus", True),
        ("promise_to_judge", walk.pk, "Thursday walk", False),
    ]


def test_it_is_exported_to_who_made_it_and_goes_with_them(walk, ama, rosa):
    promise(ama, walk, shows_name=True)
    official(rosa, walk)
    (exported,) = registered["activities"].export(ama)["promises"]
    assert (exported["text"], exported["shows_name"]) == ("I'll bring the flask", True)
    leaving.forget_member(member=ama, now=MONDAY_9AM)
    leaving.forget_member(member=rosa, now=MONDAY_9AM)
    left = Promise.objects.of(walk.organisation_id)
    assert [(p.text, p.member_id) for p in left] == [("The trust pays the bus", None)]


def test_a_long_list_takes_no_more_statements(walk, ama):
    def many():
        for member in colleagues(walk.organisation, 19):
            joining.join(member=member, occurrence_id=walk.pk, now=MONDAY_9AM)
            promise(member, walk, shows_name=True)

    same_query_count(few=lambda: promise(ama, walk), many=many, read=lambda: read(ama, walk))

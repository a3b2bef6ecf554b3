"""GM-07: start small with something winnable. One walk, 45 minutes, 8 places, ready in two minutes."""

import datetime as dt
from uuid import UUID

import pytest

from aftershift.activities import releasing
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import running
from aftershift.core import clock
from aftershift.core.errors import NotAllowed
from aftershift.leading import services as leading
from aftershift.people.services import join_codes
from aftershift.safety import selectors, templates
from aftershift.safety.errors import ChecklistIncomplete
from aftershift.safety.first_win import SAID_OF_MOST, first_win
from aftershift.safety.models import ChecklistTick
from aftershift.shifts import services as shifts
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, SiteFactory, colleagues, signed_in

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "confirmed", "organiser"})
THURSDAY = dt.date(2026, 1, 8)


@pytest.fixture
def rosa():
    return MemberFactory(organisation=OrganisationFactory(), roles=("organiser",), called_name="Rosa")


def template(rosa, at=MONDAY_9AM):
    return first_win(member=rosa, roles=ORGANISER, now=at)


def test_without_shifts_it_is_thursday_at_half_past_three(rosa):
    found = template(rosa)
    assert (found.starts_date, found.starts_time, found.found) == (THURSDAY, dt.time(15, 30), False)
    assert (found.kind, found.minutes, found.places) == ("walk", 45, 8)


@pytest.mark.parametrize(("today", "date"), [(6, 8), (7, 15), (8, 15)], ids=["Tuesday", "Wednesday", "Thursday"])
def test_a_lead_has_two_nights_to_say_yes(rosa, today, date):
    assert template(rosa, MONDAY_9AM.replace(day=today)).starts_date == dt.date(2026, 1, date)


def test_where_enough_told_their_shifts_it_is_right_after_the_finish_of_most(rosa):
    week = ["06:45-14:45"] * 5 + ["-"] * 2
    for colleague in colleagues(rosa.organisation, 9):
        shifts.set_pattern(member=colleague, anchor_date=MONDAY_9AM.date(), days=week, now=MONDAY_9AM)
    found = template(rosa)
    assert found.found
    assert (found.after_group, found.after_finish) == ("earlies", dt.time(14, 45))
    assert dt.time(14, 45) < found.starts_time <= dt.time(15, 30)
    assert found.starts_date >= MONDAY_9AM.date() + dt.timedelta(days=2)


def test_it_is_never_right_after_a_night_however_many_others_are_free_then(rosa):
    nights, days = ["21:30-07:30"] * 5 + ["-"] * 2, ["-"] * 5 + ["07:00-15:00"] * 2
    for count, week in ((9, nights), (12, days)):
        for colleague in colleagues(rosa.organisation, count):
            shifts.set_pattern(member=colleague, anchor_date=MONDAY_9AM.date(), days=week, now=MONDAY_9AM)
    found = template(rosa)
    assert found.found
    assert found.after_finish != dt.time(7, 30)


def test_the_place_is_the_organisers_own_site(rosa):
    SiteFactory(organisation=rosa.organisation, name="Annexe")
    rosa.site = SiteFactory(organisation=rosa.organisation, name="West wing", address="9 Bride Lane")
    rosa.save()
    found = template(rosa)
    assert (found.meeting_place, found.site_id) == ("Main entrance, West wing", rosa.site_id)
    (help_plan,) = [check.note for check in found.checks if check.id == "C-B8"]
    assert help_plan.startswith("West wing, 9 Bride Lane.")


def test_its_sentences_answer_every_item_that_a_person_must_say_before_it_opens():
    items, _ = templates.items_of("end-of-shift-walk")
    by_hand = (None, *templates.OR_BY_HAND)
    asked = {i.id for i in items if i.gate == "publish" and i.mandatory != "never" and i.known_by in by_hand}
    assert set(SAID_OF_MOST) == asked


def make(rosa, *, without=(), **changes):
    client = signed_in(rosa)
    proposed = client.get("/api/v1/first-win").json()
    checks = [{"id": c["id"], "note": c["note"]} for c in proposed["checks"] if c["id"] not in without]
    names = ("title", "meeting_place", "site_id", "starts_date", "starts_time", "how_hard", "cost", "what_to_bring")
    body = {name: proposed[name] for name in names} | {"checks": checks, "i_lead": True} | changes
    return client.send("POST", "/api/v1/first-win", body, once=True)


def made_by(rosa, **changes):
    return {name: UUID(key) for name, key in make(rosa, **changes).json().items()}


def filled(made):
    rows = Occurrence.objects.select_related(*selectors.LOADED)
    return selectors.filled(occurrence=rows.get(pk=made["occurrence_id"]))


def say_yes(organisation, made, rosa):
    ben = MemberFactory(organisation=organisation)
    asked = leading.offer_role(
        member=rosa, roles=ORGANISER, activity_id=made["activity_id"], role="second", to_id=ben.pk, now=clock.now()
    )
    leading.accept(member=ben, offer_id=asked.pk, now=clock.now())


def test_from_the_template_to_an_open_walk_and_a_poster(rosa):
    """One request, one yes from the person who helps, one press; then people may be asked to join."""
    made = made_by(rosa)
    assert [line.item.id for line in filled(made).missing("publish")] == ["C-B1"]
    say_yes(rosa.organisation, made, rosa)
    now = clock.now()
    running.publish_occurrence(member=rosa, roles=ORGANISER, occurrence_id=made["occurrence_id"], now=now)
    assert releasing.can_be_joined_today(organisation_id=rosa.organisation_id, now=now).exists()
    assert join_codes.make_poster(member=rosa, take_down_date=now.date() + dt.timedelta(days=9), now=now).secret


def test_what_nobody_said_keeps_the_gate_shut(rosa):
    made = made_by(rosa, without=("C-B8", "EW-B3"))
    assert {line.item.id for line in filled(made).missing("publish")} == {"C-B1", "C-B8", "EW-B3"}
    say_yes(rosa.organisation, made, rosa)
    with pytest.raises(ChecklistIncomplete):
        running.publish_occurrence(member=rosa, roles=ORGANISER, occurrence_id=made["occurrence_id"], now=clock.now())


def test_each_sentence_is_ticked_in_the_name_of_who_said_it(rosa):
    make(rosa)
    ticks = ChecklistTick.objects.of(rosa.organisation_id)
    assert {(tick.item_id, tick.note, tick.by_id) for tick in ticks} == {
        (item, note.format(place=rosa.organisation.name), rosa.pk) for item, note in SAID_OF_MOST.items()
    }


def test_it_is_all_of_it_or_nothing(rosa):
    """Somebody under 18 leads nothing."""
    rosa.is_under_18 = True
    rosa.save()
    assert make(rosa).status_code == 409
    assert not Activity.objects.of(rosa.organisation_id).exists()
    assert make(rosa, i_lead=False).status_code == 201


def test_only_an_organiser_starts_it(rosa):
    with pytest.raises(NotAllowed):
        first_win(member=rosa, roles={"member", "lead"}, now=MONDAY_9AM)

"""Who signs for safety while an organiser steps back from a series (DOMAIN 5.3): first the organiser, with the lead
watching; then the lead, and an organiser looks it over; then the lead alone what is of T1, and the organiser T2."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Series
from aftershift.activities.services.organising import When
from aftershift.leading.models import Taper, TaperStep
from aftershift.leading.services import tapering
from aftershift.notifications.models import Message
from aftershift.safety.errors import AgreementNotNeeded, ChecklistIncomplete, NothingToAgreeTo
from aftershift.safety.models import Agreement, AgreementRequest, Assessment
from aftershift.safety.selectors import waiting
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count, signed_in
from tests.rules.safety.test_gates import ORGANISER
from tests.rules.safety.test_safe1_agreeing import DAY, Large

pytestmark = pytest.mark.django_db


class Weekly(Large):
    """A weekly walk of twelve, T1: without a taper the lead's own list is enough. Everything before the day is ticked."""

    def __init__(self, organiser=None, **activity):
        super().__init__(**activity)
        self.date.places = 12
        self.date.save(update_fields=["places"])
        series = Series(organisation=self.activity.organisation, activity=self.activity)
        series.take(When(dt.date(2026, 1, 8), dt.time(15, 30), count=60).rule)
        series.save()
        self.boss = organiser or MemberFactory(organisation=self.activity.organisation, roles=("organiser",))
        self.write()

    def begin(self):
        tapering.begin_taper(member=self.boss, roles=ORGANISER, activity_id=self.activity.pk, now=MONDAY_9AM)
        return self

    def at(self, step):
        self.begin()
        Taper.objects.filter(activity=self.activity).update(step=step)
        return self

    def queue(self):
        return waiting.agreement_queue(member=self.boss, roles=ORGANISER, now=MONDAY_9AM)

    def something_happens(self):
        tapering.note_incident(
            organisation_id=self.activity.organisation_id, activity_id=self.activity.pk, now=MONDAY_9AM + DAY
        )


def test_without_a_taper_the_leads_own_list_is_enough():
    walk = Weekly()
    assert walk.publish().state == "published"
    assert (walk.page().must_agree, walk.queue()) == ((), [])


def test_in_the_first_months_an_organiser_signs_and_the_lead_is_told():
    walk = Weekly().begin()
    assert walk.missing("publish") == {"C-B12"}
    with pytest.raises(ChecklistIncomplete):
        walk.publish()
    (row,) = walk.queue()
    assert (row.activity, row.missing, row.is_look, row.tier) == (walk.activity, ["organiser"], False, 1)
    assert (walk.page().must_agree, walk.page().target_days) == (("organiser",), 3)
    told = Message.objects.filter(facts__why="began").values_list("member_id", flat=True)
    assert set(told) == {walk.rosa.pk, walk.bashir.pk}
    walk.agree()
    assert walk.publish().state == "published"
    assert walk.queue() == []


def test_in_the_second_months_the_lead_signs_and_an_organiser_looks_it_over():
    walk = Weekly().at(TaperStep.EVERY_SECOND)
    assert walk.queue() == [], "there is nothing to look at before the lead has opened it"
    assert walk.publish().state == "published"
    (row,) = walk.queue()
    assert (row.is_look, row.is_late, row.dates, row.answer_by) == (True, False, 1, row.first_date)
    (date,) = walk.page().dates
    assert (date.to_look_over, date.lacking) == (True, [])
    walk.agree()
    assert walk.queue() == []
    assert walk.page().dates[0].to_look_over is False
    assert Agreement.objects.get().by == walk.boss


@pytest.mark.parametrize("step", [TaperStep.FIRST_OF_CYCLE, TaperStep.ON_CALL, TaperStep.VISIT])
def test_from_the_third_step_on_the_lead_signs_alone_what_is_of_t1(step):
    walk = Weekly().at(step)
    assert walk.publish().state == "published"
    assert walk.queue() == []
    with pytest.raises(AgreementNotNeeded):
        walk.agree()


@pytest.mark.parametrize("step", list(TaperStep))
def test_what_is_of_t2_an_organiser_signs_at_every_step(step):
    walk = Weekly()
    walk.date.places = 30
    walk.date.save(update_fields=["places"])
    walk.at(step)
    assert walk.missing("publish") == {"C-B12"}
    walk.agree()
    assert walk.publish().state == "published"


def test_after_an_incident_the_organiser_signs_again_also_what_was_signed_before():
    walk = Weekly().begin()
    walk.agree()
    walk.publish()
    Taper.objects.filter(activity=walk.activity).update(step=TaperStep.EVERY_SECOND)
    before = walk.missing("start")
    walk.something_happens()
    assert walk.missing("start") - before == {"C-B12"}
    assert [row.was_agreed for row in walk.queue()] == [True]
    walk.agree()
    assert walk.missing("start") == before


def test_an_organiser_who_leads_it_has_signed_with_their_own_list():
    walk = Weekly()
    esi = MemberFactory(organisation=walk.activity.organisation, roles=("organiser",))
    Activity.objects.filter(pk=walk.activity.pk).update(lead=esi)
    walk.begin()
    assert walk.publish(by=esi, roles=ORGANISER).state == "published"
    assert walk.queue() == []
    with pytest.raises(AgreementNotNeeded):
        walk.agree()


def test_a_new_series_stands_in_the_queue_without_anybody_asking():
    """Also where what could hurt is not written down yet: whoever reads it there may write it."""
    walk = Weekly()
    Assessment.objects.all().delete()
    walk.begin()
    assert (AgreementRequest.objects.count(), len(walk.queue())) == (1, 1)
    with pytest.raises(NothingToAgreeTo):
        walk.agree()
    walk.write(by=walk.boss, roles=ORGANISER)
    walk.agree()
    assert walk.queue() == []


def test_the_queue_costs_the_same_however_many_series_are_new():
    walk = Weekly().begin()

    def six():
        for _ in range(6):
            Weekly(organiser=walk.boss, organisation=walk.activity.organisation).begin()

    same_query_count(few=lambda: None, many=six, read=walk.queue)
    assert len(walk.queue()) == 7


def test_the_lead_reads_on_the_plan_who_signs():
    walk = Weekly().begin()
    shown = signed_in(walk.rosa).get(f"/api/v1/activities/{walk.activity.pk}/safety-plan").json()
    assert (shown["must_agree"], shown["may_agree_as"]) == (["organiser"], [])
    Taper.objects.filter(activity=walk.activity).update(step=TaperStep.EVERY_SECOND)
    shown = signed_in(walk.rosa).get(f"/api/v1/activities/{walk.activity.pk}/safety-plan").json()
    assert (shown["must_agree"], shown["is_looked_over"]) == ([], True)

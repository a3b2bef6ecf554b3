"""Who is told of a plan: who has to agree, who asked, and organisers of what opened without anybody's yes."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import running
from aftershift.notifications.selectors import inbox
from aftershift.people.services import leaving
from aftershift.safety import services
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count
from tests.rules.activities.world import OccurrenceFactory
from tests.rules.safety.test_gates import ORGANISER, Walk
from tests.rules.safety.test_safe1_agreeing import Hill, Large, another

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
LATER = MONDAY_9AM + HOUR


def titles(member, now=LATER):
    return [row.words.title for row in inbox(member=member, now=now)]


def holder(walk, role):
    return MemberFactory(organisation=walk.activity.organisation, roles=(role,))


class Tea(Walk):
    """Sitting with a cup of tea: nobody has to agree. Everything before the day is ticked."""

    def __init__(self, **activity):
        super().__init__(kind="talk", **activity)
        self.organiser = holder(self, "organiser")
        self.tick(*self.missing("publish"))

    def open(self, date=None, by=None):
        running.publish_occurrence(
            member=by or self.rosa,
            roles=ORGANISER,
            occurrence_id=(date or self.date).pk,
            now=MONDAY_9AM,
        )


def test_organisers_are_told_what_opens_at_low_risk_without_anybodys_yes():
    tea = Tea()
    assert titles(tea.organiser) == []
    tea.open()
    assert titles(tea.organiser) == [f"Open to join: {tea.activity.title}"]
    assert titles(tea.rosa) == []


def test_they_are_told_once_for_an_activity_and_not_of_their_own():
    tea = Tea()
    tea.open(by=tea.organiser)
    assert titles(tea.organiser) == []
    other = holder(tea, "organiser")
    again = OccurrenceFactory(activity=tea.activity, state="planned", starts_at=tea.date.starts_at + 168 * HOUR)
    for item in tea_ticks(tea):
        services.tick(
            member=tea.rosa,
            roles=ORGANISER,
            occurrence_id=again.pk,
            item_id=item,
            is_ticked=True,
            device_at=MONDAY_9AM,
            now=MONDAY_9AM,
        )
    tea.open(again)
    tea.open(again)
    assert titles(other) == [f"Open to join: {tea.activity.title}"]
    assert titles(tea.organiser) == [f"Open to join: {tea.activity.title}"]


def tea_ticks(tea):
    return [line.item.id for line in tea.filled().lines if line.item.gate == "publish" and line.known is None]


def test_nothing_is_told_of_a_walk_which_has_its_own_list():
    walk = Walk()
    organiser = holder(walk, "organiser")
    walk.tick(*walk.missing("publish"))
    walk.publish()
    assert titles(organiser) == []


def test_what_was_called_off_since_is_no_news_any_more():
    tea = Tea()
    tea.open()
    Occurrence.objects.filter(pk=tea.date.pk).update(state="cancelled")
    assert titles(tea.organiser) == []


def test_who_has_to_agree_is_told_by_when_and_others_are_not():
    walk = Large()
    organiser, adviser = holder(walk, "organiser"), holder(walk, "adviser")
    walk.write()
    walk.ask()
    (row,) = inbox(member=organiser, now=LATER)
    assert row.words.title == f"Waits for your yes: {walk.activity.title}"
    assert row.words.text.endswith("An answer is due by Thursday 8 January.")
    assert row.words.path == f"/plan/{walk.activity.pk}"
    assert titles(adviser) == []
    assert titles(walk.rosa) == []


def test_a_hill_is_told_to_organisers_and_advisers_until_each_has_agreed():
    hill = Hill()
    organiser, adviser = holder(hill, "organiser"), holder(hill, "adviser")
    hill.ask()
    assert len(titles(organiser)) == len(titles(adviser)) == 1
    hill.agree(by=organiser, proof="The guide's card")
    assert (len(titles(organiser)), len(titles(adviser))) == (0, 1)


def test_an_organiser_who_leads_it_is_not_asked_to_agree():
    walk = Large()
    helps, other = holder(walk, "organiser"), holder(walk, "organiser")
    Activity.objects.filter(pk=walk.activity.pk).update(second=helps)
    walk.write()
    walk.ask()
    assert (len(titles(helps)), len(titles(other))) == (0, 1)


def test_asking_again_tells_nobody_twice():
    walk = Large()
    organiser = holder(walk, "organiser")
    walk.write()
    walk.ask()
    walk.ask(now=LATER)
    assert len(titles(organiser)) == 1


def test_lead_and_second_are_told_once_nobodys_yes_is_missing():
    walk = Large()
    walk.write()
    walk.ask()
    assert titles(walk.rosa) == []
    walk.agree()
    for leader in (walk.rosa, walk.activity.second):
        assert titles(leader) == [f"Agreed to: {walk.activity.title}"]
    assert titles(walk.boss) == []
    walk.agree(now=LATER)
    assert len(titles(walk.rosa, LATER + HOUR)) == 1


def test_reading_of_many_plans_costs_the_same_as_of_few():
    walk = Large()
    organiser = holder(walk, "organiser")

    def make(count):
        for n in range(count):
            more = another(walk, f"Walk {n}")
            more.write()
            more.ask()

    same_query_count(
        few=lambda: make(1), many=lambda: make(10), read=lambda: inbox(member=organiser, now=LATER), batches=0
    )
    assert len(titles(organiser)) == 11


def test_a_change_that_reopens_it_takes_that_news_back():
    walk = Large()
    walk.write()
    walk.ask()
    walk.agree()
    Occurrence.objects.filter(pk=walk.date.pk).update(places=40)
    assert titles(walk.rosa) == []


def test_who_left_is_told_nothing():
    walk = Large()
    organiser = holder(walk, "organiser")
    leaving.leave(member=organiser, now=MONDAY_9AM)
    walk.write()
    walk.ask()
    assert titles(organiser) == []

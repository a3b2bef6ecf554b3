"""Away until a day: questions go to those who are there, and where nobody is the way out is open at once (RULE-39)."""

import datetime as dt

import pytest

from aftershift.core.errors import FieldProblem
from aftershift.leading.models import Away, SignOff
from aftershift.leading.selectors import sign_offs as reads
from aftershift.leading.services import away
from aftershift.notifications.models import Message
from aftershift.people.selectors import all_roles_of
from aftershift.safety.services import agreeing
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import TODAY, Walk, answer, ask, left_to_do, on_step
from tests.rules.notifications.told import told

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
IN_TWO_WEEKS = TODAY + 14 * DAY
ASKED = [("sign_off", "Somebody asks you for a word")]


@pytest.fixture
def walk():
    """Rosa organises and leads, Sam helps; Ivo leads the choir."""
    walk = Walk()
    walk.ivo = walk.somebody("Ivo")
    ActivityFactory(organisation=walk.organisation, kind="choir", lead=walk.ivo)
    return walk


@pytest.fixture
def ama(walk):
    ama = walk.somebody("Ama")
    on_step(ama, 2)
    return ama


def is_away(*members, until=IN_TWO_WEEKS, now=MONDAY_9AM):
    for member in members:
        away.be_away(member=member, until_date=until, now=now)


def asked(member, *, now=MONDAY_9AM):
    roles = all_roles_of(member)
    found = reads.asked_of(member=member, roles=roles, all_roles=roles, now=now)
    return [(row.member.called_name, answers_as) for row, answers_as in found]


def test_a_question_to_somebody_who_is_away_goes_to_others_at_once(walk, ama):
    ask(ama, of=walk.sam)
    assert asked(walk.rosa) == []
    is_away(walk.sam)
    assert asked(walk.rosa) == [("Ama", "organiser")]
    assert asked(walk.ivo) == []


def test_with_no_organiser_there_whoever_leads_this_kind_is_asked(walk, ama):
    ask(ama)
    assert asked(walk.sam) == []
    is_away(walk.rosa)
    assert asked(walk.sam) == [("Ama", "lead")]


def test_when_everybody_who_could_say_it_is_away_the_way_out_is_open_at_once(walk, ama):
    """RULE-39: nobody waits three weeks for people who said that they are not there."""
    word = ask(ama, of=walk.sam)
    is_away(walk.sam)
    assert asked(walk.ivo) == []
    is_away(walk.rosa)
    assert asked(walk.ivo) == [("Ama", "colleague")]
    answer(walk.ivo, word)
    assert SignOff.objects.get().conditions == ["with_buddy"]
    assert "briefing" not in left_to_do(ama)


def test_what_only_an_organiser_says_goes_to_who_leads_this_kind_when_all_organisers_are_away(walk, ama):
    olga = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    ask(ama, "organ_ready")
    is_away(walk.rosa)
    assert asked(walk.sam) == []
    is_away(olga)
    assert asked(walk.sam) == [("Ama", "lead")]


def test_a_supervisor_who_is_there_holds_nothing_up(walk, ama):
    """They are asked nothing, so the way out does not wait for them either."""
    MemberFactory(organisation=walk.organisation, roles=("organiser", "supervisor"))
    ask(ama, of=walk.sam)
    is_away(walk.sam, walk.rosa)
    assert asked(walk.ivo) == [("Ama", "colleague")]


def test_one_who_is_away_may_still_answer(walk, ama):
    word = ask(ama, of=walk.sam)
    is_away(walk.sam)
    assert asked(walk.sam) == [("Ama", "lead")]
    answer(walk.sam, word)
    assert SignOff.objects.get().answered_as == "lead"


def test_it_ends_by_itself_on_the_day(walk, ama):
    ask(ama, of=walk.sam)
    is_away(walk.sam, until=TODAY + 3 * DAY)
    assert [asked(walk.rosa, now=MONDAY_9AM + days * DAY) for days in (2, 3)] == [[("Ama", "organiser")], []]


def test_being_back_is_one_tap_and_twice_is_once(walk, ama):
    ask(ama, of=walk.sam)
    is_away(walk.sam)
    for _ in range(2):
        away.be_back(member=walk.sam, now=MONDAY_9AM)
    assert asked(walk.rosa) == []
    assert Away.objects.count() == 0


def test_another_day_takes_the_place_of_the_first(walk):
    is_away(walk.sam)
    is_away(walk.sam, until=TODAY + DAY)
    assert [row.until_date for row in Away.objects.all()] == [TODAY + DAY]


@pytest.mark.parametrize("until", [TODAY - DAY, TODAY, TODAY + 367 * DAY])
def test_it_is_until_a_day_to_come_within_a_year(walk, until):
    with pytest.raises(FieldProblem):
        is_away(walk.sam, until=until)
    assert Away.objects.count() == 0


def test_who_is_away_is_not_among_those_to_ask(walk, ama):
    is_away(walk.sam)
    names = {
        days: [row.name for row in reads.signers(member=ama, kind="walk", what="briefing", today=TODAY + days * DAY)]
        for days in (0, 14)
    }
    assert names == {0: ["Rosa"], 14: ["Rosa", "Sam"]}


def test_a_buddy_who_is_away_can_be_asked_where_there_is_no_other_and_others_answer(walk, ama):
    """Else the ladder would be stuck until they are back (RULE-39)."""
    on_step(ama, 4)
    walk.led_by(ama, walk.rosa)
    walk.held()
    walk.led_by(walk.sam, None)
    is_away(walk.rosa)
    assert [row.name for row in reads.signers(member=ama, kind="walk", what="buddy_ready", today=TODAY)] == ["Rosa"]
    answer(walk.sam, ask(ama, "buddy_ready", of=walk.rosa))
    assert "buddy_ready" not in left_to_do(ama)


# -- who is told --------------------------------------------------------------------------------------------------------


def test_who_is_there_is_told_in_place_of_who_is_away(walk, ama):
    is_away(walk.sam)
    ask(ama, of=walk.sam)
    assert told(walk.sam) == []
    assert told(walk.rosa) == ASKED


def test_who_takes_a_question_over_later_is_told_once(walk, ama):
    ask(ama, of=walk.sam)
    assert told(walk.rosa) == []
    is_away(walk.sam)
    is_away(walk.sam, until=TODAY + DAY)
    assert told(walk.rosa) == ASKED
    assert Message.objects.filter(member=walk.rosa).count() == 1


def test_with_nobody_there_nobody_is_told_again(walk, ama):
    ask(ama)
    is_away(walk.sam)
    before = Message.objects.count()
    is_away(walk.rosa)
    assert Message.objects.count() == before


def test_organisers_who_are_away_are_not_told_while_another_is_there(walk, ama):
    olga = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    is_away(walk.rosa)
    ask(ama)
    assert (told(walk.rosa), told(olga), told(walk.sam)) == ([], ASKED, [])


def test_a_plan_to_agree_to_is_told_to_those_who_are_there_and_to_all_where_nobody_is(walk):
    olga = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    is_away(olga)

    def asks():
        meal = ActivityFactory(organisation=walk.organisation, kind="cook", lead=walk.sam)
        OccurrenceFactory(activity=meal, state="planned")
        lines = [{"what": "Heat", "who": "Cooks", "how": "Gloves"}]
        mine = {"member": walk.sam, "roles": {"member", "confirmed"}, "activity_id": meal.pk, "now": MONDAY_9AM}
        agreeing.write_assessment(**mine, based_on=0, route="", lines=lines)
        agreeing.ask_for_agreement(**mine)

    asks()
    assert [len(told(member)) for member in (walk.rosa, olga)] == [1, 0]
    is_away(walk.rosa)
    asks()
    assert [len(told(member)) for member in (walk.rosa, olga)] == [2, 1]


# -- over the wire ------------------------------------------------------------------------------------------------------


def test_my_page_says_whether_i_am_away_and_nobody_elses_does(walk, ama, monkeypatch):
    monkeypatch.setattr("aftershift.core.clock.now", lambda: MONDAY_9AM)
    sam, other = signed_in(walk.sam), signed_in(ama)
    assert sam.get("/api/v1/my-away").json() == {"until_date": None, "is_asked": True}
    until = IN_TWO_WEEKS.isoformat()
    put = sam.put("/api/v1/my-away", {"until_date": until}, content_type="application/json")
    assert put.json() == sam.get("/api/v1/my-away").json() == {"until_date": until, "is_asked": True}
    assert other.get("/api/v1/my-away").json() == {"until_date": None, "is_asked": False}
    assert sam.delete("/api/v1/my-away").json() == {"until_date": None, "is_asked": True}


def test_a_day_that_has_been_is_a_problem_that_says_so(walk, monkeypatch):
    monkeypatch.setattr("aftershift.core.clock.now", lambda: MONDAY_9AM)
    reply = signed_in(walk.sam).put(
        "/api/v1/my-away", {"until_date": TODAY.isoformat()}, content_type="application/json"
    )
    assert (reply.status_code, Away.objects.count()) == (400, 0)

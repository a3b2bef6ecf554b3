"""Who is told of what members ask of each other on one date: hosts, invitations, paper, promises."""

import datetime as dt

import pytest

from aftershift.activities import hosting as hosting_rules
from aftershift.activities import selectors
from aftershift.activities.errors import DrawUnderWay, NotComing
from aftershift.activities.models import Activity, Occurrence, Party, Promise
from aftershift.activities.services import draws, exits, hosting, inviting, joining, organising, paper, promising
from aftershift.notifications import kinds
from aftershift.notifications import selectors as notifications
from aftershift.notifications.models import Message
from aftershift.notifications.services import reading
from aftershift.people.models import Card
from aftershift.people.services import leaving
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, same_query_count
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.notifications.told import told
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
CONNECTOR = frozenset({"member", "confirmed", "connector"})
TUESDAY, DAY = MONDAY_9AM + dt.timedelta(days=1), dt.timedelta(days=1)


@pytest.fixture
def walk():
    organisation = OrganisationFactory()
    lead = MemberFactory(organisation=organisation, called_name="Lee")
    activity = ActivityFactory(organisation=organisation, title="Thursday walk", lead=lead)
    return OccurrenceFactory(activity=activity, places=4)


@pytest.fixture
def lead(walk):
    return walk.activity.lead


@pytest.fixture
def rosa(walk):
    return MemberFactory(organisation=walk.organisation, called_name="Rosa", roles=("organiser", "connector"))


def comes(walk, name, **asked):
    member = MemberFactory(organisation=walk.organisation, called_name=name)
    joining.join(member=member, occurrence_id=walk.pk, now=MONDAY_9AM, **asked)
    return member


def called_off(walk):
    Occurrence.objects.filter(pk=walk.pk).update(state="cancelled")


# ---- hosts


def ask_to_host(rosa, walk, member):
    theirs = selectors.live_sign_up(occurrence=walk, member=member)
    hosting.ask_to_host(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, sign_up_id=theirs.pk, now=MONDAY_9AM)


def host(member, walk):
    hosting.be_host(member=member, occurrence_id=walk.pk, now=MONDAY_9AM)


def step_back(member, walk):
    hosting.step_back(member=member, occurrence_id=walk.pk, now=MONDAY_9AM)


def test_who_is_asked_to_be_host_is_told_once_and_nobody_else(walk, rosa, lead):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    for _ in range(2):
        ask_to_host(rosa, walk, ama)
    assert told(ama) == [("host", "Would you meet the new ones: Thursday walk")]
    assert told(ben) == told(lead) == told(rosa) == []


def test_the_question_is_over_with_a_yes_a_no_a_place_given_back_or_somebody_else(walk, rosa):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    ask_to_host(rosa, walk, ama)
    ask_to_host(rosa, walk, ben)
    assert (told(ama), len(told(ben))) == ([], 1)
    host(ben, walk)
    assert told(ben) == []
    step_back(ben, walk)
    ask_to_host(rosa, walk, ama)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert told(ama) == []


def test_a_host_who_steps_back_is_told_to_who_leads_without_a_name_until_there_is_another(walk, lead):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    host(ama, walk)
    step_back(ama, walk)
    assert told(lead) == [("host", "Nobody meets the new ones: Thursday walk")]
    assert told(ama) == told(ben) == []
    host(ben, walk)
    assert told(lead) == []


def test_a_no_to_a_question_is_told_to_nobody(walk, rosa, lead):
    ama = comes(walk, "Ama")
    ask_to_host(rosa, walk, ama)
    step_back(ama, walk)
    assert told(lead) == told(rosa) == told(ama) == []


GONE = [("host", "Nobody meets the new ones: Thursday walk")]


def fewer(walk, places, *members):
    to_queue = [selectors.live_sign_up(occurrence=walk, member=member).pk for member in members]
    organising.set_places(
        member=MemberFactory(organisation=walk.organisation), roles=ORGANISER, occurrence_id=walk.pk, places=places,
        to_queue=to_queue, reason="A smaller bus" if to_queue else "", now=MONDAY_9AM,
    )  # fmt: skip


def hosts(walk):
    return [
        row.sign_up.member.called_name for row in hosting_rules.standing_hosts(organisation_id=walk.organisation_id)
    ]


def test_a_host_who_is_moved_to_the_queue_meets_nobody_and_who_leads_hears_it(walk, lead):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    host(ama, walk)
    fewer(walk, 1, ama)
    assert (hosts(walk), told(lead)) == ([], GONE)
    host(ben, walk)
    assert (hosts(walk), told(lead)) == (["Ben"], [])
    fewer(walk, 2)  # Ama has her place again, and Ben's promise stands
    assert hosts(walk) == ["Ben"]


def test_a_host_who_is_moved_in_again_meets_people_as_they_said_and_the_news_is_over(walk, lead):
    """It stands on their place: until somebody else has said yes it comes back with it."""
    ama, _ = comes(walk, "Ama"), comes(walk, "Ben")
    host(ama, walk)
    fewer(walk, 1, ama)
    fewer(walk, 2)
    assert (hosts(walk), told(lead)) == (["Ama"], [])


def test_a_host_who_waits_to_be_asked_first_is_host_no_more_until_they_say_yes(walk, lead):
    ama, _ = comes(walk, "Ama", is_straight_in=False), comes(walk, "Ben")
    host(ama, walk)
    fewer(walk, 1, ama)
    fewer(walk, 2)
    assert (hosts(walk), told(lead)) == ([], GONE)
    joining.accept_offer(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert (hosts(walk), told(lead)) == (["Ama"], [])


def test_a_host_who_brings_fewer_or_more_is_host_as_before(walk, lead):
    ama = comes(walk, "Ama")
    host(ama, walk)
    for adults in (2, 0):
        joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(adults=adults), now=MONDAY_9AM)
        assert (hosts(walk), told(lead)) == (["Ama"], [])


def test_a_host_of_a_date_that_is_called_off_and_comes_back_is_host_again_and_nobody_is_sent_to_look(walk, lead):
    ama = comes(walk, "Ama")
    host(ama, walk)
    run = {"member": lead, "roles": ORGANISER, "occurrence_id": walk.pk, "now": MONDAY_9AM}
    organising.cancel(**run)
    assert told(lead) == []
    organising.bring_back(**run)
    assert (hosts(walk), told(lead)) == (["Ama"], [])


def test_before_a_draw_nobody_has_a_place_to_host_from(walk):
    starts = MONDAY_9AM + 12 * DAY
    Occurrence.objects.filter(pk=walk.pk).update(starts_at=starts, ends_at=starts + DAY / 24)
    rosa = MemberFactory(organisation=walk.organisation)
    closes = MONDAY_9AM + 8 * DAY
    run = {"member": rosa, "roles": ORGANISER, "occurrence_id": walk.pk}
    draws.decide_draw(**run, closes_at=closes, now=MONDAY_9AM)
    ama = comes(walk, "Ama")
    with pytest.raises(NotComing):
        host(ama, walk)
    draws.draw_places(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=closes)
    hosting.be_host(member=ama, occurrence_id=walk.pk, now=closes)
    with pytest.raises(DrawUnderWay):  # who has said yes is not drawn again
        draws.decide_draw(**run, closes_at=closes + DAY, now=closes)
    assert hosts(walk) == ["Ama"]


# ---- "come with me"


def test_whose_card_was_typed_is_told_at_once_while_the_place_is_held(walk, lead):
    ama = comes(walk, "Ama")
    zoe = MemberFactory(organisation=walk.organisation, called_name="Zoe")
    sent = inviting.invite(member=ama, occurrence_id=walk.pk, card=card_for(zoe).code, now=MONDAY_9AM)
    assert told(zoe) == [("invited", "Come along: Thursday walk")]
    assert told(lead) == told(ama) == []
    assert Message.objects.get().speed == "today"
    assert "Ama" not in str(kinds.words_of(Message.objects.select_related("member__organisation"), now=MONDAY_9AM))
    assert told(zoe, MONDAY_9AM + DAY) == []
    inviting.take_back(member=ama, invitation_id=sent.pk, now=MONDAY_9AM)
    assert told(zoe) == []


def gives_her_place_back(rosa, walk, ama):
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)


def is_moved_to_the_queue(rosa, walk, ama):
    theirs = selectors.live_sign_up(occurrence=walk, member=ama)
    more = {"places": 3, "to_queue": [theirs.pk], "reason": "The minibus broke"}
    organising.set_places(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, now=MONDAY_9AM, **more)


def is_taken_off(rosa, walk, ama):
    theirs = selectors.live_sign_up(occurrence=walk, member=ama)
    more = {"sign_up_id": theirs.pk, "reason": "Shouted"}
    exits.remove(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, now=MONDAY_9AM, **more)


def leaves_the_programme(rosa, walk, ama):
    leaving.leave(member=ama, now=MONDAY_9AM)


@pytest.mark.parametrize(
    "goes", [gives_her_place_back, is_moved_to_the_queue, is_taken_off, leaves_the_programme], ids=lambda f: f.__name__
)
def test_whose_place_is_held_no_longer_because_the_colleague_does_not_come_is_told(walk, rosa, goes):
    """Whoever has no phone hears it in person; never who it was, nor why."""
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    zoe, yan = (MemberFactory(organisation=walk.organisation, called_name=name) for name in ("Zoe", "Yan"))
    inviting.invite(member=ama, occurrence_id=walk.pk, card=card_for(zoe).code, now=MONDAY_9AM)
    inviting.invite(member=ben, occurrence_id=walk.pk, card=card_for(yan).code, now=MONDAY_9AM)
    reading.prefer(member=zoe, kind="invited", channel="in_person", is_on=True)
    goes(rosa, walk, ama)
    assert told(zoe) == [("invited", "Held for you no longer: Thursday walk")]
    assert told(yan) == [("invited", "Come along: Thursday walk")]  # Ben comes
    (row,) = notifications.to_tell(member=rosa, roles=CONNECTOR, now=MONDAY_9AM)
    assert (row.called_name, row.words.title) == ("Zoe", "Held for you no longer: Thursday walk")
    assert not {"Ama", "minibus", "Shouted"} & set(row.words.text.replace(".", "").split())
    joining.join(member=zoe, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert told(zoe) == []  # a place of her own


def test_a_place_that_ran_out_is_told_to_nobody_once_more(walk):
    """They were told until when."""
    zoe = MemberFactory(organisation=walk.organisation)
    sent = inviting.invite(member=comes(walk, "Ama"), occurrence_id=walk.pk, card=card_for(zoe).code, now=MONDAY_9AM)
    joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=sent.ends_at)
    sent.refresh_from_db()
    assert (sent.state, Message.objects.count()) == ("lapsed", 1)


def test_who_said_yes_is_told_nothing_of_who_asked_her(walk):
    """She has a place of her own since; whether the colleague comes is theirs to say."""
    ama, zoe = comes(walk, "Ama"), MemberFactory(organisation=walk.organisation)
    sent = inviting.invite(member=ama, occurrence_id=walk.pk, card=card_for(zoe).code, now=MONDAY_9AM)
    inviting.accept(member=zoe, invitation_id=sent.pk, now=MONDAY_9AM)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert told(zoe) == []


def test_an_invitation_by_its_code_tells_nobody(walk):
    ama = comes(walk, "Ama")
    inviting.invite(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert not Message.objects.exists()


# ---- paper


def typed(rosa, walk, code, guests=None, sheet=None):
    sheet = sheet or paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=MONDAY_9AM)
    paper.type_line(
        member=rosa,
        roles=CONNECTOR,
        sheet_id=sheet.pk,
        line=1,
        card=code,
        guests=guests or Party(),
        now=TUESDAY,
    )
    return sheet


def test_whose_line_was_typed_in_is_told_what_came_of_it(walk, rosa):
    for name in "ABCD":
        comes(walk, name)
    zoe = MemberFactory(organisation=walk.organisation, called_name="Zoe")
    sheet = typed(rosa, walk, card_for(zoe).code)
    assert told(zoe, TUESDAY) == [("typed_in", "You are in the queue: Thursday walk")]
    typed(rosa, walk, Card.objects.get(member_id=zoe.pk).code, sheet=sheet)
    assert Message.objects.filter(kind="typed_in").count() == 1, "the same line again is no news"
    Occurrence.objects.filter(pk=walk.pk).update(places=9)
    joining.leave(member=zoe, occurrence_id=walk.pk, now=TUESDAY)
    assert told(zoe, TUESDAY) == []


def test_a_place_that_paper_asked_for_is_told_and_the_connectors_own_line_is_not(walk, rosa):
    zoe = MemberFactory(organisation=walk.organisation, called_name="Zoe")
    sheet = typed(rosa, walk, card_for(zoe).code)
    typed(rosa, walk, card_for(rosa).code, sheet=sheet)
    assert told(zoe, TUESDAY) == [("typed_in", "You have a place: Thursday walk")]
    assert told(rosa, TUESDAY) == []
    called_off(walk)
    assert told(zoe, TUESDAY) == []


# ---- promises


def test_whose_promise_is_hidden_or_shown_again_is_told_and_nobody_else(walk, rosa, lead):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    made = promising.promise(member=ama, occurrence_id=walk.pk, text="A flask", shows_name=True, now=MONDAY_9AM)
    promising.report(member=ben, promise_id=made.pk, reason="unkind", now=MONDAY_9AM)

    def judge(what, now):
        promising.judge(member=rosa, roles=ORGANISER, promise_id=made.pk, what=what, reason="Not kind", now=now)

    judge("hidden", MONDAY_9AM)
    assert told(ama) == [("promise", "Your promise is hidden: Thursday walk")]
    judge("shown_again", TUESDAY)
    assert told(ama, TUESDAY) == [("promise", "Your promise is shown again: Thursday walk")]
    judge("kept", TUESDAY)
    assert len(told(ama, TUESDAY)) == 1
    assert told(ben, TUESDAY) == told(lead, TUESDAY) == told(rosa, TUESDAY) == []
    Promise.objects.all().delete()
    assert told(ama, TUESDAY) == []


# ---- all of it


def test_many_cost_no_more_statements_than_few(rosa, walk):
    def one(date):
        ama, ben = comes(date, "Ama"), comes(date, "Ben")
        zoe = MemberFactory(organisation=walk.organisation)
        ask_to_host(rosa, date, ama)
        typed(rosa, date, card_for(MemberFactory(organisation=walk.organisation)).code)
        inviting.invite(member=ben, occurrence_id=date.pk, card=card_for(zoe).code, now=MONDAY_9AM)
        made = promising.promise(member=ama, occurrence_id=date.pk, text="Tea", shows_name=False, now=MONDAY_9AM)
        promising.judge(
            member=rosa, roles=ORGANISER, promise_id=made.pk, what="hidden", reason="Not kind", now=MONDAY_9AM
        )

    def more():
        for week in range(1, 6):
            one(OccurrenceFactory(activity=walk.activity, places=9, starts_at=THURSDAY_1530 + 7 * week * DAY))

    def read():
        return kinds.words_of(Message.objects.select_related("member__organisation"), now=MONDAY_9AM)

    same_query_count(few=lambda: one(walk), many=more, read=read)
    assert len(read()) == 24
    assert Activity.objects.count() == 1

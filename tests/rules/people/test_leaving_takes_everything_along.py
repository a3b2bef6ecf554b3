"""Q-S6 over what was built since: messages, devices, feeds, leading and safety. Everything that names a member is searched
for afterwards, in every table, and an app that forgets to erase is found."""

import datetime as dt

import pytest
from django.apps import apps

from aftershift.activities.models import Activity
from aftershift.activities.services import joining
from aftershift.calendars import services as feeds
from aftershift.calendars.models import Feed
from aftershift.core import clock
from aftershift.core import events as bus
from aftershift.leading import services as offers
from aftershift.leading.models import (
    Away,
    CardRead,
    CircleInvitation,
    DateRole,
    Handover,
    HandoverPack,
    LeadAnswer,
    LeadLimit,
    RecordLine,
    RoleOffer,
    SignOff,
    Step,
)
from aftershift.leading.services import away, handover, load, roles, sign_offs, steps
from aftershift.notifications.models import Delivery, Device, Message, Preference
from aftershift.notifications.services import reading
from aftershift.people import registry
from aftershift.people.events import MemberLeft
from aftershift.people.services import leaving
from aftershift.safety.models import EmergencyNumber, HomeContact
from aftershift.safety.services import emergency, home
from tests.factories import MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import did, on_step
from tests.rules.notifications.test_push import phone_of
from tests.rules.notifications.world import deliver, news, phones, tell

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
ORGANISER = MEMBER | {"organiser"}
NAME, NUMBER, WORDS = "Amaqwertz", "07700900123", "Ring Amaqwertz for the key"

# What has to be there before, or the search afterwards would prove nothing.
SEEDED = [
    Message,
    Delivery,
    Preference,
    Device,
    Feed,
    Away,
    CardRead,
    CircleInvitation,
    DateRole,
    Handover,
    LeadAnswer,
    LeadLimit,
    RecordLine,
    RoleOffer,
    SignOff,
    Step,
    EmergencyNumber,
    HomeContact,
]


def everything() -> str:
    return "".join(f"{model._meta.label}{list(model._base_manager.values_list())!r}\n" for model in apps.get_models())


def tables_that_name(member_id) -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models()
        if repr(member_id) in repr(list(model._base_manager.values_list()))
    }


@pytest.fixture
def ama():
    """She comes, leads, is asked, asks, is called at home, and is told things."""
    now = clock.now()
    organisation = OrganisationFactory()
    rosa = MemberFactory(organisation=organisation, called_name="Rosa", roles=("organiser",))
    ben = MemberFactory(organisation=organisation, called_name="Ben")
    ama = MemberFactory(organisation=organisation, called_name=NAME)
    led = ActivityFactory(organisation=organisation, lead=ama, second=ben)
    theirs = ActivityFactory(organisation=organisation, lead=ben, is_on_site=False)
    mine, walk = (OccurrenceFactory(activity=a, starts_at=now + dt.timedelta(days=2)) for a in (led, theirs))
    # messages, and how they came
    phone_of(ama, "the-phone-of-ama")
    reading.prefer(member=ama, kind="vote", channel="push", is_on=False)
    with news(), phones():
        tell(ama, speed="urgent", now=now, expires_at=now + dt.timedelta(days=1))
        deliver(organisation, now)
    feeds.make(member=ama, purpose="mine", shows_titles=True, now=now)
    # leading
    did(ama, "came")
    on_step(ama, 3)
    steps.read_card(member=ama, card="greet", now=now)
    sign_offs.ask_for_sign_off(member=ama, kind="walk", what="briefing", asked_of_id=ben.pk, now=now)
    away.be_away(member=ama, until_date=now.date() + dt.timedelta(days=7), now=now)
    load.set_most(member=ama, most=1, now=now)
    load.answer_month(member=ama, answer=LeadAnswer.Answer.BIT_MUCH, buddy_id=ben.pk, now=now)
    offers.offer_role(
        member=ben, roles=MEMBER, activity_id=theirs.pk, role=RoleOffer.Role.SECOND, to_id=ama.pk, now=now
    )
    handover.begin_handover(member=ama, roles=MEMBER, activity_id=led.pk, to_id=rosa.pk, now=now)
    handover.write_pack(
        member=ama,
        roles=MEMBER,
        activity_id=led.pk,
        words={"contacts": "Estates", "place": "", "checklist": "", "learned": ""},
        version=0,
        now=now,
    )
    CircleInvitation.objects.create(organisation=organisation, member=ama, invited_by=rosa, invited_date=now.date())
    # safety, and one small role
    joining.join(member=ama, occurrence_id=mine.pk, now=now)
    roles.take_date_role(member=ama, occurrence_id=mine.pk, role=DateRole.Role.GREET, now=now)
    emergency.give_number(member=ama, occurrence_id=mine.pk, number=NUMBER, now=now)
    home.ask_contact(member=ben, roles=MEMBER, occurrence_id=walk.pk, rank=1, contact_id=ama.pk, now=now)
    return ama


def test_every_kind_of_row_is_there_before(ama):
    before = tables_that_name(ama.pk)
    assert {model._meta.label for model in SEEDED if model is not Device} <= before
    assert Device.objects.filter(session__member_id=ama.pk).exists()


def test_whoever_leaves_is_reached_by_nothing_and_asked_nothing(ama):
    now = clock.now()
    client = signed_in(ama)
    tell(ama, now=now)
    leaving.leave(member=ama, now=now)
    assert not Device.objects.filter(session__member_id=ama.pk).exists()
    assert not Message.objects.filter(member=ama, settled_at=None).exists()
    assert not Handover.objects.filter(state="open").exists()
    assert not Activity.objects.filter(lead=ama).exists()
    assert client.get("/api/v1/inbox").status_code == 401
    assert not Feed.objects.filter(member_id=ama.pk, revoked_at=None).exists()


def test_whoever_is_forgotten_leaves_no_trace_in_any_table(ama):
    pk = ama.pk
    leaving.forget_member(member=ama, now=clock.now())
    assert tables_that_name(pk) == set()
    left = everything()
    for trace in (NAME, NUMBER, "the-phone-of-ama", str(pk)):
        assert trace not in left
    assert HandoverPack.objects.get().changed_by is None, "what the next lead needs to know stays, without a name"


def test_an_app_that_forgets_to_erase_is_found(ama, monkeypatch):
    """The search has eyes: a feed hangs on no foreign key, so nothing but its own app takes it away."""
    pk = ama.pk
    kept = {name: data for name, data in registry.registered.items() if name != "calendars"}
    monkeypatch.setattr(leaving, "registered", kept)
    # Tests listen too, some with a list's own `append`, which comes from no module.
    heard = [listener for listener in bus._listeners[MemberLeft] if "calendars" not in (listener.__module__ or "")]
    monkeypatch.setitem(bus._listeners, MemberLeft, heard)
    leaving.forget_member(member=ama, now=clock.now())
    assert tables_that_name(pk) == {"calendars.Feed"}


def test_a_name_left_in_somebody_elses_words_is_found(ama):
    HandoverPack.objects.update(contacts=WORDS)
    leaving.forget_member(member=ama, now=clock.now())
    assert NAME in everything()

"""Small roles of one date: taken and given back in one tap, offered around whoever comes, named to those who come."""

import datetime as dt

import pytest

from aftershift.activities.errors import NotComing, OccurrenceStarted
from aftershift.activities.events import OccurrenceClosing
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import live_sign_up
from aftershift.activities.services import exits, joining
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.leading.errors import NobodyLeftToAsk, RoleForKnownAdults, RoleTaken
from aftershift.leading.events import RoleAsked, RoleGivenBack
from aftershift.leading.models import DateRole, RecordLine
from aftershift.leading.personal_data import erase, export
from aftershift.leading.services import record
from aftershift.leading.services import roles as services
from aftershift.people import one_person
from tests.factories import MemberFactory, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.hearing import hearing

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
NOW = clock.now().replace(second=0, microsecond=0)
STARTS = NOW + dt.timedelta(days=2)
Role = DateRole.Role


@pytest.fixture
def walk():
    return OccurrenceFactory(starts_at=STARTS)


def comes(walk, name, **fields):
    member = MemberFactory(organisation=walk.organisation, called_name=name, **fields)
    joining.join(member=member, occurrence_id=walk.pk, now=NOW)
    return member


def organiser(walk):
    return MemberFactory(organisation=walk.organisation, called_name="Esi", roles=("organiser",))


def take(member, walk, role=Role.GREET, now=NOW):
    return services.take_date_role(member=member, occurrence_id=walk.pk, role=role, now=now)


def give_back(member, walk, role=Role.GREET, now=NOW):
    return services.give_back_date_role(member=member, occurrence_id=walk.pk, role=role, now=now)


def ask(asker, walk, whom=None, role=Role.GREET):
    theirs = live_sign_up(occurrence=walk, member=whom).pk if whom else None
    return services.ask_for_date_role(
        member=asker, roles=ORGANISER, occurrence_id=walk.pk, role=role, sign_up_id=theirs, now=NOW
    )


def read(member, walk):
    reply = signed_in(member).get(f"/api/v1/occurrences/{walk.pk}/roles")
    assert reply.status_code == 200
    return reply.json()


def seen(member, walk, role=Role.GREET):
    return next(row for row in read(member, walk)["roles"] if row["role"] == role)


def asked(walk, role=Role.GREET):
    rows = DateRole.objects.filter(occurrence=walk, role=role, state="asked")
    return [row.member for row in rows.select_related("member")]


def did_before(member, kind="walk", role=Role.GREET):
    past = OccurrenceFactory(
        activity=ActivityFactory(organisation=member.organisation, kind=kind, title="An earlier walk"),
        starts_at=NOW - dt.timedelta(days=7),
        state=Occurrence.State.PUBLISHED,
    )
    before = past.starts_at - dt.timedelta(days=1)
    joining.join(member=member, occurrence_id=past.pk, now=before)
    take(member, past, role, now=before)
    Occurrence.objects.filter(pk=past.pk).update(state=Occurrence.State.CLOSED)


def test_whoever_has_a_place_takes_a_role_in_one_tap_and_twice_is_once(walk):
    kasia, ben = comes(walk, "Kasia"), comes(walk, "Ben")
    take(kasia, walk)
    take(kasia, walk)
    row = seen(ben, walk)
    assert (row["state"], row["name"], row["is_me"], row["may_take"]) == ("held", "Kasia", False, False)
    with pytest.raises(RoleTaken):
        take(ben, walk)
    assert seen(ben, walk)["name"] == "Kasia"


def test_giving_back_is_one_tap_without_a_reason_and_the_role_is_free_again(walk):
    kasia, ben = comes(walk, "Kasia"), comes(walk, "Ben")
    take(kasia, walk)
    for _ in range(2):
        give_back(kasia, walk)
    assert seen(ben, walk)["state"] == "free"
    take(ben, walk)
    assert seen(kasia, walk)["name"] == "Ben"


def test_lead_and_second_may_hear_that_a_role_is_free_again_and_not_from_whom(walk, monkeypatch):
    heard = hearing(monkeypatch, RoleGivenBack)
    kasia = comes(walk, "Kasia")
    take(kasia, walk)
    give_back(kasia, walk)
    assert heard == [RoleGivenBack(walk.pk, walk.organisation_id, "greet", kasia.pk, NOW)]


def test_without_a_place_there_is_no_role(walk):
    outside = MemberFactory(organisation=walk.organisation)
    with pytest.raises(NotComing):
        take(outside, walk)
    assert not DateRole.objects.exists()


def test_whoever_gives_their_place_back_has_the_role_no_more_and_an_undo_brings_it_back(walk):
    kasia, ben = comes(walk, "Kasia"), comes(walk, "Ben")
    take(kasia, walk)
    joining.leave(member=kasia, occurrence_id=walk.pk, now=NOW)
    assert seen(ben, walk)["state"] == "free"
    exits.undo_leaving(member=kasia, occurrence_id=walk.pk, now=NOW)
    assert seen(ben, walk)["name"] == "Kasia"


def test_names_numbers_and_the_last_place_in_the_line_are_for_adults_whom_colleagues_know(walk):
    new, young = comes(walk, "New", confirmed=False), comes(walk, "Young", is_under_18=True)
    for someone in (new, young):
        for role in (Role.BACK_MARKER, Role.PHOTOS, Role.REGISTER, Role.PHONE_TREE):
            with pytest.raises(RoleForKnownAdults):
                take(someone, walk, role)
    take(new, walk, Role.GREET)
    take(young, walk, Role.KIT)
    assert set(DateRole.objects.values_list("role", flat=True)) == {"greet", "kit"}


def test_nobody_comes_last_where_nobody_walks_in_a_line(walk):
    cooking = OccurrenceFactory(
        activity=ActivityFactory(organisation=walk.organisation, kind=Activity.Kind.COOK), starts_at=STARTS
    )
    kasia = comes(cooking, "Kasia")
    assert "back_marker" not in [row["role"] for row in read(kasia, cooking)["roles"]]
    with pytest.raises(NotVisible):
        take(kasia, cooking, Role.BACK_MARKER)


def test_a_role_is_neither_taken_nor_given_back_when_the_date_is_over(walk):
    kasia = comes(walk, "Kasia")
    take(kasia, walk)
    after = walk.ends_at + dt.timedelta(hours=1)
    give_back(kasia, walk, now=after)
    with pytest.raises(OccurrenceStarted):
        take(kasia, walk, Role.KIT, now=after)
    assert list(DateRole.objects.values_list("role", "state")) == [("greet", "held")]


def test_being_asked_gives_nobody_the_role_before_they_say_yes(walk):
    esi, kasia, ben = organiser(walk), comes(walk, "Kasia"), comes(walk, "Ben")
    ask(esi, walk, kasia)
    ask(esi, walk, kasia)
    assert (seen(esi, walk)["state"], seen(esi, walk)["name"]) == ("asked", "Kasia")
    assert seen(kasia, walk)["is_me"] is True
    assert seen(ben, walk)["state"] == "free"
    take(kasia, walk)
    assert seen(ben, walk)["name"] == "Kasia"


def test_what_is_offered_around_goes_to_who_has_done_it_least(walk):
    esi, often, once, never = organiser(walk), *(comes(walk, name) for name in ("Often", "Once", "Never"))
    did_before(often)
    did_before(often)
    did_before(once)
    ask(esi, walk)
    assert asked(walk) == [never]
    give_back(never, walk)
    assert asked(walk) == [once]
    ask(esi, walk)
    assert asked(walk) == [often]
    with pytest.raises(NobodyLeftToAsk):
        ask(esi, walk)


def test_nobody_reads_whom_the_app_asks_nor_who_said_no(walk):
    esi, kasia, ben = organiser(walk), comes(walk, "Kasia"), comes(walk, "Ben")
    ask(esi, walk)
    assert (seen(esi, walk)["state"], seen(esi, walk)["name"]) == ("asked", "")
    assert seen(ben, walk)["state"] == "free"
    give_back(kasia, walk)
    assert (seen(esi, walk)["state"], seen(esi, walk)["name"]) == ("asked", "")


def test_lead_and_second_are_not_asked_for_small_roles(walk):
    esi, rosa, ben = organiser(walk), comes(walk, "Rosa"), comes(walk, "Ben")
    Activity.objects.filter(pk=walk.activity_id).update(lead=rosa)
    ask(esi, walk)
    assert asked(walk) == [ben]


def test_a_member_is_invited_to_what_they_have_not_tried_at_this_kind(walk):
    kasia = comes(walk, "Kasia")
    assert read(kasia, walk)["suggested"] == "greet"
    did_before(kasia, role=Role.GREET)
    did_before(kasia, kind="cook", role=Role.KIT)
    assert read(kasia, walk)["suggested"] == "kit"
    take(kasia, walk, Role.BACK_MARKER)
    assert read(kasia, walk)["suggested"] is None


def test_asking_is_for_whoever_runs_the_date(walk):
    kasia, ben = comes(walk, "Kasia"), comes(walk, "Ben")
    with pytest.raises(NotAllowed):
        services.ask_for_date_role(
            member=ben, roles=frozenset({"member"}), occurrence_id=walk.pk, role=Role.GREET, now=NOW
        )
    assert asked(walk) == []
    assert read(kasia, walk)["may_ask"] is False
    assert read(organiser(walk), walk)["may_ask"] is True


def test_taking_a_question_back_leaves_who_said_yes(walk):
    esi, kasia, ben = organiser(walk), comes(walk, "Kasia"), comes(walk, "Ben")
    take(kasia, walk)
    ask(esi, walk, ben, Role.KIT)
    for role in (Role.GREET, Role.KIT):
        services.ask_nobody_for_date_role(member=esi, roles=ORGANISER, occurrence_id=walk.pk, role=role, now=NOW)
    assert list(DateRole.objects.values_list("role", "member")) == [("greet", kasia.pk)]


def test_a_supervisor_reads_no_name_even_with_a_place(walk):
    kasia, boss = comes(walk, "Kasia"), comes(walk, "Boss", roles=("supervisor",))
    take(kasia, walk)
    assert (seen(boss, walk)["state"], seen(boss, walk)["name"]) == ("held", "")
    take(boss, walk, Role.KIT)
    assert seen(boss, walk, Role.KIT)["name"] == "Boss"


def test_whoever_has_no_place_reads_that_a_role_is_taken_and_no_name(walk):
    kasia = comes(walk, "Kasia")
    take(kasia, walk)
    outside = MemberFactory(organisation=walk.organisation)
    assert (seen(outside, walk)["state"], seen(outside, walk)["name"]) == ("held", "")


def test_being_asked_is_told_to_the_one_who_is_asked(walk, monkeypatch):
    heard = hearing(monkeypatch, RoleAsked)
    esi, kasia = organiser(walk), comes(walk, "Kasia")
    ask(esi, walk, kasia)
    assert [(event.member_id, event.by_id, event.role) for event in heard] == [(kasia.pk, esi.pk, "greet")]
    questions = signed_in(kasia).get("/api/v1/role-questions").json()["results"]
    assert [(row["title"], row["role"]) for row in questions] == [("Thursday walk", "greet")]
    assert signed_in(esi).get("/api/v1/role-questions").json()["results"] == []


def test_the_roles_cost_the_same_however_many_come(walk):
    kasia = comes(walk, "Kasia")
    client = signed_in(kasia)

    def more():
        for role in list(Role)[1:]:
            take(comes(walk, f"Someone {role}"), walk, role)

    same_query_count(
        few=lambda: take(comes(walk, "Ben"), walk),
        many=more,
        read=lambda: client.get(f"/api/v1/occurrences/{walk.pk}/roles"),
    )


def test_a_role_follows_when_two_members_are_one_person_and_goes_with_whoever_is_forgotten(walk):
    kasia, twin = comes(walk, "Kasia"), MemberFactory(organisation=walk.organisation)
    take(kasia, walk)
    one_person.follow(one_person.Pair(kept=twin, gone=kasia, now=NOW))
    assert seen(twin, walk)["is_me"] is True
    assert export(twin)["small_roles"] == [
        {
            "activity": "Thursday walk",
            "date": walk.local_date.isoformat(),
            "role": "greet",
            "state": "held",
        }
    ]
    erase(twin, NOW)
    assert not DateRole.objects.exists()


def test_a_small_role_stands_in_the_record_of_who_held_it_and_of_nobody_else(walk):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    take(ama, walk)
    take(ben, walk, Role.KIT)
    give_back(ben, walk, Role.KIT)
    record.note_closing(OccurrenceClosing(walk.pk, walk.organisation_id, None, walk.ends_at))
    lines = RecordLine.objects.of(walk.organisation_id).filter(what=RecordLine.What.ROLE)
    assert list(lines.values_list("member", "role")) == [(ama.pk, "greet")]

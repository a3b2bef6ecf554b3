"""Steps as an attacker would look for them: in every role, in every reply, before and after."""

import datetime as dt

import pytest

from aftershift.core import clock
from aftershift.leading.models import CircleNote, Step
from aftershift.leading.services import steps
from aftershift.people.selectors import all_roles_of
from aftershift.people.services.leaving import export_member, forget_member
from tests.api.census import rows
from tests.factories import MemberFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import did, on_step, word_from

pytestmark = pytest.mark.django_db
ROLES = ("connector", "organiser", "supervisor", "adviser", "panellist")
READS = sorted({row.path for row in rows() if row.method == "GET" and "<" not in row.path})


@pytest.fixture
def ama():
    return MemberFactory(called_name="Ama")


def onlooker(ama, *roles):
    return MemberFactory(organisation=ama.organisation, called_name="Olga", roles=roles)


@pytest.fixture
def walk(ama):
    activity = ActivityFactory(organisation=ama.organisation, lead=ama)
    starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=7)
    return OccurrenceFactory(activity=activity, starts_at=starts_at)


def everything(client, walk):
    """Every reply that this member can get, by address."""
    paths = [*READS, f"/api/v1/occurrences/{walk.pk}", f"/api/v1/occurrences/{walk.pk}/host"]
    paths += [f"/api/v1/my-steps/walk/signers?what={what}" for what in ("briefing", "basics", "buddy_ready")]
    replies = {path: client.get(path) for path in paths if path != "/api/v1/csrf"}  # a token is new each time
    return {path: reply.content for path, reply in replies.items() if reply.status_code == 200}


@pytest.mark.parametrize("roles", [(), *[(role,) for role in ROLES], ("organiser", "supervisor")], ids=str)
def test_nothing_that_anybody_else_can_read_changes_with_my_steps(ama, walk, roles, monkeypatch):
    """Taking a step, leading, being told "ready", stepping back and resting: seen by nobody, in any role (DOMAIN 7.3)."""
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)
    olga = onlooker(ama, *roles)
    client = signed_in(olga)
    everything(client, walk)  # what only a first visit changes
    before = everything(client, walk)
    assert b"Thursday walk" in before[f"/api/v1/occurrences/{walk.pk}"]
    assert len(before) > 20
    on_step(ama, 5)
    did(ama, "led", 6)
    word_from(None, ama, "organ_ready")
    assert everything(client, walk) == before
    steps.step_back(member=ama, kind="walk", now=clock.now())
    assert everything(client, walk) == before
    Step.objects.filter(member=ama).update(used_date=dt.date(2020, 1, 1))
    assert everything(client, walk) == before


def test_my_own_reply_does_change():
    """The comparison above is able to fail."""
    ama = MemberFactory()
    client = signed_in(ama)
    before = client.get("/api/v1/my-steps").json()
    on_step(ama, 5)
    after = client.get("/api/v1/my-steps").json()
    assert before["kinds"] == []
    assert [(row["kind"], row["number"]) for row in after["kinds"]] == [("walk", 5)]


@pytest.fixture
def word(ama):
    """Ama asks Olga, who leads a walk."""
    olga = onlooker(ama)
    ActivityFactory(organisation=ama.organisation, lead=olga)
    body = {"kind": "walk", "what": "briefing", "asked_of": str(olga.pk)}
    made = signed_in(ama).send("POST", "/api/v1/sign-offs", body, once=True)
    return olga, made.json()["id"]


def asked(member):
    return signed_in(member).get("/api/v1/sign-off-requests").json()["results"]


def test_whoever_is_asked_sees_one_question_and_no_step(ama, word):
    olga, word_id = word
    on_step(ama, 2)
    assert [set(row) for row in asked(olga)] == [{"id", "name", "kind", "what", "answers_as", "asked", "dates"}]
    assert asked(olga)[0]["dates"] is None
    signed_in(olga).send("PUT", f"/api/v1/sign-offs/{word_id}/answer", {"is_given": True})
    assert asked(olga) == []


def test_others_neither_see_nor_answer_it(ama, word):
    _, word_id = word
    for roles in [(), *[(role,) for role in ROLES]]:
        ben = onlooker(ama, *roles)
        assert asked(ben) == []
        client = signed_in(ben)
        assert client.send("PUT", f"/api/v1/sign-offs/{word_id}/answer", {"is_given": True}).status_code == 404
        assert client.delete(f"/api/v1/sign-offs/{word_id}").status_code == 404
        assert client.send("PUT", f"/api/v1/sign-offs/{word_id}/pause", {"is_paused": True}).status_code == 404


@pytest.mark.parametrize("second_factor", [True, False])
def test_a_supervisor_is_asked_nothing_whatever_else_they_are(ama, walk, second_factor):
    """Also where the role rests, and when they organise and lead as well (DESIGN 12.3)."""
    boss = onlooker(ama, "organiser", "supervisor")
    ActivityFactory(organisation=ama.organisation, second=boss)
    client = signed_in(ama)
    names = [row["name"] for row in client.get("/api/v1/my-steps/walk/signers?what=briefing").json()["results"]]
    assert names == []
    body = {"kind": "walk", "what": "briefing"}
    assert client.send("POST", "/api/v1/sign-offs", body | {"asked_of": str(boss.pk)}, once=True).status_code == 409
    client.send("POST", "/api/v1/sign-offs", body, once=True)
    reply = signed_in(boss, second_factor=second_factor).get("/api/v1/sign-off-requests")
    assert reply.json()["results"] == []


def test_the_notebook_names_whoever_wanted_it_and_nobody_to_a_supervisor(ama):
    for shows_name in (True, False):
        CircleNote.objects.create(
            organisation=ama.organisation, text="Start slowly.", by=ama, shows_name=shows_name, written_at=clock.now()
        )
    names = {
        roles: sorted(row["name"] for row in signed_in(onlooker(ama, *roles)).get("/api/v1/circle").json()["notes"])
        for roles in (("organiser",), ("organiser", "supervisor"))
    }
    assert names == {("organiser",): ["", "Ama"], ("organiser", "supervisor"): ["", ""]}


def test_people_who_lead_nothing_do_not_read_the_notebook(ama):
    assert signed_in(ama).get("/api/v1/circle").status_code == 403
    ActivityFactory(organisation=ama.organisation, second=ama)
    assert "lead" in all_roles_of(ama)
    assert signed_in(ama).get("/api/v1/circle").status_code == 200


def test_the_export_holds_my_steps_and_forgetting_takes_them(ama):
    on_step(ama, 3)
    did(ama, "shared")
    found = export_member(member=ama)["leading"]
    assert [row["step"] for row in found["steps"]] == [3]
    assert [row["what"] for row in found["record"]] == ["shared"]
    forget_member(member=ama, now=clock.now())
    assert Step.objects.count() == 0

"""What somebody said would stop it next time is taken into a list by its keeper: a version of its own, word by word."""

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.safety.errors import ChangeAnswered, NotTheKeeper
from aftershift.safety.models import ListVersion, ProposedChange
from aftershift.safety.services import learning, own_list
from aftershift.safety.services.learning import Wording
from aftershift.safety.templates import template
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.safety.test_gates import MEMBER, ORGANISER

pytestmark = pytest.mark.django_db
LIST = "end-of-shift-walk"
CROSSINGS = Wording("Road crossings, steps and the wet bridge noted; step-free option", item_id="EW-B3")
TORCH = Wording("A torch for every two people", phase="before", is_mandatory=True)


@pytest.fixture
def olu():
    """Keeps the list of the walk at the end of a shift."""
    olu = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",), called_name="Olu")
    learning.set_keeper(member=olu, roles=ORGANISER, template=LIST, keeper_id=olu.pk, now=MONDAY_9AM)
    return olu


def proposed(olu, text="Cross the bridge one by one.", template=LIST):
    return ProposedChange.objects.create(
        organisation=olu.organisation, template=template, text=text, said_date=MONDAY_9AM.date()
    )


def take(olu, wording, change=None, reply="It is in.", roles=ORGANISER):
    change = change or proposed(olu)
    return learning.answer_change(
        member=olu, roles=roles, change_id=change.pk, wording=wording, reply=reply, now=MONDAY_9AM
    )


def checklist(who, date):
    reply = signed_in(who).get(f"/api/v1/occurrences/{date.pk}/checklist")
    assert reply.status_code == 200
    return reply.json()


def item(shown, item_id):
    return next((row for row in shown["items"] if row["id"] == item_id), None)


def walk_of(olu):
    return OccurrenceFactory(activity=ActivityFactory(organisation=olu.organisation, lead=olu))


def test_taking_it_makes_the_next_version_and_the_lists_made_from_now_on_say_it(olu):
    date = walk_of(olu)
    assert checklist(olu, date)["versions"][LIST] == 1
    take(olu, CROSSINGS)
    take(olu, TORCH)
    shown = checklist(olu, date)
    assert shown["versions"][LIST] == 3
    assert item(shown, "EW-B3")["text"] == CROSSINGS.text
    torch = item(shown, "EW-B51")
    assert (torch["text"], torch["phase"], torch["is_mandatory"]) == (TORCH.text, "before", True)
    assert "EW-B51" in shown["gates"]["publish"]


def test_a_list_that_is_begun_stays_on_the_version_it_was_filled_on(olu):
    """RULE-42."""
    date = walk_of(olu)
    tick = {"ticked": True, "device_at": "2026-01-05T09:00:00Z"}
    assert signed_in(olu).send("PUT", f"/api/v1/occurrences/{date.pk}/checklist/items/C-B4", tick).status_code == 200
    take(olu, TORCH)
    assert checklist(olu, date)["versions"][LIST] == 1
    assert item(checklist(olu, date), "EW-B51") is None


def test_each_version_is_shown_beside_the_one_before_it_word_by_word(olu):
    take(olu, CROSSINGS, change=proposed(olu, "Mind the bridge."))
    take(olu, Wording("Road crossings, steps and the bridge noted; step-free option", item_id="EW-B3"))
    shown = signed_in(olu).get(f"/api/v1/safety-templates/{LIST}/versions").json()
    later, first = shown["versions"]
    assert (shown["version"], later["number"], first["number"], first["proposal"]) == (3, 3, 2, "Mind the bridge.")
    assert [(piece["kind"], piece["text"]) for piece in later["items"][0]["text"]] == [
        ("same", "Road crossings, steps and the"),
        ("taken_out", "wet"),
        ("same", "bridge noted; step-free option"),
    ]
    assert [(row["id"], row["kind"]) for row in first["items"]] == [("EW-B3", "changed")]


def test_a_list_into_which_nothing_was_taken_reads_as_the_file_does(olu):
    shown = signed_in(olu).get("/api/v1/safety-templates/core/versions").json()
    assert (shown["version"], shown["versions"], shown["items"][0]["id"]) == (template("core").version, [], "C-B1")
    assert signed_in(olu).get("/api/v1/safety-templates/no-such/versions").status_code == 404


def test_only_the_keeper_takes_something_into_a_list(olu):
    esi = MemberFactory(organisation=olu.organisation, roles=("organiser",))
    change = proposed(olu)
    for member, roles, refusal in ((esi, ORGANISER, NotTheKeeper), (esi, MEMBER, NotAllowed)):
        with pytest.raises(refusal):
            take(member, TORCH, change, roles=roles)
    with pytest.raises(NotTheKeeper):
        take(olu, TORCH, proposed(olu, template="cooking"))
    assert not ListVersion.objects.exists()
    assert take(esi, None, change, reply="It is there.").state == "not_taken"


def test_the_same_answer_again_makes_no_second_version_and_another_one_is_refused(olu):
    change = proposed(olu)
    for _ in range(2):
        take(olu, TORCH, change)
    for wording, reply in ((None, "It is in."), (TORCH, "Another word.")):
        with pytest.raises(ChangeAnswered):
            take(olu, wording, change, reply=reply)
    assert ListVersion.objects.count() == 1


def test_an_item_of_another_list_is_not_changed_here(olu):
    with pytest.raises(FieldProblem):
        take(olu, Wording("Nothing to cook", item_id="CK-B1"))
    assert not ListVersion.objects.exists()


def test_an_item_that_was_learnt_is_said_otherwise_later_and_keeps_its_id(olu):
    take(olu, TORCH)
    take(olu, Wording("A torch for everybody", item_id="EW-B51"))
    shown = checklist(olu, walk_of(olu))
    assert item(shown, "EW-B51")["text"] == "A torch for everybody"
    assert item(shown, "EW-B52") is None


def test_an_activity_may_say_that_what_was_learnt_does_not_apply_to_it(olu):
    take(olu, TORCH)
    date = walk_of(olu)
    own_list.change_list(
        member=olu,
        roles=ORGANISER,
        activity_id=date.activity_id,
        based_on=0,
        changed={"EW-B51": {"left_out_because": "It is noon."}},
        own=[],
        now=MONDAY_9AM,
    )
    assert "EW-B51" not in checklist(olu, date)["gates"]["publish"]


def test_another_hospital_has_its_own_lists(olu):
    take(olu, TORCH)
    esi = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))
    assert checklist(esi, walk_of(esi))["versions"][LIST] == 1

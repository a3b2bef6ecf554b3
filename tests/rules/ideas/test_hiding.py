"""Anybody reports an idea, an organiser hides it with a reason that everybody reads, anybody objects."""

import json

import pytest

from aftershift.ballots.errors import IdeaNotForVoting
from aftershift.ballots.services import opening
from aftershift.core.errors import NotAllowed
from aftershift.ideas import services
from aftershift.ideas.errors import IdeaHidden, IdeaNotHidden, OwnIdea, OwnIdeaUnsigned
from aftershift.ideas.models import Objection, Report, Verdict
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count, signed_in

pytestmark = pytest.mark.django_db
TODAY = MONDAY_9AM.date()
LINE = "Throw cake at Gerald from stores"


@pytest.fixture
def people():
    ama = MemberFactory()
    ben, chidi = colleagues(ama.organisation, 2)
    return ama, ben, chidi, MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")


def propose(member, text=LINE, shown_as="named"):
    return services.propose(member=member, text=text, kind="other", shown_as=shown_as, now=MONDAY_9AM)


def report(member, idea, reason="about_somebody"):
    return services.report(member=member, idea_id=idea.pk, reason=reason, now=MONDAY_9AM)


def judge(rosa, idea, what="hidden", reason="It names a colleague."):
    return services.judge(member=rosa, idea_id=idea.pk, what=what, reason=reason, now=MONDAY_9AM)


def object_to(member, idea, text="Gerald asked for it himself."):
    return services.object_to_hiding(member=member, idea_id=idea.pk, text=text, now=MONDAY_9AM)


def shown(reader, idea):
    return signed_in(reader).get(f"/api/v1/ideas/{idea.pk}").json()


def waiting(rosa):
    return signed_in(rosa).get("/api/v1/ideas/to-judge").json()["results"]


def test_a_report_reaches_the_organiser_with_its_reason_and_without_who_or_how_many(people):
    ama, ben, chidi, rosa = people
    idea = propose(ama)
    for member, reason in ((ben, "unkind"), (ben, "unkind"), (chidi, "unkind")):
        report(member, idea, reason)
    assert Report.objects.of(ama.organisation_id).count() == 2
    (row,) = waiting(rosa)
    assert row == {
        "id": str(idea.pk),
        "text": LINE,
        "language": "en",
        "kind": "other",
        "hidden_reason": None,
        "reasons": ["unkind"],
        "objections": [],
        "since_date": TODAY.isoformat(),
    }
    assert shown(chidi, idea)["text"] == LINE


def test_everybody_reads_why_it_is_hidden_and_only_its_author_and_organisers_what_it_said(people):
    ama, ben, _, rosa = people
    idea = propose(ama)
    judge(rosa, idea)
    texts = {reader.called_name: shown(reader, idea)["text"] for reader in (ama, ben, rosa)}
    assert texts == {ama.called_name: LINE, ben.called_name: "", "Rosa": LINE}
    assert {shown(reader, idea)["hidden_reason"] for reader in (ama, ben, rosa)} == {"It names a colleague."}


def test_an_organiser_without_the_second_factor_reads_no_hidden_line(people):
    ama, _, _, rosa = people
    idea = propose(ama)
    judge(rosa, idea)
    reply = signed_in(rosa, second_factor=False).get(f"/api/v1/ideas/{idea.pk}")
    assert reply.json()["text"] == ""


def test_a_hidden_line_is_nowhere(people):
    ama, ben, chidi, rosa = people
    idea = propose(ama)
    services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    services.raise_rule_of_idea(member=chidi, idea_id=idea.pk, text="Food rules", now=MONDAY_9AM)
    services.answer(member=rosa, idea_id=idea.pk, status="not_now", text="Not this.", now=MONDAY_9AM)
    judge(rosa, idea)
    pages = ("ideas", f"ideas/{idea.pk}", "ideas/similar?text=Throw cake", "decisions", "rules", "home")
    for reader in (ben, chidi):
        found = [page for page in pages if "Gerald" in signed_in(reader).get(f"/api/v1/{page}").text]
        assert found == []
        assert "Gerald" not in json.dumps(registered["ideas"].export(reader))


def test_a_hidden_idea_takes_no_supporters_and_no_ballot(people):
    ama, ben, _, rosa = people
    idea = propose(ama)
    judge(rosa, idea)
    with pytest.raises(IdeaHidden):
        services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    with pytest.raises(IdeaHidden):
        report(ben, idea)
    with pytest.raises(IdeaNotForVoting):
        opening._lock_ideas(rosa, {idea.pk})
    assert not Report.objects.of(ama.organisation_id).exists()


def test_anybody_objects_and_the_idea_is_shown_again(people):
    ama, ben, _, rosa = people
    idea = propose(ama)
    judge(rosa, idea)
    object_to(ben, idea)
    (row,) = waiting(rosa)
    assert (row["objections"], row["hidden_reason"]) == (["Gerald asked for it himself."], "It names a colleague.")
    judge(rosa, idea, "shown_again", "Gerald agrees.")
    assert (shown(ben, idea)["text"], shown(ben, idea)["hidden_reason"]) == (LINE, None)
    assert waiting(rosa) == []
    with pytest.raises(IdeaNotHidden):
        object_to(ben, idea)
    with pytest.raises(IdeaNotHidden):
        judge(rosa, idea, "shown_again", "Once more.")


def test_the_author_and_who_reported_it_are_told_what_was_decided_and_nobody_else(people):
    ama, ben, chidi, rosa = people
    idea = propose(ama)
    report(ben, idea)
    judge(rosa, idea, "kept", "It is a joke between friends.")
    told = {reader.called_name: shown(reader, idea)["verdict"] for reader in (ama, ben, chidi)}
    verdict = {"what": "kept", "reason": "It is a joke between friends.", "date": TODAY.isoformat()}
    assert told == {ama.called_name: verdict, ben.called_name: verdict, chidi.called_name: None}
    report(ben, idea)
    assert len(waiting(rosa)) == 1


def test_words_that_were_hidden_stay_withheld_when_the_idea_is_shown_again_in_other_words(people):
    ama, ben, _, rosa = people
    idea = propose(ama)
    judge(rosa, idea)
    services.edit(
        member=ama, idea_id=idea.pk, text="Throw cake at a wall", kind="other", shown_as="named", now=MONDAY_9AM
    )
    judge(rosa, idea, "shown_again", "It names nobody now.")
    assert (shown(ben, idea)["text"], shown(ben, idea)["earlier_texts"]) == ("Throw cake at a wall", [])
    assert [was["text"] for was in shown(ama, idea)["earlier_texts"]] == [LINE]


def test_reporting_and_objecting_say_nothing_of_who_did(people):
    """Also to the organiser, and also when the author of an idea without a name objects."""
    ama, ben, _, rosa = people
    idea = propose(ama, shown_as="anonymous")
    report(ben, idea)
    judge(rosa, idea)
    object_to(ama, idea)

    def replies():
        return [
            signed_in(rosa).get(f"/api/v1/{page}").content for page in ("ideas/to-judge", f"ideas/{idea.pk}", "ideas")
        ]

    before = replies()
    Objection.objects.of(ama.organisation_id).update(member=ben)
    Report.objects.of(ama.organisation_id).update(member=ama)
    assert replies() == before
    assert str(ama.pk).encode() not in b"".join(before)


def test_only_an_organiser_judges(people):
    ama, ben, *_ = people
    idea = propose(ama)
    with pytest.raises(NotAllowed):
        judge(ben, idea)
    assert (shown(ben, idea)["text"], Verdict.objects.of(ama.organisation_id).exists()) == (LINE, False)


def test_a_forgotten_member_leaves_no_report_and_no_objection(people):
    ama, ben, _, rosa = people
    idea = propose(ama)
    report(ben, idea)
    judge(rosa, idea)
    object_to(ben, idea)
    exported = registered["ideas"].export(ben)
    assert [len(exported[key]) for key in ("ideas_reported", "objections")] == [1, 1]
    for member in (ben, rosa):
        registered["ideas"].erase(member, MONDAY_9AM)
    assert not Report.objects.of(ama.organisation_id).exists()
    assert not Objection.objects.of(ama.organisation_id).exists()
    assert Verdict.objects.of(ama.organisation_id).get().given_by_id is None


def test_the_list_takes_as_many_statements_for_twenty_reports_as_for_one(people):
    ama, ben, _, rosa = people
    client = signed_in(rosa)

    def more(number):
        for _ in range(number):
            idea = propose(ama)
            report(ben, idea)

    same_query_count(few=lambda: more(1), many=lambda: more(19), read=lambda: client.get("/api/v1/ideas/to-judge"))


def test_nobody_judges_their_own_idea_while_another_organiser_can(people):
    ama, _, _, rosa = people
    MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Sunil")
    idea = propose(rosa)
    with pytest.raises(OwnIdea) as refused:
        judge(rosa, idea)
    assert refused.value.facts["who"] == ["Sunil"]
    assert refused.value.next == "Somebody else looks at it: Sunil."
    assert not Verdict.objects.of(ama.organisation_id).exists()
    assert shown(ama, idea)["hidden_reason"] is None


def test_an_organiser_who_left_is_nobody_to_ask(people):
    ama, _, _, rosa = people
    MemberFactory(organisation=ama.organisation, roles=("organiser",), left_at=MONDAY_9AM)
    idea = propose(rosa)
    assert judge(rosa, idea).is_own


@pytest.mark.parametrize("what", ["hidden", "kept"])
def test_the_only_organiser_may_and_everybody_reads_that_it_was_their_own(people, what):
    ama, _, _, rosa = people
    idea = propose(rosa)
    assert shown(ama, idea)["judged_by_author"] is False
    judge(rosa, idea, what)
    assert shown(ama, idea)["judged_by_author"] is True
    other = propose(ama)
    judge(rosa, other, what)
    assert shown(ama, other)["judged_by_author"] is False


def test_the_only_organiser_signs_first_as_the_verdict_would_tell_whose_it_is(people):
    ama, _, _, rosa = people
    idea = propose(rosa, shown_as="anonymous")
    with pytest.raises(OwnIdeaUnsigned):
        judge(rosa, idea)
    assert not Verdict.objects.of(ama.organisation_id).exists()
    services.edit(member=rosa, idea_id=idea.pk, text=LINE, kind="other", shown_as="named", now=MONDAY_9AM)
    judge(rosa, idea)
    assert shown(ama, idea)["judged_by_author"] is True
    services.edit(member=rosa, idea_id=idea.pk, text=LINE, kind="other", shown_as="anonymous", now=MONDAY_9AM)
    assert shown(ama, idea)["judged_by_author"] is False

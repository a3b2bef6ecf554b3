from typing import Any

from aftershift.core import clock
from aftershift.ideas import services
from aftershift.ideas.models import Idea, Merge
from tests.api.census import Call, Row, World
from tests.factories import MONDAY_9AM

ANYONE = {"anonymous": 401, "new": 200, "member": 200, "organiser": 200, "supervisor": 200}
ANYONE_MAKES = ANYONE | {"new": 201, "member": 201, "organiser": 201, "supervisor": 201}


def _idea(world: World) -> Any:
    author = world.member("connector")
    return services.propose(member=author, text="Walk by the canal", kind="walk", shown_as="named", now=MONDAY_9AM)


def _on_an_idea(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk})


def _new_words(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk}, {"text": "Walk by the river", "kind": "walk", "shown_as": "anonymous"})


def _an_answer(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk}, {"status": "to_vote", "text": "Yes, into the spring vote."})


def _a_rule(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk}, {"text": "No groups on the path after dark"})


def _a_reply(world: World) -> Call:
    author = world.member("connector")
    rule = services.raise_rule_of_idea(
        member=author, idea_id=_idea(world).pk, text="No groups on the path after dark", now=MONDAY_9AM
    )
    return Call({"rule_id": rule.pk}, {"state": "changed", "text": "Groups with a lead may walk there."})


def _some_times(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk}, {"times": [{"weekday": "Sat", "start": "10:00"}]})


def _a_report(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk}, {"reason": "unkind"})


def _a_verdict(world: World) -> Call:
    return Call({"idea_id": _idea(world).pk}, {"what": "hidden", "reason": "It names a colleague."})


def _an_objection(world: World) -> Call:
    idea = _idea(world)
    organiser = world.member("organiser")
    services.judge(member=organiser, idea_id=idea.pk, what="hidden", reason="It names a colleague.", now=MONDAY_9AM)
    return Call({"idea_id": idea.pk}, {"text": "It names nobody."})


def _a_merge(world: World, *, agrees: int = 0) -> Any:
    """Of an idea of a connector's into one of a panellist's."""
    author, other = world.member("connector"), world.member("panellist")
    ends = _idea(world)
    goes_on = services.propose(member=other, text="Walk on the towpath", kind="walk", shown_as="named", now=MONDAY_9AM)
    merge = services.suggest_merge(member=author, idea_id=ends.pk, into_id=goes_on.pk, now=MONDAY_9AM)
    for who in (author, other)[:agrees]:
        services.answer_merge(member=who, merge_id=merge.pk, agrees=True, now=MONDAY_9AM)
    return merge


def _two_ideas(world: World) -> Call:
    into = services.propose(
        member=world.member("connector"), text="Walk on the towpath", kind="walk", shown_as="named", now=MONDAY_9AM
    )
    return Call({"idea_id": _idea(world).pk}, {"into_id": str(into.pk), "line": "Walk by the water"})


def _a_merge_in_place(world: World) -> Call:
    merge = _a_merge(world)
    Idea.objects.of(world.organisation.pk).filter(pk=merge.goes_on_id).update(author=None)
    return Call({"merge_id": merge.pk}, {"agrees": True, "reason": "Whoever had it is not here any more."})


def _what_was_merged(world: World) -> Call:
    return Call({"merge_id": _merged_today(world).pk}, {"reason": "They are on different days."})


def _merged_today(world: World) -> Any:
    merge = _a_merge(world, agrees=2)
    # The census calls at the time of its own clock.
    Merge.objects.of(world.organisation.pk).filter(pk=merge.pk).update(
        settled_date=world.organisation.local(clock.now()).date()
    )
    return merge


def _a_supporter(world: World) -> Call:
    idea = _idea(world)
    services.say_id_come(member=world.caller, idea_id=idea.pk, now=MONDAY_9AM)
    author, other = world.member("connector"), world.member("panellist")
    into = services.propose(member=other, text="Walk on the towpath", kind="walk", shown_as="named", now=MONDAY_9AM)
    merge = services.suggest_merge(member=author, idea_id=idea.pk, into_id=into.pk, now=MONDAY_9AM)
    for who in (author, other):
        services.answer_merge(member=who, merge_id=merge.pk, agrees=True, now=MONDAY_9AM)
    return Call({"merge_id": merge.pk}, {"comes": True})


ORGANISERS = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 201, "supervisor": 403}

# The idea of these rows is the connector's.
ITS_AUTHOR = {"anonymous": 401, "new": 403, "member": 403, "connector": 200, "organiser": 403, "supervisor": 403}

ROWS = [
    Row("GET", "/api/v1/ideas", roles=ANYONE, make=_on_an_idea),
    Row(
        "POST",
        "/api/v1/ideas",
        roles=ANYONE_MAKES,
        make=lambda world: Call(body={"text": "Walk by the canal", "kind": "walk", "shown_as": "anonymous"}),
        once=True,
    ),
    Row("GET", "/api/v1/ideas/similar", roles=ANYONE, make=lambda world: Call(query="?text=walk")),
    Row("GET", "/api/v1/ideas/<uuid:idea_id>", roles=ANYONE, make=_on_an_idea, foreign=True),
    Row("PUT", "/api/v1/ideas/<uuid:idea_id>", roles=ITS_AUTHOR, make=_new_words, foreign=True),
    Row("PUT", "/api/v1/ideas/<uuid:idea_id>/withdrawal", roles=ITS_AUTHOR, make=_on_an_idea, foreign=True),
    Row("DELETE", "/api/v1/ideas/<uuid:idea_id>/withdrawal", roles=ITS_AUTHOR, make=_on_an_idea, foreign=True),
    Row("PUT", "/api/v1/ideas/<uuid:idea_id>/interest", roles=ANYONE, make=_on_an_idea, foreign=True),
    Row("DELETE", "/api/v1/ideas/<uuid:idea_id>/interest", roles=ANYONE, make=_on_an_idea, foreign=True),
    Row(
        "POST",
        "/api/v1/ideas/<uuid:idea_id>/answers",
        roles=ORGANISERS,
        make=_an_answer,
        once=True,
        foreign=True,
    ),
    Row("POST", "/api/v1/ideas/<uuid:idea_id>/rules", roles=ANYONE_MAKES, make=_a_rule, once=True, foreign=True),
    Row("POST", "/api/v1/ideas/<uuid:idea_id>/reports", roles=ANYONE_MAKES, make=_a_report, once=True, foreign=True),
    Row(
        "POST",
        "/api/v1/ideas/<uuid:idea_id>/objections",
        roles=ANYONE_MAKES,
        make=_an_objection,
        once=True,
        foreign=True,
    ),
    Row("POST", "/api/v1/ideas/<uuid:idea_id>/verdicts", roles=ORGANISERS, make=_a_verdict, once=True, foreign=True),
    Row("GET", "/api/v1/ideas/to-judge", roles=ORGANISERS | {"organiser": 200}, make=lambda world: Call()),
    Row("GET", "/api/v1/ideas/<uuid:idea_id>/times", roles=ANYONE, make=_on_an_idea, foreign=True),
    Row(
        "PUT",
        "/api/v1/ideas/<uuid:idea_id>/times",
        # Only the author would come to it.
        roles={"anonymous": 401, "new": 409, "member": 409, "connector": 200, "organiser": 409, "supervisor": 409},
        make=_some_times,
        foreign=True,
    ),
    Row("GET", "/api/v1/ideas/<uuid:idea_id>/merges", roles=ANYONE, make=_on_an_idea, foreign=True),
    Row("POST", "/api/v1/ideas/<uuid:idea_id>/merges", roles=ANYONE_MAKES, make=_two_ideas, once=True, foreign=True),
    Row("GET", "/api/v1/merges", roles=ORGANISERS | {"organiser": 200}, make=lambda world: Call()),
    Row(
        "PUT",
        "/api/v1/merges/<uuid:merge_id>/answer",
        # What is only suggested is for those who are asked, and for organisers.
        roles=ITS_AUTHOR | {"new": 404, "member": 404, "supervisor": 404},
        make=lambda world: Call({"merge_id": _a_merge(world).pk}, {"agrees": True}),
        foreign=True,
    ),
    Row(
        "PUT",
        "/api/v1/merges/<uuid:merge_id>/answer-in-place",
        roles=ORGANISERS | {"organiser": 200},
        make=_a_merge_in_place,
        foreign=True,
    ),
    Row(
        "PUT",
        "/api/v1/merges/<uuid:merge_id>/undoing",
        roles=ITS_AUTHOR | {"organiser": 200},
        make=_what_was_merged,
        foreign=True,
    ),
    Row("PUT", "/api/v1/merges/<uuid:merge_id>/reply", roles=ANYONE, make=_a_supporter, foreign=True),
    Row("GET", "/api/v1/decisions", roles=ANYONE, make=lambda world: Call()),
    Row("GET", "/api/v1/rules", roles=ANYONE, make=lambda world: Call()),
    Row(
        "POST",
        "/api/v1/rules/<uuid:rule_id>/replies",
        roles=ORGANISERS,
        make=_a_reply,
        once=True,
        foreign=True,
    ),
]

from typing import Any

from aftershift.ideas import services
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
        roles={"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 201, "supervisor": 403},
        make=_an_answer,
        once=True,
        foreign=True,
    ),
]

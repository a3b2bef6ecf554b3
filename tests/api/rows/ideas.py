import datetime as dt
from typing import Any

from aftershift.core import clock
from aftershift.ideas import services
from aftershift.ideas.models import Idea, Merge
from aftershift.ideas.services import conversations
from aftershift.media import services as media
from aftershift.media import storing
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


# Listening. A note and a tally of these rows are the connector's.
NOTE = {
    "id": "0190a0e4-0000-7000-8000-000000000001",
    "site": None,
    "date": "2026-01-05",
    "lines": [{"mark": "idea", "text": "Tea at two in the night"}],
}
TALLY = {
    "question": "Walk or swim?",
    "date": "2026-01-05",
    "in_the_room": 40,
    "choices": [{"text": "Walk", "hands": 25}],
}
BARRIER = {"random": "0" * 32, "said": [{"tag": "caring"}]}
HEARS = {"anonymous": 401, "new": 403, "member": 403, "connector": 201, "organiser": 201, "supervisor": 403}
READS_NOTES = HEARS | {"connector": 200, "organiser": 200}
# Who reads a note may put up its lines and take it away; to others it is not there.
ITS_READERS = {"anonymous": 401, "new": 404, "member": 404, "connector": 204, "organiser": 204, "supervisor": 404}


def _a_note(world: World) -> Any:
    note = NOTE | {"date": MONDAY_9AM.date(), "lines": [{"mark": "idea", "tag": "", "text": "Tea at two in the night"}]}
    return services.send_field_notes(member=world.member("connector"), notes=[note], now=MONDAY_9AM)[0]


def _on_a_note(world: World) -> Call:
    return Call({"note_id": _a_note(world).pk})


def _a_line(world: World) -> Call:
    note = _a_note(world)
    return Call({"note_id": note.pk, "line_id": note.lines.get().pk}, {"kind": "talk", "shown_as": "anonymous"})


def _a_tally(world: World) -> Call:
    choices = [{"idea": None, "text": "Walk", "hands": 25}]
    tally = services.enter_tally(
        member=world.member("connector"),
        question="Walk or swim?",
        date=MONDAY_9AM.date(),
        site=None,
        in_the_room=40,
        choices=choices,
        now=MONDAY_9AM,
    )
    return Call({"tally_id": tally.pk})


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


PLAN = {
    "question": "What would make a night shift easier?",
    "template": "cafe_tables",
    "place": "Staff canteen",
    "held_date": "2100-01-08",
    "start": "15:30",
    "minutes": 60,
}


def _a_plan(world: World, held_date: dt.date) -> Any:
    plan: Any = PLAN | {"held_date": held_date, "start": dt.time(15, 30)}
    return conversations.plan_conversation(
        member=world.member("connector"), plan=conversations.Plan(**plan), now=MONDAY_9AM
    )


def _conversation(world: World, *, written_up: bool = False) -> Any:
    """The connector's, held or written up. What is due lies ahead of the real time in which requests run."""
    holder = world.member("connector")
    row = _a_plan(world, MONDAY_9AM.date())
    conversations.mark_held(member=holder, conversation_id=row.pk, now=MONDAY_9AM)
    theme = conversations.note_theme(member=holder, conversation_id=row.pk, text="Food at night", tables="most")
    step = conversations.note_step(
        member=holder,
        conversation_id=row.pk,
        text="Ask the canteen",
        due_date=dt.date(2100, 1, 8),
        is_mine=False,
        now=MONDAY_9AM,
    )
    if written_up:
        conversations.write_up(member=holder, conversation_id=row.pk, now=MONDAY_9AM)
    return row, theme, step


def _planned(world: World) -> Any:
    return _a_plan(world, dt.date(2100, 1, 8))


def _on_a_planned(body: Any = None) -> Any:
    return lambda world: Call({"conversation_id": _planned(world).pk}, body)


def _on_a_held(body: Any = None) -> Any:
    return lambda world: Call({"conversation_id": _conversation(world)[0].pk}, body)


def _photo(world: World) -> Any:
    names = {f"{size}_file": storing.keep(size.encode(), "jpg") for size in ("large", "small")}
    return media.keep_photo(member=world.member("connector"), width=64, height=48, now=clock.now(), **names)


def _with_a_photo(world: World) -> Call:
    return Call({"conversation_id": _conversation(world)[0].pk}, {"photo_id": str(_photo(world).pk), "alt": "Our tree"})


def _on_a_photo(world: World) -> Call:
    conversation = _conversation(world)[0]
    photo = _photo(world)
    conversations.add_photo(
        member=world.member("connector"), conversation_id=conversation.pk, photo_id=photo.pk, alt="", now=clock.now()
    )
    return Call({"conversation_id": conversation.pk, "photo_id": photo.pk})


def _on_a_topic(world: World) -> Call:
    topic = conversations.post_topic(
        member=world.member("connector"), conversation_id=_planned(world).pk, text="Showers", now=MONDAY_9AM
    )
    return Call({"conversation_id": topic.conversation_id, "topic_id": topic.pk})


def _on_a_line(place: int, name: str) -> Any:
    """Of a conversation that is not written up yet: what `_conversation` returns at this place."""

    def make(world: World) -> Call:
        found = _conversation(world)
        return Call({"conversation_id": found[0].pk, name: found[place].pk})

    return make


def _on_a_theme(world: World) -> Call:
    return Call({"theme_id": _conversation(world, written_up=True)[1].pk})


def _on_a_step(world: World) -> Call:
    return Call({"step_id": _conversation(world, written_up=True)[2].pk})


PLANS = {"anonymous": 401, "new": 403, "member": 403, "connector": 201, "organiser": 201, "supervisor": 403}
# The conversation of these rows is the connector's.
RUNS_IT = ITS_AUTHOR | {"organiser": 200}
RUNS_IT_MAKES = ITS_AUTHOR | {"connector": 201, "organiser": 201}
_ONE = "/api/v1/conversations/<uuid:conversation_id>"

CONVERSATIONS = [
    Row("GET", "/api/v1/conversations", roles=ANYONE, make=lambda world: Call()),
    Row("POST", "/api/v1/conversations", roles=PLANS, make=lambda world: Call(body=PLAN), once=True),
    Row("GET", _ONE, roles=ANYONE, make=_on_a_held(), foreign=True),
    Row("PUT", _ONE, roles=RUNS_IT, make=_on_a_planned(PLAN), foreign=True),
    Row("PUT", f"{_ONE}/held", roles=RUNS_IT, make=_on_a_held(), foreign=True),
    Row("PUT", f"{_ONE}/calling-off", roles=RUNS_IT, make=_on_a_planned(), foreign=True),
    Row("PUT", f"{_ONE}/write-up", roles=RUNS_IT, make=_on_a_held(), foreign=True),
    Row(
        "POST",
        f"{_ONE}/topics",
        roles=ANYONE_MAKES,
        make=_on_a_planned({"text": "Showers after work"}),
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        f"{_ONE}/photos",
        roles=RUNS_IT_MAKES | {"organiser": 409},  # the photo is the connector's
        make=_with_a_photo,
        once=True,
        foreign=True,
    ),
    Row(
        "DELETE",
        f"{_ONE}/photos/<uuid:photo_id>",
        roles=RUNS_IT,
        make=_on_a_photo,
        foreign=True,
    ),
    Row(
        "POST",
        f"{_ONE}/themes",
        roles=RUNS_IT_MAKES,
        make=_on_a_held({"text": "Nowhere to sit", "tables": "some"}),
        once=True,
        foreign=True,
    ),
    Row(
        "POST",
        f"{_ONE}/steps",
        roles=RUNS_IT_MAKES,
        make=_on_a_held({"text": "Ask estates", "due_date": "2100-01-08", "is_mine": True}),
        once=True,
        foreign=True,
    ),
    Row("DELETE", f"{_ONE}/topics/<uuid:topic_id>", roles=RUNS_IT, make=_on_a_topic, foreign=True),
    Row(
        "DELETE",
        f"{_ONE}/themes/<uuid:theme_id>",
        roles=RUNS_IT,
        make=_on_a_line(1, "theme_id"),
        foreign=True,
    ),
    Row(
        "PUT",
        "/api/v1/conversation-themes/<uuid:theme_id>/idea",
        roles=ANYONE,
        make=_on_a_theme,
        foreign=True,
    ),
    Row(
        "DELETE",
        f"{_ONE}/steps/<uuid:step_id>",
        roles=RUNS_IT,
        make=_on_a_line(2, "step_id"),
        foreign=True,
    ),
    *(
        Row(
            method,
            "/api/v1/conversation-steps/<uuid:step_id>/owner",
            roles=ANYONE,
            make=_on_a_step,
            foreign=True,
        )
        for method in ("PUT", "DELETE")
    ),
    *(
        Row(
            method,
            "/api/v1/conversation-steps/<uuid:step_id>/done",
            roles=RUNS_IT,
            make=_on_a_step,
            foreign=True,
        )
        for method in ("PUT", "DELETE")
    ),
]

ROWS = [
    *CONVERSATIONS,
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
        "/api/v1/merges/<uuid:merge_id>/taking-back",
        # A connector suggested it.
        roles=ITS_AUTHOR | {"new": 404, "member": 404, "supervisor": 404},
        make=lambda world: Call({"merge_id": _a_merge(world).pk}),
        foreign=True,
    ),
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
    # Listening.
    Row("GET", "/api/v1/barriers", roles=ANYONE, make=lambda world: Call()),
    # Safe to repeat by its random value: an idempotency row would say who said it.
    Row("POST", "/api/v1/barriers", roles=ANYONE_MAKES, make=lambda world: Call(body=BARRIER)),
    Row(
        "POST",
        "/api/v1/barriers/answers",
        roles=ORGANISERS,
        make=lambda world: Call(body={"tag": "caring", "text": "Bring your children to the picnic."}),
        once=True,
    ),
    Row("GET", "/api/v1/field-notes", roles=READS_NOTES, make=_on_a_note),
    Row("POST", "/api/v1/field-notes", roles=HEARS, make=lambda world: Call(body={"notes": [NOTE]}), once=True),
    Row("DELETE", "/api/v1/field-notes/<uuid:note_id>", roles=ITS_READERS, make=_on_a_note, foreign=True),
    Row(
        "POST",
        "/api/v1/field-notes/<uuid:note_id>/lines/<uuid:line_id>/idea",
        roles=ITS_READERS | {"connector": 201, "organiser": 201},
        make=_a_line,
        once=True,
        foreign=True,
    ),
    Row("GET", "/api/v1/listening/sites", roles=ANYONE, make=lambda world: Call()),
    Row("GET", "/api/v1/tallies", roles=ANYONE, make=_a_tally),
    Row("POST", "/api/v1/tallies", roles=HEARS, make=lambda world: Call(body=TALLY), once=True),
    Row(
        "DELETE",
        "/api/v1/tallies/<uuid:tally_id>",
        roles={"anonymous": 401, "new": 403, "member": 403, "connector": 204, "organiser": 204, "supervisor": 403},
        make=_a_tally,
        foreign=True,
    ),
    Row("GET", "/api/v1/ideas/<uuid:idea_id>/tallies", roles=ANYONE, make=_on_an_idea, foreign=True),
]

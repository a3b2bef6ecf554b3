"""Whatever an app says has happened is told to somebody, or stands here with the reason why nobody is told."""

import dataclasses
import inspect
from importlib import import_module
from types import ModuleType

import pytest
from django.apps import apps

from aftershift.core import events as bus

TELLS_NOBODY = {
    # people: below messages; what they say stands on the screen of whoever did it
    "MemberJoined": "Who joined has the app open; organisers count joins on their desk.",
    "MemberConfirmed": "It is done face to face, and their page says so at once.",
    "MemberLeft": "Leaving is nobody's business; places and roles that came free are told by themselves.",
    "MemberErased": "There is nobody left to tell.",
    "MembersMerged": "Done with the member present; their messages go on.",
    "AgeCorrected": "The member said it themselves.",
    "InvitationGoingOut": "A question to other apps, before it happens.",
    # activities: questions before it happens, and what goes out in more exact words
    "OccurrenceStarting": "A question to other apps, before it happens.",
    "OccurrenceClosing": "A question to other apps, before it happens.",
    "EveryoneTold": "The message itself goes out with it; this only counts who does what leads do.",
    "ChildrenComing": "A question to other apps, before it happens.",
    "PlacesGrowing": "A question to other apps, before it happens.",
    # ideas
    "IdeaProposed": "It stands on the list; nobody has asked to be told of every idea.",
}


def said_by(modules: list[ModuleType]) -> list[type]:
    found = []
    for module in modules:
        for _, thing in inspect.getmembers(module, inspect.isclass):
            if dataclasses.is_dataclass(thing) and thing.__module__ == module.__name__:
                found.append(thing)
    return found


def modules_of_events() -> list[ModuleType]:
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("aftershift.") and config.name != "aftershift.core":
            try:
                found.append(import_module(f"{config.name}.events"))
            except ModuleNotFoundError:
                continue
    return found


def is_told(event: type) -> bool:
    """Somebody listens whose file is one of those that send messages or letters."""
    files = {listener.__module__.rpartition(".")[2] for listener in bus._listeners[event]}
    return any(file.startswith(("messaging", "letters")) for file in files)


EVENTS = said_by(modules_of_events())


def test_there_are_events_of_every_app_that_has_any():
    assert len(EVENTS) > 40
    assert {event.__module__.split(".")[1] for event in EVENTS} == {
        "activities",
        "ballots",
        "ideas",
        "leading",
        "people",
        "safety",
    }


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_an_event_is_told_or_says_why_not(event):
    assert is_told(event) != (event.__name__ in TELLS_NOBODY), "tell somebody, or say here why nobody is told"


def test_every_reason_is_about_an_event_that_there_is():
    assert TELLS_NOBODY.keys() <= {event.__name__ for event in EVENTS}
    assert all(reason.endswith(".") for reason in TELLS_NOBODY.values())


def test_an_event_that_nobody_words_would_be_found():
    @dataclasses.dataclass(frozen=True)
    class SomethingHappened:
        member_id: str

    module = ModuleType("aftershift.nowhere.events")
    SomethingHappened.__module__ = module.__name__
    module.SomethingHappened = SomethingHappened  # type: ignore[attr-defined]
    assert said_by([module]) == [SomethingHappened]
    assert not is_told(SomethingHappened)

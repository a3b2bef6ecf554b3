"""A refusal to join is an answer: which rule, in plain words, and what to do instead (DESIGN 7). For every error that joining,
changing a party, taking an offer, leaving and taking that back can meet; nobody has to remember a list.
"""

import inspect
import json
import re
from pathlib import Path

import pytest

from aftershift.activities import errors
from aftershift.activities.services import exits, joining, places
from aftershift.activities.services.series import standing
from aftershift.core.errors import DomainError

MOBILE = Path(__file__).parents[3] / "mobile" / "src"
REFUSALS = sorted(
    {
        thing
        for module in (joining, places, exits, standing)
        for thing in vars(module).values()
        if inspect.isclass(thing) and issubclass(thing, DomainError) and thing.__module__ == errors.__name__
    },
    key=lambda error: error.slug,
)
BY_SLUG = dict(re.findall(r"'?([a-z-]+)'?: '(\w+)',", (MOBILE / "api" / "problems.ts").read_text()))
ENGLISH = (MOBILE / "words" / "problems.ts").read_text()
URDU = json.loads((MOBILE / "words" / "ur.json").read_text())["problems"]


def test_the_list_is_read_from_the_services_themselves():
    assert {errors.PartyTooLarge, errors.FacilitiesFirst, errors.OfferOver, errors.TakenOff} <= set(REFUSALS)


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: error.slug)
def test_a_refusal_names_its_rule_and_what_is_next(error):
    assert error.title
    assert error.next
    assert error.next != error.title


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: error.slug)
def test_the_phone_says_both_in_every_language_of_its_own(error):
    word = BY_SLUG[error.slug]
    for key in (word, f"{word}_next"):
        assert f"  {key}: '" in ENGLISH
        assert URDU[key]
        assert re.search("[\u0600-\u06ff]", URDU[key])

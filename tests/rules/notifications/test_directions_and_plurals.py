"""Every text of every app counts as its language counts, and what people wrote keeps its own direction inside it.

Tables and kinds are found, not listed: a new one is held to this, or fails here.
"""

import datetime as dt
import re
import sys
from types import SimpleNamespace

import pytest

from aftershift.activities import messages as activities
from aftershift.activities import messages_people
from aftershift.ballots import messages as ballots
from aftershift.ballots import messages_checks
from aftershift.ideas import messages as ideas
from aftershift.ideas import messages_conversations
from aftershift.leading import messages as roles
from aftershift.leading import messages_passing, messages_steps
from aftershift.notifications import kinds
from aftershift.notifications.channels import email, push
from aftershift.notifications.kinds import Words
from aftershift.notifications.languages import FIRST_STRONG_ISOLATE, LANGUAGES, POP_ISOLATE, plural, say
from aftershift.safety import messages as plans
from aftershift.safety import messages_late, messages_lists, messages_out, templates
from tests.rules.notifications.test_every_kind_in_every_language import ORGANISATION, STARTS, TABLES, date, keys_of

COUNTS = (1, 2, 5, 22)
FORM = re.compile(r"_(one|few|many|other)$")
# What somebody wrote, in letters that run against the language around it.
AGAINST = {"en": "چائے", "pl": "چائے", "ur": "Snowdon"}


def is_table(value):
    return (
        isinstance(value, dict)
        and set(value) == set(LANGUAGES)
        and all(isinstance(texts, dict) and all(isinstance(t, str) for t in texts.values()) for texts in value.values())
    )


def found_tables():
    """Each once, by where it is found first, in every module that the running server has loaded."""
    found = {}
    for module, loaded in sorted(sys.modules.items()):
        if module.startswith("aftershift."):
            for name, value in vars(loaded).items():
                if is_table(value) and not any(value is other for other in found.values()):
                    found[f"{module}.{name}"] = value
    return found


FOUND = found_tables()


def keeps_directions(text, value):
    """Wherever it stands it stands in an isolate of its own, and every isolate that opens is closed before the next."""
    assert text.count(value) == text.count(f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}")
    marks = re.sub(f"[^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]", "", text)
    assert marks == (FIRST_STRONG_ISOLATE + POP_ISOLATE) * (len(marks) // 2)


def test_no_table_is_overlooked():
    for table in (*TABLES.values(), push.TEXTS):
        assert any(table is found for found in FOUND.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUND)
def test_every_text_counts_as_its_language_does(name, language):
    table = FOUND[name]
    counted = {FORM.sub("", key) for key in table[language] if FORM.search(key)}
    for base in counted:
        # One new message has words of its own, its lock text: nobody is ever told "1 new messages".
        for count in COUNTS if (table, base) != (push.TEXTS, "many") else COUNTS[1:]:
            text = table[language][f"{base}_{plural(language, count)}"]
            given = dict.fromkeys(re.findall(r"{(\w+)}", text), "x") | {"count": count}
            del given["count"]
            said = say(table, language, base, count=count, **given)
            assert (str(count) in said) == ("{count}" in text)
            assert count == 1 or "{count}" in text, "more than one is said as a number"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUND)
def test_every_text_keeps_the_direction_of_what_it_holds(name, language):
    table, value = FOUND[name], AGAINST[language]
    for key, text in table[language].items():
        given = dict.fromkeys(set(re.findall(r"{(\w+)}", text)) - {"count"}, value)
        one = {"en": {"one": 1, "other": 2}, "pl": {"one": 1, "few": 2, "many": 5}, "ur": {"one": 1, "other": 2}}
        form = FORM.search(key)
        count = one[language][form[1]] if form else None
        said = say(table, language, FORM.sub("", key) if form else key, count=count, **given)
        assert said.count(value) == len(re.findall(r"{(?!count)\w+}", text))
        keeps_directions(said, value)


def in_words_of(value):
    """For each way of writing: every fact that it can be given, with `value` wherever a person's words may stand."""
    on = date(value)
    activity = SimpleNamespace(pk="a", title=value, organisation=ORGANISATION)
    idea = SimpleNamespace(pk="i", text=value)
    conversation = SimpleNamespace(pk="c", question=value, place=value, held_date=STARTS.date(), start=dt.time(15, 30))
    step = SimpleNamespace(text=value, due_date=STARTS.date())
    plan = SimpleNamespace(pk="p", title=value)
    due = STARTS.date()
    plain = [key for key in keys_of(activities.TEXTS) if f"{key}_text" in activities.TEXTS["en"]]
    counted = [key for key in keys_of(activities.TEXTS) if key not in plain]
    return {
        activities._write: [activities.About(key, on, None, value, STARTS) for key in plain]
        + [activities.About(key, on, count, value, STARTS) for key in counted for count in COUNTS],
        messages_people._write: [
            messages_people.About(key, on, value, STARTS) for key in keys_of(messages_people.TEXTS)
        ],
        ballots._write: [
            ballots.About(what, SimpleNamespace(pk="b", title=value, closes_at=STARTS), ORGANISATION)
            for what in keys_of(ballots.TEXTS)
        ],
        messages_checks._write: [
            messages_checks.About(idea, verdict, value) for verdict in keys_of(messages_checks.TEXTS)
        ],
        ideas._write: [(what, idea) for what in keys_of(ideas.TEXTS)],
        messages_conversations._write: [
            messages_conversations.About(what, conversation, ORGANISATION, step)
            for what in keys_of(messages_conversations.TEXTS)
        ],
        roles._write: [
            roles.About(on, role, is_free) for role in roles.DateRole.Role.values for is_free in (False, True)
        ],
        messages_passing._write: [
            messages_passing.About(key, activity, "/activities", STARTS) for key in keys_of(messages_passing.TEXTS)
        ],
        messages_steps._write: [messages_steps.About(key, "/my-steps", 3) for key in keys_of(messages_steps.TEXTS)],
        plans._write: [plans.About(what, plan, due) for what in keys_of(plans.TEXTS)],
        messages_late._write: [messages_late.About(plan, due, due)],
        messages_lists._write: [SimpleNamespace(template=name, text=value) for name in templates.names()],
        messages_out._write: [
            messages_out.About(what, on, STARTS, phone, value)
            for what in keys_of(messages_out.TEXTS)
            for phone in (None, (value, "020 7946 0000"))
        ],
    }


# Kinds that hold no word of a person's.
WORDLESS = {"steps", "sign_off", "lead_month", "list_change"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds.registered.values(), ids=lambda kind: kind.name)
def test_every_kind_keeps_the_direction_of_what_it_is_about(kind, language):
    value = AGAINST[language]
    seen = 0
    for facts in in_words_of(value)[kind.write]:
        words: Words = kind.write(facts, language)
        for text in (words.title, words.text):
            keeps_directions(text, value)
            seen += text.count(value)
        assert not re.search(f"{value}|[{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]", words.lock_text), "nobody's words"
    assert (seen > 0) == (kind.name not in WORDLESS)


def test_a_value_without_its_isolate_would_be_found():
    with pytest.raises(AssertionError):
        keeps_directions(f"{AGAINST['ur']} کے لیے", AGAINST["ur"])
    with pytest.raises(AssertionError):
        keeps_directions(f"{FIRST_STRONG_ISOLATE}{AGAINST['ur']}", "other")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_a_day_keeps_the_direction_of_names(language):
    value = AGAINST[language]
    keeps_directions(say(email.TEXTS, language, "digest", count=2, name=value, organisation=value), value)

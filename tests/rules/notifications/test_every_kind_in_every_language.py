"""Every kind of message says something whole in every language, names the day, and keeps directions apart."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest

from aftershift.activities import message_texts, message_texts_people, messages_people
from aftershift.activities.messages import About, _write
from aftershift.ballots import messages as ballots
from aftershift.ballots import messages_checks
from aftershift.ideas import messages as ideas
from aftershift.ideas import messages_conversations
from aftershift.leading import messages as roles
from aftershift.leading import messages_passing, messages_steps, passing_texts
from aftershift.leading.models import DateRole
from aftershift.notifications import kinds
from aftershift.notifications.channels import email
from aftershift.notifications.languages import LANGUAGES, day, moment, plural, say
from aftershift.safety import messages as plans
from aftershift.safety import messages_late, messages_lists, messages_out, out_texts, templates
from tests.factories import LONDON
from tests.servers import ROOT

TABLES = {
    "activities": message_texts.TEXTS,
    "ideas": ideas.TEXTS,
    "ballots": ballots.TEXTS,
    "plans": plans.TEXTS,
    "roles": roles.TEXTS,
    "lists": messages_lists.TEXTS,
    "out": out_texts.TEXTS,
    "letters home": out_texts.LETTER,
    "email": email.TEXTS,
    "people": message_texts_people.TEXTS,
    "conversations": messages_conversations.TEXTS,
    "checks": messages_checks.TEXTS,
    "passing on": passing_texts.TEXTS,
    "steps": messages_steps.TEXTS,
    "late": messages_late.TEXTS,
}
ORGANISATION = SimpleNamespace(local=lambda at: at.astimezone(LONDON))
CLIENT, PAGES = ROOT / "mobile/src/features/messages", ROOT / "mobile/app"
STARTS = dt.datetime(2026, 1, 8, 15, 30, tzinfo=dt.UTC)
KEYS = sorted({key.removesuffix("_title") for key in message_texts.TEXTS["en"] if key.endswith("_title")})


def date(title="Thursday walk"):
    return SimpleNamespace(pk="w", title=title, starts_at=STARTS, activity=SimpleNamespace(organisation=ORGANISATION))


def forms(language, table):
    """The keys of a table with their plurals folded into one."""
    return {re.sub(r"_(one|few|many|other)$", "", key) for key in table[language]}


def is_plural(key):
    return f"{key}_text" not in message_texts.TEXTS["en"]


@pytest.mark.parametrize("name", TABLES)
def test_every_language_has_every_text_with_the_same_values(name):
    table = TABLES[name]
    assert set(table) == set(LANGUAGES)
    for language in LANGUAGES:
        assert forms(language, table) == forms("en", table)
        for key, text in table[language].items():
            base = re.sub(r"_(few|many)$", "_other", key)
            english = table["en"].get(base) or table["en"][re.sub(r"_other$", "_one", base)]
            assert set(re.findall(r"{(\w+)}", text)) <= set(re.findall(r"{(\w+)}", english)) | {"count"}, key


@pytest.mark.parametrize("name", TABLES)
def test_no_urdu_text_has_an_english_word_left_in_it(name):
    for key, text in TABLES[name]["ur"].items():
        assert not re.search("[A-Za-z]", re.sub(r"{\w+}|Aftershift", "", text)), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("count", [1, 2, 5, 12, 22])
def test_every_kind_renders(key, language, count):
    about = About(key, date(), count if is_plural(key) else None, "Snow", STARTS)
    words = _write(about, language)
    for text in (words.title, words.text, words.lock_text):
        assert text.strip()
        assert not re.search(r"[{}]|None", text)
    assert "Thursday walk" in words.title
    assert "Thursday walk" not in words.lock_text
    assert "Snow" not in words.lock_text
    assert words.path == "/occurrences/w"


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "many"), (1, "one"), (2, "few"), (4, "few"), (5, "many"), (12, "many"), (22, "few"), (25, "many")],
)
def test_polish_counts_as_polish_does(count, form):
    assert plural("pl", count) == form


def test_every_message_about_a_time_names_the_day_in_words():
    """Q-R11."""
    assert moment("en", STARTS) == "Thursday 8 January, 15:30"
    assert moment("pl", STARTS) == "czwartek 8 stycznia, 15:30"
    assert moment("ur", STARTS) == "جمعرات 8 جنوری، 15:30"


def test_polish_writes_a_weekday_large_only_where_a_sentence_begins():
    texts = {"pl": {"a": "{at}. Kawa. {at} i {at}. Sobotka"}}
    at = "środa 7 stycznia"
    assert say(texts, "pl", "a", at=at) == "Środa 7 stycznia. Kawa. Środa 7 stycznia i środa 7 stycznia. Sobotka"


def test_names_keep_their_own_direction_inside_a_sentence():
    urdu = say(message_texts.TEXTS, "ur", "place_placed_title", title="Snowdon")
    assert "\u2068Snowdon\u2069" in urdu
    assert "\u2068چائے\u2069" in say(message_texts.TEXTS, "en", "place_placed_title", title="چائے")
    assert "\u2068" not in say(message_texts.TEXTS, "en", "place_placed_title", title="Snowdon")


def test_a_language_without_a_table_reads_english():
    assert say(message_texts.TEXTS, "ro", "reminder_title", title="Walk") == "Soon: Walk"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["opened", "extended", "settled", "waits"])
def test_every_word_about_a_vote_renders(what, language):
    ballot = SimpleNamespace(pk="b", title="Spring", closes_at=STARTS)
    words = ballots._write(ballots.About(what, ballot, ORGANISATION), language)
    assert "Spring" in words.title
    assert "Spring" not in words.lock_text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["answered", "merge"])
def test_every_word_about_an_idea_renders(what, language):
    words = ideas._write((what, SimpleNamespace(pk="i", text="Tea at six")), language)
    assert "Tea at six" in words.text
    assert "Tea" not in words.title + words.lock_text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["asked", "agreed", "opened"])
def test_every_word_about_a_plan_renders(what, language):
    words = plans._write(plans.About(what, SimpleNamespace(pk="p", title="Soup"), STARTS.date()), language)
    assert "Soup" in words.title
    assert "Soup" not in words.lock_text
    assert what != "asked" or day(language, STARTS.date()) in words.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phone", [None, ("Duty desk", "020 7946 0000")])
@pytest.mark.parametrize("what", ["stopped", "asked", "nobody", "overdue", "site", "safe"])
def test_every_word_about_a_group_that_is_out_renders(what, phone, language):
    words = messages_out._write(messages_out.About(what, date(), STARTS, phone, "Snow"), language)
    assert "Thursday walk" in words.title
    assert not any(private in words.lock_text for private in ("Thursday walk", "Snow", "Duty desk"))
    assert ("020 7946 0000" in words.text) == (phone is not None and what in ("overdue", "site"))
    assert (moment(language, STARTS).lower() in words.text.lower()) == (what not in ("stopped", "safe"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", templates.names())
def test_every_word_about_a_list_renders_and_keeps_what_was_proposed_beside_it(name, language):
    words = messages_lists._write(SimpleNamespace(template=name, text="Cross one by one"), language)
    assert "Cross" not in words.title + words.text + words.lock_text
    whole(words)
    english = templates.template(name).title
    assert (english in words.title) == (language == "en"), "each list is called what it is in the reader's language"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", DateRole.Role.values)
@pytest.mark.parametrize("is_free", [False, True])
def test_every_small_role_is_asked_for_in_words(is_free, role, language):
    words = roles._write(roles.About(date(), role, is_free), language)
    assert "Thursday walk" in words.title
    assert "Thursday walk" not in words.lock_text
    assert roles.TEXTS[language][role] in words.text


def keys_of(texts):
    return sorted(key.removesuffix("_title") for key in texts["en"] if key.endswith("_title"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", keys_of(message_texts_people.TEXTS))
def test_every_word_between_people_renders(key, language):
    words = messages_people._write(messages_people.About(key, date(), "Snow", STARTS), language)
    assert "Thursday walk" in words.title
    assert not any(private in words.lock_text for private in ("Thursday walk", "Snow"))
    assert ("Snow" in words.text) == (key == "promise_hidden")
    whole(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", keys_of(passing_texts.TEXTS))
def test_every_word_about_passing_on_renders(key, language):
    activity = SimpleNamespace(pk="a", title="Thursday walk", organisation=ORGANISATION)
    words = messages_passing._write(messages_passing.About(key, activity, "/activities", STARTS), language)
    assert "Thursday walk" in words.title
    assert "Thursday walk" not in words.lock_text
    whole(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("key", keys_of(messages_steps.TEXTS))
def test_every_word_about_steps_renders(key, step, language):
    words = messages_steps._write(messages_steps.About(key, "/my-steps", step), language)
    name = messages_steps.TEXTS[language][f"step_{step}"]
    assert name in words.text or key != "open"
    whole(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", keys_of(messages_conversations.TEXTS))
def test_every_word_about_a_conversation_renders(what, language):
    conversation = SimpleNamespace(
        pk="c", question="Soup?", place="Canteen", held_date=STARTS.date(), start=dt.time(15, 30)
    )
    step = SimpleNamespace(text="Ask", due_date=STARTS.date())
    words = messages_conversations._write(
        messages_conversations.About(what, conversation, ORGANISATION, step), language
    )
    assert ("Soup?" in words.title) == (what != "step")
    assert (moment(language, STARTS).lower() in words.text.lower()) == (what in ("moved", "called_off"))
    assert "Soup" not in words.lock_text
    whole(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", ["yes", "yes_if", "no"])
def test_every_word_about_a_check_renders(verdict, language):
    idea = SimpleNamespace(pk="i", text="Tea at six")
    words = messages_checks._write(messages_checks.About(idea, verdict, "Too late"), language)
    assert "Tea at six" in words.text
    assert ("Too late" in words.text) == (verdict != "yes")
    whole(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_about_a_late_answer_renders(language):
    about = messages_late.About(SimpleNamespace(pk="p", title="Soup"), STARTS.date(), STARTS.date())
    words = messages_late._write(about, language)
    assert "Soup" in words.title
    assert words.text.count(day(language, STARTS.date())) == 2
    whole(words)


def whole(words):
    for text in (words.title, words.text, words.lock_text):
        assert text.strip()
        assert not re.search(r"[{}]|None", text)
    assert leads_to_a_page(words.path)


def leads_to_a_page(path):
    """The client has a page of that name."""
    first = path.split("/")[1]
    return any((PAGES / name).exists() for name in (f"{first}.tsx", first))


def test_a_path_without_a_page_would_be_found():
    assert leads_to_a_page("/my-steps")
    assert not leads_to_a_page("/nowhere")


@pytest.mark.parametrize("folder", ["words.ts", "../../words/ur.json"])
def test_everybody_can_choose_where_each_kind_reaches_them(folder):
    """Off means off: so every kind has a name on the page of choices, in each language of the client, and stands there."""
    words = (CLIENT / folder).read_text()
    screen = (CLIENT / "screens/choices-screen.tsx").read_text()
    for kind in kinds.registered:
        assert f"kind_{kind}" in words
        assert f"'{kind}'" in screen


def test_no_kind_is_forgotten_here():
    assert set(kinds.registered) == {
        "announcement",
        "place",
        "date_change",
        "asked_for",
        "reminder",
        "idea",
        "vote",
        "plan",
        "stopped",
        "at_home",
        "list_change",
        "date_role",
        "host",
        "invited",
        "typed_in",
        "promise",
        "conversation",
        "idea_check",
        "leader_call",
        "series_pause",
        "passing_on",
        "steps",
        "sign_off",
        "lead_month",
        "waiting_for_yes",
    }

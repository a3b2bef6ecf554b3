"""Saying a thing in the reader's language: plural rules (CLDR), isolated values, and moments that name the day."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from django.utils import translation
from django.utils.formats import date_format

LANGUAGES = ("en", "pl", "ur")
RIGHT_TO_LEFT = {"ur", "ar"}
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

# Polish writes days small, and large where a sentence begins.
WEEKDAY_FIRST = re.compile(r"(^|[.!?] )([pwśćcsn])(?=oniedziałek|torek|roda|zwartek|iątek|obota|iedziela)")

Texts = Mapping[str, Mapping[str, str]]


def plural(language: str, count: int) -> str:
    """The form a whole number takes: one, few or many in Polish, one or other elsewhere."""
    if language != "pl":
        return "one" if count == 1 else "other"
    if count == 1:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"


def isolated(language: str, value: object) -> str:
    """A name or a title keeps its own direction inside a sentence of another one."""
    text = str(value)
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    if text and (turns or language in RIGHT_TO_LEFT):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def say(texts: Texts, language: str, key: str, *, count: int | None = None, **values: object) -> str:
    """One text of a table {language: {key: text}}; English where the language has no table. `count` picks a plural."""
    spoken = language if language in texts else "en"
    name = key if count is None else f"{key}_{plural(spoken, count)}"
    given = {name: isolated(spoken, value) for name, value in values.items()}
    said = texts[spoken][name].format(**given, count=count)
    return WEEKDAY_FIRST.sub(lambda found: found[1] + found[2].upper(), said) if spoken == "pl" else said


def moment(language: str, local: dt.datetime) -> str:
    """ "Thursday 8 January, 15:30" on the organisation's wall clock."""
    return f"{day(language, local.date())}{'،' if language == 'ur' else ','} {local:%H:%M}"


def day(language: str, date: dt.date) -> str:
    """ "Thursday 8 January"."""
    with translation.override(language if language in LANGUAGES else "en"):
        named = date_format(date, "l j E")
    return named.lower() if language == "pl" else named

"""What of this app follows when two members are one person: one set of shifts, whole."""

from aftershift.people.one_person import Key, Pair, register_following
from aftershift.shifts import services, sheets
from aftershift.shifts.models import (
    CountedMap,
    DayChange,
    FreeMap,
    GivenPattern,
    ImportedDay,
    OwnGroup,
    Pattern,
    PollAnswer,
    PrivateBlock,
    RotaImport,
    RotaSheet,
    RuleOff,
    TimePoll,
    UsualFinish,
)


def one_set_of_shifts(pair: Pair) -> None:
    sheets.take_over_given(member=pair.kept, other=pair.gone)
    services.take_over(member=pair.kept, other=pair.gone, now=pair.now)


def register() -> None:
    told = (Pattern, DayChange, RotaImport, ImportedDay, PrivateBlock, UsualFinish, OwnGroup, RuleOff, FreeMap)
    register_following(
        "shifts",
        [
            *(Key(model, by_hand=True) for model in told),
            Key(CountedMap, by_hand=True),
            Key(GivenPattern, by_hand=True),
            Key(RotaSheet),
            Key(TimePoll),
            Key(PollAnswer, once_per=("poll",)),
        ],
        first=one_set_of_shifts,
    )

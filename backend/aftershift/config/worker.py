"""The list of background work. Each task finds what is due from the rows themselves and returns how much it did."""

import importlib
from collections.abc import Callable

TASKS: list[Callable[[], int]] = []
for _app, _names in {
    "ballots": ["close_due_ballots", "shuffle_slips"],
    "activities": ["settle_due_places"],
    "shifts": ["roll_free_maps"],
    "people": ["finish_recoveries", "forget_old_outcomes"],
}.items():  # BUILDING
    try:
        _m = importlib.import_module(f"aftershift.{_app}.tasks")
    except ModuleNotFoundError:
        continue
    TASKS += [getattr(_m, n) for n in _names if hasattr(_m, n)]

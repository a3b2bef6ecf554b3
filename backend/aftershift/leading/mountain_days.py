"""Which activities are mountain days. Kind tells of most; a higher app that asks about the plan may know of others."""

from collections.abc import Callable

from aftershift.activities.models import Activity

Say = Callable[[Activity], bool]

_registered: list[Say] = []


def register_mountain_days(say: Say) -> None:
    """Called once by each higher app that knows more than the kind, in its `apps.py: ready`."""
    if say not in _registered:
        _registered.append(say)


def is_mountain_day(activity: Activity) -> bool:
    """One statement for each app that registered, none for a hill day."""
    return activity.kind == Activity.Kind.HILL or any(say(activity) for say in _registered)

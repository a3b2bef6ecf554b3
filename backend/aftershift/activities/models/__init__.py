"""The facts of activities, room by room."""

from aftershift.activities.models.activities import (
    LARGEST_PARTY_GUESTS,
    LIVE,
    ONE_DRIVER_MINUTES,
    Activity,
    FineForMe,
    Occurrence,
    Series,
    SignUp,
)
from aftershift.activities.models.page import About, Change
from aftershift.activities.models.promises import Promise, PromiseReport, PromiseVerdict

__all__ = [
    "LARGEST_PARTY_GUESTS",
    "LIVE",
    "ONE_DRIVER_MINUTES",
    "About",
    "Activity",
    "Change",
    "FineForMe",
    "Occurrence",
    "Promise",
    "PromiseReport",
    "PromiseVerdict",
    "Series",
    "SignUp",
]

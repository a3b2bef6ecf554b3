"""The facts of activities, room by room."""

from aftershift.activities.models.activities import (
    LARGEST_PARTY_GUESTS,
    LIVE,
    ONE_DRIVER_MINUTES,
    Activity,
    FineForMe,
    Occurrence,
    SignUp,
)
from aftershift.activities.models.series import Series, StandingSignUp

__all__ = [
    "LARGEST_PARTY_GUESTS",
    "LIVE",
    "ONE_DRIVER_MINUTES",
    "Activity",
    "FineForMe",
    "Occurrence",
    "Series",
    "SignUp",
    "StandingSignUp",
]

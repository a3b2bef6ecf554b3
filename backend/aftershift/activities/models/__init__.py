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
from aftershift.activities.models.announcing import Announcement, InboxMessage
from aftershift.activities.models.day import Face, FaceCount, RegisterLine
from aftershift.activities.models.promises import Promise, PromiseReport, PromiseVerdict

__all__ = [
    "LARGEST_PARTY_GUESTS",
    "LIVE",
    "ONE_DRIVER_MINUTES",
    "Activity",
    "Announcement",
    "Face",
    "FaceCount",
    "FineForMe",
    "InboxMessage",
    "Occurrence",
    "Promise",
    "PromiseReport",
    "PromiseVerdict",
    "RegisterLine",
    "Series",
    "SignUp",
]

"""The facts of activities, room by room."""

from aftershift.activities.models.activities import (
    LIVE,
    MOVED,
    ONE_DRIVER_MINUTES,
    STANDING,
    Activity,
    FineForMe,
    Occurrence,
    SignUp,
)
from aftershift.activities.models.announcing import Announcement
from aftershift.activities.models.day import Face, FaceCount, RegisterLine, WithoutCard
from aftershift.activities.models.hosting import Helper, Host
from aftershift.activities.models.inviting import Invitation
from aftershift.activities.models.page import About, Change
from aftershift.activities.models.paper import PaperSheet, SheetLine
from aftershift.activities.models.parties import ALONE, BANDS, LARGEST_PARTY_GUESTS, PEOPLE, Party
from aftershift.activities.models.places import Draw, FacilitiesTeam, KeptPlaces, TellMe
from aftershift.activities.models.promises import Promise, PromiseReport, PromiseVerdict
from aftershift.activities.models.series import Series, StandingSignUp
from aftershift.activities.models.tracks import Track
from aftershift.activities.models.words import TEXTS

__all__ = [
    "ALONE",
    "BANDS",
    "LARGEST_PARTY_GUESTS",
    "LIVE",
    "MOVED",
    "ONE_DRIVER_MINUTES",
    "PEOPLE",
    "STANDING",
    "TEXTS",
    "About",
    "Activity",
    "Announcement",
    "Change",
    "Draw",
    "Face",
    "FaceCount",
    "FacilitiesTeam",
    "FineForMe",
    "Helper",
    "Host",
    "Invitation",
    "KeptPlaces",
    "Occurrence",
    "PaperSheet",
    "Party",
    "Promise",
    "PromiseReport",
    "PromiseVerdict",
    "RegisterLine",
    "Series",
    "SheetLine",
    "SignUp",
    "StandingSignUp",
    "TellMe",
    "Track",
    "WithoutCard",
]

"""The facts of safety: filled lists in `lists`, what is agreed to before in `plans`, what all who come may read in `notes`."""

from aftershift.safety.models.lists import Checklist, ChecklistTick, SafetyAnswers
from aftershift.safety.models.notes import DateNotes, SitePoint, WeatherCheck
from aftershift.safety.models.plans import Agreement, AgreementRequest, Assessment, OwnList

__all__ = [
    "Agreement",
    "AgreementRequest",
    "Assessment",
    "Checklist",
    "ChecklistTick",
    "DateNotes",
    "OwnList",
    "SafetyAnswers",
    "SitePoint",
    "WeatherCheck",
]

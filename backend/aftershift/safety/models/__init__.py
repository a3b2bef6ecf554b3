"""The facts of safety: filled lists in `lists`, what is agreed to before in `plans`, what all who come may read in `notes`;
home contacts in `home`, `emergency` numbers, `learning` from what went wrong."""

from aftershift.safety.models.emergency import EmergencyLook, EmergencyNumber, HelpNumber
from aftershift.safety.models.home import HomeContact, HomeWatch, OverdueStep, Stop
from aftershift.safety.models.learning import Keeper, NearMiss, ProposedChange
from aftershift.safety.models.lists import Checklist, ChecklistTick, SafetyAnswers
from aftershift.safety.models.notes import DateNotes, SitePoint, WeatherCheck
from aftershift.safety.models.plans import Agreement, AgreementRequest, Assessment, OwnList
from aftershift.safety.models.versions import ListVersion

__all__ = [
    "Agreement",
    "AgreementRequest",
    "Assessment",
    "Checklist",
    "ChecklistTick",
    "DateNotes",
    "EmergencyLook",
    "EmergencyNumber",
    "HelpNumber",
    "HomeContact",
    "HomeWatch",
    "Keeper",
    "ListVersion",
    "NearMiss",
    "OverdueStep",
    "OwnList",
    "ProposedChange",
    "SafetyAnswers",
    "SitePoint",
    "Stop",
    "WeatherCheck",
]

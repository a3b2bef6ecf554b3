"""The facts of safety: filled lists in `lists`, home contacts in `home`, `emergency` numbers, `learning` from what went wrong."""

from aftershift.safety.models.emergency import EmergencyLook, EmergencyNumber, HelpNumber
from aftershift.safety.models.home import HomeContact, HomeWatch, OverdueStep
from aftershift.safety.models.learning import Keeper, NearMiss, ProposedChange
from aftershift.safety.models.lists import Checklist, ChecklistTick, SafetyAnswers

__all__ = [
    "Checklist",
    "ChecklistTick",
    "EmergencyLook",
    "EmergencyNumber",
    "HelpNumber",
    "HomeContact",
    "HomeWatch",
    "Keeper",
    "NearMiss",
    "OverdueStep",
    "ProposedChange",
    "SafetyAnswers",
]

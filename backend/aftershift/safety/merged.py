"""What of this app follows when two members are one person."""

from aftershift.people.one_person import Key, register_following
from aftershift.safety.models import (
    Agreement,
    ChecklistTick,
    EmergencyLook,
    EmergencyNumber,
    HelpNumber,
    HomeContact,
    Keeper,
    SafetyAnswers,
    Stop,
)
from aftershift.safety.personal_data import WRITTEN


def register() -> None:
    register_following(
        "safety",
        [
            Key(ChecklistTick, "by", once_per=("checklist", "item_id", "device_at")),
            Key(SafetyAnswers, "answered_by"),
            Key(ChecklistTick, "typed_by"),
            Key(EmergencyNumber, once_per=("occurrence",)),
            Key(EmergencyLook, "owner", once_per=("tap",)),
            Key(EmergencyLook, "by"),
            Key(HelpNumber, "set_by"),
            Key(HomeContact, once_per=("occurrence",)),
            Key(HomeContact, "asked_by"),
            Key(Keeper),
            Key(Stop, "by", once_per=("occurrence",)),
            Key(Agreement, "by"),
            *(Key(model, named) for model, named in WRITTEN.items()),
        ],
    )

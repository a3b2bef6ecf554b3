"""What of this app follows when two members are one person."""

from aftershift.people.one_person import Key, register_following
from aftershift.safety.models import Agreement, ChecklistTick, SafetyAnswers
from aftershift.safety.personal_data import WRITTEN


def register() -> None:
    register_following(
        "safety",
        [
            Key(ChecklistTick, "by", once_per=("checklist", "item_id", "device_at")),
            Key(SafetyAnswers, "answered_by"),
            Key(Agreement, "by"),
            *(Key(model, named) for model, named in WRITTEN.items()),
        ],
    )

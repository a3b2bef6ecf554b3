"""What of this app follows when two members are one person: their messages and what they want to hear."""

from aftershift.notifications.models import Delivery, Message, Preference
from aftershift.people.one_person import Key, register_following


def register() -> None:
    register_following(
        "notifications",
        [
            Key(Message, once_per=("key",)),
            Key(Delivery, stays=True),  # to where the one who goes could be reached
            Key(Preference, once_per=("kind", "channel")),
        ],
    )

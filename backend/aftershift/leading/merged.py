"""What of this app follows when two members are one person."""

from aftershift.leading.models import DateRole, RoleOffer
from aftershift.people.one_person import Key, register_following


def register() -> None:
    register_following(
        "leading",
        [
            Key(RoleOffer),
            Key(RoleOffer, "offered_by"),
            Key(DateRole),
            Key(DateRole, "asked_by"),
        ],
    )

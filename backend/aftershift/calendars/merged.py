"""What of this app follows when two members are one person: no feed does. Its address is a secret of the card that died."""

from aftershift.people.one_person import register_following


def register() -> None:
    register_following("calendars", [])  # whoever leaves has their feeds ended (services.end_feeds_of)

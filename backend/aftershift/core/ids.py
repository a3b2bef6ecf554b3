"""Keys of rows. UUIDv7: they sort by the time they were made, so indexes stay compact."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7. Drop for `uuid.uuid7` when the floor is Python 3.14."""
    return uuid7()

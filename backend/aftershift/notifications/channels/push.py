"""Push to phones and browsers. No service is set up, so it is off and says so; whoever sets one up registers it here."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from aftershift.notifications.channels import Parcel, Result
from aftershift.people.models import Member


class PushIsOff:
    def is_on(self) -> bool:
        return False

    def reached(self, members: Collection[Member]) -> set[UUID]:
        return set()

    def hand_over(self, parcels: Sequence[Parcel]) -> Mapping[UUID, Result]:
        return {}

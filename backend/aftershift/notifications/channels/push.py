"""Push to phones and browsers through Firebase, where an operator gave credentials; off otherwise, and it says so."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from aftershift.core import clock
from aftershift.notifications import selectors
from aftershift.notifications.channels import Parcel, Result
from aftershift.notifications.languages import say
from aftershift.notifications.models import Delivery, Device
from aftershift.notifications.services import devices
from aftershift.people.models import Member

if TYPE_CHECKING:
    from aftershift.notifications.channels.firebase import Answer, Letter

State = Delivery.State
TEXTS = {
    "en": {"many_other": "You have {count} new messages. Open the app to read them."},
    "pl": {
        "many_few": "Masz {count} nowe wiadomości. Otwórz aplikację, aby je przeczytać.",
        "many_many": "Masz {count} nowych wiadomości. Otwórz aplikację, aby je przeczytać.",
    },
    "ur": {"many_other": "آپ کے لیے {count} نئے پیغام ہیں۔ پڑھنے کے لیے ایپ کھولیں۔"},
}
INBOX = "/messages"


class Push:
    """The number of statements does not depend on how many parcels there are."""

    def is_on(self) -> bool:
        return bool(settings.PUSH_CREDENTIALS)

    def reached(self, members: Collection[Member]) -> set[UUID]:
        found = selectors.devices_of(member.person_id for member in members)
        return {member.pk for member in members if member.person_id in found}

    def hand_over(self, parcels: Sequence[Parcel]) -> Mapping[UUID, Result]:
        from aftershift.notifications.channels import firebase  # 30 MB, in the worker only

        found = selectors.devices_of(parcel.member.person_id for parcel in parcels)
        ways = [(parcel, device) for parcel in parcels for device in found.get(parcel.member.person_id, [])]
        open_ways = [(parcel, device) for parcel, device in ways if device.last_bundle != parcel.bundle]
        answers = firebase.send_all([letter(parcel, device) for parcel, device in open_ways], now=clock.now())
        answered = list(zip(open_ways, answers, strict=True))
        devices.note_handed_over(
            received=[(device.pk, parcel.bundle) for (parcel, device), answer in answered if answer.is_taken],
            dead=[device.pk for (_, device), answer in answered if answer.is_dead],
        )
        said: dict[UUID, list[Answer]] = {parcel.bundle: [] for parcel in parcels}
        for (parcel, _), answer in answered:
            said[parcel.bundle].append(answer)
        had_it = {parcel.bundle for parcel, device in ways if device.last_bundle == parcel.bundle}
        return {bundle: _result(said[bundle], had_it=bundle in had_it) for bundle in said}


def letter(parcel: Parcel, device: Device) -> "Letter":
    """Nothing private, on the screen or in what Google carries: no name, no reason, no place (RULE-56, Q-R9)."""
    from aftershift.notifications.channels.firebase import Letter

    words, bundle = parcel.words, str(parcel.bundle)
    is_one = len(words) == 1
    return Letter(
        token=device.token,
        title="Aftershift",
        text=words[0].lock_text if is_one else say(TEXTS, parcel.member.language, "many", count=len(words)),
        # The app is handed what stands under `body`.
        data={
            "bundle": bundle,
            "body": json.dumps(
                {"organisation": str(parcel.member.organisation_id), "path": words[0].path if is_one else INBOX}
            ),
        },
        tag=bundle,
        expires_at=parcel.expires_at,
    )


def _result(answers: "Iterable[Answer]", *, had_it: bool) -> Result:
    """Of one parcel, which may have gone to several devices: tried again as long as one of them may still get it."""
    answers = list(answers)
    if later := [answer for answer in answers if answer.is_for_later]:
        waits = [answer.retry_after for answer in later if answer.retry_after is not None]
        return Result(State.TEMPORARY_FAILURE, later[0].error, max(waits, default=None))
    if had_it or any(answer.is_taken for answer in answers):
        return Result(State.DELIVERED)
    if refused := [answer for answer in answers if not answer.is_dead]:
        return Result(State.TECHNICAL_FAILURE, refused[0].error)
    return Result(State.PERMANENT_FAILURE, "NoDevice")

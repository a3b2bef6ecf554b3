"""What is kept of a member's photos and voice, and that all of it goes when the member is forgotten."""

import datetime as dt
from typing import Any

from aftershift.media import services
from aftershift.media.models import Photo, VoiceNote
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    photos = Photo.objects.of(member.organisation_id).filter(uploaded_by=member).order_by("uploaded_date", "pk")
    notes = VoiceNote.objects.of(member.organisation_id).filter(uploaded_by=member).order_by("uploaded_date", "pk")
    return {
        "photos": [
            {"address": f"/api/v1/photos/{p.pk}/large", "date": p.uploaded_date.isoformat(), "alt": p.alt}
            for p in photos
        ],
        "voice_notes": [
            {"address": f"/api/v1/voice-notes/{n.pk}/sound", "date": n.uploaded_date.isoformat()} for n in notes
        ],
    }


def erase(member: Member, now: dt.datetime) -> None:
    services.erase_of(member=member)


def register() -> None:
    register_personal_data("media", models=[Photo, VoiceNote], export=export, erase=erase)

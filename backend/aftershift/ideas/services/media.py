"""The photo and the voice note that an author adds to an idea, replaces or takes away."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from aftershift.ideas.models import Idea
from aftershift.ideas.showing import ABOUT
from aftershift.media import services as media
from aftershift.people.models import Member


@dataclass(frozen=True)
class Added:
    """What is to be there from now on. `sets_photo`, `sets_voice_note`: False leaves what is there, whatever the id says."""

    photo_id: UUID | None = None
    photo_alt: str | None = None  # None leaves the words that are there
    voice_note_id: UUID | None = None
    sets_photo: bool = False
    sets_voice_note: bool = False


NOTHING = Added()


@transaction.atomic
def attach(*, member: Member, idea: Idea, added: Added, now: dt.datetime) -> None:
    """Safe to repeat. The caller holds the idea and has asked whether the member may.

    What is replaced is gone, rows and files. Raises PhotoNotThere, VoiceNoteNotThere.
    """
    if added.sets_photo:
        media.release(about=ABOUT, about_id=idea.pk, except_id=added.photo_id)
        if added.photo_id is not None:
            media.claim(member=member, photo_id=added.photo_id, about=ABOUT, about_id=idea.pk, now=now)
    if added.photo_alt is not None:
        media.describe(about=ABOUT, about_id=idea.pk, alt=added.photo_alt)
    if added.sets_voice_note:
        media.release_voice_notes(about=ABOUT, about_id=idea.pk, except_id=added.voice_note_id)
        if added.voice_note_id is not None:
            media.claim_voice_note(
                member=member, voice_note_id=added.voice_note_id, about=ABOUT, about_id=idea.pk, now=now
            )

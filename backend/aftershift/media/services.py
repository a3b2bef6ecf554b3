"""Every write of photos and voice notes. Files go when the transaction that removes their row has committed."""

import datetime as dt
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.db import models, transaction

from aftershift.core.errors import DomainError, TooMany
from aftershift.core.policies import require
from aftershift.media import storing
from aftershift.media.errors import PhotoNotThere, VoiceNoteNotThere
from aftershift.media.models import Photo, VoiceNote
from aftershift.media.policies import MAY
from aftershift.people.limits import HOUR, Limit
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

UNATTACHED_FOR = dt.timedelta(hours=24)
MOST_A_DAY = 100  # of both together, by one member
UPLOADS = Limit("media", 60, HOUR)  # each member's tries; each may cost seconds of a processor, also one that fails
K = TypeVar("K", Photo, VoiceNote)


def begin_upload(*, member: Member, now: dt.datetime) -> None:
    """Before anything of the file is read. What is counted stays counted, whatever comes of it.

    Raises NotAllowed, TooMany.
    """
    require(MAY, "media.upload", roles_of(member))
    UPLOADS.take(str(member.pk), now=now)


@transaction.atomic
def keep_photo(*, member: Member, large_file: str, small_file: str, width: int, height: int, now: dt.datetime) -> Photo:
    """A photo whose two files are written already. Its uploader's alone, and erased in a day unless it is claimed.

    Raises NotAllowed, TooMany.
    """
    require(MAY, "media.upload", roles_of(member))
    today = _day_with_room(member, now)
    photo = Photo(
        organisation_id=member.organisation_id,
        uploaded_by=member,
        uploaded_date=today,
        erase_at=now + UNATTACHED_FOR,
        large_file=large_file,
        small_file=small_file,
        width=width,
        height=height,
    )
    photo.save()
    return photo


@transaction.atomic
def keep_voice_note(*, member: Member, sound_file: str, length_ms: int, now: dt.datetime) -> VoiceNote:
    """As `keep_photo`."""
    require(MAY, "media.upload", roles_of(member))
    today = _day_with_room(member, now)
    note = VoiceNote(
        organisation_id=member.organisation_id,
        uploaded_by=member,
        uploaded_date=today,
        erase_at=now + UNATTACHED_FOR,
        sound_file=sound_file,
        length_ms=length_ms,
    )
    note.save()
    return note


@transaction.atomic
def claim(*, member: Member, photo_id: UUID, about: str, about_id: UUID, now: dt.datetime) -> Photo:
    """Attach the member's own photo to one thing. Claiming it for the same thing again changes nothing.

    Raises PhotoNotThere: absent, somebody else's, attached to something else, or past its day.
    """
    return _claim(Photo, member, photo_id, about, about_id, now, PhotoNotThere)


@transaction.atomic
def claim_voice_note(*, member: Member, voice_note_id: UUID, about: str, about_id: UUID, now: dt.datetime) -> VoiceNote:
    """As `claim`. Raises VoiceNoteNotThere."""
    return _claim(VoiceNote, member, voice_note_id, about, about_id, now, VoiceNoteNotThere)


@transaction.atomic
def describe(*, about: str, about_id: UUID, alt: str, photo_id: UUID | None = None) -> None:
    """What the photos of one thing show (or one of them), for who cannot see them. The caller has asked whether its member may."""
    rows = Photo.objects.filter(about=about, about_id=about_id)
    (rows if photo_id is None else rows.filter(pk=photo_id)).update(alt=alt)


@transaction.atomic
def release(*, about: str, about_id: UUID, except_id: UUID | None = None) -> int:
    """Remove the photos of one thing, rows and files, but for one that stays; returns how many. Safe to repeat."""
    return _remove(list(_locked(Photo, about, about_id, except_id)))


@transaction.atomic
def release_one(*, about: str, about_id: UUID, photo_id: UUID) -> int:
    """Remove one photo of a thing that may have several. Safe to repeat."""
    return _remove(list(_locked(Photo, about, about_id, None).filter(pk=photo_id)))


@transaction.atomic
def release_voice_notes(*, about: str, about_id: UUID, except_id: UUID | None = None) -> int:
    """As `release`."""
    return _remove(list(_locked(VoiceNote, about, about_id, except_id)))


@transaction.atomic
def erase_of(*, member: Member) -> int:
    """Everything this member added, wherever it is attached."""
    mine: list[Photo | VoiceNote] = []
    for model in (Photo, VoiceNote):
        mine += model.objects.of(member.organisation_id).select_for_update().filter(uploaded_by=member)
    return _remove(mine)


@transaction.atomic
def erase_unattached(*, row_id: UUID, organisation_id: UUID, now: dt.datetime) -> int:
    """One photo or recording that nothing claimed in its day; nothing when it was claimed meanwhile."""
    due: list[Photo | VoiceNote] = []
    for model in (Photo, VoiceNote):
        due += model.objects.of(organisation_id).select_for_update().filter(pk=row_id, erase_at__lte=now)
    return _remove(due)


@transaction.atomic
def remove_row(*, row_id: UUID, organisation_id: UUID) -> int:
    """A row whose files are gone: it could show nothing."""
    rows: list[Photo | VoiceNote] = []
    for model in (Photo, VoiceNote):
        rows += model.objects.of(organisation_id).select_for_update().filter(pk=row_id)
    return _remove(rows)


def _day_with_room(member: Member, now: dt.datetime) -> dt.date:
    """Today, unless the member has added as much today as nobody needs. Raises TooMany."""
    today = member.organisation.local(now).date()
    added = sum(
        model.objects.of(member.organisation_id).filter(uploaded_by=member, uploaded_date=today).count()
        for model in (Photo, VoiceNote)
    )
    if added >= MOST_A_DAY:
        raise TooMany(next="Add the rest tomorrow.")
    return today


def _claim(
    model: type[K],
    member: Member,
    row_id: UUID,
    about: str,
    about_id: UUID,
    now: dt.datetime,
    refusal: type[DomainError],
) -> K:
    row = model.objects.of(member.organisation_id).select_for_update().filter(pk=row_id, uploaded_by=member).first()
    if row is None:
        raise refusal
    if (row.about, row.about_id) == (about, about_id):
        return row
    if row.erase_at is None or row.erase_at <= now:
        raise refusal
    row.about, row.about_id, row.erase_at = about, about_id, None
    row.save(update_fields=["about", "about_id", "erase_at"])
    return row


def _locked(model: type[K], about: str, about_id: UUID, except_id: UUID | None) -> models.QuerySet[K]:
    rows = model.objects.select_for_update().filter(about=about, about_id=about_id)
    return rows if except_id is None else rows.exclude(pk=except_id)


def _remove(rows: list[K] | list[Photo | VoiceNote]) -> int:
    names = [name for row in rows for name in row.files]
    for row in rows:
        type(row).objects.of(row.organisation_id).filter(pk=row.pk).delete()
    if names:
        transaction.on_commit(partial(storing.drop, names))
    return len(rows)

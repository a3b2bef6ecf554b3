"""Reads of photos and voice notes. Everything here runs in the reader's scope, but for what the worker asks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from aftershift.core.errors import NotVisible
from aftershift.core.limited import CannotRead
from aftershift.core.models import Budget
from aftershift.core.selectors import one
from aftershift.media import storing
from aftershift.media.decoding.limited import MadePhoto, MadeSound
from aftershift.media.errors import PictureNotReadable, SoundNotReadable
from aftershift.media.models import Kept, Photo, VoiceNote
from aftershift.media.showing import may_see
from aftershift.people.models import Member

K = TypeVar("K", bound=Kept)
SIZES = ("large", "small")
SWEEP = "media:sweep"  # the budget of one sweep a day


@dataclass(frozen=True)
class PhotoShown:
    """Nothing in it says who added it, or when."""

    id: UUID
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class VoiceNoteShown:
    id: UUID
    seconds: int


def photos_of(about: str, ids: Collection[UUID]) -> dict[UUID, list[PhotoShown]]:
    """The photos of each of these things, in one statement. The caller asks for those only that its reader may see."""
    found: dict[UUID, list[PhotoShown]] = defaultdict(list)
    for row in _attached(Photo, about, ids):
        assert row.about_id is not None
        found[row.about_id].append(photo_shown(row))
    return dict(found)


def voice_notes_of(about: str, ids: Collection[UUID]) -> dict[UUID, list[VoiceNoteShown]]:
    """As `photos_of`."""
    found: dict[UUID, list[VoiceNoteShown]] = defaultdict(list)
    for row in _attached(VoiceNote, about, ids):
        assert row.about_id is not None
        found[row.about_id].append(voice_note_shown(row))
    return dict(found)


def photo_shown(row: Photo) -> PhotoShown:
    return PhotoShown(row.pk, row.width, row.height, row.alt)


def voice_note_shown(row: VoiceNote) -> VoiceNoteShown:
    return VoiceNoteShown(row.pk, max(1, round(row.length_ms / 1000)))


def visible_photo(*, member: Member, photo_id: UUID) -> Photo:
    """Raises NotVisible."""
    return _visible(Photo, member, photo_id)


def visible_voice_note(*, member: Member, voice_note_id: UUID) -> VoiceNote:
    """Raises NotVisible."""
    return _visible(VoiceNote, member, voice_note_id)


def own_photo(*, member: Member, photo_id: UUID) -> Photo:
    return one(Photo.objects.of(member.organisation_id).filter(uploaded_by=member), photo_id)


def own_voice_note(*, member: Member, voice_note_id: UUID) -> VoiceNote:
    return one(VoiceNote.objects.of(member.organisation_id).filter(uploaded_by=member), voice_note_id)


def photo_of_upload(*, data: bytes) -> MadePhoto:
    """Made anew in a limited child: no transaction may be open meanwhile. Raises PictureNotReadable, Busy.

    The caller has begun an upload (`services.begin_upload`).
    """
    from aftershift.media.decoding import limited

    try:
        return limited.read_photo(data)
    except CannotRead as wrong:
        raise PictureNotReadable(detail=str(wrong)) from None


def sound_of_upload(*, data: bytes) -> MadeSound:
    """As `photo_of_upload`. Raises SoundNotReadable, Busy."""
    from aftershift.media.decoding import limited

    try:
        return limited.read_sound(data)
    except CannotRead as wrong:
        raise SoundNotReadable(detail=str(wrong)) from None


def contents(name: str) -> bytes:
    """Raises NotVisible for a file that was removed a moment ago."""
    data = storing.contents(name)
    if data is None:
        raise NotVisible
    return data


def to_erase(*, now: dt.datetime) -> dict[UUID, UUID]:
    """Attached to nothing for a day: id and organisation. Asked outside any scope, by the worker."""
    due: dict[UUID, UUID] = {}
    for model in (Photo, VoiceNote):
        due.update(model.objects.filter(erase_at__lte=now).values_list("pk", "organisation_id"))
    return due


def names_in_use(names: Iterable[str]) -> set[str]:
    """Which of these files a row names. Asked outside any scope, by the worker."""
    asked = list(names)
    return {
        name
        for model, field in ((Photo, "large_file"), (Photo, "small_file"), (VoiceNote, "sound_file"))
        for name in model.objects.filter(**{f"{field}__in": asked}).values_list(field, flat=True)
    }


def every_row() -> list[tuple[UUID, UUID, tuple[str, ...]]]:
    """Id, organisation and files of all there are. Asked outside any scope, by the worker."""
    return [
        (row.pk, row.organisation_id, row.files)
        for model in (Photo, VoiceNote)
        for row in model.objects.order_by("pk").iterator()
    ]


def was_swept(*, since: dt.datetime) -> bool:
    return Budget.objects.filter(pk=SWEEP, window_starts_at__gt=since).exists()


def _attached(model: type[K], about: str, ids: Collection[UUID]) -> Iterable[K]:
    if not ids:
        return ()
    return model.objects.filter(about=about, about_id__in=list(ids)).order_by("uploaded_date", "pk")


def _visible(model: type[K], member: Member, row_id: UUID) -> K:
    row = one(model.objects.of(member.organisation_id), row_id)
    if not row.about:
        seen = row.uploaded_by_id == member.pk
    else:
        assert row.about_id is not None
        seen = may_see(member=member, about=row.about, about_id=row.about_id)
    if not seen:
        raise NotVisible
    return row

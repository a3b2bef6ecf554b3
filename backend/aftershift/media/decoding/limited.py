"""Opening a photo or a recording in a child process with limits on time and memory (Q-S12)."""

from __future__ import annotations

from dataclasses import dataclass

from aftershift.core.limited import CannotRead, ask

MB = 1_000_000
LARGEST_PHOTO = 8 * MB
LARGEST_SOUND = 3 * MB
PHOTO_TOO_LARGE = "The picture is larger than 8 MB. Choose a smaller one."
SOUND_TOO_LARGE = "The recording is larger than 3 MB. Say it shorter."
CHILD = "aftershift.media.decoding.child"


@dataclass(frozen=True)
class MadePhoto:
    """Two JPEGs; width and height of the large one, in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


@dataclass(frozen=True)
class MadeSound:
    mp3: bytes
    length_ms: int


def read_photo(data: bytes) -> MadePhoto:
    """The picture made anew. Raises CannotRead with one plain sentence. No transaction may be open meanwhile."""
    if len(data) > LARGEST_PHOTO:
        raise CannotRead(PHOTO_TOO_LARGE)
    found, files = ask(CHILD, "photo", {}, data, otherwise="The picture cannot be opened.")
    length = found["lengths"][0]
    width, height = found["sizes"]["large"]
    return MadePhoto(large=files[:length], small=files[length:], width=width, height=height)


def read_sound(data: bytes) -> MadeSound:
    """The recording made anew. Raises CannotRead with one plain sentence. No transaction may be open meanwhile."""
    if len(data) > LARGEST_SOUND:
        raise CannotRead(SOUND_TOO_LARGE)
    found, mp3 = ask(CHILD, "sound", {}, data, otherwise="The recording cannot be opened.")
    return MadeSound(mp3=mp3, length_ms=found["length_ms"])

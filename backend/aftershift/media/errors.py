from aftershift.core.errors import DomainError


class PictureNotReadable(DomainError):
    slug, title, status = "picture-not-readable", "This photo cannot be added", 422
    next = "Choose another photo."


class SoundNotReadable(DomainError):
    slug, title, status = "sound-not-readable", "This recording cannot be added", 422
    next = "Record it again, in less than a minute."


class PhotoNotThere(DomainError):
    """Not theirs, attached to something else, or erased after a day: all look the same."""

    slug, title = "photo-not-there", "The photo is no longer there"
    next = "Add the photo again."


class VoiceNoteNotThere(DomainError):
    slug, title = "voice-note-not-there", "The recording is no longer there"
    next = "Record it again."

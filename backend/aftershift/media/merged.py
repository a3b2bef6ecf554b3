"""What of this app follows when two members are one person."""

from aftershift.media.models import Photo, VoiceNote
from aftershift.people.one_person import Key, register_following


def register() -> None:
    register_following("media", [Key(Photo, "uploaded_by"), Key(VoiceNote, "uploaded_by")])

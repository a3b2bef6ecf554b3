"""Numbers at rest are sealed with the installation's key for fields, as second factors are."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"emergency number:" + settings.FIELD_KEY.encode()).digest()))


def seal(number: str) -> bytes:
    return _box().encrypt(number.encode())


def opened(sealed: bytes) -> str | None:
    """None when it was sealed with another key: an installation that changed its key has lost it."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return None

"""Phones and browsers that may be pushed to."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models

from aftershift.core.ids import new_id
from aftershift.people.models import Session


class Device(models.Model):
    """What a signed-in phone or browser is reached by: a token that push services gave it (RULE-54).

    It hangs on the session and goes with it: signing out, here or from elsewhere, leaving and being forgotten all end
    sessions. One token is one row, so it belongs to the session that named it last. A credential like the session, so
    of no organisation: a person's device brings what any of their memberships is told.

    last_bundle: what it received last. When a bundle is tried again for another device of theirs, this one is left out.

    An iPhone knows only its token of Apple's, so that one is what `token_hash` and `sealed_apple_token` hold; the worker
    exchanges it for the token that Firebase takes (services/exchanging.py). Until then `sealed_token` is empty.
    """

    class Platform(models.TextChoices):
        ANDROID = "android"
        IOS = "ios"
        WEB = "web"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    sealed_token = models.TextField(blank=True)
    sealed_apple_token = models.TextField(blank=True)
    platform = models.CharField(max_length=7, choices=Platform)
    seen_at = models.DateTimeField(db_index=True)
    last_bundle = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.platform} device {self.pk}"

    @property
    def token(self) -> str | None:
        """None when the installation's key has changed since: nobody can read it any more."""
        return _opened(self.sealed_token)

    @property
    def apple_token(self) -> str | None:
        return _opened(self.sealed_apple_token)


def sealed(token: str) -> str:
    """A dump of the database holds no token in clear."""
    return _box().encrypt(token.encode()).decode()


def _opened(text: str) -> str | None:
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"push token:" + settings.FIELD_KEY.encode()).digest()))

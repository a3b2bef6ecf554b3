"""allauth, closed and sealed: nobody signs up by e-mail, and second-factor secrets are encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: Any) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    def _box(self) -> Fernet:
        return Fernet(
            base64.urlsafe_b64encode(hashlib.sha256(b"second factor:" + settings.FIELD_KEY.encode()).digest())
        )

    def encrypt(self, text: str) -> str:
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._box().decrypt(encrypted_text.encode()).decode()

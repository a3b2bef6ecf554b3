"""allauth, closed and sealed: nobody signs up by e-mail, and second-factor secrets are encrypted at rest."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_client_ip(self, request: Any) -> str:
        """A hash is enough to count by; forwarding headers of the client's own making are not looked at."""
        from aftershift.people.http.addresses import address_of

        return address_of(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    def _box(self) -> Fernet:
        return Fernet(
            base64.urlsafe_b64encode(hashlib.sha256(b"second factor:" + settings.FIELD_KEY.encode()).digest())
        )

    def encrypt(self, text: str) -> str:
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._box().decrypt(encrypted_text.encode()).decode()


class TokenStrategy(SessionTokenStrategy):
    """X-Session-Token is the key of the same session that the API knows; looked up in one statement."""

    def lookup_session(self, session_token: str) -> Any:
        from allauth.headless.internal.sessionkit import lookup_session

        return lookup_session(session_token)

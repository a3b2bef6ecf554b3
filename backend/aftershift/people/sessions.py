"""Server-side sessions of which the database holds no secret: key hashed, data encrypted under the key."""

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.contrib.sessions.backends import db
from django.utils import timezone


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(db.SessionStore):
    """`row` is the loaded Session with its person, so that a request needs one statement for both."""

    row: Any = None

    @classmethod
    def get_model_class(cls) -> Any:
        from aftershift.people.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        self.row = (
            self.get_model_class()
            .objects.select_related("person")
            .filter(session_key=hashed(self.session_key or ""), expire_date__gt=timezone.now())  # noqa: TID251 (a session's life is real time)
            .first()
        )
        if self.row is None:
            self._session_key = None
        return self.row

    def _box(self) -> Fernet:
        key = hashlib.sha256(b"session data:" + (self.session_key or "").encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encode(self, session_dict: dict[str, Any]) -> str:
        return self._box().encrypt(super().encode(session_dict).encode()).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return super().decode(self._box().decrypt(session_data).decode())
        except InvalidToken:
            return {}

    def exists(self, session_key: str) -> bool:
        return super().exists(hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.session_key, row.person_id = hashed(row.session_key), data.get("_auth_user_id")
        row.member_id = data.get("member_id")
        row.device = data.get("device", "")[:60]
        row.last_used_date = timezone.now().date()  # noqa: TID251 (a session's life is real time)
        if self.row is not None and self.row.session_key == row.session_key:
            row.public_id, row.last_used_date = self.row.public_id, self.row.last_used_date
        self.row = row
        return row

    def delete(self, session_key: str | None = None) -> None:
        if (key := session_key or self.session_key) is not None:
            super().delete(hashed(key))

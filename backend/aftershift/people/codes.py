"""Codes that people read, type and say, and how secrets are kept: hashed, never in clear."""

import hashlib
import hmac
import secrets
import unicodedata

from django.conf import settings

# Crockford's 32: no I, L, O or U; what is typed in their place is read as the digit it looks like.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans("OIL", "011")
CARD_LENGTH = 12  # 60 bits
SPOKEN_LENGTH = 8  # 40 bits (Q-S3)
RECOVERY_LENGTH = 6  # 30 bits; minutes, face to face, and a budget for each voucher


def new_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_token() -> str:
    """128 random bits for a link."""
    return secrets.token_urlsafe(16)


def read(text: str) -> str:
    """What somebody typed, as we keep it: capitals, no gaps, look-alikes made one."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if c.isascii() and c.isalnum()).translate(_LOOKS_LIKE)


def grouped(code: str) -> str:
    """`ABCDEFGHJKMN` as `ABCD-EFGH-JKMN`, easier to read out."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def hashed(token: str) -> str:
    """For random secrets of 128 bits: nobody can try them all."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(purpose: str, text: str) -> str:
    """For short secrets and addresses: useless in a dump of the database without the installation's key."""
    return hmac.new(settings.FIELD_KEY.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()

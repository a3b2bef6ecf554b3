"""PINs: six digits, in any script's digits; hashed together with the installation's key."""

import unicodedata

from django.contrib.auth.hashers import make_password

from aftershift.people import codes

LENGTH = 6
_UP, _DOWN = "01234567890", "09876543210"


def read(text: str) -> str | None:
    """The six digits as 0–9, or None. Eastern Arabic and other digits are read as what they mean."""
    digits = [unicodedata.digit(c, -1) for c in text if not c.isspace()]
    if len(digits) != LENGTH or min(digits) < 0:
        return None
    return "".join(map(str, digits))


def is_too_easy(pin: str) -> bool:
    """One digit six times, or six in a row up or down: the first that anybody tries."""
    return len(set(pin)) == 1 or pin in _UP or pin in _DOWN


def peppered(pin: str) -> str:
    """A million PINs are soon tried by somebody with a dump of the database; not without the key."""
    return codes.keyed("pin", pin)


def hashed(pin: str) -> str:
    return make_password(peppered(pin))

"""Why a file cannot be used, as one plain sentence for the person who gave it."""

from __future__ import annotations

from aftershift.core.limited import CannotRead

__all__ = ["CannotRead"]

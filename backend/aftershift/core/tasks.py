"""Work that is due: what the worker itself keeps."""

from aftershift.core import claims, clock, runs


def forget_old_claims() -> int:
    """Claims of what is over, and rows of tasks that no release has any more."""
    now = clock.now()
    return claims.forget_old(now=now) + runs.forget_old(now=now)

"""Who may: tables of `action -> roles`, read by code, tests and docs."""

from collections.abc import Collection, Mapping

from aftershift.core.errors import NotAllowed


def require(table: Mapping[str, frozenset[str]], action: str, roles: Collection[str]) -> None:
    """Raise NotAllowed unless one of `roles` may do `action`. An action without a row is a KeyError, loudly."""
    if table[action].isdisjoint(roles):
        raise NotAllowed(action=action)

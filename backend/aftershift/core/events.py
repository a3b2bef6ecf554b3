"""Speaking upwards: a lower app publishes what happened, higher apps listen (STYLE 1).

Listeners run inside the publisher's transaction and may refuse by raising a DomainError.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")

_listeners: dict[type, list[Callable[[Any], object]]] = defaultdict(list)


def subscribe(event: type[E], listener: Callable[[E], object]) -> None:
    """Called once, in `apps.py: ready`. Subscribing the same listener twice has no effect."""
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def publish(event: object) -> None:
    """Tell every listener, in the order in which they subscribed."""
    for listener in _listeners[type(event)]:
        listener(event)

"""Who may see what is attached: the app of the thing says so, in one plain function it registers in `apps.py: ready`."""

from collections.abc import Callable
from uuid import UUID

from aftershift.people.models import Member

MaySee = Callable[[Member, UUID], bool]
_registered: dict[str, MaySee] = {}


def register_about(about: str, may_see: MaySee) -> None:
    """about: the name under which an app attaches things; may_see: of the reader and the id of the thing."""
    _registered[about] = may_see


def may_see(*, member: Member, about: str, about_id: UUID) -> bool:
    """False too when nobody speaks for the thing any more."""
    asked = _registered.get(about)
    return asked is not None and asked(member, about_id)


def is_registered(about: str) -> bool:
    return about in _registered

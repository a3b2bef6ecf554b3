from aftershift.leading.models.offers import RoleOffer
from aftershift.leading.models.roles import DateRole

__all__ = ["DateRole", "RoleOffer"]

from aftershift.leading.models.offers import RoleOffer

__all__ = ["RoleOffer"]

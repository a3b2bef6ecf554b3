from aftershift.leading.services.offers import accept, offer_role, refuse, step_back, take_role

__all__ = ["accept", "offer_role", "refuse", "step_back", "take_role"]

from aftershift.notifications.models.devices import Device
from aftershift.notifications.models.letters import Letter
from aftershift.notifications.models.messages import ON_AT_FIRST, Delivery, Message, Preference

__all__ = ["ON_AT_FIRST", "Delivery", "Device", "Letter", "Message", "Preference"]

from aftershift.leading.models.handover import Handover, HandoverPack
from aftershift.leading.models.load import DateLed, LeadAnswer, LeadLimit, OrganiserActed
from aftershift.leading.models.offers import RoleOffer
from aftershift.leading.models.pauses import SeriesPause
from aftershift.leading.models.roles import DateRole
from aftershift.leading.models.taper import Taper, TaperMove, TaperStep

__all__ = [
    "DateLed",
    "DateRole",
    "Handover",
    "HandoverPack",
    "LeadAnswer",
    "LeadLimit",
    "OrganiserActed",
    "RoleOffer",
    "SeriesPause",
    "Taper",
    "TaperMove",
    "TaperStep",
]

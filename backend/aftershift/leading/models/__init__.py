from aftershift.leading.models.away import Away
from aftershift.leading.models.certificates import Certificate, GuideEvidence
from aftershift.leading.models.circle import CircleActivity, CircleInvitation, CircleNote
from aftershift.leading.models.handover import Handover, HandoverPack
from aftershift.leading.models.load import LeadAnswer, LeadLimit, OrganiserActed
from aftershift.leading.models.offers import RoleOffer
from aftershift.leading.models.pauses import SeriesPause
from aftershift.leading.models.roles import DateRole
from aftershift.leading.models.sign_offs import Shadowing, SignOff
from aftershift.leading.models.steps import CardRead, RecordLine, Step
from aftershift.leading.models.taper import Taper, TaperMove, TaperStep

__all__ = [
    "Away",
    "CardRead",
    "Certificate",
    "CircleActivity",
    "CircleInvitation",
    "CircleNote",
    "DateRole",
    "GuideEvidence",
    "Handover",
    "HandoverPack",
    "LeadAnswer",
    "LeadLimit",
    "OrganiserActed",
    "RecordLine",
    "RoleOffer",
    "SeriesPause",
    "Shadowing",
    "SignOff",
    "Step",
    "Taper",
    "TaperMove",
    "TaperStep",
]

from aftershift.leading.models.certificates import Certificate, GuideEvidence
from aftershift.leading.models.circle import CircleActivity, CircleNote
from aftershift.leading.models.offers import RoleOffer
from aftershift.leading.models.sign_offs import Shadowing, SignOff
from aftershift.leading.models.steps import CardRead, RecordLine, Step

__all__ = [
    "CardRead",
    "Certificate",
    "CircleActivity",
    "CircleNote",
    "GuideEvidence",
    "RecordLine",
    "RoleOffer",
    "Shadowing",
    "SignOff",
    "Step",
]

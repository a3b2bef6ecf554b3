"""What of this app follows when two members are one person."""

from aftershift.leading.models import DateLed, DateRole, Handover, HandoverPack, LeadAnswer, LeadLimit, RoleOffer, Taper
from aftershift.people.one_person import Key, register_following


def register() -> None:
    register_following(
        "leading",
        [
            Key(RoleOffer),
            Key(RoleOffer, "offered_by"),
            Key(DateRole),
            Key(DateRole, "asked_by"),
            Key(Taper, "lead_agreed"),
            Key(Taper, "organiser_agreed"),
            Key(Handover, "giver"),
            Key(Handover, "taker"),
            Key(Handover, "begun_by"),
            Key(HandoverPack, "changed_by"),
            Key(DateLed, once_per=("occurrence",)),
            Key(LeadLimit, once_per=()),
            Key(LeadAnswer, once_per=("month_date",)),
            Key(LeadAnswer, "buddy"),
        ],
    )

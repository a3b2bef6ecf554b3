"""What of this app follows when two members are one person."""

from aftershift.leading.models import (
    Away,
    CardRead,
    Certificate,
    CircleInvitation,
    CircleNote,
    DateRole,
    GuideEvidence,
    Handover,
    HandoverPack,
    LeadAnswer,
    LeadLimit,
    RecordLine,
    RoleOffer,
    Shadowing,
    SignOff,
    Step,
    Taper,
)
from aftershift.people.one_person import Key, Pair, register_following


def settle(pair: Pair) -> None:
    """Of two steps for one kind the higher stands."""
    mine = {row.kind: row for row in Step.objects.of(pair.kept.organisation_id).filter(member=pair.kept)}
    for theirs in Step.objects.of(pair.kept.organisation_id).filter(member=pair.gone):
        kept = mine.get(theirs.kind)
        if kept is not None and theirs.number > kept.number:
            kept.delete()


def register() -> None:
    register_following(
        "leading",
        [
            Key(RoleOffer),
            Key(RoleOffer, "offered_by"),
            Key(Step, once_per=("kind",)),
            Key(RecordLine, once_per=("occurrence", "what", "role")),
            Key(CardRead, once_per=("card",)),
            Key(SignOff, once_per=("kind", "what", "state")),
            Key(SignOff, "asked_of"),
            Key(SignOff, "answered_by"),
            Key(Shadowing, once_per=("occurrence",)),
            Key(Shadowing, "lead_said_by"),
            Key(Certificate, once_per=("what",)),
            Key(Certificate, "seen_by"),
            Key(GuideEvidence, "seen_by"),
            Key(CircleNote, "by"),
            Key(Away, once_per=()),
            Key(CircleInvitation, once_per=()),
            Key(CircleInvitation, "invited_by"),
            Key(DateRole),
            Key(DateRole, "asked_by"),
            Key(Taper, "lead_agreed"),
            Key(Taper, "organiser_agreed"),
            Key(Handover, "giver"),
            Key(Handover, "taker"),
            Key(Handover, "begun_by"),
            Key(HandoverPack, "changed_by"),
            Key(LeadLimit, once_per=()),
            Key(LeadAnswer, once_per=("month_date",)),
            Key(LeadAnswer, "buddy"),
        ],
        first=settle,
    )

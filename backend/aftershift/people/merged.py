"""What of this app follows when two members are one person."""

from collections.abc import Mapping

from aftershift.people.models import (
    CardReplacement,
    Confirmation,
    JoinForm,
    KioskSession,
    MemberMerge,
    RoleGrant,
    Session,
    Vouch,
)
from aftershift.people.one_person import Key, Pair, register_following


def settle(pair: Pair) -> None:
    """Nobody knows themselves: what the two said of each other goes. So do the devices of the one who goes."""
    said = Confirmation.objects.of(pair.kept.organisation_id)
    both = [pair.kept.pk, pair.gone.pk]
    said.filter(member__in=both, by__in=both).delete()
    Session.objects.filter(member_id=pair.gone.pk).delete()
    KioskSession.objects.filter(member_id=pair.gone.pk).delete()


def counts(pair: Pair) -> Mapping[str, int]:
    return {"roles": RoleGrant.objects.of(pair.kept.organisation_id).filter(member=pair.gone).count()}


def register() -> None:
    register_following(
        "people",
        [
            Key(Confirmation, once_per=("by",)),
            Key(Confirmation, "by", once_per=("member",)),
            Key(RoleGrant, once_per=("role",)),
            Key(RoleGrant, "granted_by"),
            Key(JoinForm),
            Key(CardReplacement),
            Key(CardReplacement, "by"),
            Key(Vouch, "by", once_per=("recovery",)),
            Key(Session, stays=True),
            # An older merge into the one who goes now: its empty row belongs to the one who stays.
            Key(MemberMerge, "kept"),
            Key(MemberMerge, "gone", stays=True),
            Key(MemberMerge, "by"),
        ],
        first=settle,
        counts=counts,
    )

"""What of this app follows when two members are one person: one sign-up on each date, one name on each register."""

from collections.abc import Mapping

from aftershift.activities.models import (
    LIVE,
    Activity,
    Announcement,
    FineForMe,
    Host,
    Invitation,
    PaperSheet,
    Promise,
    PromiseReport,
    PromiseVerdict,
    RegisterLine,
    SheetLine,
    SignUp,
    StandingSignUp,
    TellMe,
    WithoutCard,
)
from aftershift.activities.services import two_sign_ups
from aftershift.people.one_person import Key, Pair, register_following


def settle(pair: Pair) -> None:
    two_sign_ups.lead_once(kept=pair.kept, gone=pair.gone)
    two_sign_ups.sign_up_once(kept=pair.kept, gone=pair.gone, now=pair.now)
    two_sign_ups.tick_once(kept=pair.kept, gone=pair.gone)


def counts(pair: Pair) -> Mapping[str, int]:
    theirs = SignUp.objects.of(pair.kept.organisation_id).filter(
        member=pair.gone, status__in=LIVE, occurrence__starts_at__gt=pair.now
    )
    mine = SignUp.objects.of(pair.kept.organisation_id).filter(member=pair.kept, status__in=LIVE)
    return {"dates": theirs.count(), "dates_of_both": theirs.filter(occurrence__in=mine.values("occurrence")).count()}


def register() -> None:
    register_following(
        "activities",
        [
            Key(Activity, "lead", by_hand=True),
            Key(Activity, "second", by_hand=True),
            Key(Activity, "made_by"),
            Key(SignUp, by_hand=True),
            Key(SignUp, "typed_by"),
            Key(Invitation, "inviter", by_hand=True),
            Key(Invitation, "to"),
            Key(Invitation, "accepted_by"),
            Key(PaperSheet, "made_by"),
            Key(SheetLine, once_per=("sheet",)),
            Key(SheetLine, "typed_by"),
            Key(RegisterLine, by_hand=True),
            Key(RegisterLine, "by"),
            Key(WithoutCard, "by"),
            Key(StandingSignUp, once_per=("series",)),
            Key(Host, "asked_by"),
            Key(FineForMe, once_per=("occurrence",)),
            Key(TellMe, once_per=("occurrence", "what")),
            Key(Announcement, "by"),
            Key(Promise, by_hand=True),
            Key(PromiseReport, once_per=("promise",)),
            Key(PromiseVerdict, "given_by"),
        ],
        first=settle,
        counts=counts,
    )

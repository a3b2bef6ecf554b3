"""What of this app follows when two members are one person."""

from collections.abc import Mapping

from aftershift.ideas.models import (
    Answer,
    BarrierAnswer,
    Conversation,
    FieldNote,
    Idea,
    Interest,
    Merge,
    MergeReply,
    NextStep,
    Objection,
    Report,
    RuleInOurWay,
    RuleReply,
    SuitingTime,
    Tally,
    Topic,
    Verdict,
)
from aftershift.people.one_person import Key, Pair, register_following


def counts(pair: Pair) -> Mapping[str, int]:
    return {"ideas": Idea.objects.of(pair.kept.organisation_id).filter(author=pair.gone).count()}


def register() -> None:
    register_following(
        "ideas",
        [
            Key(Idea, "author"),
            Key(Idea, "owner"),
            Key(Interest, once_per=("idea",)),
            Key(Report, once_per=("idea",)),
            Key(Objection),
            Key(Verdict, "given_by"),
            Key(Answer, "answered_by"),
            Key(RuleInOurWay, "raised_by"),
            Key(RuleInOurWay, "owner"),
            Key(RuleReply, "replied_by"),
            Key(SuitingTime, once_per=("idea", "weekday", "start")),
            Key(Merge, "suggested_by"),
            Key(Merge, "in_place_by"),
            Key(MergeReply, once_per=("merge",)),
            Key(Conversation, "holder"),
            Key(Topic, "posted_by"),
            Key(NextStep, "owner"),
            Key(BarrierAnswer, "given_by"),
            Key(FieldNote, "writer", once_per=("phone_id",)),
            Key(Tally, "entered_by"),
        ],
        counts=counts,
    )

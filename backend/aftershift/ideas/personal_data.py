"""What ideas hold about a member, and what goes when the member is forgotten."""

import datetime as dt
from typing import Any

from django.db.models import Q

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
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    ideas = Idea.objects.of(member.organisation_id).filter(author=member).order_by("pk")
    interests = Interest.objects.of(member.organisation_id).filter(member=member).select_related("idea").order_by("pk")
    answers = Answer.objects.of(member.organisation_id).filter(answered_by=member).select_related("idea").order_by("pk")
    rules = RuleInOurWay.objects.of(member.organisation_id).filter(raised_by=member).order_by("pk")
    replies = RuleReply.objects.of(member.organisation_id).filter(replied_by=member).order_by("pk")
    reports = Report.objects.of(member.organisation_id).filter(member=member).order_by("pk")
    objections = Objection.objects.of(member.organisation_id).filter(member=member).order_by("pk")
    verdicts = Verdict.objects.of(member.organisation_id).filter(given_by=member).order_by("pk")
    times = SuitingTime.objects.of(member.organisation_id).filter(member=member).select_related("idea").order_by("pk")
    held = Conversation.objects.of(member.organisation_id).filter(holder=member).order_by("pk")
    topics = Topic.objects.of(member.organisation_id).filter(posted_by=member).order_by("pk")
    steps = NextStep.objects.of(member.organisation_id).filter(owner=member).order_by("pk")
    merges = Merge.objects.of(member.organisation_id).select_related("ends", "goes_on").order_by("pk")
    merge_replies = MergeReply.objects.of(member.organisation_id).filter(member=member).order_by("pk")
    return {
        "conversations_held": [{"question": c.question, "date": c.held_date.isoformat()} for c in held],
        "topics_posted": [{"text": t.text, "date": t.posted_date.isoformat()} for t in topics],
        "next_steps_owned": [{"text": s.text, "due_date": s.due_date.isoformat()} for s in steps],
        "merges_suggested": [_merge(m) | {"line": m.line} for m in merges.filter(suggested_by=member)],
        "merges_answered_in_place": [_merge(m) | {"reason": m.reason} for m in merges.filter(in_place_by=member)],
        "merges_of_my_ideas": [
            _merge(m) | {"state": m.state, "i_agreed": _agreed(m, member)}
            for m in merges.filter(Q(ends__author=member) | Q(goes_on__author=member))
        ],
        "merge_replies": [
            _merge(r.merge) | {"comes": r.comes, "said_date": r.said_date.isoformat()}
            for r in merge_replies.select_related("merge__ends", "merge__goes_on")
        ],
        "ideas": [
            {
                "text": i.text,
                "earlier_texts": [e.text for e in i.earlier_texts.all()],
                "shown_as": i.shown_as,
                "proposed_date": i.proposed_date.isoformat(),
                "status": i.status,
            }
            for i in ideas.prefetch_related("earlier_texts")
        ],
        "would_come_to": [{"idea": _readable(i.idea), "said_date": i.said_date.isoformat()} for i in interests],
        "rules_raised": [{"text": r.text, "date": r.raised_date.isoformat(), "state": r.state} for r in rules],
        "rule_replies_given": [{"text": r.text, "date": r.replied_date.isoformat()} for r in replies],
        "ideas_reported": [{"reason": r.reason, "date": r.reported_date.isoformat()} for r in reports],
        "objections": [{"text": o.text, "date": o.objected_date.isoformat()} for o in objections],
        "verdicts_given": [{"what": v.what, "reason": v.reason, "date": v.given_date.isoformat()} for v in verdicts],
        "times_that_suit": [{"idea": _readable(t.idea), "weekday": t.weekday, "start": t.start} for t in times],
        "answers_given": [
            {"idea": _readable(a.idea), "text": a.text, "date": a.answered_date.isoformat()} for a in answers
        ],
        **_listening(member),
    }


def _listening(member: Member) -> dict[str, Any]:
    """What stops the member coming is in no export: nothing here knows that it was them."""
    answers = BarrierAnswer.objects.of(member.organisation_id).filter(given_by=member).order_by("pk")
    notes = FieldNote.objects.of(member.organisation_id).filter(writer=member).order_by("pk")
    tallies = Tally.objects.of(member.organisation_id).filter(entered_by=member).order_by("pk")
    return {
        "barrier_answers_given": [{"tag": a.tag, "text": a.text, "date": a.given_date.isoformat()} for a in answers],
        "field_notes": [
            {"date": n.heard_date.isoformat(), "lines": [[line.mark, line.text] for line in n.lines.all()]}
            for n in notes.prefetch_related("lines")
        ],
        "tallies_entered": [{"question": t.question, "date": t.held_date.isoformat()} for t in tallies],
    }


def _merge(merge: Merge) -> dict[str, Any]:
    return {
        "ends": _readable(merge.ends),
        "goes_on": _readable(merge.goes_on),
        "date": merge.suggested_date.isoformat(),
    }


def _agreed(merge: Merge, member: Member) -> bool:
    """For each side that is theirs."""
    sides = ((merge.ends, merge.ends_agrees), (merge.goes_on, merge.goes_on_agrees))
    return all(agrees for idea, agrees in sides if idea.author_id == member.pk)


def _readable(idea: Idea) -> str | None:
    """Somebody else's line, unless it is hidden."""
    return None if idea.hidden_reason else idea.text


def erase(member: Member, now: dt.datetime) -> None:
    """The idea stays, for those who would come; nothing says any more who had it."""
    mine = Idea.objects.of(member.organisation_id)
    # In the order of their keys, as everybody locks them: a vote that opens, or closes, takes several too.
    theirs = mine.filter(Q(author=member) | Q(owner=member)).order_by("pk")
    list(theirs.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    Interest.objects.of(member.organisation_id).filter(member=member).delete()
    mine.filter(author=member).update(author=None, team=None, shown_as=Idea.ShownAs.ANONYMOUS)
    mine.filter(owner=member).update(owner=None)
    Answer.objects.of(member.organisation_id).filter(answered_by=member).update(answered_by=None)
    Report.objects.of(member.organisation_id).filter(member=member).delete()
    SuitingTime.objects.of(member.organisation_id).filter(member=member).delete()
    Objection.objects.of(member.organisation_id).filter(member=member).delete()
    Verdict.objects.of(member.organisation_id).filter(given_by=member).update(given_by=None)
    Conversation.objects.of(member.organisation_id).filter(holder=member).update(holder=None)
    Topic.objects.of(member.organisation_id).filter(posted_by=member).update(posted_by=None)
    NextStep.objects.of(member.organisation_id).filter(owner=member).update(owner=None, is_agreed=False)
    merges = Merge.objects.of(member.organisation_id)
    merges.filter(suggested_by=member).update(suggested_by=None)
    merges.filter(in_place_by=member).update(in_place_by=None)
    MergeReply.objects.of(member.organisation_id).filter(member=member).delete()
    rules = RuleInOurWay.objects.of(member.organisation_id)
    rules.filter(raised_by=member).update(raised_by=None)
    rules.filter(owner=member).update(owner=None)
    RuleReply.objects.of(member.organisation_id).filter(replied_by=member).update(replied_by=None)
    BarrierAnswer.objects.of(member.organisation_id).filter(given_by=member).update(given_by=None)
    FieldNote.objects.of(member.organisation_id).filter(writer=member).update(writer=None)
    Tally.objects.of(member.organisation_id).filter(entered_by=member).update(entered_by=None)


def register() -> None:
    register_personal_data(
        "ideas",
        models=[
            Idea,
            Interest,
            Answer,
            RuleInOurWay,
            RuleReply,
            Report,
            Objection,
            Verdict,
            SuitingTime,
            BarrierAnswer,
            FieldNote,
            Tally,
            Conversation,
            Topic,
            NextStep,
            Merge,
            MergeReply,
        ],
        export=export,
        erase=erase,
    )

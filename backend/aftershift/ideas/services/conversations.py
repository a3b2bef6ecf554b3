"""Every write of conversations: planning, holding, writing up, and what comes of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import (
    ConversationHasMovedOn,
    ConversationNotYet,
    NothingWritten,
    PhotosAreFull,
    StepIsDone,
    StepIsTaken,
    StepsAreFull,
    ThemesAreFull,
    TopicsAreFull,
    TopicsEnough,
)
from aftershift.ideas.events import ConversationChanged, StepGiven
from aftershift.ideas.models import Conversation, Idea, NextStep, Theme, Topic
from aftershift.ideas.owners import least_busy_organiser
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.proposing import put_up_words_of_others
from aftershift.ideas.showing import ABOUT_CONVERSATION
from aftershift.media import services as media
from aftershift.media.selectors import photos_of
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

MOST_TOPICS = 60
MOST_TOPICS_EACH = 5  # so that nobody fills the agenda alone
MOST_THEMES = 60
MOST_STEPS = 60
MOST_PHOTOS = 8
WHERE_AND_WHEN = ("held_date", "start", "place", "site_id")


@dataclass(frozen=True)
class Plan:
    """held_date, start: on the organisation's wall clock. place: in words."""

    question: str
    template: str
    place: str
    held_date: dt.date
    start: dt.time
    minutes: int
    site_id: UUID | None = None


_State = Conversation.State


@transaction.atomic
def plan_conversation(*, member: Member, plan: Plan, now: dt.datetime) -> Conversation:
    """Whoever plans it holds it. Raises NotAllowed, NotVisible (the site); FieldProblem for a day that is over."""
    require(MAY, "conversation.plan", roles_of(member))
    conversation = Conversation(
        organisation_id=member.organisation_id,
        holder=member,
        language=member.language,
        **_checked(member, plan, now),
    )
    conversation.save()
    return conversation


@transaction.atomic
def change_conversation(*, member: Member, conversation_id: UUID, plan: Plan, now: dt.datetime) -> Conversation:
    """Until it is held. Raises as `plan_conversation`, and ConversationHasMovedOn."""
    conversation = _to_run(member, conversation_id)
    if conversation.state != _State.PLANNED:
        raise ConversationHasMovedOn
    changed = _checked(member, plan, now) | {"language": member.language}
    is_moved = any(getattr(conversation, name) != changed[name] for name in WHERE_AND_WHEN)
    for name, value in changed.items():
        setattr(conversation, name, value)
    conversation.save(update_fields=list(changed))
    if is_moved:
        _tell(conversation, "moved", member, now)
    return conversation


@transaction.atomic
def call_off(*, member: Member, conversation_id: UUID, now: dt.datetime) -> Conversation:
    """Safe to repeat. Raises NotVisible, NotAllowed, ConversationHasMovedOn."""
    conversation = _to_run(member, conversation_id)
    if conversation.state == _State.CALLED_OFF:
        return conversation
    if conversation.state != _State.PLANNED:
        raise ConversationHasMovedOn
    _tell(conversation, "called_off", member, now)
    return _move(conversation, _State.CALLED_OFF)


@transaction.atomic
def mark_held(*, member: Member, conversation_id: UUID, now: dt.datetime) -> Conversation:
    """It took place; safe to repeat. Raises NotVisible, NotAllowed, ConversationNotYet, ConversationHasMovedOn."""
    conversation = _to_run(member, conversation_id)
    if conversation.state in (_State.HELD, _State.WRITTEN_UP):
        return conversation
    if conversation.state != _State.PLANNED:
        raise ConversationHasMovedOn
    if conversation.held_date > _today(member, now):
        raise ConversationNotYet
    return _move(conversation, _State.HELD)


@transaction.atomic
def write_up(*, member: Member, conversation_id: UUID, now: dt.datetime) -> Conversation:
    """From now on every member reads it, and what stands in it stays. Safe to repeat.

    Raises NotVisible, NotAllowed, ConversationNotYet, NothingWritten.
    """
    conversation = _to_run(member, conversation_id)
    if conversation.state == _State.WRITTEN_UP:
        return conversation
    _require_held(conversation)
    if not (conversation.themes.exists() or conversation.next_steps.exists()):
        raise NothingWritten
    conversation.state = _State.WRITTEN_UP
    conversation.written_up_date = _today(member, now)
    conversation.save(update_fields=["state", "written_up_date"])
    _tell(conversation, "written_up", member, now)
    return conversation


# ---- what people would like to talk about


@transaction.atomic
def post_topic(*, member: Member, conversation_id: UUID, text: str, now: dt.datetime) -> Topic:
    """Raises NotVisible, NotAllowed, ConversationHasMovedOn, TopicsAreFull, TopicsEnough."""
    require(MAY, "conversation.post_topic", roles_of(member))
    conversation = _locked(member, conversation_id)
    if conversation.state != _State.PLANNED:
        raise ConversationHasMovedOn
    if conversation.topics.count() >= MOST_TOPICS:
        raise TopicsAreFull
    if conversation.topics.filter(posted_by=member).count() >= MOST_TOPICS_EACH:
        raise TopicsEnough
    topic = Topic(
        organisation_id=member.organisation_id,
        conversation=conversation,
        text=text,
        language=member.language,
        posted_by=member,
        posted_date=_today(member, now),
    )
    topic.save()
    return topic


@transaction.atomic
def remove_topic(*, member: Member, conversation_id: UUID, topic_id: UUID) -> Conversation:
    """By whoever posted it, or who runs the conversation. Safe to repeat. Raises NotVisible, NotAllowed."""
    conversation = _locked(member, conversation_id)
    topic = conversation.topics.filter(pk=topic_id).first()
    if topic is None:
        return conversation
    if topic.posted_by_id != member.pk:
        require(MAY, "conversation.run", selectors.roles_in_conversation(member=member, conversation=conversation))
    topic.delete()
    return conversation


# ---- the record: photos of the drawing, themes, next steps


@transaction.atomic
def record_of(*, member: Member, conversation_id: UUID) -> Conversation:
    """The conversation, locked, whose record this member may add to. Raises NotVisible, NotAllowed, ConversationNotYet."""
    conversation = _to_run(member, conversation_id)
    if conversation.state != _State.WRITTEN_UP:
        _require_held(conversation)
    return conversation


@transaction.atomic
def add_photo(*, member: Member, conversation_id: UUID, photo_id: UUID, alt: str, now: dt.datetime) -> Conversation:
    """A photo of the drawing or the wall, as the record. Raises NotVisible, NotAllowed, ConversationNotYet, PhotosAreFull,
    PhotoNotThere."""
    conversation = record_of(member=member, conversation_id=conversation_id)
    there = [photo.id for photo in photos_of(ABOUT_CONVERSATION, [conversation.pk]).get(conversation.pk, [])]
    if photo_id not in there and len(there) >= MOST_PHOTOS:
        raise PhotosAreFull
    about: dict[str, Any] = {"about": ABOUT_CONVERSATION, "about_id": conversation.pk}
    media.claim(member=member, photo_id=photo_id, **about, now=now)
    media.describe(**about, alt=alt, photo_id=photo_id)
    return conversation


@transaction.atomic
def remove_photo(*, member: Member, conversation_id: UUID, photo_id: UUID) -> Conversation:
    """Also after it was written up: somebody may be seen on it. Safe to repeat. Raises NotVisible, NotAllowed."""
    conversation = record_of(member=member, conversation_id=conversation_id)
    media.release_one(about=ABOUT_CONVERSATION, about_id=conversation.pk, photo_id=photo_id)
    return conversation


@transaction.atomic
def note_theme(*, member: Member, conversation_id: UUID, text: str, tables: str) -> Theme:
    """Raises NotVisible, NotAllowed, ConversationNotYet, ThemesAreFull."""
    conversation = record_of(member=member, conversation_id=conversation_id)
    if conversation.themes.count() >= MOST_THEMES:
        raise ThemesAreFull
    theme = Theme(
        organisation_id=member.organisation_id,
        conversation=conversation,
        text=text,
        language=member.language,
        tables=tables,
    )
    theme.save()
    return theme


@transaction.atomic
def remove_theme(*, member: Member, conversation_id: UUID, theme_id: UUID) -> Conversation:
    """While nobody else reads it. Safe to repeat. Raises NotVisible, NotAllowed, ConversationHasMovedOn."""
    conversation = _unread(member, conversation_id)
    conversation.themes.filter(pk=theme_id).delete()
    return conversation


@transaction.atomic
def note_step(
    *, member: Member, conversation_id: UUID, text: str, due_date: dt.date, is_mine: bool, now: dt.datetime
) -> NextStep:
    """is_mine: the writer does it. Else it is the organiser's with the fewest things to answer: nobody is put down unasked.

    Raises NotVisible, NotAllowed, ConversationNotYet, StepsAreFull; FieldProblem for a day that is over.
    """
    conversation = record_of(member=member, conversation_id=conversation_id)
    if conversation.next_steps.count() >= MOST_STEPS:
        raise StepsAreFull
    if due_date < _today(member, now):
        raise FieldProblem({"/due_date": "Choose today or a later day."})
    step = NextStep(
        organisation_id=member.organisation_id,
        conversation=conversation,
        text=text,
        language=member.language,
        due_date=due_date,
        owner_id=member.pk if is_mine else least_busy_organiser(member.organisation_id),
        is_agreed=is_mine,
    )
    step.save()
    _tell_owner(step, member, now)
    return step


@transaction.atomic
def remove_step(*, member: Member, conversation_id: UUID, step_id: UUID) -> Conversation:
    """While nobody else reads it. Safe to repeat. Raises NotVisible, NotAllowed, ConversationHasMovedOn."""
    conversation = _unread(member, conversation_id)
    conversation.next_steps.filter(pk=step_id).delete()
    return conversation


# ---- what comes of it


@transaction.atomic
def make_idea(*, member: Member, theme_id: UUID, now: dt.datetime) -> Theme:
    """A theme becomes an idea in its own words, which is nobody's: it came from a conversation. Safe to repeat.

    Raises NotVisible, NotAllowed.
    """
    require(MAY, "conversation.make_idea", roles_of(member))
    theme = one(selectors.visible_themes(member=member).select_for_update(of=("self",)), theme_id)
    if theme.idea_id is not None:
        return theme
    theme.idea = put_up_words_of_others(
        member=member, text=theme.text, language=theme.language, kind=Idea.Kind.OTHER, now=now
    )
    theme.save(update_fields=["idea"])
    return theme


@transaction.atomic
def take_step(*, member: Member, step_id: UUID) -> NextStep:
    """ "I do this." Safe to repeat. Raises NotVisible, NotAllowed, StepIsDone, StepIsTaken."""
    require(MAY, "conversation.take_step", roles_of(member))
    step = _step(member, step_id)
    if step.is_agreed and step.owner_id == member.pk:
        return step
    if step.done_date is not None:
        raise StepIsDone
    if step.is_agreed and step.owner_id is not None:
        raise StepIsTaken
    step.owner, step.is_agreed = member, True
    step.save(update_fields=["owner", "is_agreed"])
    return step


@transaction.atomic
def hand_back_step(*, member: Member, step_id: UUID, now: dt.datetime) -> NextStep:
    """No reason is asked; it is an organiser's then. Somebody else's is left as it is. Raises NotVisible."""
    step = _step(member, step_id)
    if step.owner_id == member.pk and step.is_agreed and step.done_date is None:
        step.owner_id, step.is_agreed = least_busy_organiser(member.organisation_id), False
        step.save(update_fields=["owner", "is_agreed"])
        _tell_owner(step, member, now)
    return step


@transaction.atomic
def finish_step(*, member: Member, step_id: UUID, now: dt.datetime) -> NextStep:
    """Safe to repeat: the first day stays. Raises NotVisible, NotAllowed."""
    step = _step_to_finish(member, step_id)
    if step.done_date is None:
        step.done_date = _today(member, now)
        step.save(update_fields=["done_date"])
    return step


@transaction.atomic
def reopen_step(*, member: Member, step_id: UUID) -> NextStep:
    """It was not done after all; safe to repeat. Raises NotVisible, NotAllowed."""
    step = _step_to_finish(member, step_id)
    if step.done_date is not None:
        step.done_date = None
        step.save(update_fields=["done_date"])
    return step


# ---- parts of the above


def _today(member: Member, now: dt.datetime) -> dt.date:
    return member.organisation.local(now).date()


def _checked(member: Member, plan: Plan, now: dt.datetime) -> dict[str, Any]:
    """The columns of a plan. Raises NotVisible, FieldProblem."""
    if plan.held_date < _today(member, now):
        raise FieldProblem({"/held_date": "Choose today or a later day."})
    if plan.site_id is not None:
        one(Site.objects.of(member.organisation_id), plan.site_id)
    return vars(plan)


def _locked(member: Member, conversation_id: UUID) -> Conversation:
    return one(selectors.visible_conversations(member=member).select_for_update(of=("self",)), conversation_id)


def _to_run(member: Member, conversation_id: UUID) -> Conversation:
    """Locked, for its holder or an organiser. Raises NotVisible, NotAllowed."""
    conversation = _locked(member, conversation_id)
    require(MAY, "conversation.run", selectors.roles_in_conversation(member=member, conversation=conversation))
    return conversation


def _unread(member: Member, conversation_id: UUID) -> Conversation:
    """Locked, and not written up: what members have read stays."""
    conversation = _to_run(member, conversation_id)
    if conversation.state == _State.WRITTEN_UP:
        raise ConversationHasMovedOn
    return conversation


def _require_held(conversation: Conversation) -> None:
    if conversation.state == _State.CALLED_OFF:
        raise ConversationHasMovedOn
    if conversation.state != _State.HELD:
        raise ConversationNotYet


def _step(member: Member, step_id: UUID) -> NextStep:
    return one(selectors.visible_steps(member=member).select_for_update(of=("self",)), step_id)


def _step_to_finish(member: Member, step_id: UUID) -> NextStep:
    step = _step(member, step_id)
    roles = selectors.roles_in_conversation(member=member, conversation=step.conversation)
    require(MAY, "conversation.finish_step", roles | ({"owner"} if step.owner_id == member.pk else set()))
    return step


def _move(conversation: Conversation, state: str) -> Conversation:
    conversation.state = state
    conversation.save(update_fields=["state"])
    return conversation


def _tell(conversation: Conversation, what: str, by: Member, now: dt.datetime) -> None:
    publish(ConversationChanged(conversation.organisation_id, conversation.pk, what, by.pk, now))


def _tell_owner(step: NextStep, by: Member, now: dt.datetime) -> None:
    if step.owner_id is not None and not step.is_agreed:
        publish(StepGiven(step.organisation_id, step.pk, step.owner_id, by.pk, now))

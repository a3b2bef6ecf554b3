"""Who is told of a conversation: those who asked for a topic, whoever holds it and whoever does a step of it."""

from django.db import transaction

from aftershift.ideas.events import ConversationChanged, StepGiven
from aftershift.ideas.messages_conversations import CONVERSATION, STEP
from aftershift.ideas.models import Conversation, NextStep, Topic
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send


@transaction.atomic(savepoint=False)
def tell_of_conversation(event: ConversationChanged) -> None:
    """Nobody who only read about it is told. Whoever did it knows (RULE-55)."""
    conversation = Conversation.objects.of(event.organisation_id).get(pk=event.conversation_id)
    topics = Topic.objects.of(event.organisation_id).filter(conversation=conversation)
    steps = NextStep.objects.of(event.organisation_id).filter(conversation=conversation, is_agreed=True)
    told = {
        conversation.holder_id,
        *topics.values_list("posted_by_id", flat=True),
        *steps.values_list("owner_id", flat=True),
    }
    send(
        organisation_id=event.organisation_id,
        members=[pk for pk in told - {event.by_id} if pk is not None],
        kind=CONVERSATION,
        about=conversation.pk,
        facts={"what": event.what},
        key=f"{event.what}:{conversation.pk}:{event.at.isoformat()}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_whose_step_it_is(event: StepGiven) -> None:
    send(
        organisation_id=event.organisation_id,
        members=[] if event.owner_id == event.by_id else [event.owner_id],
        kind=CONVERSATION,
        about=event.step_id,
        facts={"what": STEP},
        key=f"{STEP}:{event.step_id}:{event.at.isoformat()}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )

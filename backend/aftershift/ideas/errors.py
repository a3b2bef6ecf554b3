from aftershift.core.errors import DomainError


class IdeaHasMovedOn(DomainError):
    slug, title = "idea-has-moved-on", "This idea is past that"
    next = "It stands in a vote, or it has been decided. Look at it again."


class IdeaWithdrawn(DomainError):
    slug, title = "idea-withdrawn", "This idea was withdrawn"
    next = "Whoever had it took it back. You can put up one of your own."


class WithdrawalStands(DomainError):
    slug, title = "withdrawal-stands", "It was withdrawn on an earlier day"
    next = "Put it up again as a new idea."


class IdeaHidden(DomainError):
    slug, title = "idea-hidden", "This idea is hidden"
    next = "Its page says why. You can say there why it belongs here."


class IdeaNotHidden(DomainError):
    slug, title = "idea-not-hidden", "This idea is shown"
    next = "There is nothing to bring back."


class NotComing(DomainError):
    slug, title = "not-coming", "You have not said that you would come"
    next = "Say first that you would come. Then say which times suit you."


class NotAnIdea(DomainError):
    slug, title = "not-an-idea", "This line is marked as something else"
    next = "Only a line that is marked as an idea can be put up as one."


class ConversationHasMovedOn(DomainError):
    slug, title = "conversation-has-moved-on", "This conversation is past that"
    next = "It has been held, written up or called off. Look at it again."


class ConversationNotYet(DomainError):
    slug, title = "conversation-not-yet", "This conversation has not been held yet"
    next = "Say on the day, or after it, that it was held. Then write it up."


class NothingWritten(DomainError):
    slug, title = "nothing-written", "Nothing is written down yet"
    next = "Write at least one theme or one next step first."


class PhotosAreFull(DomainError):
    slug, title = "photos-are-full", "There are as many photos as one record can take"
    next = "Take one away first."


class TopicsAreFull(DomainError):
    slug, title = "topics-are-full", "There are as many topics as one meeting can take"
    next = "Bring yours to the meeting and say it there."


class TopicsEnough(DomainError):
    slug, title = "topics-enough", "Five of these are yours already"
    next = "Take one of yours back first. The rest is for others to say."


class ThemesAreFull(DomainError):
    slug, title = "themes-are-full", "There are as many themes as one record can take"
    next = "Put two that are alike into one line."


class StepsAreFull(DomainError):
    slug, title = "steps-are-full", "There are as many next steps as one record can take"
    next = "Put two that belong together into one line."


class StepIsTaken(DomainError):
    slug, title = "step-is-taken", "Somebody else has said that they do this"
    next = "It opens again if they hand it back."


class StepIsDone(DomainError):
    slug, title = "step-is-done", "This is done already"
    next = "There is nothing left to take on."


class OwnIdea(DomainError):
    """Nobody is the judge of their own line."""

    slug, title = "own-idea", "This is your own idea"
    next = "Ask another organiser to look at it."


class OwnIdeaUnsigned(DomainError):
    """Said to the only organiser: the verdict would tell whose idea it is."""

    slug, title = "own-idea-unsigned", "This is your own idea, without your name"
    next = "No other organiser can judge it. Put your name to it first, as the verdict says that it was yours; or withdraw it."


class IdeaMerged(DomainError):
    slug, title = "idea-merged", "This idea became part of another"
    next = "Its page says which one. You can say there that you would come."


class CannotBeMerged(DomainError):
    slug, title = "cannot-be-merged", "These two cannot become one now"
    next = "One of them stands in a vote, is decided, hidden or gone. Look at them again."


class MergeSuggested(DomainError):
    slug, title = "merge-suggested", "This has been suggested already"
    next = "Those who had the two ideas are being asked."


class MergeRefused(DomainError):
    slug, title = "merge-refused", "They are to stay two ideas"
    next = "It can be suggested again 30 days after that was said."


class TooManyMerges(DomainError):
    slug, title = "too-many-merges", "Five suggestions of yours wait already"
    next = "Wait until one of them is answered."


class MergeSettled(DomainError):
    slug, title = "merge-settled", "This has been settled"
    next = "Look at the two ideas again."


class MergeStands(DomainError):
    slug, title = "merge-stands", "This cannot be undone any more"
    next = "It stood in a vote, or 14 days have passed. You can put the other one up as a new idea."


class MergeWentOn(DomainError):
    slug, title = "merge-went-on", "The other idea became part of a third one since"
    next = "That has to be undone first. Its page says by whom and until when."


class NotAsked(DomainError):
    slug, title = "not-asked", "You had not said that you would come to it"
    next = "On the page of the idea that goes on you can say that you would come."

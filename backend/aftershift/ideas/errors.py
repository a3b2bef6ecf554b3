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
    next = "Its page says why. You can say there that it should be shown."


class IdeaNotHidden(DomainError):
    slug, title = "idea-not-hidden", "This idea is shown"
    next = "There is nothing to bring back."


class NotComing(DomainError):
    slug, title = "not-coming", "You have not said that you would come"
    next = "Say first that you would come. Then say which times suit you."


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


class NotAsked(DomainError):
    slug, title = "not-asked", "You had not said that you would come to it"
    next = "On the page of the idea that goes on you can say that you would come."

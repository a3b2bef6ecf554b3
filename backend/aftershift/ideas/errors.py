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


class OwnIdea(DomainError):
    """Nobody is the judge of their own line."""

    slug, title = "own-idea", "This is your own idea"
    next = "Ask another organiser to look at it."


class OwnIdeaUnsigned(DomainError):
    """Said to the only organiser: the verdict would tell whose idea it is."""

    slug, title = "own-idea-unsigned", "This is your own idea, without your name"
    next = "No other organiser can judge it. Put your name to it first, as the verdict says that it was yours; or withdraw it."

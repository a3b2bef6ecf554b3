from aftershift.core.errors import DomainError


class IdeaHasMovedOn(DomainError):
    slug, title = "idea-has-moved-on", "This idea is past its answer"
    next = "It stands in a vote, or it has been decided. Look at it again."

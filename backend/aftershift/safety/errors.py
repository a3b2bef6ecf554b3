from aftershift.core.errors import DomainError


class ChecklistIncomplete(DomainError):
    slug, title = "checklist-incomplete", "The list is not finished"
    next = "Finish the items that are named here, then try again."


class NotTheDayYet(DomainError):
    slug, title = "not-the-day-yet", "This is for the day itself"
    next = "Tick it on the day."


class ChecklistClosed(DomainError):
    slug, title = "checklist-closed", "This list is closed"
    next = "A tick that is missing can still be added. Nothing can be taken away."


class KnownAlready(DomainError):
    slug, title = "known-already", "This is filled in by itself"
    next = "Change the activity, and this changes with it."


class CountsDiffer(DomainError):
    slug, title = "counts-differ", "The two counts are not the same"
    next = "Count again. If someone left early, write it in the note."

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


class NotOnTheTrip(DomainError):
    slug, title = "not-on-the-trip", "This is for the people who come"
    next = "Ask for a place first."


class NumberComesTooLate(DomainError):
    slug, title = "number-too-late", "This is over, so no number is needed"


class IsOnTheTrip(DomainError):
    slug, title = "is-on-the-trip", "Somebody at home cannot be on the trip"
    next = "Ask somebody who does not come along."


class AskedTwice(DomainError):
    slug, title = "asked-twice", "The first and the second are the same"
    next = "Ask another person, so that one of the two can be reached."


class DateIsOver(DomainError):
    slug, title = "date-is-over", "This date is over"


class NothingToHear(DomainError):
    slug, title = "nothing-to-hear", "Nobody is missed here"
    next = "You will hear from us only if the group is not back in time."


class PlanMovedOn(DomainError):
    slug, title = "plan-moved-on", "This has changed since you read it"
    next = "Look at what changed, then decide again."


class NothingToAgreeTo(DomainError):
    slug, title = "nothing-to-agree-to", "What could hurt people is not written down yet"
    next = "Fill in what could hurt us, who, and what we will do. Then ask."


class AgreementNotNeeded(DomainError):
    slug, title = "agreement-not-needed", "Nobody has to agree to this"
    next = "It can open as soon as its list is done."


class TwoPeopleAgree(DomainError):
    slug, title = "two-people-agree", "Two different people agree to this"
    next = "Ask the other person to read it and agree."


class CannotLeaveOut(DomainError):
    slug, title = "cannot-leave-out", "This item stays on every list"
    next = "Change its words, or ask an organiser."


class GroupTooLarge(DomainError):
    slug, title = "group-too-large", "The group is too large for the hills"
    next = (
        "Make it smaller. If the qualified leader set another size, they or an organiser write it at HM-B2 on the list."
    )


class WeatherSaysStop(DomainError):
    slug, title = "weather-says-stop", "The weather warning says stop"
    next = "Call it off, move it indoors or to another day. If the warning has changed, write down the new one first."


class WeatherNotConfirmed(DomainError):
    slug, title = "weather-not-confirmed", "A yellow warning needs a yes from lead and organiser"
    next = "Both look at the warning and write down that you can go."


class NotTheKeeper(DomainError):
    slug, title = "not-the-keeper", "Somebody else keeps this list, or nobody does"
    next = "Whoever keeps a list takes changes into it. You can say that you keep it."


class ChangeAnswered(DomainError):
    slug, title = "change-answered", "This was taken into the list already"
    next = "Look at the list as it is now."

from aftershift.core.errors import DomainError


class TooYoungToLead(DomainError):
    slug, title = "too-young-to-lead", "People under 18 do not lead"
    next = "You can come along and help in other ways."


class NotConfirmedYet(DomainError):
    slug, title = "not-confirmed-yet", "This person is still new"
    next = "Someone who knows them can say so first. It takes one tap."


class RoleTaken(DomainError):
    slug, title = "role-taken", "Someone does this already"
    next = "Ask them, or help in another way."


class HasOtherRole(DomainError):
    slug, title = "has-other-role", "One person cannot lead and be the second"
    next = "Ask someone else. Two named adults are needed."


class OfferAnswered(DomainError):
    slug, title = "offer-answered", "This has been answered already"
    next = "Open the activity to see who leads now."


class StepNotYet(DomainError):
    slug, title = "step-not-yet", "This step asks for something first"
    next = "Open My steps: it says what is left to do."


class NobodyToAsk(DomainError):
    slug, title = "nobody-to-ask", "This person cannot be asked for that"
    next = "Ask an organiser, or somebody who leads this kind of thing."


class SignOffClosed(DomainError):
    slug, title = "sign-off-closed", "This has been answered or taken back"
    next = "There is nothing left to do."


class QualificationNeeded(DomainError):
    slug, title = "qualification-needed", "Only a qualification from outside counts here"
    next = "Tell us of the certificate, and show it to an organiser."


class NotThatDayYet(DomainError):
    slug, title = "not-that-day-yet", "This can be said after the date"
    next = "Come back when it is over."


class EvidenceNeeded(DomainError):
    slug, title = "evidence-needed", "A mountain day needs somebody qualified"
    next = "An organiser has to see the certificate of lead, second or hired guide, valid on the day."

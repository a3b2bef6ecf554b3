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


class BuddyOfTwo(DomainError):
    slug, title = "buddy-of-two", "Two new leads are enough for one person"
    next = "You stand beside two already. Give one of them to somebody else first, or let somebody else help here."


class OfferAnswered(DomainError):
    slug, title = "offer-answered", "This has been answered already"
    next = "Open the activity to see who leads now."


class StepNotYet(DomainError):
    slug, title = "step-not-yet", "This step asks for something first"
    next = "Open My steps: it says what is left to do."


class CannotBeAsked(DomainError):
    slug, title = "cannot-be-asked", "This person cannot be asked for that"
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


class RoleForKnownAdults(DomainError):
    slug, title = "role-for-known-adults", "This role is for adults whom colleagues know"
    next = "Greeting people and carrying the kit are for everybody."


class NobodyLeftToAsk(DomainError):
    slug, title = "nobody-left-to-ask", "There is nobody left to ask"
    next = "Everybody who comes has a role, or was asked. Ask again when more people come."


class TaperNotProposed(DomainError):
    slug, title = "taper-not-proposed", "There is no step to say yes to"
    next = "The next step is proposed when its day has come and enough people can lead."


class TaperNeedsSeries(DomainError):
    slug, title = "taper-needs-series", "This takes place once"
    next = "Only something that comes again has such a plan."


class NobodyLeads(DomainError):
    slug, title = "nobody-leads", "Nobody leads this yet"
    next = "Ask somebody to lead it."


class HandoverOver(DomainError):
    slug, title = "handover-over", "This handover is over"
    next = "Open the activity to see who leads now."

from aftershift.core.errors import DomainError


class BallotClosed(DomainError):
    slug, title = "ballot-closed", "This vote is closed"
    detail = "It closed before your ticks reached us, so they do not count."
    next = "See how the vote went."


class NoPaper(DomainError):
    slug, title, status = "no-paper", "You have no vote in this one", 403
    detail = "Votes go to the members whom somebody here knew when the vote opened."
    next = "Ask somebody who knows you to confirm you. Then you are in the next vote."


class AlreadyVoted(DomainError):
    slug, title = "already-voted", "You have voted already"
    next = "You can change your ticks on the phone you voted with, until the vote closes."


class NoSlipToHandOut(DomainError):
    slug, title = "no-slip-to-hand-out", "This person gets no printed slip"
    detail = "They have no vote in this one, or it is used, by phone or on paper. Which of them is theirs to know."
    next = "They can look at the vote on their own phone."


class NothingToHandBack(DomainError):
    slug, title = "nothing-to-hand-back", "This slip cannot be handed back"
    detail = "Only a slip that nobody has typed in, by the person who was handed one, comes back."
    next = "Look at the number and the card again."


class SlipNotOut(DomainError):
    slug, title = "slip-not-out", "This slip is done with"
    detail = "It has been counted, or it was handed back unused."
    next = "Take the next one."


class ReadTooOften(DomainError):
    slug, title = "read-too-often", "You have read this slip three times"
    detail = "More would be guessing what somebody else read."
    next = "Let a third person read it."


class MoreThanHandedOut(DomainError):
    slug, title = "more-than-handed-out", "As many slips are counted as were handed out"
    detail = "One vote each: a slip more would be a vote of nobody."
    next = "Find out where this slip came from before you go on."


class TooManyPrinted(DomainError):
    slug, title = "too-many-printed", "Enough slips are printed"
    detail = "There are three for everybody who may vote, and some to spare."
    next = "Use the sheets that lie about unused. Two with one number are never made."


class ReceiptTaken(DomainError):
    slug, title = "receipt-taken", "This receipt belongs to another vote"
    next = "Close the vote, open it again and put your ticks in once more."


class OptionHidden(DomainError):
    slug, title = "option-hidden", "One of these ideas was hidden meanwhile"
    detail = "Why stands on the vote. Nobody can tick it now, and it will not be counted."
    next = "Leave it out and put in your other ticks."


class IdeaNotForVoting(DomainError):
    slug, title = "idea-not-for-voting", "One of these ideas cannot go into a vote now"
    detail = "It was declined, it stands in another vote, or it has been decided."
    next = "Leave it out, or answer the idea first."


class IdeaNotChecked(DomainError):
    slug, title = "idea-not-checked", "It is not settled whether these ideas can be done"
    detail = "Somebody has to find out first, in public, and say yes, or yes on a condition. A changed idea is checked again."
    next = "Check them, then open the vote."


class NotCountedYet(DomainError):
    slug, title = "not-counted-yet", "This vote has not been counted yet"
    next = "Come back after it has closed."


class WaitingForPanel(DomainError):
    slug, title = "waiting-for-panel", "People are talking about this outcome first"
    detail = "Too few voted to count, or one shift group got nothing it ticked. It is published with a reason."
    next = "Come back in a few days."


class NotWaiting(DomainError):
    slug, title = "not-waiting", "This outcome is not waiting for anybody"
    next = "Look at it again."


class SlipsNotPublished(DomainError):
    slug, title = "slips-not-published", "The ticks of this vote are not published"
    detail = "Fewer than 20 people voted, so single slips could give somebody away."
    next = "Your phone can still find your vote in the list of receipts."

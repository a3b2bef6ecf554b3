from aftershift.core.errors import DomainError


class RotaNotReadable(DomainError):
    slug, title, status = "rota-not-readable", "We cannot read this file", 400
    next = "Try another file from your rota, or tap your days."


class NothingInRota(DomainError):
    slug, title, status = "nothing-in-rota", "There are no shifts in this file", 409
    next = "Try another file from your rota, or tap your days."


class TooManyBlocks(DomainError):
    slug, title = "too-many-blocks", "You have very many times marked as not free"
    next = "Take some away first."


class RuleStays(DomainError):
    slug, title = "rule-stays", "Under 18, this rest is the law"
    next = "It ends by itself when you are 18."


class NothingToConfirm(DomainError):
    slug, title = "no-shifts-told", "We do not know your shifts yet"
    next = "Pick the picture that looks like your shifts."


class SheetNotReadable(DomainError):
    slug, title, status = "sheet-not-readable", "We cannot read this sheet", 400
    next = "Save it as CSV or .xlsx with the columns name, pattern and anchor, and try again."


class TooManyUnknown(DomainError):
    slug, title = "sheet-of-unknown-people", "We do not know many of the people in this sheet"
    next = "Write the code of each person's card in place of the name."


class SheetHasErrors(DomainError):
    slug, title = "sheet-has-errors", "Some lines of this sheet cannot be used"
    next = "Put the lines right that the list names, and open the sheet again. Nothing was changed."


class SheetOutOfDate(DomainError):
    slug, title = "sheet-out-of-date", "Somebody in this sheet is no longer here"
    next = "Open the sheet again to see who. Nothing was changed."


class PollIsOver(DomainError):
    slug, title = "time-poll-over", "The answers to this are counted already"
    next = "Look at what is on: a time may have been chosen."


class NobodyToAsk(DomainError):
    slug, title = "nobody-to-ask", "There is nobody to ask"
    next = "Choose somebody else to ask."

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

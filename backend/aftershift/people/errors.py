from typing import ClassVar

from aftershift.core.errors import DomainError, TooMany


class CardOrPinWrong(DomainError):
    slug, title, status = "card-or-pin-wrong", "This card and PIN do not fit together", 401
    next = "Look at your card again. If you do not know your PIN, ask a lead or an organiser to help you."


class CardRests(TooMany):
    slug: ClassVar[str] = "card-rests"
    title: ClassVar[str] = "Too many wrong PINs with this card"
    next = "Wait, then try again. Or ask a lead or an organiser to help you to a new PIN."


class JoinCodeUnknown(DomainError):
    slug, title, status = "join-code-unknown", "This code does not open anything", 404
    next = "Look at the code again, or ask the person who gave it to you for a new one."


class JoinCodeFull(DomainError):
    slug, title = "join-code-full", "This code has been used by many people today"
    next = "Try again tomorrow, or ask an organiser for another code."


class FormUsed(DomainError):
    slug, title, status = "form-used", "This form has been used already", 422
    next = "Start again with the code from the poster."


class TooManyLiveCodes(DomainError):
    slug, title = "too-many-codes", "There are 10 spoken codes already"
    next = "Use one of them, or take one back first."


class ConfirmedEnoughToday(DomainError):
    slug, title = "confirmed-enough-today", "You have said this for 20 people today"
    next = "Go on tomorrow, or ask a colleague to do it."


class NotYourself(DomainError):
    slug, title = "not-yourself", "Nobody can do this for themselves"
    next = "Ask a colleague who knows you."


class KeepTheOther(DomainError):
    slug, title = "keep-the-other", "This one cannot go: it has an e-mail address or a larger role"
    next = "Keep this card, and let the other one go. If both are like this, ask whoever runs the server."


class SecondFactorNeeded(DomainError):
    slug, title, status = "second-factor-needed", "Please sign in with your e-mail and your second code", 403
    next = "With a card and PIN you can do what every member can. For this, sign in by e-mail."


class SecondFactorOnly(DomainError):
    slug, title = "second-factor-only", "This person cannot get a new PIN this way"
    next = "They use the recovery codes of their second factor, or ask whoever runs the server."


class RecoveryCodeUnknown(DomainError):
    slug, title, status = "recovery-code-unknown", "This code is not right, or it is too old", 404
    next = "Ask the person beside you to read it out again, or to start again."


class RecoveryOver(DomainError):
    slug, title = "recovery-over", "This was stopped or is finished"
    next = "Start again with your card."


class NameOrPinWrong(DomainError):
    """One answer for a name nobody has, a PIN that does not fit, and two people whom both would fit."""

    slug, title = "name-or-pin-wrong", "This name and PIN do not fit together"
    next = "Try again. If the PIN is forgotten too, a lead or an organiser helps to a new one."

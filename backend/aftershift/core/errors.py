"""Expected refusals. Each becomes one RFC 9457 problem; the slug is what the phone switches on."""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """A refusal that a person can understand and act on.

    Subclasses set `slug` and `title`, and `status` when it is not 409. `detail` and `next` (what
    to do now) may be class attributes or given per raise. Other keyword facts become members of the problem.
    """

    slug: ClassVar[str] = "not-possible"
    title: ClassVar[str] = "This is not possible now"
    status: ClassVar[int] = 409
    detail: str | None = None
    next: str | None = None

    def __init__(
        self,
        *,
        detail: str | None = None,
        next: str | None = None,
        headers: Mapping[str, str] | None = None,
        **facts: object,
    ) -> None:
        super().__init__(self.slug)
        if detail is not None:
            self.detail = detail
        if next is not None:
            self.next = next
        self.headers = dict(headers or {})
        self.facts = facts


class NotVisible(DomainError):
    slug, title, status = "not-found", "We cannot find this", 404
    next = "Go back and look again. It may have been taken away."


class NotAllowed(DomainError):
    slug, title, status = "not-allowed", "You cannot do this", 403
    next = "Ask an organiser."


class FieldProblem(DomainError):
    """One or more fields cannot be used. `errors` maps a JSON pointer to plain text."""

    slug, title, status = "invalid", "Something here needs changing", 400

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(errors=[{"pointer": p, "text": t} for p, t in errors.items()])


class KeyMissing(DomainError):
    slug, title, status = "idempotency-key-missing", "The request has no Idempotency-Key", 400
    next = "Send a UUID in the Idempotency-Key header, the same one at every retry."


class KeyReused(DomainError):
    slug, title, status = "idempotency-key-reused", "This key was used for something else", 422
    next = "Make a new key for a new request."


class Gone(DomainError):
    slug, title, status = "gone", "This was done, and has been taken away since", 410


class Stale(DomainError):
    slug, title, status = "changed-meanwhile", "Somebody changed this meanwhile", 412
    next = "Look at it again, then save your change."


class VersionMissing(DomainError):
    slug, title, status = "if-match-missing", "The request does not say which version it changes", 428
    next = "Send the ETag you read in the If-Match header."


class TooMany(DomainError):
    slug, title, status = "too-many", "Too many tries", 429
    next = "Wait a little, then try again."


class Busy(DomainError):
    """Other people's files take all the room there is. The same request works later, unchanged."""

    slug, title, status = "busy", "We are busy with other files", 503
    next = "Try again in a minute."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "60"}, wait_seconds=60)


class LostClaim(Exception):
    """Another worker has taken this piece of work over: roll back, do nothing."""

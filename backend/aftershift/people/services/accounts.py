"""E-mail, password and second factor for those who need them; roles that an organiser grants."""

import datetime as dt
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction

from aftershift.core.policies import require
from aftershift.people import policies, selectors
from aftershift.people.models import Member, Person, RoleGrant

TOTP_SECONDS = 30


@transaction.atomic
def grant_role(*, member: Member, role: RoleGrant.Role, by: Member | None, now: dt.datetime) -> RoleGrant:
    """Give a role; twice is once. `by` is None for an operator's command."""
    if by is not None:
        require(policies.MAY, "role.grant", selectors.roles_of(by))
    grant, _ = RoleGrant.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id,
        member=member,
        role=role,
        defaults={"granted_by": by, "granted_at": now},
    )
    return grant


@transaction.atomic
def make_organiser_account(
    *, member: Member, email: str, password: str, totp_secret: str | None = None, now: dt.datetime
) -> str:
    """Give a member e-mail, password, second factor with recovery codes, and the role organiser. Returns the TOTP secret.

    For operators' commands and the demonstration; safe to repeat, the latest values hold.
    """
    secret = totp_secret or generate_totp_secret()
    person = Person.objects.select_for_update().get(pk=member.person_id)
    person.email = email.strip().lower()
    if not person.check_password(password):  # a new hash of the same password would end their sessions
        person.set_password(password)
    person.save(update_fields=["email", "password"])
    Authenticator.objects.filter(user=person).delete()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    if member.confirmed_at is None:
        member.confirmed_at = now
        member.save(update_fields=["confirmed_at"])
    grant_role(member=member, role=RoleGrant.Role.ORGANISER, by=None, now=now)
    return secret


def current_totp(secret: str) -> str:
    """The six digits of this moment, for `make run` and for tests. Lives 30 to 90 seconds, and works once."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // TOTP_SECONDS))
    return code

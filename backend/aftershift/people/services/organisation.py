"""What an organiser says of the whole organisation."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from aftershift.core.policies import require
from aftershift.organisations.models import Organisation
from aftershift.people import policies
from aftershift.people.models import Member


@transaction.atomic
def set_nation(*, member: Member, roles: Collection[str], nation: str, now: dt.datetime) -> Organisation:
    """Whose bank holidays are no working days, from now on: days by which something is due are counted anew.

    Saying the same twice is once. Raises NotAllowed.
    """
    require(policies.MAY, "organisation.set", roles)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=member.organisation_id)
    if organisation.nation != nation:
        organisation.nation = nation
        organisation.save(update_fields=["nation"])
    return organisation

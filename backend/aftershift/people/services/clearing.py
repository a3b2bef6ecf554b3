"""Forgetting what was kept only so that repeating is safe."""

import datetime as dt

from django.db import transaction

from aftershift.core.models import Budget, Outcome
from aftershift.people.models import JoinForm

KEPT = dt.timedelta(days=30)


@transaction.atomic
def forget_old(*, now: dt.datetime) -> int:
    """Outcomes and join forms of more than 30 days ago, in every organisation, and budgets nobody has used for a week."""
    old = now - KEPT
    outcomes = Outcome.objects.filter(made_date__lt=old.date()).delete()[0]
    budgets = Budget.objects.filter(window_starts_at__lt=now - dt.timedelta(days=7)).delete()[0]
    # The plain manager: what is old goes in every organisation, and nothing of it is read.
    forms = JoinForm._base_manager.filter(made_at__lt=old).delete()[0]
    return outcomes + budgets + forms

"""Signing up on paper: a sheet is hung up, and a connector types its lines in. The member's own word stands above it."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import paper, policies, selectors
from aftershift.activities.errors import LeadTookOff, NoSuchCard, SaidOtherwise, SheetsEnough
from aftershift.activities.events import LineTypedIn
from aftershift.activities.models import LIVE, Occurrence, PaperSheet, Party, SheetLine, SignUp
from aftershift.activities.services import joining
from aftershift.activities.services.places import refuse_unless_open
from aftershift.core.errors import NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import member_of_card

LINES_ON_A_SHEET = 20
MOST_SHEETS = 20


@transaction.atomic
def hang_sheet(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> PaperSheet:
    """Another sheet for one date, from now on. Raises NotVisible, NotAllowed, SheetsEnough and whatever keeps sign-up shut."""
    occurrence = _mine_to_type(member, roles, occurrence_id, "sheet.hang")
    refuse_unless_open(occurrence=occurrence, now=now)
    number = occurrence.sheets.count() + 1
    if number > MOST_SHEETS:
        raise SheetsEnough
    sheet = PaperSheet(
        organisation_id=occurrence.organisation_id, occurrence=occurrence, number=number, hung_at=now, made_by=member
    )
    sheet.save()
    return sheet


@transaction.atomic
def type_line(
    *,
    member: Member,
    roles: Collection[str],
    sheet_id: UUID,
    line: int,
    card: str,
    guests: Party,
    now: dt.datetime,
) -> SheetLine:
    """One line of a sheet: asks for places as the member would, straight in when one comes free.

    The same line again changes nothing; with another party it puts right what was typed, as long as the member has
    said nothing since. What they said themselves since the sheet hung up stands, on a sheet that hung up later too:
    SaidOtherwise. A move of the queue, a lot or an organiser is no word of theirs. Raises NotVisible, NotAllowed,
    NoSuchCard, LeadTookOff, and every refusal of joining and of changing a party.
    """
    sheet = one(PaperSheet.objects.of(member.organisation_id), sheet_id)
    occurrence = _mine_to_type(member, roles, sheet.occurrence_id, "sheet.type")
    try:
        whom = member_of_card(organisation_id=member.organisation_id, card=card)
    except NotVisible:
        raise NoSuchCard from None
    theirs = selectors.last_sign_up(occurrence=occurrence, member=whom)
    is_new = theirs is None or theirs.status not in LIVE or theirs.guests != guests
    if is_new:
        _refuse_against_their_word(theirs, sheet)
    if theirs is not None and theirs.status in LIVE:
        joining.change_party(member=whom, occurrence_id=occurrence.pk, guests=guests, said_at=sheet.hung_at, now=now)
    else:
        joining.join(
            member=whom,
            occurrence_id=occurrence.pk,
            guests=guests,
            said_at=sheet.hung_at,
            typed_by=member if whom.pk != member.pk else None,
            now=now,
        )
    written, _ = SheetLine.objects.of(member.organisation_id).update_or_create(
        sheet=sheet,
        member=whom,
        defaults={
            "organisation_id": member.organisation_id,
            "line": line,
            **guests._asdict(),
            "typed_by": member,
            "typed_at": now,
        },
    )
    if is_new and whom.pk != member.pk:
        publish(LineTypedIn(written.pk, occurrence.pk, occurrence.organisation_id, whom.pk, now))
    return written


@transaction.atomic
def erase_sheets(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> int:
    """Who wrote on paper, and who typed it in, is forgotten with the sheet. Called by the worker inside the organisation's
    scope; safe to run twice. Returns how many sheets went."""
    selectors.locked_occurrence(organisation_id=organisation_id, occurrence_id=occurrence_id)
    found = paper.sheets_to_erase(organisation_id=organisation_id, occurrence_id=occurrence_id, now=now)
    count = found.count()
    found.delete()
    return count


def _mine_to_type(member: Member, roles: Collection[str], occurrence_id: UUID, action: str) -> Occurrence:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, action, selectors.roles_for(member=member, activity=occurrence.activity, granted=roles))
    return occurrence


def _refuse_against_their_word(theirs: SignUp | None, sheet: PaperSheet) -> None:
    """Who spoke before the sheet hung up may have written on it since; who spoke after it has the last word."""
    if theirs is None:
        return
    if theirs.status == SignUp.Status.REMOVED:
        raise LeadTookOff
    speaks = theirs.status in (*LIVE, SignUp.Status.LEFT, SignUp.Status.DECLINED)
    if speaks and paper.last_word(theirs) > sheet.hung_at:
        raise SaidOtherwise

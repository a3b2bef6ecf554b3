"""Field notes: typed in a staff room without signal, sent later, many at once."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import NotAnIdea
from aftershift.ideas.models import FieldLine, FieldNote, Idea
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.barriers import count_heard
from aftershift.ideas.services.proposing import put_up_words_of_others
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def send_field_notes(*, member: Member, notes: Sequence[Mapping[str, Any]], now: dt.datetime) -> list[FieldNote]:
    """Keep notes as they were written, each by the key that the phone gave it; one that is here stays as it is.

    notes: id, site, date and lines (mark, tag, text) each. A barrier in them is counted like any other.
    Returns one row per note, in the order given. Raises NotAllowed, FieldProblem.
    """
    require(MAY, "field_note.write", roles_of(member))
    # The same phone may be sending twice at the same moment.
    Member.objects.of(member.organisation_id).select_for_update(of=("self",)).get(pk=member.pk)
    _check(member, notes, member.organisation.local(now).date())
    mine = FieldNote.objects.of(member.organisation_id).filter(writer=member)
    kept = {row.phone_id: row for row in mine.filter(phone_id__in=[note["id"] for note in notes])}
    new = {note["id"]: note for note in notes if note["id"] not in kept}
    for phone_id, note in new.items():
        kept[phone_id] = FieldNote(
            organisation_id=member.organisation_id,
            phone_id=phone_id,
            writer=member,
            site_id=note["site"],
            heard_date=note["date"],
        )
    FieldNote.objects.bulk_create(kept[phone_id] for phone_id in new)
    FieldLine.objects.bulk_create(
        FieldLine(organisation_id=member.organisation_id, note=kept[phone_id], place=place, **line)
        for phone_id, note in new.items()
        for place, line in enumerate(note["lines"])
    )
    tags = Counter(line["tag"] for note in new.values() for line in note["lines"] if line["mark"] == "barrier")
    if tags:
        count_heard(member=member, tags=tags, now=now)
    return [kept[note["id"]] for note in notes]


@transaction.atomic
def delete_field_note(*, member: Member, note_id: UUID) -> None:
    """Its writer or an organiser takes it away: a name may have slipped in. What it counted stays counted.

    Raises NotVisible.
    """
    one(selectors.visible_field_notes(member=member, roles=roles_of(member)), note_id).delete()


@transaction.atomic
def put_up_line(
    *, member: Member, note_id: UUID, line_id: UUID, kind: str, shown_as: str, now: dt.datetime
) -> FieldLine:
    """Put up a line as an idea, in its own words, with the team's name or none. Doing it twice is doing it once.

    kind: as who heard it chooses, since the idea has no author who could change it.

    Raises NotVisible, NotAnIdea; FieldProblem when a team is to sign and the member has none.
    """
    note = one(selectors.visible_field_notes(member=member, roles=roles_of(member)), note_id)
    line = one(FieldLine.objects.of(member.organisation_id).select_for_update(of=("self",)).filter(note=note), line_id)
    if shown_as == Idea.ShownAs.NAMED:
        raise FieldProblem({"/shown_as": "The words are somebody else's. Sign with your team's name, or with no name."})
    if line.mark != FieldLine.Mark.IDEA:
        raise NotAnIdea
    if line.idea_id is None:
        line.idea = put_up_words_of_others(
            member=member, text=line.text, language=member.language, kind=kind, shown_as=shown_as, now=now
        )
        line.save(update_fields=["idea"])
    return line


def _check(member: Member, notes: Sequence[Mapping[str, Any]], today: dt.date) -> None:
    problems: dict[str, str] = {}
    asked = {note["site"] for note in notes if note["site"] is not None}
    known = set(Site.objects.of(member.organisation_id).filter(pk__in=asked).values_list("pk", flat=True))
    for place, note in enumerate(notes):
        if note["site"] is not None and note["site"] not in known:
            problems[f"/notes/{place}/site"] = "This site is not here."
        if note["date"] > today:
            problems[f"/notes/{place}/date"] = "This day is still to come."
    if problems:
        raise FieldProblem(problems)

"""Field notes: for their writer and for organisers."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from aftershift.ideas.models import FieldLine, FieldNote
from aftershift.ideas.policies import MAY
from aftershift.organisations.models import Site
from aftershift.people.models import Member


def visible_field_notes(*, member: Member, roles: Collection[str]) -> QuerySet[FieldNote]:
    """roles: those that are awake. One's own notes, and all of them for an organiser."""
    rows = FieldNote.objects.of(member.organisation_id)
    return rows if not MAY["field_note.read_all"].isdisjoint(roles) else rows.filter(writer=member)


def field_notes_for_cards(*, member: Member, roles: Collection[str]) -> QuerySet[FieldNote]:
    """With writer, site and lines; the newest first. Two statements for any number."""
    lines = FieldLine.objects.of(member.organisation_id).order_by("place")
    return (
        visible_field_notes(member=member, roles=roles)
        .select_related("writer", "site")
        .prefetch_related(Prefetch("lines", queryset=lines))
        .order_by("-pk")
    )


def sites_to_choose(*, member: Member) -> QuerySet[Site]:
    """Where something was heard or held."""
    return Site.objects.of(member.organisation_id).order_by("name", "pk")

"""Reply bodies of `places_serializers`."""

from collections.abc import Collection
from typing import Any

from aftershift.activities.drawing import ShownDraw
from aftershift.activities.listing import PlacesList
from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.services.places import cut_off
from aftershift.core.http.fields import moment
from aftershift.people.models import Member


def places_list(found: PlacesList, *, member: Member, all_roles: Collection[str]) -> dict[str, Any]:
    occurrence, zone = found.occurrence, member.organisation.time_zone
    shows_names = "supervisor" not in all_roles
    position = 1
    rows = []
    for row in found.sign_ups:
        shown = _on_list(row, member, zone, shows_names=shows_names)
        if row.status == SignUp.Status.WAITING:
            shown["position"] = position
            position += row.people
        rows.append(shown)
    return _date(occurrence, zone) | {
        "may_remove": found.may_remove,
        "may_keep": found.may_keep,
        "may_choose_teams": found.may_choose_teams,
        "kept": [
            {"id": str(pool.id), "job": pool.job, "count": pool.count, "left": pool.left} for pool in found.kept.pools
        ],
        "kept_until": moment(found.kept.until, zone) if found.kept.until else None,
        "draws_at": moment(occurrence.draws_at, zone) if occurrence.draws_at else None,
        "facilities_until": moment(occurrence.facilities_until, zone) if occurrence.facilities_until else None,
        "sign_ups": rows,
    }


def _date(occurrence: Occurrence, zone: str) -> dict[str, Any]:
    return {
        "title": occurrence.title,
        "starts": moment(occurrence.starts_at, zone),
        "state": occurrence.state,
        "places": occurrence.places,
        "taken": occurrence.taken,
        "without_card": occurrence.without_card,
        "held": occurrence.held,
        "waiting": occurrence.waiting,
        "cut_off": moment(cut_off(occurrence), zone),
        "cut_off_hours": occurrence.cut_off_minutes // 60,
        "free": occurrence.free,
    }


def _on_list(row: SignUp, reader: Member, zone: str, *, shows_names: bool) -> dict[str, Any]:
    is_me = row.member_id == reader.pk
    return {
        "id": str(row.pk),
        "name": row.member.called_name if is_me or shows_names else "",
        "is_me": is_me,
        "status": row.status,
        "party": row.guests._asdict(),
        "position": None,
        "offer_ends": moment(row.offer_ends_at, zone) if row.offer_ends_at else None,
        "offer_lapsed": moment(row.offer_lapsed_at, zone) if row.offer_lapsed_at else None,
        "reason": row.exit_reason,
        "typed_by": row.typed_by.called_name if row.typed_by is not None and (is_me or shows_names) else "",
    }


def draw(found: ShownDraw, *, member: Member) -> dict[str, Any]:
    zone, row = member.organisation.time_zone, found.draw
    return {
        "title": found.occurrence.title,
        "closes": moment(row.closes_at, zone),
        "seed_hash": row.seed_hash,
        "seed": row.seed if found.is_drawn else "",
        "drawn": moment(row.drawn_at, zone) if row.drawn_at else None,
        "places": found.occurrence.places,
        "my_code": str(found.code) if found.code else None,
        "entries": row.entries,
    }

"""The door: pages for people who have no app, no script and perhaps no account yet (DESIGN 11).

GET and HEAD never change anything: mail scanners and chat previews open links too (Q-S5).
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from aftershift.activities.errors import NothingToJoin
from aftershift.ballots.errors import BallotClosed
from aftershift.ballots.services import printing
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible, TooMany
from aftershift.pages import pictograms, selectors
from aftershift.pages.words import LANGUAGES, Language, language_for
from aftershift.people import codes, names, pins
from aftershift.people import selectors as people
from aftershift.people.errors import FormUsed, JoinCodeFull, JoinCodeUnknown
from aftershift.people.http import sessions as http_sessions
from aftershift.people.http.addresses import address_of
from aftershift.people.http.members import member_of
from aftershift.people.models import Card, Member
from aftershift.people.services import joining, sessions
from aftershift.people.services.joining import Given, Invitation

ASSETS = Path(__file__).resolve().parents[1] / "assets"
LOCAL = ("localhost", "127.0.0.1", "[::1]")
YEAR = 31536000
SAYS = {
    JoinCodeUnknown: ("unknown", 404),
    JoinCodeFull: ("full", 409),
    FormUsed: ("used", 422),
    TooMany: ("many", 429),
    NothingToJoin: ("nothing", 409),
}


@lru_cache
def _asset(name: str) -> tuple[bytes, str]:
    body = (ASSETS / name).read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:12]


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """The two small files that the pages link. Their address changes when they do."""
    kind = {"door.css": "text/css; charset=utf-8", "door.js": "text/javascript; charset=utf-8"}[name]
    reply = HttpResponse(_asset(name)[0], content_type=kind)
    reply["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return reply


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    tongue: Language = context.pop("tongue", None) or tongue_of(request)
    host = request.get_host().rsplit(":", 1)[0]
    body = render_to_string(
        f"pages/{template}.html",
        {
            "tongue": tongue,
            "tongues": list(LANGUAGES.values()),
            "w": tongue.words,
            "css_version": _asset("door.css")[1],
            "public_url": settings.PUBLIC_URL,
            "is_demonstration": settings.DEMONSTRATION and not request.is_secure() and host not in LOCAL,
            **context,
        },
        request=request,
    )
    reply = HttpResponse(body, status=status)
    reply.is_page = True  # type: ignore[attr-defined]
    reply["Cache-Control"] = "private, no-store"
    reply["Content-Language"] = tongue.code
    reply["Vary"] = "Accept-Language, Cookie"
    return reply


def tongue_of(request: HttpRequest) -> Language:
    chosen = request.POST.get("lang") or request.GET.get("lang")
    return language_for(chosen=chosen, accepted=request.headers.get("Accept-Language", ""))


def says(request: HttpRequest, refusal: Exception, **context: Any) -> HttpResponse:
    """A refusal as a page: what it is, and what to do."""
    word, status = next(found for kind, found in SAYS.items() if isinstance(refusal, kind))
    words = tongue_of(request).words
    reply = page(
        request,
        context.pop("template", "says"),
        status=status,
        notice_title=words[f"{word}_title"],
        notice=words[word],
        **context,
    )
    for name, value in getattr(refusal, "headers", {}).items():
        reply[name] = value
    return reply


def not_found(request: HttpRequest) -> HttpResponse:
    words = tongue_of(request).words
    return page(request, "says", status=404, notice_title=words["not_found"], notice=words["not_found_about"])


# ---- joining


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What the poster's QR opens."""
    given, now = Given(token=token), clock.now()
    if request.method == "POST":
        return _join(request, given, action=f"/join/{token}")
    invitation = joining.invitation(given=given, now=now)
    if invitation is None:
        return says(request, JoinCodeUnknown())
    return _form(request, invitation, action=f"/join/{token}")


@require_http_methods(["GET", "HEAD", "POST"])
def spoken(request: HttpRequest) -> HttpResponse:
    """For a code that somebody said: first the code, then the same form."""
    typed = {name: request.POST.get(name, "").strip()[:40] for name in ("short_name", "spoken")}
    if request.method != "POST":
        return page(request, "spoken", form=typed)
    given = Given(**typed)
    if "form_token" in request.POST:
        return _join(request, given, action="/join", form=typed)
    try:
        invitation = joining.look_up(given=given, address=address_of(request), now=clock.now())
    except (JoinCodeUnknown, TooMany) as refusal:
        return says(request, refusal, template="spoken", form=typed)
    return _form(request, invitation, action="/join", form=typed)


def _form(
    request: HttpRequest, invitation: Invitation, *, action: str, form: dict[str, Any] | None = None, **context: Any
) -> HttpResponse:
    """The join form, with what was typed kept (never the PIN) and a one-time token that makes sending it twice safe."""
    tongue = tongue_of(request)
    local = invitation.organisation.local
    coming = []
    for o in selectors.coming_up(organisation=invitation.organisation, now=clock.now()):
        lit, lines = pictograms.of(o.kind)
        when = tongue.when(local(o.starts_at), local(o.ends_at))
        coming.append({"title": o.title, "when": when, "cost": o.cost, "lit": lit, "lines": lines})
    return page(
        request,
        "door",
        organisation=invitation.organisation,
        site=invitation.site,
        coming=coming,
        action=action,
        form={"form_token": str(uuid4())} | (form or {}),
        **context,
    )


def _join(request: HttpRequest, given: Given, *, action: str, form: dict[str, Any] | None = None) -> HttpResponse:
    now, words = clock.now(), tongue_of(request).words
    typed = (form or {}) | {
        "called_name": request.POST.get("called_name", "")[:200],
        "is_under_18": "is_under_18" in request.POST,
        "form_token": _form_token(request),
    }
    name, pin = names.read(typed["called_name"]), pins.read(request.POST.get("pin", "")[:40])
    wrong = {}
    if name is None:
        wrong["called_name"] = words["name_long" if typed["called_name"].strip() else "name_missing"]
    if pin is None:
        wrong["pin"] = words["pin_wrong"]
    elif pins.is_too_easy(pin):
        wrong["pin"] = words["pin_easy"]
    try:
        if wrong or name is None or pin is None:
            invitation = joining.look_up(given=given, address=address_of(request), now=now)
            return _form(request, invitation, action=action, form=typed, wrong=wrong, status=422)
        joined = joining.join_organisation(
            given=given,
            called_name=name,
            is_under_18=typed["is_under_18"],
            pin=pin,
            language=tongue_of(request).code,
            form_key=UUID(typed["form_token"]),
            address=address_of(request),
            now=now,
        )
    except (JoinCodeUnknown, JoinCodeFull, FormUsed, TooMany) as refusal:
        return says(request, refusal)
    opened = sessions.open_session(
        person=joined.member.person, member=joined.member, device="", methods=[sessions.method("pin")]
    )
    http_sessions.begin(request, opened)
    return HttpResponseRedirect(f"/joined?lang={tongue_of(request).code}", status=303)


def _form_token(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("form_token", "")))
    except ValueError:
        return str(uuid4())


# ---- the card


@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    """The card, once more whenever it is asked for, and the way on."""
    member = member_of(request)
    card = _card_of(member)
    if member is None or card is None:
        return redirect("/join")
    before, _, after = tongue_of(request).words["welcome"].partition("{name}")
    return page(
        request,
        "joined",
        member=member,
        code=codes.grouped(card.code),
        qr=drawing_of(f"{settings.PUBLIC_URL}/card#{codes.grouped(card.code)}", tongue_of(request).words["qr_card"]),
        welcome_before=before,
        welcome_after=after,
    )


@require_safe
def print_card(request: HttpRequest) -> HttpResponse:
    member = member_of(request)
    card = _card_of(member)
    if member is None or card is None:
        return redirect("/sign-in")
    return page(
        request,
        "card",
        member=member,
        code=codes.grouped(card.code),
        qr=drawing_of(f"{settings.PUBLIC_URL}/card#{codes.grouped(card.code)}", tongue_of(request).words["qr_card"]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def print_slips(request: HttpRequest, ballot_id: UUID) -> HttpResponse:
    """Says how many slips there are to print, and when asked for them shows them once, one to a sheet: no number twice."""
    member = member_of(request)
    if member is None:
        return redirect("/sign-in")
    tongue = tongue_of(request)
    try:
        found = selectors.slips(member=member, ballot_id=ballot_id, now=clock.now())
        numbers = _put_on_sheets(member, ballot_id) if request.method == "POST" else []
    except (NotVisible, NotAllowed, BallotClosed):
        return not_found(request)
    link = f"{settings.PUBLIC_URL}/desk/slips?ballot={ballot_id}&number="
    return page(
        request,
        "slips",
        title=found.title,
        box=tongue.words["slip_box"].format(closes=tongue.moment(found.closes)),
        options=[
            {"letter": o.letter, "title": o.title, "when": tongue.every(o.weekday, o.start), "price": o.price}
            for o in found.options
        ],
        slips=[{"number": number, "qr": drawing_of(link + number, tongue.words["slip_qr"])} for number in numbers],
        to_print=found.to_print,
        count=tongue.words["slips_ready"].format(count=found.to_print),
    )


def _put_on_sheets(member: Member, ballot_id: UUID) -> list[str]:
    with scope(organisation=member.organisation_id):
        return printing.put_on_sheets(member=member, ballot_id=ballot_id, now=clock.now())


def _card_of(member: Member | None) -> Card | None:
    return people.own_card(member=member).first() if member is not None else None


def drawing_of(text: str, label: str) -> SafeString:
    """A QR code as SVG, drawn here: no picture service learns of anybody's code."""
    import segno

    drawing = segno.make(text, error="m").svg_inline(scale=4, border=2, light="#fff", dark="#000", omitsize=True)
    title = label.replace("&", "").replace("<", "").replace('"', "")
    return mark_safe(drawing.replace("<svg", f'<svg role="img" aria-label="{title}"', 1))  # noqa: S308


# ---- open pages


@require_safe
def activity(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """One listed date, for whoever has the link: what, when, where, and no names."""
    try:
        organisation, o = selectors.open_page(occurrence_id=occurrence_id)
    except NotVisible:
        return not_found(request)
    tongue, now = tongue_of(request), clock.now()
    when = tongue.when(organisation.local(o.starts_at), organisation.local(o.ends_at))
    over = o.state in ("closed", "stopped") or o.ends_at <= now
    is_open = o.state == "published" and o.starts_at > now
    full = tongue.words["full_now"] if is_open and o.taken >= o.places else ""
    return page(
        request,
        "activity",
        o=o,
        organisation=organisation,
        when=when,
        is_open=is_open,
        effort=tongue.words[f"effort_{o.effort}"],
        going=tongue.words["going"].format(taken=o.taken, places=o.places),
        state_says=tongue.words["cancelled"] if o.state == "cancelled" else tongue.words["over"] if over else full,
    )


@require_safe
def poster(request: HttpRequest, token: str) -> HttpResponse:
    """A poster to print, for whoever has its link: the link is all that is on it."""
    now = clock.now()
    found = joining.invitation(given=Given(token=token), now=now)
    if found is None:
        return says(request, JoinCodeUnknown())
    try:
        selectors.let_poster_out(organisation=found.organisation, now=now)
    except NothingToJoin as refusal:
        return says(request, refusal)
    tongue, link = tongue_of(request), f"{settings.PUBLIC_URL}/join/{token}"
    return page(
        request,
        "poster",
        organisation=found.organisation,
        site=found.site,
        link=link,
        qr=drawing_of(link, tongue.words["qr_poster"]),
        down_date=tongue.date(found.last_date),
    )

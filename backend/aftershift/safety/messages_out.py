"""What is told about a group that is out: it was stopped, who waits at home, it is not back, all is well."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Occurrence, SignUp
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Letter, Message
from aftershift.safety.models import HelpNumber, HomeContact, HomeWatch, OverdueStep, Stop
from aftershift.safety.out_texts import TEXTS
from aftershift.safety.selectors.home import GRACE, is_awaited

STOPPED, AT_HOME = "stopped", "at_home"
ASKED, NOBODY, OVERDUE, SITE, SAFE = "asked", "nobody", "overdue", "site", "safe"
State = Occurrence.State


@dataclass(frozen=True)
class About:
    """at: when it starts or they are due back. phone: name and number of the site. text: the lead's own words."""

    what: str
    date: Occurrence
    at: dt.datetime
    phone: tuple[str, str] | None = None
    text: str = ""


def _stops(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    rows = Stop.objects.of(messages[0].organisation_id).filter(occurrence__in={row.about_id for row in messages})
    stops: dict[UUID, list[Stop]] = defaultdict(list)
    for it in rows.select_related("occurrence__activity__organisation").order_by("at", "pk"):
        stops[it.occurrence_id].append(it)
    return {
        row.pk: About(STOPPED, said[0].occurrence, said[0].at, text=" / ".join(it.reason for it in said if it.reason))
        for row in messages
        if (said := stops[row.about_id]) and said[0].occurrence.state == State.STOPPED
    }


class Out:
    """The dates of some messages or letters with all that is known of their way home. Six statements, however many they are."""

    def __init__(self, messages: Sequence[Message | Letter]) -> None:
        at, ids = messages[0].organisation_id, {row.about_id for row in messages}
        rows = Occurrence.objects.of(at).filter(pk__in=ids).select_related("activity__organisation")
        self.dates = {row.pk: row for row in rows}
        self.contacts: dict[UUID, list[HomeContact]] = defaultdict(list)
        for contact in HomeContact.objects.of(at).filter(occurrence__in=ids):
            self.contacts[contact.occurrence_id].append(contact)
        self.watches = {row.occurrence_id: row for row in HomeWatch.objects.of(at).filter(occurrence__in=ids)}
        steps = OverdueStep.objects.of(at).filter(occurrence__in=ids, step=OverdueStep.Step.OVER)
        self.over = set(steps.values_list("occurrence_id", flat=True))
        on_list = SignUp.objects.of(at).filter(occurrence__in=ids, status__in=("placed", "waiting", "offered"))
        self.on_list = set(on_list.values_list("occurrence_id", "member_id"))
        self.phones = list(HelpNumber.objects.of(at).order_by("site__name", "pk"))

    def back_at(self, date: Occurrence) -> dt.datetime:
        watch = self.watches.get(date.pk)
        return (watch.later_back_at if watch else None) or date.ends_at

    def phone(self, date: Occurrence) -> tuple[str, str] | None:
        """As `help_number_of`: of the activity's site, or the organisation's first."""
        here = [row for row in self.phones if row.site_id == date.activity.site_id]
        return next(((row.name, row.number) for row in here or self.phones), None)

    def goes(self, date: Occurrence, member_id: UUID | None) -> bool:
        leads = (date.activity.lead_id, date.activity.second_id)
        return member_id is not None and (member_id in leads or (date.pk, member_id) in self.on_list)

    def reachable(self, date: Occurrence) -> Iterable[HomeContact]:
        yes = (row for row in self.contacts[date.pk] if row.state == HomeContact.State.CONFIRMED)
        return (row for row in yes if not self.goes(date, row.member_id))

    def is_missing(self, date: Occurrence, now: dt.datetime) -> bool:
        watch = self.watches.get(date.pk)
        is_heard = watch is not None and watch.heard_at is not None
        return is_awaited(date) and not is_heard and self.back_at(date) + GRACE <= now


def _at_home(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """Still true: the question is open, nobody has said yes, the group is missing; or the alert is over."""
    out = Out(messages)
    found: dict[UUID, About] = {}
    for row in messages:
        if (date := out.dates.get(row.about_id)) is None:
            continue
        what, back = row.facts["what"], out.back_at(date)
        if what == NOBODY:
            leads = (date.activity.lead_id, date.activity.second_id)
            is_early = date.state == State.PUBLISHED and date.starts_at > now
            if is_early and row.member_id in leads and not any(out.reachable(date)):
                found[row.pk] = About(NOBODY, date, date.starts_at)
        elif what == ASKED:
            asked = {str(it.pk) for it in out.contacts[date.pk] if it.state == HomeContact.State.ASKED}
            if row.facts["contact"] in asked and (date.state == State.PLANNED or is_awaited(date)) and back > now:
                found[row.pk] = About(ASKED, date, back)
        elif what == SAFE:
            if date.pk in out.over:
                found[row.pk] = About(SAFE, date, back)
        elif out.is_missing(date, now) and not out.goes(date, row.member_id):
            is_contact = any(it.member_id == row.member_id for it in out.reachable(date))
            if is_contact or row.facts["as"] == "organiser":
                found[row.pk] = About(what, date, back, out.phone(date))
    return found


def text_of(about: About, language: str) -> str:
    """Also what a letter to an address says."""
    when = moment(language, about.date.activity.organisation.local(about.at))
    parts = [say(TEXTS, language, f"{about.what}_text", when=when)]
    if about.text:
        parts.append(say(TEXTS, language, "why", text=about.text))
    if about.what in (OVERDUE, SITE):
        name, number = about.phone or ("", "")
        parts.append(say(TEXTS, language, "phone" if about.phone else "phone_none", name=name, number=number))
    return " ".join(parts)


def _write(about: About, language: str) -> Words:
    date = about.date.pk
    paths = {STOPPED: f"/occurrences/{date}", NOBODY: f"/occurrences/{date}/out", SITE: f"/occurrences/{date}"}
    return Words(
        title=say(TEXTS, language, f"{about.what}_title", title=about.date.title),
        text=text_of(about, language),
        lock_text=say(TEXTS, language, "lock"),
        path=paths.get(about.what, "/at-home"),
    )


def register() -> None:
    register_kind(Kind(STOPPED, _stops, _write))
    register_kind(Kind(AT_HOME, _at_home, _write))

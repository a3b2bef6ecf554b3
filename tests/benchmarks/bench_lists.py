"""Lists that are read in pages: what more rows cost that are sent, and rows that are not (P19).

One row of each is made through its service, with all that hangs on it, and copied. The processor time is of this process, which
asks through the whole stack of the framework; PostgreSQL has its own.
"""

import datetime as dt
import math
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django_scopes import scope

from aftershift.ballots.services import checking, opening
from aftershift.core import clock
from aftershift.core.ids import new_id
from aftershift.ideas import services as ideas
from aftershift.ideas.models import Idea
from aftershift.ideas.services import conversations
from tests.benchmarks.bench_feeds import row
from tests.factories import Client, MemberFactory, OrganisationFactory, SiteFactory, signed_in

FEW, MANY, PAGE, SMALL, LARGE = 10, 100, 30, 300, 3000
COPIED = ("ideas", "ballots")
TIMES = 15


class Hospital:
    """One organisation for each list, so that no list has rows of another."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.organisation = OrganisationFactory()
        with scope(organisation=self.organisation.pk):
            self.ama = MemberFactory(organisation=self.organisation)
            self.kofi = MemberFactory(organisation=self.organisation, roles=("connector",))
            self.rosa = MemberFactory(organisation=self.organisation, roles=("organiser",))
            self.river = self.idea("Walk by the river")

    def idea(self, text: str = "Choir in the chapel") -> Idea:
        return ideas.propose(member=self.ama, text=text, kind="other", shown_as="named", now=self.now)

    def decision(self) -> None:
        ideas.answer(member=self.rosa, idea_id=self.idea().pk, status="to_vote", text="Into the vote.", now=self.now)

    def rule(self) -> None:
        made = ideas.raise_rule_of_idea(member=self.ama, idea_id=self.idea().pk, text="No keys after six", now=self.now)
        ideas.reply_to_rule(member=self.rosa, rule_id=made.pk, state="changed", text="The desk has it.", now=self.now)

    def report(self) -> None:
        ideas.report(member=self.kofi, idea_id=self.idea().pk, reason="unkind", now=self.now)

    def merge(self) -> None:
        ideas.suggest_merge(member=self.kofi, idea_id=self.idea().pk, into_id=self.river.pk, line="", now=self.now)

    def conversation(self) -> None:
        plan = conversations.Plan(
            question="What would make a night shift easier?",
            template="open_agenda",
            place="Staff canteen",
            held_date=self.now.date() + dt.timedelta(days=7),
            start=dt.time(15, 30),
            minutes=60,
        )
        conversations.plan_conversation(member=self.kofi, plan=plan, now=self.now)

    def field_note(self) -> None:
        lines = [{"mark": "idea", "tag": "", "text": f"Tea at {hour}"} for hour in (2, 4)]
        note = {"id": uuid4(), "site": SiteFactory(organisation=self.organisation).pk, "date": self.now.date()}
        ideas.send_field_notes(member=self.kofi, notes=[note | {"lines": lines}], now=self.now)

    def tally(self) -> None:
        choices = [{"idea": None, "text": text, "hands": 9} for text in ("Swim", "Walk", "Cook")]
        ideas.enter_tally(
            member=self.kofi,
            question="What shall we try first?",
            date=self.now.date(),
            site=None,
            in_the_room=40,
            choices=choices,
            now=self.now,
        )

    def check(self) -> None:
        checking.check(member=self.rosa, idea_id=self.idea().pk, verdict="yes", now=self.now)

    def ballot(self) -> None:
        made = [self.idea(text) for text in ("Walk by the canal", "Supper before nights")]
        for idea in made:
            checking.check(member=self.rosa, idea_id=idea.pk, verdict="yes", now=self.now)
        closes = self.now + dt.timedelta(days=30)
        opening.open_ballot(
            member=self.rosa,
            title="Winter vote",
            closes_date=closes.date(),
            closes_time=dt.time(12),
            options=[
                opening.NewOption(idea_id=idea.pk, weekday="Thu", start=dt.time(15, 30), minutes=60) for idea in made
            ],
            slots=1,
            now=self.now,
        )


LISTS: dict[str, Callable[[Hospital], Any]] = {
    "/api/v1/ideas": Hospital.idea,
    "/api/v1/decisions": Hospital.decision,
    "/api/v1/rules": Hospital.rule,
    "/api/v1/ideas/to-judge": Hospital.report,
    "/api/v1/merges": Hospital.merge,
    "/api/v1/conversations": Hospital.conversation,
    "/api/v1/field-notes": Hospital.field_note,
    "/api/v1/tallies": Hospital.tally,
    "/api/v1/feasibility": Hospital.check,
    "/api/v1/ballots": Hospital.ballot,
}


def run() -> list[dict[str, Any]]:
    call_command("migrate", verbosity=0)
    now = clock.now()
    sent: dict[str, float] = {}
    unsent: dict[str, float] = {}
    for path, make in LISTS.items():
        hospital = Hospital(now)
        client = signed_in(hospital.rosa)
        with scope(organisation=hospital.organisation.pk):
            graph = made_by(lambda hospital=hospital, make=make: make(hospital))
            copy(graph, SMALL - 1)
            settle()
            sent[path] = exponent(cost(client, path, FEW), cost(client, path, MANY), MANY / FEW)
            few = cost(client, path, PAGE)
            copy(graph, LARGE - SMALL)
            settle()
            unsent[path] = exponent(few, cost(client, path, PAGE), LARGE / SMALL)
    return [growth("rows sent", sent, 1.05, "1.0"), growth("rows not sent", unsent, 0.1, "0")]


def growth(what: str, seen: dict[str, float], must: float, target: str, *, of: str = "lists") -> dict[str, Any]:
    steepest = max(seen, key=lambda path: seen[path])
    text = f"{seen[steepest]:.2f} ({steepest.removeprefix('/api/v1/')})"
    return row(
        "P19",
        f"{len(seen)} {of}: growth with {what}, the steepest",
        f"<= {must}",
        target,
        text,
        seen[steepest] <= must,
    )


def settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def made_by(make: Callable[[], Any]) -> list[models.Model]:
    """What `make` adds to the tables of these apps."""
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables()}
    make()
    return [one for model in tables() for one in model._base_manager.exclude(pk__in=before[model])]


def tables() -> Iterator[type[models.Model]]:
    return (model for app in COPIED for model in apps.get_app_config(app).get_models())


def copy(graph: list[models.Model], count: int) -> None:
    """`count` more of what `made_by` found: keys anew, and keys that point within it with them; unique words and bytes too."""
    rows: dict[type[models.Model], list[models.Model]] = {}
    for _ in range(count):
        keys: dict[Any, UUID] = {one.pk: new_id() for one in graph}
        for one in graph:
            values = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
            fresh = {
                name: keys.get(value, value) if isinstance(value, UUID) else value for name, value in values.items()
            }
            if "phone_id" in fresh:
                fresh["phone_id"] = uuid4()
            rows.setdefault(type(one), []).append(type(one)(**fresh))
    with transaction.atomic():
        for model, copies in rows.items():
            model._base_manager.bulk_create(copies, batch_size=500)


def cost(client: Client, path: str, size: int) -> float:
    """Processor time of the cheapest of some reads of this page, in seconds; the page is whole."""
    address = f"{path}{'&' if '?' in path else '?'}size={size}"
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        reply = client.get(address)
        taken.append(time.process_time() - began)
        if reply.status_code != 200 or len(reply.json()["results"]) != size:
            raise RuntimeError(f"{address}: {reply.status_code}, {reply.text[:200]}")
    return min(taken)


def exponent(few: float, many: float, times: float) -> float:
    return math.log(many / few) / math.log(times)

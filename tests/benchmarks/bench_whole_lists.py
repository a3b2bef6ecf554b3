"""Lists that are read whole: what more rows cost that are sent, and rows that are not (P19).

They have no pages because they end by themselves. Measured are those that grow with how many people there are. The others hold
one person's own things (feeds, sessions, offers to them, invitations, what they are asked: a handful), or what hangs on one date
or one activity (promises, announcements, roles, sheets, invitations: each with a limit of its own), or stop at a limit that stands
in their selector: the inbox at 30, leader calls at 30, what there is to do at the desk at 50 of a kind, changes of a date,
near-miss dates at 10, proposed changes of lists at 100.
"""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django_scopes import scope

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.services import announcing, joining
from aftershift.core import clock
from aftershift.core.ids import new_id
from aftershift.notifications.models import Message
from aftershift.notifications.services import reading
from aftershift.people.models import Member, Person
from aftershift.safety.models import NearMiss
from aftershift.safety.services import learning
from tests.benchmarks.bench_lists import FEW, LARGE, MANY, SMALL, TIMES, exponent, growth, settle
from tests.factories import Client, MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

HOUR = dt.timedelta(hours=1)


class Hospital:
    """more: rows of the list. beside: rows of the same tables that the list does not send."""

    path: str
    rows = "results"
    role = "organiser"

    def __init__(self) -> None:
        self.now = clock.now()
        self.organisation = OrganisationFactory()
        with scope(organisation=self.organisation.pk):
            self.rosa = MemberFactory(organisation=self.organisation)
            self.reader = MemberFactory(organisation=self.organisation, roles=(self.role,))
            self.activity = ActivityFactory(organisation=self.organisation, lead=self.rosa)
            self.days = 0
            self.date = self.another()

    def another(self) -> Occurrence:
        self.days += 1
        starts_at = self.now + HOUR + dt.timedelta(days=self.days - 1)
        return OccurrenceFactory(activity=self.activity, starts_at=starts_at, places=MANY * 2)

    def members(self, count: int) -> list[Member]:
        return [MemberFactory(organisation=self.organisation) for _ in range(count)]

    def more(self, count: int) -> None:
        for member in self.members(count):
            joining.join(member=member, occurrence_id=self.date.pk, now=self.now)

    def beside(self, count: int) -> None:
        """Other dates with as many people on each as on this one."""
        people = list(self.date.sign_ups.values_list("member_id", flat=True))
        for _ in range(count // len(people)):
            other = self.another()
            SignUp.objects.bulk_create(
                SignUp(
                    organisation=self.organisation,
                    occurrence=other,
                    member_id=pk,
                    status=SignUp.Status.PLACED,
                    queued_at=self.now,
                    changed_at=self.now,
                )
                for pk in people
            )


class Register(Hospital):
    rows = "lines"

    def __init__(self) -> None:
        super().__init__()
        self.path = f"/api/v1/occurrences/{self.date.pk}/register"


class SignUpList(Hospital):
    rows = "sign_ups"

    def __init__(self) -> None:
        super().__init__()
        self.path = f"/api/v1/occurrences/{self.date.pk}/sign-up-list"


class NewMembers(Hospital):
    path = "/api/v1/members/new"

    def more(self, count: int) -> None:
        for _ in range(count):
            MemberFactory(organisation=self.organisation, confirmed=False)

    def beside(self, count: int) -> None:
        """Who has been confirmed."""
        people = Person.objects.bulk_create(Person(password="!") for _ in range(count))
        Member.objects.bulk_create(
            Member(
                organisation=self.organisation,
                person=person,
                called_name="Ama",
                joined_at=self.now,
                confirmed_at=self.now,
            )
            for person in people
        )


class NearMisses(Hospital):
    path = "/api/v1/near-misses"

    def more(self, count: int) -> None:
        for _ in range(count):
            said = learning.Account(was_hurt=False, went_to_hospital=False, could_be_worse=True, what="An icy step")
            learning.say_near_miss(member=self.rosa, roles=(), random=uuid4().hex, account=said, now=self.now)

    def beside(self, count: int) -> None:
        """Of the same year, past the hundred that are shown: they are in its counts."""
        (one, *_) = NearMiss.objects.all()[:1]
        values = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        NearMiss.objects.bulk_create(NearMiss(**values | {"id": uuid4(), "said": uuid4().hex}) for _ in range(count))


class ToTell(Hospital):
    path = "/api/v1/to-tell"
    role = "connector"

    def more(self, count: int) -> None:
        for member in self.members(count):
            reading.prefer(member=member, kind="announcement", channel="in_person", is_on=True)
            joining.join(member=member, occurrence_id=self.date.pk, now=self.now)
        Message.objects.filter(kind="announcement").delete()
        announcing.tell_everyone(
            member=self.rosa, roles=(), occurrence_id=self.date.pk, kind="coat", minutes=None, now=self.now
        )

    def beside(self, count: int) -> None:
        """What has been read."""
        one = Message.objects.filter(kind="announcement")[0]
        values = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        Message.objects.bulk_create(
            Message(**values | {"id": new_id(), "key": uuid4().hex, "read_at": self.now}) for _ in range(count)
        )


LISTS: tuple[Callable[[], Hospital], ...] = (Register, SignUpList, NewMembers, NearMisses, ToTell)


def run() -> list[dict[str, Any]]:
    call_command("migrate", verbosity=0)
    sent: dict[str, float] = {}
    unsent: dict[str, float] = {}
    for make in LISTS:
        hospital = make()
        client, name = signed_in(hospital.reader), hospital.path.replace(str(hospital.date.pk), "…")
        with scope(organisation=hospital.organisation.pk):
            hospital.more(FEW)
            settle()
            few = cost(client, hospital, FEW)
            hospital.more(MANY - FEW)
            settle()
            sent[name] = exponent(few, cost(client, hospital, MANY), MANY / FEW)
            hospital.beside(SMALL - MANY)
            settle()
            few = cost(client, hospital, MANY)
            hospital.beside(LARGE - SMALL)
            settle()
            unsent[name] = exponent(few, cost(client, hospital, MANY), LARGE / SMALL)
    return [growth("rows sent", sent, 1.05, "1.0", of="lists read whole"), growth("rows not sent", unsent, 0.1, "0", of="lists read whole")]  # fmt: skip


def cost(client: Client, hospital: Hospital, size: int) -> float:
    """Processor time of the cheapest of some reads, in seconds; the list is whole."""
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        reply = client.get(hospital.path)
        taken.append(time.process_time() - began)
        if reply.status_code != 200 or len(reply.json()[hospital.rows]) != size:
            raise RuntimeError(f"{hospital.path}: {reply.status_code}, {reply.text[:200]}")
    return min(taken)

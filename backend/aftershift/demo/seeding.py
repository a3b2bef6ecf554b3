"""Makes the demonstration through the same services that people use, at the moments when they would have used them."""

import datetime as dt
import hashlib
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from aftershift.activities.models import LIVE, Activity, Occurrence, Party, SignUp
from aftershift.activities.services import joining, organising, paper, promising
from aftershift.activities.services.about import tell_about
from aftershift.activities.services.series import standing
from aftershift.ballots.models import Ballot, Option
from aftershift.ballots.selectors import chosen_options
from aftershift.ballots.services import checking, closing, opening, voting
from aftershift.demo.behind import lose_a_phone
from aftershift.demo.calendars import give_addresses
from aftershift.demo.cast import CAST, IDEAS, NEW_MEMBERS, ROTAS, SECOND_IDEAS, SITES, TEAMS, Cast
from aftershift.demo.dates import keep_some, lead_by, open_date, show_every_state
from aftershift.demo.drawings import quiet_corner
from aftershift.demo.hosting import help_from_outside, meet_first_timers
from aftershift.demo.learning import learn
from aftershift.demo.listening import listen
from aftershift.demo.passing_on import begin_passing_on, lend_a_hand
from aftershift.demo.steps import grow
from aftershift.demo.waiting import agree, wait_for_a_yes
from aftershift.demo.world import DAY, HAVE_CARDS, HOUR, LEAD, MEMBER, ORGANISES, SECOND, World, next_day
from aftershift.ideas import services as ideas
from aftershift.ideas.models import Conversation, Idea
from aftershift.ideas.services import conversations
from aftershift.ideas.services.media import Added
from aftershift.media import services as media
from aftershift.media import storing
from aftershift.media.decoding.limited import read_photo
from aftershift.organisations.models import Organisation, Site, Team
from aftershift.people import pins
from aftershift.people.models import Member, RoleGrant
from aftershift.people.services import accounts, confirming
from aftershift.people.services import joining as people_joining
from aftershift.shifts import services as shifts

SHORT_NAME = "st-brides"
ORGANISER_EMAIL = "organiser@example.org"
# Votes follow shifts: who works like this ticks these ideas (indices of IDEAS).
TASTES: dict[str, tuple[int, ...]] = {
    "early, late and night weeks": (0, 3, 5),
    "weekday earlies": (0, 1, 2, 6),
    "four long days on, four off": (4, 2),
    "early and late weeks": (0, 1, 6),
    "morning cleaning": (0, 2, 5),
    "weekday evenings": (2, 6, 1),
    "weekend cleaning": (2, 0),
    "catering, six weeks rolling": (2, 1, 0),
    "two days, two nights, four off": (3, 4),
    "long days, 2-2-3": (4, 7),
    "nights only": (3, 5),
}


@dataclass(frozen=True)
class SignIns:
    """What `make run` prints: cards as (code, PIN) by called-name, and the organiser's ways in."""

    organisation: Organisation
    cards: dict[str, tuple[str, str]]
    organiser_email: str
    organiser_password: str
    totp_secret: str


@transaction.atomic
def seed(*, now: dt.datetime) -> SignIns:
    """A whole hospital, once. The organisation must not exist yet."""
    organisation = Organisation(name="St Bride's Hospital", short_name=SHORT_NAME)
    organisation.save()
    with scope(organisation=organisation.pk):
        world = World(organisation, now)
        password, secret = _people(world)
        _shifts(world)
        first = _ideas(world, IDEAS, back=60)
        closed = _closed_ballot(world, first)
        _activities(world, closed)
        second = _ideas(world, SECOND_IDEAS, back=12)
        _open_ballot(world, second)
        _unanswered(world)
        _conversations(world)
        wait_for_a_yes(world, world.today + 20 * DAY)
        learn(organiser=world.boss, colleague=world.members["Kasia"], site_id=world.sites[0].pk, now=world.now)
        listen(
            organiser=world.boss,
            connector=world.members["Kasia"],
            site_id=world.sites[0].pk,
            proposed=second,
            now=world.now,
        )
        give_addresses(world)
        lose_a_phone(world)
    return SignIns(organisation, world.cards, ORGANISER_EMAIL, password, secret)


def _people(world: World) -> tuple[str, str]:
    joined = world.now - 90 * DAY
    world.sites = [Site(organisation=world.organisation, name=name, address="1 Bride Lane") for name in SITES]
    teams = {name: Team(organisation=world.organisation, name=name) for name in TEAMS}
    for row in (*world.sites, *teams.values()):
        row.save()
    boss, _ = people_joining.add_member(
        organisation=world.organisation, called_name="Teresa", pin_hash=make_password(None), now=joined
    )
    password = secrets.token_urlsafe(12)
    secret = accounts.make_organiser_account(member=boss, email=ORGANISER_EMAIL, password=password, now=joined)
    boss.with_second_factor = True
    world.organiser = boss
    for person in CAST:
        world.members[person.name] = _member(world, person, teams[person.team], joined)
    accounts.grant_role(member=world.members["Kasia"], role=RoleGrant.Role.CONNECTOR, by=boss, now=joined)
    for name in NEW_MEMBERS:
        people_joining.add_member(
            organisation=world.organisation,
            called_name=name,
            pin_hash=make_password(None),
            now=world.now - 3 * DAY,
            site_id=world.sites[0].pk,
        )
    return password, secret


def _member(world: World, person: Cast, team: Team, joined: dt.datetime) -> Member:
    pin = f"{secrets.randbelow(900000) + 100000}"
    while pins.is_too_easy(pin):
        pin = f"{secrets.randbelow(900000) + 100000}"
    has_card = person.name in HAVE_CARDS
    member, card = people_joining.add_member(
        organisation=world.organisation,
        called_name=person.name,
        pin_hash=pins.hashed(pin) if has_card else make_password(None),
        now=joined,
        site_id=world.sites[person.team == "Catering"].pk,
    )
    member.team = team
    member.save(update_fields=["team"])
    if has_card:
        world.cards[person.name] = (card.code, pin)
    # One organiser confirms at most 20 people a day.
    day = joined + (len(world.members) // 18) * DAY
    return confirming.confirm(member_id=member.pk, by=world.boss, now=day)


def _shifts(world: World) -> None:
    tomorrow = world.today + DAY
    monday = tomorrow - dt.timedelta(days=tomorrow.weekday())
    for person in CAST:
        if person.name in NEW_MEMBERS:
            continue
        days = ROTAS[person.rota]
        anchor = monday - dt.timedelta(days=person.start)
        shifts.set_pattern(member=world.members[person.name], days=list(days), anchor_date=anchor, now=world.now)


def _ideas(world: World, rows: Sequence[tuple[str, str, str, str, int]], *, back: int) -> list[Idea]:
    names = list(world.members)
    made = []
    for index, (name, text, kind, shown_as, would_come) in enumerate(rows):
        said = world.now - (back - index) * DAY
        idea = ideas.propose(member=world.members[name], text=text, kind=kind, shown_as=shown_as, now=said)
        for other in _sample(names, would_come, seed=text):
            ideas.say_id_come(member=world.members[other], idea_id=idea.pk, now=said + DAY)
        made.append(idea)
    return made


def _show(world: World, idea: Idea, author: Member, *, alt: str, now: dt.datetime) -> None:
    """The author adds a photo, made anew as any other is."""
    made = read_photo(quiet_corner())
    photo = media.keep_photo(
        member=author,
        large_file=storing.keep(made.large, "jpg"),
        small_file=storing.keep(made.small, "jpg"),
        width=made.width,
        height=made.height,
        now=now,
    )
    ideas.edit(
        member=author,
        idea_id=idea.pk,
        text=idea.text,
        kind=idea.kind,
        shown_as=idea.shown_as,
        now=now,
        added=Added(photo_id=photo.pk, photo_alt=alt, sets_photo=True),
    )


def _sample(names: list[str], count: int, *, seed: str) -> list[str]:
    return random.Random(seed).sample(names, count)


def _checked(world: World, made: list[Idea], at: dt.datetime) -> None:
    """Everything that goes into a vote can be done; one thing on a condition."""
    for idea in made:
        is_first = idea.pk == made[0].pk
        checking.check(
            member=world.boss,
            idea_id=idea.pk,
            verdict="yes_if" if is_first else "yes",
            reason="two people lead it, so that it goes on when one is at work." if is_first else "",
            helper_hours=2 if is_first else None,
            now=at,
        )


def _option(idea: Idea, weekday: str, start: str, minutes: int, price: str) -> opening.NewOption:
    return opening.NewOption(
        idea_id=idea.pk, weekday=weekday.title(), start=dt.time.fromisoformat(start), minutes=minutes, price=price
    )


def _closed_ballot(world: World, made: list[Idea]) -> Ballot:
    times = [
        ("thu", "15:15", 45, "Free"), ("sat", "13:00", 120, "Free"), ("wed", "15:30", 90, "£3 each"), ("fri", "08:00", 45, "Free"),
        ("sat", "09:00", 360, "£12 train"), ("tue", "15:15", 45, "Free"), ("mon", "12:15", 30, "Free"), ("sun", "10:00", 60, "£2 each"),
    ]  # fmt: skip
    opened = world.now - 32 * DAY
    _checked(world, made, opened)
    ballot = opening.open_ballot(
        member=world.boss,
        title="What shall we do this winter?",
        closes_date=world.organisation.local(opened).date() + 24 * DAY,
        closes_time=dt.time(18, 0),
        options=[_option(idea, *time) for idea, time in zip(made, times, strict=True)],
        slots=4,
        now=opened,
    )
    by_idea = {option.idea_id: option.pk for option in Option.objects.of(world.organisation.pk).filter(ballot=ballot)}
    dice = random.Random("votes")
    for person in CAST:
        if dice.random() < 0.25:
            continue  # not everybody votes
        ticks = [by_idea[made[i].pk] for i in TASTES[person.rota] if dice.random() < 0.85]
        _vote(world, ballot, world.members[person.name], ticks or [by_idea[made[0].pk]], opened + 5 * DAY)
    closing.close(organisation_id=world.organisation.pk, ballot_id=ballot.pk, now=ballot.closes_at)
    ballot.refresh_from_db()
    if ballot.state == Ballot.State.WAITING_FOR_PANEL:
        closing.publish_outcome(
            member=world.boss,
            ballot_id=ballot.pk,
            reason="The panel looked at it. Weekend staff get the next trip.",
            now=ballot.closes_at + DAY,
        )
    return ballot


def _vote(world: World, ballot: Ballot, member: Member, ticks: list[UUID], at: dt.datetime) -> None:
    receipt = secrets.token_hex(16)
    voting.cast(
        member=member,
        ballot_id=ballot.pk,
        option_ids=ticks,
        receipt_hash=hashlib.sha256(receipt.encode()).hexdigest(),
        now=at,
    )


def _activities(world: World, ballot: Ballot) -> None:
    """One walk series with its leaders, and one date of each other thing that was chosen."""
    for option in chosen_options(organisation_id=world.organisation.pk):
        is_walk = option.kind == "walk" and option.title.startswith("A walk")
        activity = organising.create_activity(
            member=world.boss,
            roles=ORGANISES,
            about={
                "title": option.title,
                "kind": option.kind,
                "minutes": option.minutes,
                "is_on_site": option.kind != "hill",
                "meeting_place": "Bench by the north gate" if option.kind == "walk" else "Staff room, level 1",
                "how_hard": "Easy. Flat paths, a bench half way.",
                "cost": "Free",
                "what_to_bring": "Comfortable shoes",
            },
            when=organising.When(
                first_date=next_day(world, option.weekday.lower()), start_time=option.start, count=8 if is_walk else 1
            ),
            places=10,
            site_id=world.sites[0].pk,
            option_id=option.id,
            now=world.now - 5 * DAY,
        )
        lead_by(world, activity, LEAD if is_walk else "Piotr", SECOND if is_walk else "Sunita")
        tell_about(
            member=world.boss,
            roles=ORGANISES,
            activity_id=activity.pk,
            facts={
                "steps": "none" if is_walk else "few",
                "toilets": "there",
                "stops": "Ten minutes at the bench by the pond" if is_walk else "",
                "what_is_free": "Tea and fruit",
                "time": "own",
                "is_quiet": option.kind in ("cook", "talk", "calm"),
            },
            version=0,
            now=world.now - 4 * DAY,
        )
        if option.kind == "cook":
            for date in Occurrence.objects.of(world.organisation.pk).filter(activity=activity):
                keep_some(world, date)
        _open_and_fill(world, activity, weeks=3 if is_walk else 1, people=13 if is_walk else 6)
        if is_walk:
            _some_come_every_time(world, activity)
            help_from_outside(activity, by=world.boss, now=world.now - 4 * DAY)
            begin_passing_on(activity, by=world.boss, now=world.now - 4 * DAY)
            walk = activity
    show_every_state(world, walk)
    grow(world, walk)
    # An organiser comes to each date of the walk for now, and has signed for those that are open.
    to_come = Occurrence.objects.of(world.organisation.pk).filter(activity=walk, starts_at__gt=world.now)
    for date in to_come.filter(state=Occurrence.State.PUBLISHED):
        agree(world, date, world.now - HOUR)


def _open_and_fill(world: World, activity: Activity, *, weeks: int, people: int) -> None:
    at = world.now - 2 * DAY
    dates = Occurrence.objects.of(world.organisation.pk).filter(activity=activity).order_by("starts_at")
    names = [name for name in world.members if name not in (MEMBER, LEAD, SECOND)]
    for index, occurrence in enumerate(dates.select_related("activity__lead", "activity__second")[:weeks]):
        open_date(world, occurrence, at)
        coming = _sample(names, people - 4 * index, seed=f"{activity.title} {index}")
        for n, name in enumerate(coming):
            joining.join(member=world.members[name], occurrence_id=occurrence.pk, now=at + dt.timedelta(minutes=n + 1))
        if weeks > 1:
            _promise(world, occurrence, coming[:2])
            meet_first_timers(occurrence, [world.members[name] for name in coming[2:]], now=world.now - DAY)
            lend_a_hand(occurrence, [world.members[name] for name in coming[3:]], now=world.now - DAY)
        if index == 2:
            _paper(world, occurrence, coming)


def _paper(world: World, occurrence: Occurrence, coming: Sequence[str]) -> None:
    """A sheet hangs in the staff room. The connector typed in who wrote on it: one alone, one with somebody."""
    sheet = paper.hang_sheet(
        member=world.boss, roles=ORGANISES, occurrence_id=occurrence.pk, now=world.now - 2 * DAY + HOUR
    )
    wrote = [name for name in HAVE_CARDS if name not in (*coming, MEMBER, LEAD, SECOND, "Kasia")]
    for line, name in enumerate(wrote[:2], start=1):
        paper.type_line(
            member=world.members["Kasia"],
            roles=frozenset({"connector"}),
            sheet_id=sheet.pk,
            line=line,
            card=world.cards[name][0],
            guests=Party(adults=line - 1),
            now=world.now - DAY,
        )


def _promise(world: World, occurrence: Occurrence, names: Sequence[str]) -> None:
    """One line under a name, one without, and one of the programme's."""
    lines = (("I'll bring a flask of tea", True), ("I'll walk at the back", False))
    for name, (text, shows_name) in zip(names, lines, strict=True):
        promising.promise(
            member=world.members[name],
            occurrence_id=occurrence.pk,
            text=text,
            shows_name=shows_name,
            now=world.now - DAY,
        )
    promising.promise_officially(
        member=world.boss,
        roles=ORGANISES,
        occurrence_id=occurrence.pk,
        text="Lockers for bags are open from 15:00",
        due_date=occurrence.local_date,
        now=world.now - DAY,
    )


def _some_come_every_time(world: World, activity: Activity) -> None:
    """Three of those who are on the first two open dates: they have a turn on the dates to come, too."""
    on = SignUp.objects.of(world.organisation.pk).filter(occurrence__activity=activity, status__in=LIVE)
    dates = dict.fromkeys(on.order_by("occurrence__starts_at").values_list("occurrence_id", flat=True))
    first, second = (set(on.filter(occurrence=date).values_list("member_id", flat=True)) for date in list(dates)[:2])
    for someone in [row for row in world.members.values() if row.pk in first & second][:3]:
        standing.come_every_time(member=someone, activity_id=activity.pk, now=world.now - DAY)


def _open_ballot(world: World, made: list[Idea]) -> None:
    times = [("tue", "15:15", 45, "Free"), ("wed", "12:15", 90, "£2 each"), ("fri", "08:00", 45, "Free"), ("sat", "09:00", 480, "£15 coach")]  # fmt: skip
    opened = world.now - 2 * DAY
    _checked(world, made, opened)
    ballot = opening.open_ballot(
        member=world.boss,
        title="What next, when the days get longer?",
        closes_date=world.today + 20 * DAY,
        closes_time=dt.time(18, 0),
        options=[_option(idea, *time) for idea, time in zip(made, times, strict=True)],
        slots=2,
        now=opened,
    )
    options = [row.pk for row in Option.objects.of(world.organisation.pk).filter(ballot=ballot).order_by("pk")]
    for name in _sample([n for n in world.members if n not in HAVE_CARDS], 12, seed="early voters"):
        _vote(world, ballot, world.members[name], random.Random(name).sample(options, 2), opened + DAY)


def _unanswered(world: World) -> None:
    """Ideas that wait: for their answer, for a rule, for a check; two alike; one answered, one that cannot be done."""
    books = ideas.propose(
        member=world.members[LEAD],
        text="A corner with books to read at break",
        kind="other",
        shown_as="named",
        now=world.now - 5 * DAY,
    )
    late = ideas.propose(
        member=world.members["Otilia"],
        text="A quiet corner to read at break",
        kind="other",
        shown_as="named",
        now=world.now - 16 * DAY,
    )
    ideas.say_id_come(member=world.members["Joy"], idea_id=late.pk, now=world.now - 15 * DAY)
    _show(
        world, late, world.members["Otilia"], alt="A window seat with a lamp and three books", now=world.now - 15 * DAY
    )
    knitting = ideas.propose(
        member=world.members["Joy"],
        text="A knitting circle for nights",
        kind="other",
        shown_as="named",
        now=world.now - 6 * DAY,
    )
    checking.ask_for_money(
        member=world.members["Joy"], idea_id=knitting.pk, pounds=Decimal(40), what_for="Wool and needles"
    )
    grill = ideas.propose(
        member=world.members["Dele"],
        text="A barbecue on the roof terrace",
        kind="cook",
        shown_as="named",
        now=world.now - 5 * DAY,
    )
    checking.check(
        member=world.boss,
        idea_id=grill.pk,
        verdict="no",
        reason="No open fire is allowed on the roof. The garden may have one from May on.",
        now=world.now - 3 * DAY,
    )
    ideas.suggest_merge(
        member=world.members["Joy"],
        idea_id=late.pk,
        into_id=books.pk,
        line="A quiet corner with books for the break",
        now=world.now - 1 * DAY,
    )
    answered = ideas.propose(
        member=world.members["Dele"],
        text="Swimming before work",
        kind="move",
        shown_as="named",
        now=world.now - 20 * DAY,
    )
    ideas.answer(
        member=world.boss,
        idea_id=answered.pk,
        status=Idea.Status.NOT_NOW,
        text="The pool opens at 9, after most shifts begin. We ask them again in March.",
        now=world.now - 10 * DAY,
    )
    chess = ideas.propose(
        member=world.members["Bogdan"],
        text="Chess at night",
        kind="talk",
        shown_as="team",
        now=world.now - 1 * DAY,
    )
    ideas.edit(
        member=world.members["Bogdan"],
        idea_id=chess.pk,
        text="Chess between night rounds",
        kind="talk",
        shown_as="team",
        now=world.now - 1 * DAY,
    )
    ideas.raise_rule_of_idea(
        member=world.members["Otilia"],
        idea_id=late.pk,
        text="The day room is locked after six",
        now=world.now - 3 * DAY,
    )


def _conversations(world: World) -> None:
    """One that is to come, with topics on its wall, and one that was written up: a theme that became an idea, a late step."""
    kasia = world.members["Kasia"]
    to_come = _planned(
        world, "What would make a night shift easier?", "open_agenda", next_day(world, "wed"), world.now - 2 * DAY
    )
    for name, text in (("Otilia", "Warm food after midnight"), ("Bogdan", "Where to rest on a break")):
        conversations.post_topic(
            member=world.members[name], conversation_id=to_come.pk, text=text, now=world.now - 1 * DAY
        )
    held_at = world.now - 18 * DAY
    was = _planned(
        world,
        "What do you like doing that nobody here knows of?",
        "cafe_tables",
        world.organisation.local(held_at).date(),
        held_at - 9 * DAY,
    )
    conversations.mark_held(member=kasia, conversation_id=was.pk, now=held_at)
    themes = [
        conversations.note_theme(member=kasia, conversation_id=was.pk, text=text, tables=tables)
        for text, tables in (
            ("Many of us grow food at home", "most"),
            ("Some could teach a dance or a song", "some"),
            ("Nobody knows what the other teams do", "all"),
        )
    ]
    steps = [
        conversations.note_step(
            member=kasia,
            conversation_id=was.pk,
            text=text,
            due_date=world.organisation.local(held_at).date() + days * DAY,
            is_mine=False,
            now=held_at,
        )
        for text, days in (("Ask estates for the beds by the car park", 14), ("Put a swap table into the canteen", 40))
    ]
    conversations.write_up(member=kasia, conversation_id=was.pk, now=held_at + DAY)
    conversations.take_step(member=world.members["Bashir"], step_id=steps[1].pk)
    conversations.make_idea(member=world.members["Joy"], theme_id=themes[0].pk, now=world.now - 16 * DAY)


def _planned(world: World, question: str, template: str, day: dt.date, at: dt.datetime) -> Conversation:
    return conversations.plan_conversation(
        member=world.members["Kasia"],
        plan=conversations.Plan(
            question=question,
            template=template,
            place="Staff canteen",
            held_date=day,
            start=dt.time(15, 30),
            minutes=60,
            site_id=world.sites[0].pk,
        ),
        now=at,
    )

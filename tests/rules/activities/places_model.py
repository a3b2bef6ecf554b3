"""Places as RULES and DESIGN 7 tell them, slowly: plain lists, read from the start at every step, nothing kept in sums.

Written from the rules and not from the services, so that the two can disagree. It knows no database: the state machine
tells it who somebody is and compares what both say after each step.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR
CUT_OFF = 3 * HOUR
KEPT_UNTIL_BEFORE = 48 * HOUR
UNDO_WITHIN = dt.timedelta(minutes=15)
THE_DAY_BEGINS = 12 * HOUR
LONDON = ZoneInfo("Europe/London")
# Nobody here has told any shifts, so they are not disturbed from 20:00 to 10:00 (DESIGN 2, guarded time).
AWAKE = range(10, 20)
PLACE, OFFER, WAITS, LEFT, DECLINED, OFF, CALLED_OFF = [
    "placed",
    "offered",
    "waiting",
    "left",
    "declined",
    "removed",
    "cancelled",
]
LIVE = (PLACE, OFFER, WAITS)


@dataclass
class Person:
    """What the rules of places ask about somebody."""

    is_adult: bool = True
    is_confirmed: bool = True
    has_been_before: bool = False
    is_facilities: bool = False


@dataclass
class Line:
    """One party's asking for one date. `turn` orders the queue; `code` is what a draw is made of."""

    who: UUID
    code: UUID
    adults: int
    children: int
    turn: dt.datetime
    straight_in: bool
    state: str = WAITS
    job: str = ""
    answer_by: dt.datetime | None = None
    missed: int = 0
    changed: dt.datetime | None = None

    @property
    def people(self) -> int:
        return 1 + self.adults + self.children


@dataclass
class Hold:
    """ "Come with me": one place held for a colleague by somebody who has one."""

    code: UUID
    who: UUID
    until: dt.datetime
    state: str = "open"  # accepted, over
    by: UUID | None = None


@dataclass
class Model:
    """Every method says whether the rules allow it; where they do not, nothing changes."""

    people: dict[UUID, Person]
    places: int
    starts: dt.datetime
    now: dt.datetime
    lines: list[Line] = field(default_factory=list)
    is_called_off: bool = False
    kept_for_first_timers: int = 0
    jobs: list[str] = field(default_factory=list)
    facilities_until: dt.datetime | None = None
    draws_at: dt.datetime | None = None
    was_drawn_for: dt.datetime | None = None
    ticked: dict[UUID, dt.datetime] = field(default_factory=dict)
    presses: dict[UUID, tuple[int, dt.datetime]] = field(default_factory=dict)  # people without a card, when
    holds: list[Hold] = field(default_factory=list)
    called_off_at: dt.datetime | None = None
    drawn: list[Line] = field(default_factory=list)
    gone: set[UUID] = field(default_factory=set)

    # What can be read off the lists.

    def all_of(self, *states: str) -> list[Line]:
        return [line for line in self.lines if line.state in states]

    def heads(self, *states: str) -> int:
        """People, not sign-ups (RULE-2)."""
        return sum(line.people for line in self.all_of(*states))

    @property
    def nameless(self) -> int:
        """They have places like everybody and are nobody's party."""
        return sum(people for people, _ in self.presses.values())

    def held(self) -> list[Hold]:
        return [hold for hold in self.holds if hold.state == "open"]

    def live(self, who: UUID) -> Line | None:
        return next((line for line in self.all_of(*LIVE) if line.who == who), None)

    def queue(self) -> list[Line]:
        """By when they entered it (RULE-6)."""
        return sorted(self.all_of(WAITS), key=lambda line: (line.turn, self.lines.index(line)))

    @property
    def is_open(self) -> bool:
        return not self.is_called_off and self.now < self.starts

    def groups(self) -> list[tuple[str, int]]:
        """Each group with how many of its kept places are still kept; a party counts in one group."""
        if self.now >= self.starts - KEPT_UNTIL_BEFORE:
            return []
        sizes = [("first-timers", self.kept_for_first_timers), *((job, 1) for job in self.jobs)]
        held = self.all_of(PLACE, OFFER)
        return [
            (name, max(0, size - sum(line.people for line in held if self.group_of(line) == name)))
            for name, size in sizes
            if size
        ]

    def job_of(self, line: Line) -> str:
        """A small job is one person's: whoever has a place or an offer with it."""
        others = [other for other in self.all_of(PLACE, OFFER) if other is not line]
        return "" if line.job in [other.job for other in others] else line.job

    def group_of(self, line: Line) -> str | None:
        if self.job_of(line):
            return line.job
        return None if self.people[line.who].has_been_before else "first-timers"

    def room_for(self, line: Line) -> int:
        """What is neither taken nor offered nor kept for others. An own offer is not in the own way (RULE-7)."""
        others = sum(other.people for other in self.all_of(PLACE, OFFER) if other is not line or line.state == PLACE)
        kept = sum(left for name, left in self.groups() if name != self.group_of(line))
        return self.places - others - kept - len(self.held()) - self.nameless

    @property
    def kept(self) -> int:
        free = self.places - self.heads(PLACE, OFFER) - len(self.held()) - self.nameless
        return min(sum(left for _, left in self.groups()), free)

    def end_of_an_offer(self) -> dt.datetime | None:
        """12, 4 or 2 hours by how far the start is, counted awake, not beyond the cut-off. None: asleep until then."""
        away = self.starts - self.now
        left = 12 if away > 7 * DAY else 4 if away > 48 * HOUR else 2
        at, latest, was_awake = self.now, self.starts - CUT_OFF, False
        while left and at < latest:
            if at.astimezone(LONDON).hour in AWAKE:
                left, was_awake = left - 1, True
            at += HOUR
        return min(at, latest) if was_awake else None

    # What gives places. Everything below ends here (RULE-1, RULE-5).

    def give(self, asking: Line | None = None, by_lot: bool = False, was_held: bool = False) -> None:
        gives = self.is_open and self.draws_at is None
        asks_the_queue = gives and (by_lot or self.now < self.starts - CUT_OFF)
        for line in self.all_of(OFFER):
            if line.answer_by <= self.now:  # the turn went by
                line.state, line.turn, line.missed = WAITS, line.answer_by, line.missed + 1
            elif not asks_the_queue:  # RULE-8
                line.state = WAITS
        for hold in self.held():  # nobody holds for others what they have not themselves, nor beyond the cut-off
            inviter = self.live(hold.who)
            hold.until = min(hold.until, self.starts - CUT_OFF)
            if hold.until <= self.now or not asks_the_queue or inviter is None or inviter.state != PLACE:
                hold.state = "over"
        if asking is not None:
            asking.job = self.job_of(asking)
            if was_held and gives and asking.people <= max(1, self.room_for(asking)):  # theirs, whoever waits
                asking.state, asking.job = PLACE, self.job_of(asking)
        while gives and self.give_one(asking, by_lot, asks_the_queue):
            pass

    def give_one(self, asking: Line | None, by_lot: bool, asks_the_queue: bool) -> bool:
        """The first in the queue whom a place fits has it; a party is never split (RULE-3)."""
        for line in self.queue():
            if line is not asking and (not asks_the_queue or line.missed >= 2):
                continue
            if line.people > self.room_for(line):
                continue
            if line.straight_in or line is asking or (by_lot and line in self.drawn):
                line.state, line.job = PLACE, self.job_of(line)
                return True
            line.answer_by = self.end_of_an_offer()
            if line.answer_by is not None:
                line.state, line.job = OFFER, self.job_of(line)
                return True
        return False

    # What people do.

    def join(self, who: UUID, code: UUID, party: tuple[int, int], straight_in: bool, job: str | None = None) -> bool:
        adults, children = party
        line = self.live(who)
        if line is not None and line.state == PLACE:
            return True
        if not self.is_open or any(line.who == who for line in self.all_of(OFF)):
            return False
        if line is not None and line.state == OFFER:
            return self.say_yes(who)
        if job and job not in [name for name, left in self.groups() if left] and (line is None or line.job != job):
            return False
        if line is None:
            if children and not adults and not self.people[who].is_adult:
                return False
            if self.facilities_until and self.now < self.facilities_until and not self.people[who].is_facilities:
                return False
            if 1 + adults + children > self.places:
                return False
            last = max((waits.turn for waits in self.all_of(WAITS)), default=None)
            behind = self.now if last is None else max(self.now, last + dt.timedelta(microseconds=1))
            line = Line(who, code, adults, children, turn=behind, straight_in=straight_in)
            self.lines.append(line)
        elif line.people > self.places:
            return False
        else:
            line.straight_in, line.missed = straight_in, 0
        line.job = job or line.job
        self.give(asking=line)
        return True

    def invite(self, who: UUID, code: UUID) -> bool:
        """One for each member and date, three in vain at most, and only into what is free for anybody."""
        line = self.live(who)
        if not self.is_open or line is None or line.state != PLACE or self.draws_at is not None:
            return False
        if self.now >= self.starts - CUT_OFF:
            return False
        mine = [hold for hold in self.holds if hold.who == who]
        if any(hold.state == "open" and hold.until > self.now for hold in mine):
            return True
        if len([hold for hold in mine if hold.state != "accepted"]) >= 3:
            return False
        self.give()
        kept = sum(left for _, left in self.groups())
        if self.places - self.heads(PLACE, OFFER) - len(self.held()) - self.nameless - kept < 1:
            return False
        self.holds.append(Hold(code, who, min(self.now + DAY, self.starts - CUT_OFF)))
        return True

    def come_along(self, who: UUID, hold: Hold, code: UUID) -> bool:
        """An ordinary sign-up in the place that was held, alone or with the party that waits, as far as it fits."""
        line = self.live(who)
        if hold.who == who:
            return False
        if line is not None and line.state == PLACE:
            return hold.by == who
        if not self.is_open or hold.state != "open" or hold.until <= self.now:
            return False
        if any(off.who == who for off in self.all_of(OFF)):
            return False
        if line is None:
            if self.facilities_until and self.now < self.facilities_until and not self.people[who].is_facilities:
                return False
            line = Line(who, code, 0, 0, turn=self.now, straight_in=True, state="nothing")
        if line.people > self.places:
            return False
        hold.state, hold.by = "accepted", who
        if line.people > max(1, self.room_for(line)):
            hold.state, hold.by = "open", None
            return False
        if line not in self.lines:
            self.lines.append(line)
        if line.state == WAITS:
            line.straight_in, line.missed = True, 0
        line.state = WAITS
        self.give(asking=line, was_held=True)
        return True

    def holds_no_more(self, hold: Hold) -> None:
        if hold.state == "open":
            hold.state = "over"
            self.give()

    def say_yes(self, who: UUID) -> bool:
        line = self.live(who)
        if line is None or (line.state != PLACE and (not self.is_open or line.state != OFFER)):
            return False
        line.state = PLACE
        self.give()
        return True

    def bring(self, who: UUID, party: tuple[int, int]) -> bool:
        line = self.live(who)
        adults, children = party
        if line is None:
            return False
        more = 1 + adults + children - line.people
        if (adults, children) == (line.adults, line.children):
            return True
        if not self.is_open or (children and not adults and not self.people[who].is_adult):
            return False
        room = {PLACE: self.room_for(line), WAITS: self.places - line.people, OFFER: 0}[line.state]
        if more > max(room, 0):
            return False
        line.adults, line.children = adults, children
        self.give()
        return True

    def leave(self, who: UUID) -> None:
        line = self.live(who)
        if line is not None:
            self.out(line, DECLINED if line.state == OFFER else LEFT)
            self.give()

    def out(self, line: Line, state: str) -> None:
        line.state, line.changed = state, self.now

    def undo_leaving(self, who: UUID) -> bool:
        if self.live(who) is not None:
            return True
        mine = [line for line in self.lines if line.who == who]
        last = max(mine, key=lambda line: (line.changed, self.lines.index(line)), default=None)
        if last is None or last.state not in (LEFT, DECLINED) or self.now > last.changed + UNDO_WITHIN:
            return False
        return self.come_back(last)

    def come_back(self, line: Line) -> bool:
        """With the turn they had; never onto somebody's place, nor before those who were drawn meanwhile."""
        if not self.is_open or line.who in self.gone:
            return False
        if self.was_drawn_for and line.turn < self.was_drawn_for and line not in self.drawn:
            line.turn = self.now
        line.state = WAITS
        self.give(asking=line)
        return True

    def leaves_the_programme(self, who: UUID) -> None:
        self.gone.add(who)
        line = self.live(who)
        if line is not None:
            self.out(line, LEFT)
            self.give()

    def two_become_one(self, kept: UUID, gone: UUID) -> None:
        """The better of two stands; of two who wait, the earlier turn. Nothing is doubled.

        Who is under 18 on either card is: children who came without an adult come with one, in one of their places.
        """
        mine = [hold for hold in self.held() if hold.who == kept and hold.until > self.now]
        for hold in self.held():
            if hold.who == gone:
                hold.who, hold.state = (gone, "over") if mine else (kept, "open")
        is_young = not (self.people[kept].is_adult and self.people[gone].is_adult)
        self.people[kept].has_been_before |= self.people[gone].has_been_before
        both = [line for line in self.all_of(*LIVE, OFF) if line.who in (kept, gone)]
        best = min(both, key=lambda line: ((*LIVE, OFF).index(line.state), -line.people, line.turn), default=None)
        for other in [line for line in both if line is not best and line.who != best.who]:
            if best.state == other.state == WAITS:
                best.turn = min(best.turn, other.turn)
            self.lines.remove(other)
        for line in self.lines:
            line.who = kept if line.who == gone else line.who
            if line.who == kept and is_young and line.children and not line.adults:
                line.adults, line.children = 1, line.children - 1
        self.give()

    # What whoever runs it does.

    def set_places(self, places: int, to_queue: list[Line] | None = None) -> bool:
        """Nobody is dropped silently; whoever is moved goes to the top of the queue (RULE-11)."""
        moved = sorted(to_queue or [], key=lambda line: (line.turn, self.lines.index(line)))
        moves = [line.who for line in moved]  # who waits holds nothing for others
        held = [hold for hold in self.held() if hold.until > self.now and hold.who not in moves]
        left = self.heads(PLACE, OFFER) + self.nameless + len(held)
        if self.is_called_off or places < left - sum(line.people for line in moved):
            return False
        top = self.queue()[0].turn if self.queue() else self.now
        for back, line in enumerate(reversed(moved), start=1):
            line.state, line.missed, line.turn = WAITS, 0, top - dt.timedelta(microseconds=back)
        self.places = places
        self.give()
        return True

    def keep(self, first_timers: int, jobs: list[str], facilities_until: dt.datetime | None = None) -> bool:
        if self.is_called_off or first_timers + len(jobs) > self.places:
            return False
        if facilities_until and facilities_until >= self.starts:
            return False
        self.kept_for_first_timers, self.jobs, self.facilities_until = first_timers, jobs, facilities_until
        for line in self.lines:
            line.job = line.job if line.job in jobs else ""
        self.give()
        return True

    def take_off(self, line: Line) -> bool:
        if line.state == OFF:
            return True
        if line.state not in LIVE:
            return False
        self.out(line, OFF)
        self.give()
        return True

    def call_off(self) -> None:
        """The queue first, so that nobody is told "you are in" (RULE-12). Who has a place has it again should it come back."""
        if not self.is_called_off:
            for line in self.all_of(WAITS, OFFER):
                self.out(line, CALLED_OFF)
            self.is_called_off, self.called_off_at = True, self.now
            self.give()

    def bring_back(self) -> bool:
        if self.is_called_off and self.now >= self.starts:
            return False
        if self.is_called_off:
            self.give_turns_back()
        self.is_called_off = False
        self.give()
        return True

    def give_turns_back(self) -> None:
        """One each, to who is still here and has nothing else."""
        waited = [line for line in self.all_of(CALLED_OFF) if line.changed == self.called_off_at]
        for line in sorted(waited, key=lambda line: (line.turn, self.lines.index(line))):
            if line.who not in self.gone and not [one for one in self.all_of(*LIVE, OFF) if one.who == line.who]:
                line.state = WAITS

    def decide_a_draw(self, closes: dt.datetime) -> bool:
        if closes in (self.draws_at, self.was_drawn_for):
            return True
        if self.is_called_off or self.all_of(*LIVE) or self.nameless or self.was_drawn_for:
            return False
        if closes < self.now + 7 * DAY or closes > self.starts - 48 * HOUR:
            return False
        self.draws_at = closes
        return True

    def draw(self, seed: str) -> None:
        """Confirmed members first, then SHA-256 of "seed:code" (DESIGN 7): everybody can do it again."""

        def lot(line: Line) -> tuple[bool, str]:
            return not self.people[line.who].is_confirmed, hashlib.sha256(f"{seed}:{line.code}".encode()).hexdigest()

        in_time = [line for line in self.all_of(WAITS) if line.turn < self.draws_at]
        self.drawn = sorted(in_time, key=lot)
        for place, line in enumerate(self.drawn):
            line.turn = self.draws_at + dt.timedelta(microseconds=place)
        self.was_drawn_for, self.draws_at = self.draws_at, None
        self.give(by_lot=True)

    # The day.

    def tick(self, who: UUID, code: UUID, guests: int, is_here: bool) -> bool:
        """Who is on the list, or was on it when they were ticked first."""
        line = self.live(who)
        if self.has_no_register() or not ((line is not None and line.state == PLACE) or who in self.ticked):
            return False
        if is_here:
            return self.check_in(who, code, guests)
        self.ticked[who] = self.now
        return True

    def has_no_register(self) -> bool:
        return self.is_called_off or self.now < self.starts - THE_DAY_BEGINS

    def check_in(
        self, who: UUID, code: UUID, guests: int, adds_places: bool = False, although_off: bool = False
    ) -> bool:
        """Whoever stands there, with so many. Who has no place needs a free one; those who wait go first (RULE-10)."""
        if self.has_no_register():
            return False
        if self.ticked.get(who) == self.now:
            return True
        line = self.live(who)
        if line is None:  # whoever was taken off comes where who leads has read why, and lets them
            off = next((line for line in self.all_of(OFF) if line.who == who), None)
            if off is not None and not although_off:
                return False
            line = off or Line(who, code, 0, 0, turn=self.now, straight_in=True, state="nothing")
        has = line.people if line.state == PLACE else 0
        party = max(1 + guests, has)
        if party > has:
            short = party - has - max(0, self.room_for(line))
            if short > 0 and not adds_places:
                return False
            self.places += max(0, short)
            adult = 0 if self.people[who].is_adult else 1  # a child comes with an adult of its own party
            line.children = max(0, min(line.children, party - 1 - adult))
            line.adults = party - 1 - line.children
            line.state, line.job = PLACE, self.job_of(line)
            if line not in self.lines:
                self.lines.append(line)
        self.ticked[who] = self.now
        self.give()
        return True

    def count_without_card(self, key: UUID, people: int, at: dt.datetime, adds_places: bool) -> bool:
        """So many without a card, none to take the press back. Of one key the later press stands."""
        if self.is_called_off or (people and self.has_no_register()):
            return False
        had, pressed = self.presses.get(key, (0, at - DAY))
        if pressed >= at:
            return pressed == at or had == people
        short = people - had - (self.places - self.heads(PLACE, OFFER) - len(self.held()) - self.kept - self.nameless)
        if people > had and short > 0:
            if not adds_places:
                return False
            self.places += short
        self.presses[key] = people, at
        self.give()
        return True

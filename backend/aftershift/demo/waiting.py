"""Who agreed to the dates of the demonstration; and a cooking class that waits for a yes, with a line of its own, dishes, a photo rule."""

import datetime as dt
from uuid import UUID

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import dates_to_come
from aftershift.activities.services import organising
from aftershift.demo.world import ORGANISES, World
from aftershift.people.models import Member
from aftershift.safety.hazards import suggested
from aftershift.safety.selectors import plans
from aftershift.safety.services import agreeing, notes
from aftershift.safety.templates import name_for

DAY = dt.timedelta(days=1)
SOUP = {"celery": "yes", "gluten": "no", "milk": "no", "nuts": "no", "peanuts": "no", "mustard": "yes"}
BREAD = {"gluten": "yes", "sesame": "yes", "celery": "no", "mustard": "no"}


def wait_for_a_yes(*, organiser: Member, site_id: UUID, date: dt.date, now: dt.datetime) -> Activity:
    made = organising.create_activity(
        member=organiser,
        roles=ORGANISES,
        about={
            "title": "Cook soup together",
            "kind": "cook",
            "minutes": 90,
            "is_on_site": True,
            "meeting_place": "Staff kitchen, level 2",
            "how_hard": "Easy. There are stools.",
            "cost": "£1",
            "what_to_bring": "A lidded box",
        },
        when=organising.When(first_date=date, start_time=dt.time(15, 30)),
        places=10,
        site_id=site_id,
        now=now - 3 * DAY,
    )
    lines = [dict(line) for line in suggested(name_for(made)).lines]
    own = {"id": "own-1", "what": "The kitchen is small", "who": "Everyone", "action": "Six at a time.", "left": "low"}
    for number, written in enumerate((lines, [*lines, own])):
        agreeing.write_assessment(
            member=organiser,
            roles=ORGANISES,
            activity_id=made.pk,
            based_on=number,
            route="",
            lines=written,
            now=now - 3 * DAY,
        )
    agreeing.ask_for_agreement(member=organiser, roles=ORGANISES, activity_id=made.pk, now=now - 2 * DAY)
    (evening,) = dates_to_come(activity=made, now=now)
    notes.set_dishes(
        member=organiser,
        roles=ORGANISES,
        occurrence_id=evening.pk,
        dishes=[{"name": "Lentil soup", "allergens": SOUP}, {"name": "Seeded bread", "allergens": BREAD}],
        now=now - 2 * DAY,
    )
    notes.set_photo_rule(
        member=organiser, roles=ORGANISES, occurrence_id=evening.pk, photo_rule="places", now=now - 2 * DAY
    )
    return made


def agree(world: World, occurrence: Occurrence, at: dt.datetime) -> None:
    """Write down what usually could hurt people there, and agree to it as organiser."""
    pk, boss = occurrence.activity_id, world.boss
    page = plans.plan_page(member=boss, roles=ORGANISES, activity_id=pk, now=at)
    written = page.assessment or agreeing.write_assessment(
        member=boss, roles=ORGANISES, activity_id=pk, based_on=0, route="", lines=page.suggested.lines, now=at
    )
    seen = plans.plan_page(member=boss, roles=ORGANISES, activity_id=pk, now=at).dates
    agreeing.agree(
        member=boss,
        roles=ORGANISES,
        activity_id=pk,
        as_role="organiser",
        number=written.number,
        dates={date.occurrence.pk: date.seen for date in seen if date.occurrence.pk == occurrence.pk},
        now=at,
    )

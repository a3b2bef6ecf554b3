"""Who agreed to the dates of the demonstration; and a cooking class that waits for a yes, with a line of its own, dishes, a photo rule."""

import datetime as dt

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import dates_to_come
from aftershift.activities.services import organising
from aftershift.demo.world import ORGANISES, World
from aftershift.safety.hazards import suggested
from aftershift.safety.selectors import plans
from aftershift.safety.services import agreeing, notes
from aftershift.safety.templates import name_for

DAY = dt.timedelta(days=1)
SOUP = {"celery": "yes", "gluten": "no", "milk": "no", "nuts": "no", "peanuts": "no", "mustard": "yes"}
BREAD = {"gluten": "yes", "sesame": "yes", "celery": "no", "mustard": "no"}
SMALL_KITCHEN = {
    "id": "own-1",
    "what": "The kitchen is small",
    "who": "Whoever cooks",
    "action": "Seven cook, seven lay the table.",
    "left": "low",
}


def wait_for_a_yes(world: World, date: dt.date) -> Activity:
    """It was agreed to for ten people; then more were to come, and a line was added. So a change has reopened it."""
    boss, now = world.boss, world.now
    made = organising.create_activity(
        member=boss,
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
        site_id=world.sites[0].pk,
        now=now - 4 * DAY,
    )
    (evening,) = dates_to_come(activity=made, now=now)
    written = agreeing.write_assessment(
        member=boss,
        roles=ORGANISES,
        activity_id=made.pk,
        based_on=0,
        route="",
        lines=[dict(line) for line in suggested(name_for(made)).lines],
        now=now - 4 * DAY,
    )
    agreeing.ask_for_agreement(member=boss, roles=ORGANISES, activity_id=made.pk, now=now - 4 * DAY)
    agree(world, evening, now - 3 * DAY)
    organising.set_places(member=boss, roles=ORGANISES, occurrence_id=evening.pk, places=14, now=now - 2 * DAY)
    agreeing.write_assessment(
        member=boss,
        roles=ORGANISES,
        activity_id=made.pk,
        based_on=written.number,
        route="",
        lines=[*written.lines, SMALL_KITCHEN],
        now=now - 2 * DAY,
    )
    notes.set_site_point(
        member=boss, roles=ORGANISES, site_id=world.sites[0].pk, latitude=51.4990, longitude=-0.1187, now=now - 4 * DAY
    )
    notes.set_dishes(
        member=boss,
        roles=ORGANISES,
        occurrence_id=evening.pk,
        dishes=[{"name": "Lentil soup", "allergens": SOUP}, {"name": "Seeded bread", "allergens": BREAD}],
        now=now - 2 * DAY,
    )
    notes.set_photo_rule(member=boss, roles=ORGANISES, occurrence_id=evening.pk, photo_rule="places", now=now - 2 * DAY)
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

"""What was heard in the demonstration: a month of barriers with an answer, a field note, and a show of hands."""

import datetime as dt
from uuid import UUID, uuid4

from aftershift.ideas import services as ideas
from aftershift.ideas.models import Idea
from aftershift.people.models import Member

DAY = dt.timedelta(days=1)
# How many named each last month; the small ones stay hidden.
NAMED = {"time": 21, "caring": 16, "second_job": 11, "travel": 9, "confidence": 5, "faith": 2, "cost": 4}


def listen(*, organiser: Member, connector: Member, site_id: UUID, proposed: list[Idea], now: dt.datetime) -> None:
    today = organiser.organisation.local(now).date()
    last_month = now - (today.day + 3) * DAY
    ideas.say_barriers(member=connector, random=uuid4().hex, about="", said=NAMED, now=last_month)
    ideas.say_barriers(member=connector, random=uuid4().hex, about="trip", said={"travel": 12}, now=last_month)
    ideas.answer_barrier(
        member=organiser,
        tag="travel",
        text="From next month the coach also stops at the night bus.",
        idea_id=proposed[-1].pk,
        now=now - 2 * DAY,
    )
    note = {
        "id": uuid4(),
        "site": site_id,
        "date": today - 2 * DAY,
        "lines": [
            {"mark": "idea", "tag": "", "text": "Tea and a chat at two in the night"},
            {"mark": "question", "tag": "", "text": "May bank staff come along?"},
            {"mark": "thanks", "tag": "", "text": "The Thursday walk was lovely"},
        ],
    }
    ideas.send_field_notes(member=connector, notes=[note], now=now - DAY)
    ideas.enter_tally(
        member=connector,
        question="Which would you come to first?",
        date=today - 4 * DAY,
        site=site_id,
        in_the_room=41,
        choices=[
            {"idea": proposed[-1].pk, "text": None, "hands": 24},
            {"idea": proposed[1].pk, "text": None, "hands": 13},
            {"idea": None, "text": "Table tennis", "hands": 6},
        ],
        now=now - 4 * DAY,
    )

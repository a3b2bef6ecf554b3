"""One message of every kind, in every language, as JSON: for the pictures that message-shots.mjs takes.

Runs in `manage.py shell` of a demonstration. Dates, votes, ideas and conversations are the demonstration's own; what happens to
them here (a coat, a place offered) is said by each kind's own `write`, as delivery and the inbox have it. Nothing is written.
"""

import datetime as dt
import json
from typing import Any

from django.test import override_settings
from django_scopes import scopes_disabled

from aftershift.activities import messages as dates
from aftershift.activities import messages_people
from aftershift.activities.models import Occurrence
from aftershift.ballots import messages as votes
from aftershift.ballots import messages_checks
from aftershift.ballots.models import Ballot
from aftershift.core import clock
from aftershift.core.ids import new_id
from aftershift.ideas import messages_conversations
from aftershift.ideas.models import Conversation, Idea
from aftershift.leading import messages as roles
from aftershift.leading import messages_passing, messages_steps
from aftershift.notifications import kinds, selectors
from aftershift.notifications.channels import Parcel, email
from aftershift.notifications.languages import LANGUAGES
from aftershift.notifications.models import Message
from aftershift.people.models import Member
from aftershift.safety import messages as plans
from aftershift.safety import messages_late, messages_out
from aftershift.safety.models import ProposedChange

ADDRESS = "https://aftershift.example"


def samples(now: dt.datetime) -> dict[str, Any]:
    """What each kind is worded from."""
    to_come = Occurrence._base_manager.filter(state="published", starts_at__gt=now).order_by("starts_at")
    to_come = to_come.select_related("activity__organisation")
    walk = to_come.filter(activity__title__startswith="A walk").first() or to_come[0]
    meal = to_come.filter(activity__title__startswith="Cook").first() or to_come[0]
    organisation = walk.activity.organisation
    ballot = Ballot._base_manager.filter(state="open").order_by("pk")[0]
    idea = Idea._base_manager.filter(text__startswith="A knitting circle")[0]
    held = Conversation._base_manager.filter(state="planned").order_by("held_date")[0]
    day = dt.timedelta(days=1)
    series = walk.activity
    soon = organisation.local(now).date()
    return {
        "announcement": dates.About("said_coat", walk),
        "place": dates.About("place_offered", meal, until=now + day),
        "date_change": dates.About("date_moved", walk),
        "asked_for": dates.About("asked_place_free", meal),
        "reminder": dates.About("reminder", walk),
        "stopped": messages_out.About(messages_out.STOPPED, walk, now),
        "invited": messages_people.About("invited", walk, until=now + day),
        "host": messages_people.About("host_asked", walk),
        "date_role": roles.About(walk, "back_marker"),
        "typed_in": messages_people.About("typed_placed", walk),
        "promise": messages_people.About("promise_shown_again", meal),
        "series_pause": messages_passing.About("paused", series, "/activities", walk.starts_at),
        "idea": ("answered", idea),
        "idea_check": messages_checks.About(idea, "yes", ""),
        "conversation": messages_conversations.About("moved", held, organisation),
        "vote": votes.About("opened", ballot, organisation),
        "steps": messages_steps.About("open", "/my-steps", 2),
        "leader_call": messages_passing.About("call_lead", series, "/activities", walk.starts_at),
        "passing_on": messages_passing.About("handover_take", series, "/activities", now + 7 * day),
        "lead_month": messages_steps.About("month", "/my-steps"),
        "sign_off": messages_steps.About("asked", "/my-steps"),
        "at_home": messages_out.About(messages_out.ASKED, walk, walk.ends_at),
        "plan": plans.About(plans.ASKED, meal.activity, soon + 7 * day),
        "waiting_for_yes": messages_late.About(meal.activity, soon - day, organisation.local(meal.starts_at).date()),
        "list_change": ProposedChange(template="end-of-shift-walk"),
    }


def letter_to(member: Member, now: dt.datetime) -> dict[str, Any]:
    """The letter of an evening with what stands in this member's real inbox."""
    shown = {row.id for row in selectors.inbox(member=member, now=now)}
    rows = selectors.visible_messages(member=member).filter(pk__in=shown).select_related("member__organisation")
    words = list(kinds.words_of(rows.order_by("-made_at"), now=now, language=member.language).values())
    with override_settings(PUBLIC_URL=ADDRESS):
        made = email.letter(Parcel(new_id(), member, words, now, is_digest=True))
    return {"subject": made.subject, "text": made.body, "messages": len(words)}


def fullest(now: dt.datetime) -> Member:
    """Whose inbox shows the most kinds."""
    shown: dict[Any, set[str]] = {}
    members = Member._base_manager.filter(left_at=None, pk__in=Message._base_manager.values("member"))
    for member in members.select_related("organisation", "person"):
        shown[member] = {row.kind for row in selectors.inbox(member=member, now=now)}
    return max(shown, key=lambda member: (len(shown[member]), str(member.pk)))


def everything() -> dict[str, Any]:
    now = clock.now()
    facts = samples(now)
    if facts.keys() != kinds.registered.keys():
        raise SystemExit(f"kinds without a sample, or the other way: {sorted(facts.keys() ^ kinds.registered.keys())}")
    reader = fullest(now)
    found: dict[str, Any] = {"reader": reader.called_name, "languages": {}}
    for language in LANGUAGES:
        reader.language = language
        rows = []
        for kind, about in facts.items():
            words = kinds.registered[kind].write(about, language)
            rows.append({"kind": kind, "title": words.title, "text": words.text, "lock_text": words.lock_text})
        found["languages"][language] = {"messages": rows, "letter": letter_to(reader, now)}
    return found


with scopes_disabled():
    print(json.dumps(everything(), ensure_ascii=False))

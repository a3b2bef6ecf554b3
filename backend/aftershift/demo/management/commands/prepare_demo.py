"""manage.py prepare_demo: tables, the demonstration's people once, and how to get in. Repeating it only says so again."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_scopes import scope

from aftershift.core import clock
from aftershift.demo import seeding, world
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member, RoleGrant
from aftershift.people.services.accounts import current_totp
from aftershift.people.services.join_codes import make_poster


class Command(BaseCommand):
    help = "Make the tables, seed the demonstration once, and print the address, a QR code to join by and three ready sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", required=True, help="Where people will reach it, http://localhost:8000")
        parser.add_argument("--write", required=True, type=Path, help="The file that scripts read the sign-ins from.")

    def handle(self, *args: Any, address: str, write: Path, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This makes invented people: it runs in the demonstration only.", returncode=2)
        call_command("migrate", verbosity=0)  # here, not before: one start of Python less
        kept = settings.VAR_DIR / "demo.json"
        if not Organisation.objects.filter(short_name=seeding.SHORT_NAME).exists():
            self.stderr.write("Making the demonstration: 60 members, their shifts, ideas, votes and walks …")
            kept.write_text(json.dumps(self._seeded()))
        if not kept.exists():
            raise CommandError("The sign-ins of this demonstration are lost. Remove var/ and run again.", returncode=2)
        facts = json.loads(kept.read_text())
        facts["address"] = address
        write.write_text(json.dumps(facts, indent=2) + "\n")
        self._say(facts)

    def _seeded(self) -> dict[str, Any]:
        now = clock.now()
        made = seeding.seed(now=now)
        with scope(organisation=made.organisation.pk):
            grant = RoleGrant.objects.of(made.organisation.pk).filter(role="organiser").first()
            if grant is None:
                raise CommandError("The demonstration has no organiser.")
            boss = Member.objects.of(made.organisation.pk).select_related("organisation").get(pk=grant.member_id)
            boss.with_second_factor = True
            until = made.organisation.local(now).date() + dt.timedelta(days=180)
            poster = make_poster(member=boss, take_down_date=until, now=now)
        cards = {name: {"card": code, "pin": pin} for name, (code, pin) in made.cards.items()}
        return {
            "join_code": poster.secret,
            "member": cards[world.MEMBER],
            "lead": cards[world.LEAD],
            "organiser": {
                "email": made.organiser_email,
                "password": made.organiser_password,
                "totp_secret": made.totp_secret,
            },
            "members": cards,
        }

    def _say(self, facts: dict[str, Any]) -> None:
        link = f"{facts['address']}/join/{facts['join_code']}"
        organiser = facts["organiser"]
        self.stdout.write("")
        picture = io.StringIO()
        segno.make(link, error="l").terminal(out=picture, compact=True)
        self.stdout.write(picture.getvalue())
        self.stdout.write(f"""
Aftershift, a demonstration     {facts["address"]}
Join as somebody new            {link}

Member     card {facts["member"]["card"]}   PIN {facts["member"]["pin"]}
Lead       card {facts["lead"]["card"]}   PIN {facts["lead"]["pin"]}
Organiser  {organiser["email"]}   password {organiser["password"]}
           second factor now {current_totp(organiser["totp_secret"])}, or add {organiser["totp_secret"]} to an authenticator

The clock can be moved: DEMONSTRATION=1 .venv/bin/python backend/manage.py clock +21d
Ctrl-C stops everything.
""")

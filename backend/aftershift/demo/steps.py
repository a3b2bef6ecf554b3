"""Growing into leading, in the demonstration: Ama lends a hand and asks for a word, Rosa writes into the notebook."""

from aftershift.activities.models import Activity, Occurrence
from aftershift.demo.world import DAY, HOUR, LEAD, MEMBER, ORGANISES, SECOND, World
from aftershift.leading.models import CircleActivity, SignOff
from aftershift.leading.services import certificates, circle, record, sign_offs, steps

LEADS = frozenset({"member", "confirmed", "lead"})


def grow(world: World, walk: Activity) -> None:
    ama, rosa = world.members[MEMBER], world.members[LEAD]
    kind, at = str(walk.kind), world.now - 2 * DAY
    steps.take_step(member=ama, kind=kind, number=1, now=at)
    for card in ("greet", "back_marker"):
        steps.read_card(member=ama, card=card, now=at)
    done = Occurrence.objects.of(world.organisation.pk).filter(state=Occurrence.State.CLOSED).order_by("-starts_at")
    if (date := done.first()) is not None:
        record.note_role(member=ama, occurrence_id=date.pk, role="kit", now=at)
    sign_offs.ask_for_sign_off(
        member=ama, kind=kind, what=SignOff.What.BRIEFING, asked_of_id=rosa.pk, now=world.now - DAY
    )
    shown = certificates.tell_certificate(
        member=rosa, what="first_aid", last_date=world.today + 400 * DAY, now=at - DAY
    )
    certificates.see_certificate(
        member=world.boss, roles=ORGANISES, all_roles=ORGANISES, certificate_id=shown.pk, now=at
    )
    notes = (
        (rosa, "Count at the bridge: half of us always stop there to look at the ducks.", True),
        (world.members[SECOND], "New people like the back better than the front. Ask them to walk with you.", False),
    )
    for n, (who, text, shows_name) in enumerate(notes):
        circle.write_note(member=who, roles=LEADS, text=text, shows_name=shows_name, now=at + n * HOUR)
    talk = Activity.objects.of(world.organisation.pk).filter(kind=Activity.Kind.TALK).first()
    if talk is not None:
        circle.say_what_it_is(
            member=world.boss, roles=ORGANISES, activity_id=talk.pk, what=CircleActivity.What.CIRCLE, now=at
        )

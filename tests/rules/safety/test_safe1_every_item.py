"""Every item of DOMAIN 4.9 is on the list of its kind, with its words, and keeps its gate shut. Made from the data files."""

from pathlib import Path

import pytest

from aftershift.activities.models import Activity
from aftershift.safety import hazards, services, templates
from aftershift.safety.models import Checklist, ChecklistTick
from tests.factories import MONDAY_9AM
from tests.rules.safety.test_gates import MEMBER, Walk

DOMAIN = Path(__file__).parents[2] / "data/items_of_domain_4_9.txt"
LINES = [line.split(" | ") for line in DOMAIN.read_text().splitlines()[1:]]
EVERY = [(name, item) for name in templates.names() for item in templates.template(name).items]
# The data answers these at once; their own tests say how. No tick stands for them.
KNOWN = {"C-B1", "C-B2", "C-B5", "C-B6", "C-B12", "C-A6"}
KIND_OF = {
    "core": {"kind": "litter"},
    "day-walk": {"kind": "walk", "minutes": 120},
    **{name: {"kind": kind} for kind, name in reversed(templates.LIST_OF.items()) if name != "day-walk"},
}


def test_the_data_files_hold_every_item_of_the_domain_with_its_words_and_no_other():
    assert len(LINES) == 130
    assert {item.id: item.text.lower() for _, item in EVERY} == {id: words.lower() for id, _, words in LINES}


@pytest.mark.parametrize(("id", "flag"), [line[:2] for line in LINES])
def test_what_the_domain_calls_mandatory_is_mandatory(id, flag):
    (item,) = [item for _, item in EVERY if item.id == id]
    conditional = id == "EW-B6" or flag not in ("M", "r")  # "when more than 7" stands in its words
    assert item.mandatory == ("always" if flag == "M" else "never") or (
        conditional and isinstance(item.mandatory, dict)
    )


def test_every_kind_of_activity_has_a_list():
    assert {templates.name_for(Activity(kind=kind, minutes=45)) for kind in Activity.Kind} | {"day-walk"} == set(
        templates.names()
    )


@pytest.mark.parametrize("name", templates.names())
def test_every_list_has_something_to_begin_its_assessment_with(name):
    lines = hazards.suggested(name).lines
    assert len(lines) >= 3
    assert len({line["id"] for line in lines}) == len(lines)
    assert {line["left"] for line in lines} <= set(hazards.LEFT)
    assert all(line["what"] and line["who"] and line["action"] for line in lines)


def all_ticked_but(walk, left_open):
    """Ticks straight into the rows: what the gates read, whoever made them."""
    occurrence = walk.date
    template = templates.name_for(walk.activity)
    items, versions = templates.items_of(template)
    checklist = Checklist.objects.create(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        template=template,
        versions=versions,
        items=templates.as_data(items),
        made_at=MONDAY_9AM,
    )
    ChecklistTick.objects.bulk_create(
        ChecklistTick(
            organisation_id=occurrence.organisation_id,
            checklist=checklist,
            item_id=item.id,
            is_ticked=True,
            number=9 if item.takes_number else None,
            device_at=MONDAY_9AM,
            server_at=MONDAY_9AM,
        )
        for item in items
        if item.id != left_open
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "item"), EVERY, ids=[item.id for _, item in EVERY])
def test_an_item_that_is_open_keeps_its_gate_shut_and_no_earlier_one(name, item):
    """RULE-41. Where its condition holds: off site, nine people, photos, hired things."""
    walk = Walk(is_on_site=False, **KIND_OF[name])
    services.give_answers(
        member=walk.rosa,
        roles=MEMBER,
        activity_id=walk.activity.pk,
        answers=dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new", "takes_photos"), True),
        now=MONDAY_9AM,
    )
    all_ticked_but(walk, item.id)
    order = ["publish", "start", "close"]
    shut = [gate for gate in order if item.id in walk.missing(gate)]
    is_asked = item.mandatory != "never" and item.id not in KNOWN - {"C-B12"}
    assert shut == (order[order.index(item.gate) :] if is_asked else [])
    # Nothing but this item, and the agreement that no tick can give.
    assert walk.missing("close") <= {item.id, "C-B12"}

"""DESIGN 13: the counting command works from files, and says in one sentence why it cannot."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

SWIECIE = Path(__file__).parents[2] / "data" / "swiecie_2023.pb"
PB = "META\nkey;value\nbudget;{budget}\nvote_type;{kind}\nPROJECTS\nproject_id;cost;name\nA;1;Walk\nB;1;Choir; \nVOTES\nvoter_id;vote\nv1;A,B\nv2;{vote}\n"
GOOD = {"budget": "2", "options": [{"id": "A", "cost": "1"}, {"id": "B", "cost": "1"}], "slips": [["A"], ["A", "B"]]}


def run(capsys, *args):
    call_command("count_votes", *[str(arg) for arg in args])
    return capsys.readouterr()


def refused(capsys, *args):
    with pytest.raises(SystemExit) as stopped:
        call_command("count_votes", *[str(arg) for arg in args])
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert err.strip().count("\n") == 0
    return err.strip()


def file_of(tmp_path, text, name="votes.json"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_pabulib_file_is_counted_and_compared_with_what_the_city_published(capsys):
    printed = run(capsys, SWIECIE, "--rule", "equal-shares", "--json")
    out = json.loads(printed.out)
    assert len(out["chosen"]) == 17
    assert out["rounds"][0] == {
        "option": "c12",
        "supporters": 1030,
        "each_pays": "15000/103",
        "poorer": 0,
        "poorer_paid": "0",
    }
    assert {missed["option"] for missed in out["not_chosen"]} == {"c6", "c8", "c15", "c16", "c22"}
    assert "exactly what the file says" in printed.err


def test_people_read_a_table(capsys):
    printed = run(capsys, SWIECIE)
    assert printed.out.startswith("2553 voters, 22 options, budget 1070000\n")
    assert "c12" in printed.out.splitlines()[2]


def test_slots_can_be_given_for_either_rule(tmp_path, capsys):
    file = file_of(tmp_path, json.dumps(GOOD | {"budget": "10.5"}))
    for rule in ("equal-shares", "seq-pav"):
        assert json.loads(run(capsys, file, "--rule", rule, "--slots", "1", "--json").out)["chosen"] == ["A"]
    assert refused(capsys, file, "--rule", "seq-pav").startswith("Sequential PAV shares out slots")


def test_the_order_of_tie_rules_can_be_set(tmp_path, capsys):
    """A and C are equally wanted for their cost; C is cheaper, A is nearer in the draw of one of two seeds."""
    options = [{"id": "A", "cost": "2"}, {"id": "C", "cost": "1"}]
    file = file_of(tmp_path, json.dumps({"budget": "2", "options": options, "slips": [["A", "C"]] * 2}))
    by_cost = json.loads(run(capsys, file, "--completion", "none", "--json").out)
    assert by_cost["chosen"] == ["C"]
    by_draw = {
        seed: json.loads(
            run(capsys, file, "--completion", "none", "--tie-break", "seed", "--seed", seed, "--json").out
        )["chosen"]
        for seed in "abcdef"
    }
    assert {chosen[0] for chosen in by_draw.values()} == {"A", "C"}


def test_a_file_that_was_cut_short_is_noted(tmp_path, capsys):
    cut = "\n".join(SWIECIE.read_text(encoding="utf-8").splitlines()[:100])
    assert "says it holds 2553 votes, but 60 were read" in run(capsys, file_of(tmp_path, cut, "cut.pb"), "--json").err


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("votes.txt", "x", "votes.txt must be a .pb or a .json file."),
        ("votes.json", b"\xff\xfe{}", "votes.json is not UTF-8 text."),
        ("votes.json", "{", "The JSON cannot be read at line 1: Expecting property name enclosed in double quotes."),
        ("votes.json", "[" * 100_000, "The JSON is nested too deeply."),
        ("votes.json", "[]", 'The JSON must be an object with "budget", "options" and "slips".'),
        ("votes.json", json.dumps(GOOD | {"budget": 2}), 'The budget must be a decimal number written as text, such as "12.50".'),
        ("votes.json", json.dumps(GOOD | {"budget": "0"}), "The budget must be more than 0."),
        ("votes.json", json.dumps(GOOD | {"budget": "1e999999"}), 'The budget must be a decimal number written as text, such as "12.50".'),
        ("votes.json", json.dumps(GOOD | {"options": []}), "There are no options to count."),
        ("votes.json", json.dumps(GOOD | {"options": GOOD["options"] * 2}), "Option A is listed twice."),
        ("votes.json", json.dumps(GOOD | {"slips": [["A"], ["Z"]]}), "Slip 2 ticks Z, which is not an option."),
        ("votes.json", json.dumps(GOOD | {"slips": [["A", "A"]]}), "Slip 1 ticks the same option twice."),
        ("votes.json", json.dumps(GOOD | {"slips": ["A"]}), "Slip 1 must be a list of option ids."),
        ("votes.json", json.dumps(GOOD | {"seed": 5}), '"seed" must be text.'),
        ("votes.json", '{"budget": "1", "budget": "2"}', "An object in the JSON has the same name twice."),
        ("votes.json", '{"budget": NaN}', "NaN is not a number that can be counted with."),
        ("votes.pb", "", "The file has no META section."),
        ("votes.pb", "budget;5", "Line 1 stands before the META section: this is not a .pb file."),
        ("votes.pb", PB.format(budget="2", kind="cumulative", vote="A"), "The votes are of type cumulative; only approval votes can be counted."),
        ("votes.pb", PB.format(budget="2", kind="approval", vote="Z"), "Line 8 has 4 fields where the heading has 3."),
        ("votes.pb", PB.replace("; \n", "\n").format(budget="2", kind="approval", vote="Z"), "Slip 2 ticks Z, which is not an option."),
        ("votes.pb", PB.replace("; \n", "\n").format(budget="two", kind="approval", vote="A"), 'The budget must be a decimal number written as text, such as "12.50".'),
        ("votes.pb", PB.replace("; \n", "\n").replace("voter_id;vote", "voter;ticks").format(budget="2", kind="approval", vote="A"), "The VOTES section has no column vote."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_gets_one_plain_sentence(tmp_path, capsys, name, text, sentence):
    assert refused(capsys, file_of(tmp_path, text, name)) == sentence


def test_a_file_that_is_not_there_is_said_so(tmp_path, capsys):
    assert refused(capsys, tmp_path / "none.pb") == "none.pb cannot be opened: no such file or directory."


@pytest.mark.parametrize("rule", ["equal-shares", "seq-pav"])
def test_each_round_is_said_in_words_to_people_and_to_programs(tmp_path, capsys, rule):
    twelve = {
        "budget": "4",
        "options": [{"id": letter, "cost": "1"} for letter in "ABCDE"],
        "slips": [["A", "B", "C"]] * 7 + [["D", "E"]] * 5,
    }
    file = file_of(tmp_path, json.dumps(twelve))
    read = run(capsys, file, "--rule", rule).out
    lines = json.loads(run(capsys, file, "--rule", rule, "--json").out)["explanation"]
    assert len(lines) == 1 + 5  # how it is counted, then each of the five options
    assert sum("chosen. 7 people ticked it." in line for line in lines) == 2
    assert sum("not this time. 1 more person was needed." in line for line in lines) == 1
    assert all(line in read for line in lines)

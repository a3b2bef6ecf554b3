"""Count votes from a file, without a database (DESIGN 13)."""

import argparse
import json
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from aftershift.ballots.counting import equal_shares, reading, sequential_pav
from aftershift.ballots.counting.elections import TIE_BREAK, CannotCount, Count, Election, TieRule
from aftershift.ballots.counting.explaining import explain


class Command(BaseCommand):
    help = "Count a .pb or .json file of votes by equal shares or sequential PAV, exactly."
    requires_system_checks: list[str] = []  # files only: a database that is down stops nobody

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a Pabulib .pb file, or .json")
        parser.add_argument("--rule", choices=["equal-shares", "seq-pav"], default="equal-shares")
        parser.add_argument("--slots", type=_slots, help="count for this many slots, whatever the options cost")
        parser.add_argument("--completion", choices=["add1", "none"], default="add1", help="equal shares only")
        parser.add_argument("--tie-break", type=_tie_break, default=TIE_BREAK, help="an order of cost, votes and seed")
        parser.add_argument("--seed", help="the seed of the draw (a .json names its own)")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            election, text = self._read(options["file"], options["seed"], options["tie_break"])
            if options["slots"] is not None:
                election = election.as_slots(options["slots"])
            if options["rule"] == "seq-pav":
                count = sequential_pav.count(election)
            else:
                count = equal_shares.count(election, completion=options["completion"])
        except CannotCount as error:
            self._refuse(str(error))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(count), ensure_ascii=False))
        else:
            self._print_table(election, count)
            self.stdout.write("\n" + "\n".join(explain(count, {})))
        if text is not None and options["rule"] == "equal-shares" and options["slots"] is None:
            self._note_official(text, count)

    def _read(self, file: Path, seed: str | None, tie_break: tuple[TieRule, ...]) -> tuple[Election, str | None]:
        """The election, and the text of a `.pb` for what it says about itself."""
        kind = file.suffix.lower()
        if kind not in (".pb", ".json"):
            raise CannotCount(f"{file.name} must be a .pb or a .json file.")
        try:
            text = file.read_bytes().decode("utf-8")
        except OSError as error:
            raise CannotCount(
                f"{file.name} cannot be opened: {(error.strerror or 'unknown reason').lower()}."
            ) from None
        except UnicodeDecodeError:
            raise CannotCount(f"{file.name} is not UTF-8 text.") from None
        if kind == ".json":
            return reading.read_json(text, seed=seed, tie_break=tie_break), None
        election = reading.read_pb(text, seed=seed or "", tie_break=tie_break)
        announced = reading.votes_announced(text)
        if announced is not None and announced != election.voters:
            self.stderr.write(f"Note: the file says it holds {announced} votes, but {election.voters} were read.")
        return election, text

    def _note_official(self, text: str, count: Count) -> None:
        if (official := reading.official_selection(text)) is not None:
            agrees = sorted(official) == sorted(count.chosen)
            self.stderr.write(
                f"Note: this {'is exactly' if agrees else 'differs from'} what the file says was selected."
            )

    def _print_table(self, election: Election, count: Count) -> None:
        costs = {option.id: option.cost for option in election.options}
        width = max(len("option"), *(len(option.id) for option in election.options))
        out = self.stdout.write
        out(f"{count.voters} voters, {len(election.options)} options, budget {_short(election.budget)}")
        out(
            f"{'option':<{width}}  {'cost':>10}  {'ticked by':>9}  {'each pays' if count.share is not None else 'counts for'}"
        )
        for round_ in count.rounds:
            pays = round_.each_pays if round_.each_pays is not None else round_.score
            out(
                f"{round_.option:<{width}}  {_short(costs[round_.option]):>10}  {round_.supporters:>9}  {_short(pays or Fraction(0))}"
            )
        out(f"not chosen{':' if count.not_chosen else ': none'}")
        for missed in count.not_chosen:
            out(f"{missed.option:<{width}}  {_short(costs[missed.option]):>10}  {missed.short_by:>9} more needed")

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(2)


def as_json(count: Count) -> dict[str, object]:
    """Fractions as text, "3/7". `explanation` says each round in words. `poorer` supporters paid `poorer_paid` together: all that they had left."""
    rounds: list[dict[str, object]] = []
    for round_ in count.rounds:
        row: dict[str, object] = {"option": round_.option, "supporters": round_.supporters}
        if round_.each_pays is not None:
            row |= {"each_pays": str(round_.each_pays), "poorer": round_.poorer, "poorer_paid": str(round_.poorer_paid)}
        if round_.score is not None:
            row |= {"score": str(round_.score)}
        rounds.append(row)
    return {
        "chosen": list(count.chosen),
        "rounds": rounds,
        "not_chosen": [{"option": missed.option, "short_by": missed.short_by} for missed in count.not_chosen],
        "voters": count.voters,
        "share": None if count.share is None else str(count.share),
        "explanation": explain(count, {}),
    }


def _short(amount: Fraction) -> str:
    """For the table: whole numbers as they are, others to three places."""
    return str(amount) if amount.denominator == 1 else f"{float(amount):.3f}"


def _slots(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 10000")
    return int(text)


def _tie_break(text: str) -> tuple[TieRule, ...]:
    rules = tuple(text.split(","))
    if len(set(rules)) != len(rules) or not set(rules) <= set(TIE_BREAK):
        raise argparse.ArgumentTypeError("must name cost, votes and seed, each at most once, with commas between")
    return tuple(rule for name in rules for rule in TIE_BREAK if rule == name)

"""A second, slow and obvious count, to hold the fast one to: one Fraction for each voter, every option looked at every time."""

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Slow:
    chosen: list[str]
    pays: list[Fraction]
    short_by: dict[str, int]
    share: Fraction


def tie_key(seed, costs, votes, option):
    return costs[option], -votes, hashlib.sha256(f"{seed}:{option}".encode()).hexdigest()


def buy(costs, slips, share, seed):
    """(chosen, what each pays, what each voter has left) with this share for everybody and no completion."""
    money = [share] * len(slips)
    supporters = {option: [voter for voter, slip in enumerate(slips) if option in slip] for option in costs}
    chosen, pays = [], []
    while True:
        candidates = []
        for option, cost in costs.items():
            if option in chosen or not supporters[option] or sum(money[voter] for voter in supporters[option]) < cost:
                continue
            # The price lies between two voters' money: try everybody from the poorest on as the last who pays all they have.
            by_money = sorted(money[voter] for voter in supporters[option])
            for paying_all in range(len(by_money)):
                price = (cost - sum(by_money[:paying_all])) / (len(by_money) - paying_all)
                if by_money[paying_all] >= price:
                    break
            candidates.append(
                (price / cost if cost else 0, tie_key(seed, costs, len(supporters[option]), option), option, price)
            )
        if not candidates:
            return chosen, pays, money
        _, _, winner, price = min(candidates)
        for voter in supporters[winner]:
            money[voter] -= min(money[voter], price)
        chosen.append(winner)
        pays.append(price)


def short_by(costs, slips, chosen, money, share):
    return {
        option: max(1, ceil((cost - sum(money[voter] for voter, slip in enumerate(slips) if option in slip)) / share))
        for option, cost in costs.items()
        if option not in chosen
    }


def equal_shares(costs, slips, budget, seed="", completion="add1"):
    """For money: one whole unit at a time, each step counted from the beginning."""
    share = budget / len(slips)
    chosen, pays, money = buy(costs, slips, share, seed)
    ticked = {option for slip in slips for option in slip}
    while completion == "add1" and set(chosen) != ticked:
        more = buy(costs, slips, share + 1, seed)
        if sum(costs[option] for option in more[0]) > budget:
            break
        share += 1
        chosen, pays, money = more
    return Slow(chosen, pays, short_by(costs, slips, chosen, money, share), share)


def sequential_pav(options, slips, slots, seed=""):
    chosen = []
    votes = {option: sum(option in slip for slip in slips) for option in options}
    costs = dict.fromkeys(options, 1)
    while len(chosen) < slots:
        score = {
            option: sum(Fraction(1, 1 + sum(winner in slip for winner in chosen)) for slip in slips if option in slip)
            for option in options
            if option not in chosen and votes[option]
        }
        if not score:
            break
        chosen.append(min(score, key=lambda option: (-score[option], tie_key(seed, costs, votes[option], option))))
    return chosen
